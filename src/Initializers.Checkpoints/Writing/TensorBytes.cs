using System.Runtime.InteropServices;

namespace Initializers.Checkpoints;

/// <summary>Draws the bytes of tensors as they are in files: little endian, row-major.</summary>
/// <param name="planned">The parameter.</param>
/// <param name="type">The number type of the file.</param>
/// <param name="random">The source of which the parameter takes a fork.</param>
internal readonly struct TensorBytes(PlannedParameter planned, TensorDataType type, PhiloxRandom random)
{
    /// <summary>Whether tensors of a number type can be written.</summary>
    public static bool IsWritten(TensorDataType type) =>
        type is TensorDataType.F32 or TensorDataType.F64 or TensorDataType.F16 or TensorDataType.BF16;

    /// <summary>Refuses a number type that the parameter's initializer cannot fill.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public void Check() => Do(new Checking(planned));

    /// <summary>Whether parts are drawn by themselves, on one thread each; otherwise the whole is, on all of them.</summary>
    public bool AreSliced
    {
        get
        {
            var asked = new Asking(new(planned, random));
            Do(asked);
            return asked.FillsSlices[0];
        }
    }

    /// <summary>Draws some bytes on this thread.</summary>
    /// <param name="bytes">Where they go: whole elements.</param>
    /// <param name="start">The first element.</param>
    public unsafe void Draw(Span<byte> bytes, long start)
    {
        fixed (byte* pinned = bytes) Do(new Drawing(new(planned, random, isAlone: true), pinned, bytes.Length, start));
    }

    /// <summary>Draws all bytes on all threads.</summary>
    public unsafe void DrawAll(Span<byte> bytes)
    {
        fixed (byte* pinned = bytes) Do(new Drawing(new(planned, random), pinned, bytes.Length, start: null));
    }

    private void Do<TWork>(TWork work) where TWork : ITypedWork
    {
        switch (type)
        {
            case TensorDataType.F32:
                work.Do<float>();
                break;
            case TensorDataType.F64:
                work.Do<double>();
                break;
            case TensorDataType.F16:
                work.Do<Half>();
                break;
            default:
                work.Do<ushort>();
                break;
        }
    }

    /// <summary>Work on elements of the type of the file, of which bfloat16 is its bits.</summary>
    private interface ITypedWork
    {
        void Do<T>() where T : unmanaged;
    }

    private readonly struct Checking(PlannedParameter planned) : ITypedWork
    {
        public void Do<T>() where T : unmanaged
        {
            foreach (ref readonly ParameterPart part in planned.Parts.AsSpan()) ParameterFill.Check<T>(part);
        }
    }

    private readonly struct Asking(ParameterFill fill) : ITypedWork
    {
        public bool[] FillsSlices { get; } = new bool[1];

        public void Do<T>() where T : unmanaged => FillsSlices[0] = fill.FillsSlices<T>();
    }

    private readonly unsafe struct Drawing(ParameterFill fill, byte* bytes, int length, long? start) : ITypedWork
    {
        public void Do<T>() where T : unmanaged
        {
            Span<T> weights = MemoryMarshal.Cast<byte, T>(new Span<byte>(bytes, length));
            if (start is { } first) fill.Slice(weights, first);
            else fill.Whole(weights);
        }
    }
}
