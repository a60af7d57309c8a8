using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// The seed of a Keras 3.15 initializer on one of its backends: <c>new KerasRandom(42, backend)</c> is <c>seed=42</c>, from which every
/// call draws the same values; <see cref="Generator"/> is <c>seed=SeedGenerator(42)</c>, from which every call draws new ones.
/// </summary>
/// <example>
/// <code>
/// float[] weights = KerasInit.HeNormal().Initialize([784, 256], new KerasRandom(0, KerasBackend.Torch));
/// </code>
/// </example>
/// <remarks>
/// Since a number gives every call the same values, an initializer that draws several times repeats itself: the blocks of
/// <c>Init.PerBlock(Init.HeNormal(), Init.HeNormal())</c> are equal, whereas those from a <see cref="Generator"/> differ.
/// Verified on Linux x86-64. Arrays are filled whole. Not thread-safe.
/// </remarks>
public sealed class KerasRandom : IRandomSource
{
    private readonly bool _isGenerator;
    private KerasSeed _seed;

    /// <summary>The seed of an initializer that is given a number.</summary>
    /// <param name="seed">The number; on JAX and NumPy from 0 to 2^32 - 1, as in Keras.</param>
    /// <param name="backend">The backend that draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The backend does not take the seed, or <paramref name="backend"/> is not a named one.
    /// </exception>
    public KerasRandom(long seed, KerasBackend backend) : this(seed, backend, isGenerator: false)
    {
    }

    /// <summary>Resumes from a saved state.</summary>
    /// <param name="state">What <see cref="State"/> returned.</param>
    /// <exception cref="ArgumentException">A number of the pair is out of the backend's range.</exception>
    public KerasRandom(KerasRandomState state) : this(state.Seed, KerasEngine.Of(state.Backend))
    {
        _isGenerator = state.IsGenerator;
        Engine.CheckSeed(state.Seed.First, _isGenerator, nameof(state));
        if (_isGenerator ? Engine.Wrapped(state.Seed.Second) != state.Seed.Second : state.Seed.Second != 0)
            throw new ArgumentException(
                Invariant($"state must have a seed pair in {Backend}'s range, but was {state}."), nameof(state));
    }

    /// <summary>The source of one draw, from any pair.</summary>
    internal KerasRandom(KerasSeed pair, KerasEngine engine) => (_seed, Engine) = (pair, engine);

    private KerasRandom(long seed, KerasBackend backend, bool isGenerator) : this(new KerasSeed(seed, 0), KerasEngine.Of(backend))
    {
        Engine.CheckSeed(seed, isGenerator, nameof(seed));
        _isGenerator = isGenerator;
    }

    /// <summary>The backend that draws.</summary>
    public KerasBackend Backend => Engine.Backend;

    /// <summary>The pair of the next draw, to be saved and resumed.</summary>
    public KerasRandomState State => new(_seed, Backend, _isGenerator);

    internal KerasEngine Engine { get; }

    /// <summary><c>keras.random.SeedGenerator(seed)</c>: each draw takes the next pair.</summary>
    /// <param name="seed">The number; on JAX and NumPy from 0 to 2^32 - 1, on PyTorch from -2^31 to 2^31 - 1, as in Keras.</param>
    /// <param name="backend">The backend that draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The backend does not take the seed, or <paramref name="backend"/> is not a named one.
    /// </exception>
    public static KerasRandom Generator(long seed, KerasBackend backend) => new(seed, backend, isGenerator: true);

    /// <inheritdoc/>
    /// <remarks><c>keras.random.uniform(shape, low, high, seed=...)</c>.</remarks>
    public void NextUniform(Span<float> destination, double low, double high)
    {
        UniformMap.Check(low, high);
        FillUniform<float, Float32>(destination, low, high);
    }

    /// <inheritdoc/>
    /// <remarks><c>keras.random.normal(shape, mean, stddev, seed=...)</c>.</remarks>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation)
    {
        NormalMap.Check(mean, standardDeviation);
        FillNormal<float, Float32>(destination, mean, standardDeviation);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <c>keras.random.truncated_normal(shape, mean, stddev, seed=...)</c>, whose bounds are always two deviations.
    /// </remarks>
    /// <exception cref="ArgumentException">A parameter is out of range, or the bounds are not -2 and 2.</exception>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        TruncatedNormalMaps.Check(mean, standardDeviation, lower, upper);
        Guard.TwoDeviations(lower, upper, "Keras");
        FillTruncatedNormal<float, Float32>(destination, mean, standardDeviation);
    }

    internal void FillUniform<T, TType>(Span<T> values, double low, double high)
        where T : unmanaged
        where TType : struct, ITensorType<T> => Engine.Uniform<T, TType>(Next(), values, low, high);

    internal void FillNormal<T, TType>(Span<T> values, double mean, double deviation)
        where T : unmanaged
        where TType : struct, ITensorType<T> => Engine.Normal<T, TType>(Next(), values, mean, deviation);

    /// <summary>Normals within two deviations of the mean; the deviation is that before truncation.</summary>
    internal void FillTruncatedNormal<T, TType>(Span<T> values, double mean, double deviation)
        where T : unmanaged
        where TType : struct, ITensorType<T> => Engine.TruncatedNormal<T, TType>(Next(), values, mean, deviation);

    /// <summary>The pair of the next draw.</summary>
    private KerasSeed Next()
    {
        KerasSeed now = _seed;
        if (_isGenerator) _seed = now with { Second = Engine.Wrapped(now.Second + 1) };
        return now;
    }
}

/// <summary>The pair from which Keras draws once: the state of a <c>SeedGenerator</c>.</summary>
/// <param name="First">The first number: the seed.</param>
/// <param name="Second">The second number: for a generator, the count of earlier draws.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct KerasSeed(long First, long Second)
{
    /// <summary>The pair, in the invariant culture.</summary>
    public override string ToString() => Invariant($"({First}, {Second})");
}

/// <summary>The state of a <see cref="KerasRandom"/>: save it, as JSON or otherwise, and pass it to the constructor to resume.</summary>
/// <param name="Seed">The pair of the next draw; for a seed that is a number, that number and 0.</param>
/// <param name="Backend">The backend that draws.</param>
/// <param name="IsGenerator">Whether it is a <c>SeedGenerator</c>, whose draws differ, or a number, whose draws are all the same.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="Backend"/> is not a named one.</exception>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct KerasRandomState(KerasSeed Seed, KerasBackend Backend, bool IsGenerator)
{
    /// <summary>The backend that draws.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The backend is not a named one.</exception>
    [JsonConverter(typeof(JsonStringEnumConverter<KerasBackend>))]
    public KerasBackend Backend { get; init => field = Guard.Defined(value, shown: nameof(Backend)); } = Guard.Defined(Backend);

    /// <summary>The state, in the invariant culture.</summary>
    public override string ToString() =>
        Invariant($"KerasRandomState {{ Seed = {Seed}, Backend = {Backend}, IsGenerator = {IsGenerator} }}");
}
