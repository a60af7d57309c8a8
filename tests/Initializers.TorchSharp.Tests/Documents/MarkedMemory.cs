using System.Runtime.InteropServices;

namespace Initializers.TorchSharp.Tests.Documents;

/// <summary>As long as it is there, glibc fills the memory that it gives out with one byte: what nobody writes to can be told.</summary>
internal sealed partial class MarkedMemory : IDisposable
{
    private const int Perturb = -6; // M_PERTURB of malloc.h: allocated memory gets the complement, freed memory the byte itself

    public MarkedMemory(byte mark) => Set((byte)~mark);

    public void Dispose() => Set(0);

    private static void Set(byte value)
    {
        if (SetOption(Perturb, value) != 1) throw new PlatformNotSupportedException("The C library must be glibc.");
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
