namespace Initializers.Frameworks;

/// <summary>A generator of 64-bit words.</summary>
internal interface IWordGenerator
{
    ulong Next();

    /// <summary>Goes on by so many words, as drawing them does.</summary>
    void Skip(ulong count);
}
