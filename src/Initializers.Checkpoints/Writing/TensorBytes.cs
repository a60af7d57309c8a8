using System.Runtime.InteropServices;

namespace Initializers.Checkpoints;

/// <summary>Draws the bytes of a tensor as they are in files: little endian, row-major.</summary>
/// <param name="planned">The parameter.</param>
/// <param name="options">The number type of the file.</param>
/// <param name="random">The source of which the parameter takes a fork.</param>
internal readonly struct TensorBytes(PlannedParameter planned, CheckpointOptions options, PhiloxRandom random)
{
    /// <summary>The floats that are drawn at a time to be rounded to 8 bits.</summary>
    private const int FloatChunk = 16384;

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

    private Float8Format? Format => options.Type switch
    {
        TensorDataType.F8E4M3 => Float8Format.E4M3,
        TensorDataType.F8E5M2 => Float8Format.E5M2,
        _ => null,
    };

    /// <summary>Refuses a number type that the parameter's initializer cannot fill.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public void Check() => Do(new Checking(planned));

    /// <summary>Draws some bytes on this thread. What an initializer of the user's leaves out is 0, and nothing else's memory.</summary>
    /// <param name="bytes">Where they go: whole elements.</param>
    /// <param name="start">The first byte, the first of an element.</param>
    public void Draw(Span<byte> bytes, long start)
    {
        var fill = new ParameterFill(planned, random, isAlone: true);
        if (Format is { } format) DrawRounded(fill, bytes, start, format);
        else Do(new Slice(fill, bytes, start / TensorDataTypes.BytesOf(options.Type)));
    }

    /// <summary>Draws all bytes on all threads.</summary>
    public void DrawAll(Span<byte> bytes)
    {
        var fill = new ParameterFill(planned, random);
        if (Format is not { } format)
        {
            Do(new Whole(fill, bytes));
            return;
        }
        using var floats = new Rented<float>(bytes.Length);
        floats.Span.Clear();
        fill.Whole(floats.Span);
        Float8.Round(floats.Span, bytes, format, options.Saturates);
    }

    private void DrawRounded(ParameterFill fill, Span<byte> bytes, long start, Float8Format format)
    {
        using var rented = new Rented<float>(FloatChunk);
        for (int done = 0, count; done < bytes.Length; done += count)
        {
            count = Math.Min(FloatChunk, bytes.Length - done);
            Span<float> floats = rented.Span[..count];
            floats.Clear();
            fill.Slice(floats, start + done);
            Float8.Round(floats, bytes.Slice(done, count), format, options.Saturates);
        }
    }

    /// <summary>Work on the type of the fill, which is float for numbers of 8 bits.</summary>
    private void Do<TWork>(TWork work) where TWork : ITypedWork, allows ref struct
    {
        switch (options.Type)
        {
            case TensorDataType.F32 or TensorDataType.F8E4M3 or TensorDataType.F8E5M2: work.Do<float>(); break;
            case TensorDataType.F64: work.Do<double>(); break;
            case TensorDataType.F16: work.Do<Half>(); break;
            case TensorDataType.BF16: work.Do<ushort>(); break;
            default: throw new NotSupportedException($"{options.Type} is written by no initializer.");
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
            Span<T> numbers = MemoryMarshal.Cast<byte, T>(_bytes);
            fill.Slice(numbers, start);
            LittleEndian.FromNative(numbers);
        }
    }

    private readonly ref struct Whole(ParameterFill fill, Span<byte> bytes) : ITypedWork
    {
        private readonly Span<byte> _bytes = bytes;

        public void Do<T>() where T : unmanaged
        {
            _bytes.Clear();
            Span<T> numbers = MemoryMarshal.Cast<byte, T>(_bytes);
            fill.Whole(numbers);
            LittleEndian.FromNative(numbers);
        }
    }
}
