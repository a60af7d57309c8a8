using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// The library's own source: word i of a stream is a pure function of (seed, names of the forks, i), the same on every CPU, operating
/// system and thread count, for ever. The generator is Philox4x32-10.
/// </summary>
/// <remarks>
/// <para>Salmon, Moraes, Dror and Shaw (2011), "Parallel Random Numbers: As Easy as 1, 2, 3", SC11,
/// <see href="https://doi.org/10.1145/2063384.2063405"/>. Streams, order of words and maps are
/// specified in docs/philox4x32-10-v1.md.</para>
/// <para>Give every parameter a stream of its own: <c>random.Fork("encoder.0.weight")</c>. Its values
/// then depend on no other parameter.</para>
/// <para>Thread-safe: each call takes the next words of the stream for itself. Which call comes first is up to the callers, so threads that
/// share a source share one order; threads that need reproducible values fork.</para>
/// </remarks>
public sealed class PhiloxRandom : IForkableSource, ISeekableSource
{
    private readonly PhiloxStream _stream;
    private ulong _position;
    private PhiloxRandom? _spare;
    private Func<FloatRange, FloatRange>? _bounds;

    /// <summary>The stream of a seed: all 64 bits count.</summary>
    /// <param name="seed">Any number; a negative one is the unsigned number of the same bits.</param>
    public PhiloxRandom(long seed) : this((ulong)seed)
    {
    }

    /// <summary>The stream of a seed: all 64 bits count.</summary>
    /// <param name="seed">Any number.</param>
    public PhiloxRandom(ulong seed) : this(seed, PhiloxStream.OfSeed(seed))
    {
    }

    /// <summary>Resumes where a source stood.</summary>
    /// <param name="state">What <see cref="State"/> said.</param>
    public PhiloxRandom(PhiloxState state) : this(state.Seed, new PhiloxStream(state.Key, state.Counter)) =>
        _position = (ulong)state.Position;

    private PhiloxRandom(ulong seed, PhiloxStream stream) => (Seed, _stream) = (seed, stream);

    /// <summary>A source with a seed from the operating system, which is what draws where no source is named.</summary>
    public static PhiloxRandom Shared { get; } = new(SystemSeed());

    /// <summary>The seed that this source, or the source it was forked from, was made with.</summary>
    public ulong Seed { get; }

    /// <summary>The number of words drawn or skipped so far; it wraps at 2^64, and from 2^63 on reads as a negative number.</summary>
    public long Position => (long)Volatile.Read(ref _position);

    /// <summary>The algorithm, <c>philox4x32-10/v1</c>: within one id not a single bit changes.</summary>
#pragma warning disable CA1822 // every source can be asked for its own algorithm
    public string AlgorithmId => PhiloxStream.AlgorithmId;
#pragma warning restore CA1822

    /// <summary>The source as it stands, to be saved and resumed.</summary>
    public PhiloxState State => new(Seed, _stream.Key, _stream.Counter, Position);

    /// <summary>
    /// How many threads a large fill may use: at least 1, or -1 (the default) for all cores. The values do not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither -1 nor at least 1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        set => field = value == -1 ? value : (int)Guard.Positive(value, shown: nameof(MaxDegreeOfParallelism));
    } = -1;

    /// <summary>
    /// An independent source named by a text, such as a parameter's name; whatever was drawn from this one does not matter.
    /// </summary>
    /// <param name="name">Any text, the empty one too. <c>Fork("a").Fork("b")</c> is not <c>Fork("a.b")</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> holds half of a surrogate pair.</exception>
    public PhiloxRandom Fork(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Child(_stream.Fork(name.AsSpan()));
    }

    /// <inheritdoc cref="Fork(string)"/>
    public PhiloxRandom Fork(ReadOnlySpan<char> name) => Child(_stream.Fork(name));

    /// <summary>
    /// An independent source named by a number, such as a layer's index; whatever was drawn from this one does not matter.
    /// </summary>
    /// <param name="index">Any number; a negative one is the unsigned number of the same bits.</param>
    public PhiloxRandom Fork(long index) => Fork((ulong)index);

    /// <inheritdoc cref="Fork(long)"/>
    public PhiloxRandom Fork(ulong index) => Child(_stream.Fork(index));

    /// <inheritdoc/>
    IForkableSource IForkableSource.Fork(ReadOnlySpan<char> name) => Fork(name);

    /// <inheritdoc/>
    IForkableSource IForkableSource.Fork(ulong index) => Fork(index);

    /// <inheritdoc/>
    public void NextBits(Span<uint> destination) =>
        ParallelFill.Run(destination, MaxDegreeOfParallelism, new Words(_stream, Reserve(destination.Length)));

    /// <inheritdoc/>
    public void NextUniform(Span<float> destination, double low, double high)
    {
        var map = new UniformMap(low, high);
        Fill(destination, _bounds is null ? map : map with { Range = _bounds(map.Range) });
    }

    /// <inheritdoc/>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation) =>
        Fill(destination, new NormalMap(mean, standardDeviation));

    /// <inheritdoc/>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        var normal = new TruncatedNormal(mean, standardDeviation, lower, upper);
        if (_bounds is not null) normal = normal with { Range = _bounds(normal.Range) };
        if (normal.IsNarrow) Fill(destination, normal.NarrowMap);
        else Fill(destination, normal.WordMap);
    }

    /// <summary>Moves on by so many words, in no time.</summary>
    /// <param name="count">How many words, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Skip(long count) => Reserve(Guard.NotNegative(count));

    /// <summary>The source as one would write it: <c>PhiloxRandom(seed: 42)</c>, with the position where words have been drawn.</summary>
    public override string ToString() =>
        $"PhiloxRandom(seed: {Seed}{(_stream == PhiloxStream.OfSeed(Seed) ? "" : ", forked")}"
        + $"{(Position == 0 ? "" : $", position: {Position}")})";

    /// <summary>64 bits that differ from process to process.</summary>
    private static ulong SystemSeed()
    {
        // The runtime itself seeds Random.Shared with 256 bits of the system, on Linux from /dev/urandom: no OpenSSL, and no way to fail.
        ulong seed = 0;
        Random.Shared.NextBytes(MemoryMarshal.AsBytes(new Span<ulong>(ref seed)));
        return seed;
    }

    ulong ISeekableSource.Reserve(long count) => Reserve(count);

    ISeekableSource ISeekableSource.At(ulong position)
    {
        PhiloxRandom source = Interlocked.Exchange(ref _spare, null) ?? new PhiloxRandom(Seed, _stream) { MaxDegreeOfParallelism = 1 };
        source._position = position;
        return source;
    }

    Func<FloatRange, FloatRange>? ISeekableSource.Bounds { get => _bounds; set => _bounds = value; }

    void ISeekableSource.Return(ISeekableSource source) => Volatile.Write(ref _spare, (PhiloxRandom)source);

    private void Fill<TMap>(Span<float> destination, TMap map) where TMap : struct, IWordMap =>
        ParallelFill.Run(destination, MaxDegreeOfParallelism, new Values<TMap>(_stream, Reserve(destination.Length), map));

    private PhiloxRandom Child(PhiloxStream stream) => new(Seed, stream) { MaxDegreeOfParallelism = MaxDegreeOfParallelism };

    /// <summary>Takes the next words for one caller and returns the position of the first.</summary>
    private ulong Reserve(long count) => Interlocked.Add(ref _position, (ulong)count) - (ulong)count;

    /// <summary>The words of a stream from a position on.</summary>
    private readonly struct Words(PhiloxStream stream, ulong position) : IPartFill<uint>
    {
        public void Invoke(Span<uint> part, int start) => stream.Fill(position + (uint)start, part);
    }

    /// <summary>The values of a map over the words of a stream from a position on.</summary>
    private readonly struct Values<TMap>(PhiloxStream stream, ulong position, TMap map) : IPartFill<float>
        where TMap : struct, IWordMap
    {
        public void Invoke(Span<float> part, int start) => SamplingLoop.Fill(new Cursor(stream, position + (uint)start), part, map);
    }

    /// <summary>A position in a stream, which moves on.</summary>
    private struct Cursor(PhiloxStream stream, ulong position) : IRandomBitSource
    {
        public void NextBits(Span<uint> destination)
        {
            stream.Fill(position, destination);
            position += (uint)destination.Length;
        }
    }
}

/// <summary>
/// All that a <see cref="PhiloxRandom"/> is: save it, in JSON or by hand, and resume with <see cref="PhiloxRandom(PhiloxState)"/>.
/// </summary>
/// <param name="Seed">The seed of the family that the source was forked from.</param>
/// <param name="Key">The stream's key.</param>
/// <param name="Counter">The stream's half of the counter.</param>
/// <param name="Position">The words drawn so far.</param>
/// <remarks>Thread-safe: an immutable value. It belongs to the algorithm <c>philox4x32-10/v1</c>.</remarks>
public readonly record struct PhiloxState(ulong Seed, ulong Key, ulong Counter, long Position)
{
    /// <summary><c>seed 42, key 42, counter 0, 100 words drawn</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"seed {Seed}, key {Key}, counter {Counter}, {Position} words drawn");
}
