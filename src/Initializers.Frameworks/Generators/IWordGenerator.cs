namespace Initializers.Frameworks;

/// <summary>A generator of 64-bit words.</summary>
internal interface IWordGenerator
{
    ulong Next();
}
