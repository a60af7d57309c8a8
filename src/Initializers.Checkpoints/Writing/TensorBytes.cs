using System.Runtime.InteropServices;

namespace Initializers.Checkpoints;

/// <summary>Draws the bytes of a tensor as they are in files: little endian, row-major.</summary>
/// <param name="planned">The parameter.</param>
/// <param name="type">The number type of the file.</param>
/// <param name="random">The source of which the parameter takes a fork.</param>
internal readonly struct TensorBytes(PlannedParameter planned, TensorDataType type, PhiloxRandom random)
{
    /// <summary>Whether parts are drawn by themselves, on one thread each; otherwise the whole is, on all of them.</summary>
    public bool AreSliced
    {
        get
        {
            var question = new SlicesQuestion(new(planned, random));
            Do(question);
            return question.AreFilled;
        }
    }

    /// <summary>Whether tensors of a number type can be written.</summary>
    public static bool IsWritten(TensorDataType type) =>
        type is TensorDataType.F32 or TensorDataType.F64 or TensorDataType.F16 or TensorDataType.BF16;

    /// <summary>Refuses a number type that the parameter's initializer cannot fill.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public void Check() => Do(new Checking(planned));

    /// <summary>Draws some bytes on this thread. What an initializer of the user's leaves out is 0, and nothing else's memory.</summary>
    /// <param name="bytes">Where they go: whole elements.</param>
    /// <param name="start">The first element.</param>
    public void Draw(Span<byte> bytes, long start) => Do(new Slice(new(planned, random, isAlone: true), bytes, start));

    /// <summary>Draws all bytes on all threads.</summary>
    public void DrawAll(Span<byte> bytes) => Do(new Whole(new(planned, random), bytes));

    private void Do<TWork>(TWork work) where TWork : ITypedWork, allows ref struct
    {
        switch (type)
        {
            case TensorDataType.F32: work.Do<float>(); break;
            case TensorDataType.F64: work.Do<double>(); break;
            case TensorDataType.F16: work.Do<Half>(); break;
            case TensorDataType.BF16: work.Do<ushort>(); break;
            default: throw new NotSupportedException($"{type} is written by no initializer.");
        }
    }

    private readonly struct Checking(PlannedParameter planned) : ITypedWork
    {
        public void Do<T>() where T : unmanaged => ParameterFill.Check<T>(planned);
    }

    private sealed class SlicesQuestion(ParameterFill fill) : ITypedWork
    {
        public bool AreFilled { get; private set; }

        public void Do<T>() where T : unmanaged => AreFilled = fill.FillsSlices<T>();
    }

    private readonly ref struct Slice(ParameterFill fill, Span<byte> bytes, long start) : ITypedWork
    {
        private readonly Span<byte> _bytes = bytes;

        public void Do<T>() where T : unmanaged
        {
            _bytes.Clear();
            fill.Slice(MemoryMarshal.Cast<byte, T>(_bytes), start);
        }
    }

    private readonly ref struct Whole(ParameterFill fill, Span<byte> bytes) : ITypedWork
    {
        private readonly Span<byte> _bytes = bytes;

        public void Do<T>() where T : unmanaged
        {
            _bytes.Clear();
            fill.Whole(MemoryMarshal.Cast<byte, T>(_bytes));
        }
    }
}
