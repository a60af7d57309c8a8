using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// The library's own source, Philox4x32-10: word i of a stream is a pure function of (seed, names of the forks, i), the same on every CPU,
/// operating system and number of threads, in every version.
/// </summary>
/// <example>
/// <code>
/// var random = new PhiloxRandom(42);
/// float[] first = Init.HeNormal().Initialize([64, 64], random.Fork("first")); // whatever else is drawn, and in which order
/// float[] second = Init.HeNormal().Initialize([64, 64], random.Fork("second"));
/// PhiloxRandom later = new(random.State);                                     // a checkpoint
/// </code>
/// </example>
/// <remarks>
/// <para>Salmon, Moraes, Dror and Shaw (2011), "Parallel Random Numbers: As Easy as 1, 2, 3", SC11,
/// <see href="https://doi.org/10.1145/2063384.2063405"/>. Streams, the order of words, and the maps from words to values are specified in
/// docs/philox4x32-10-v1.md.</para>
/// <para>Give every parameter a stream of its own, <c>random.Fork("encoder.0.weight")</c>, and its values depend on no other
/// parameter.</para>
/// <para>Thread-safe: each call takes the next words of the stream for itself. Threads that share a source share its words in the order of
/// their calls; threads that need reproducible values fork.</para>
/// </remarks>
public sealed class PhiloxRandom : IForkableSource, ISeekableSource
{
    private readonly PhiloxStream _stream;
    private ulong _position;
    private PhiloxRandom? _spare;
    private Func<FloatRange, FloatRange>? _narrowBounds;

    /// <summary>A source from a seed, of which all 64 bits count.</summary>
    /// <param name="seed">Any number; a negative one is the unsigned number of the same bits.</param>
    public PhiloxRandom(long seed) : this((ulong)seed)
    {
    }

    /// <summary>A source from a seed, of which all 64 bits count.</summary>
    /// <param name="seed">Any number.</param>
    public PhiloxRandom(ulong seed) : this(seed, PhiloxStream.OfSeed(seed))
    {
    }

    /// <summary>A source that resumes from a saved state.</summary>
    /// <param name="state">The state, as <see cref="State"/> returned it.</param>
    public PhiloxRandom(PhiloxState state) : this(state.Seed, new PhiloxStream(state.Key, state.Counter)) =>
        _position = (ulong)state.Position;

    private PhiloxRandom(ulong seed, PhiloxStream stream) => (Seed, _stream) = (seed, stream);

    /// <summary>A source with a seed from the operating system; the default of calls that name no source.</summary>
    public static PhiloxRandom Shared { get; } = new(SystemSeed());

    /// <summary>The seed of this source, or of the source it was forked from.</summary>
    public ulong Seed { get; }

    /// <summary>The number of words drawn or skipped so far. It wraps at 2^64, and is negative from 2^63 on.</summary>
    public long Position => (long)Volatile.Read(ref _position);

    /// <summary>The algorithm's id, <c>philox4x32-10/v1</c>. Under the same id not a single bit changes.</summary>
#pragma warning disable CA1822 // a property of a source, not of the type
    public string AlgorithmId => PhiloxStream.AlgorithmId;
#pragma warning restore CA1822

    /// <summary>The current state, to be saved and resumed.</summary>
    public PhiloxState State => new(Seed, _stream.Key, _stream.Counter, Position);

    /// <summary>
    /// The largest number of threads that a large fill may use: at least 1, or -1 for all cores. Defaults to -1. The values do not depend
    /// on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither -1 nor at least 1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        set => field = value == -1 ? value : (int)Guard.Positive(value, shown: nameof(MaxDegreeOfParallelism));
    } = -1;

    /// <summary>
    /// Returns an independent source for a name, such as that of a parameter. It does not depend on what was drawn from this source.
    /// </summary>
    /// <param name="name">Any text; it may be empty. <c>Fork("a").Fork("b")</c> is not <c>Fork("a.b")</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> has an unpaired surrogate.</exception>
    public PhiloxRandom Fork(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Child(_stream.Fork(name.AsSpan()));
    }

    /// <inheritdoc cref="Fork(string)"/>
    public PhiloxRandom Fork(ReadOnlySpan<char> name) => Child(_stream.Fork(name));

    /// <summary>
    /// Returns an independent source for an index, such as that of a layer. It does not depend on what was drawn from this source.
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
        Fill(destination, _narrowBounds is null ? map : map with { Range = _narrowBounds(map.Range) });
    }

    /// <inheritdoc/>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation) =>
        Fill(destination, new NormalMap(mean, standardDeviation));

    /// <inheritdoc/>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        var normal = new TruncatedNormalMaps(mean, standardDeviation, lower, upper);
        if (_narrowBounds is not null) normal = normal with { Range = _narrowBounds(normal.Range) };
        if (normal.IsNarrow) Fill(destination, normal.NarrowMap);
        else Fill(destination, normal.WordMap);
    }

    /// <summary>Skips the given number of words, in constant time.</summary>
    /// <param name="count">The number of words, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Skip(long count) => Reserve(Guard.NotNegative(count));

    /// <summary>Returns the source as text, such as <c>PhiloxRandom(seed: 42)</c>, with its position if words have been drawn.</summary>
    public override string ToString() =>
        $"PhiloxRandom(seed: {Seed}{(_stream == PhiloxStream.OfSeed(Seed) ? "" : ", forked")}"
        + $"{(Position == 0 ? "" : $", position: {Position}")})";

    /// <summary>Returns 64 bits that differ from process to process.</summary>
    private static ulong SystemSeed()
    {
        // .NET seeds Random.Shared with 256 bits of the operating system, on Linux from /dev/urandom: it needs no OpenSSL and cannot fail.
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

    Func<FloatRange, FloatRange>? ISeekableSource.NarrowBounds { get => _narrowBounds; set => _narrowBounds = value; }

    void ISeekableSource.Return(ISeekableSource source) => Volatile.Write(ref _spare, (PhiloxRandom)source);

    private void Fill<TMap>(Span<float> destination, TMap map) where TMap : struct, IWordMap =>
        ParallelFill.Run(destination, MaxDegreeOfParallelism, new Values<TMap>(_stream, Reserve(destination.Length), map));

    private PhiloxRandom Child(PhiloxStream stream) => new(Seed, stream) { MaxDegreeOfParallelism = MaxDegreeOfParallelism };

    /// <summary>Takes the given number of words for one caller, and returns the position of the first.</summary>
    private ulong Reserve(long count) => Interlocked.Add(ref _position, (ulong)count) - (ulong)count;

    /// <summary>The words of a stream starting at a position.</summary>
    private readonly struct Words(PhiloxStream stream, ulong position) : IPartFill<uint>
    {
        public void Invoke(Span<uint> part, int start) => stream.Fill(position + (uint)start, part);
    }

    /// <summary>The values of a map over the words of a stream starting at a position.</summary>
    private readonly struct Values<TMap>(PhiloxStream stream, ulong position, TMap map) : IPartFill<float>
        where TMap : struct, IWordMap
    {
        public void Invoke(Span<float> part, int start) => SamplingLoop.Fill(new Cursor(stream, position + (uint)start), part, map);
    }

    /// <summary>A cursor in a stream.</summary>
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
/// The state of a <see cref="PhiloxRandom"/>: save it, in JSON or otherwise, and resume with <see cref="PhiloxRandom(PhiloxState)"/>.
/// </summary>
/// <param name="Seed">The seed of the source, or of the one it was forked from.</param>
/// <param name="Key">The stream's key.</param>
/// <param name="Counter">The upper half of the stream's counter.</param>
/// <param name="Position">The number of words drawn or skipped so far.</param>
/// <remarks>Thread-safe: an immutable value. It is a state of the algorithm <c>philox4x32-10/v1</c>.</remarks>
public readonly record struct PhiloxState(ulong Seed, ulong Key, ulong Counter, long Position)
{
    /// <summary><c>seed 42, key 42, counter 0, 100 words drawn</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"seed {Seed}, key {Key}, counter {Counter}, {Position} words drawn");
}
