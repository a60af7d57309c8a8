namespace Initializers;

/// <summary>Work that depends on a type of numbers, of which <see cref="ushort"/> is the bits of bfloat16.</summary>
internal interface ITypedWork
{
    void Do<T>() where T : unmanaged;
}
