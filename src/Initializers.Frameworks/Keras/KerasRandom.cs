using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// The seed of a Keras 3.15 initializer, on one of its backends: <c>new KerasRandom(42, backend)</c> is <c>seed=42</c>, and gives each call
/// the same values; <see cref="Generator"/> is <c>seed=SeedGenerator(42)</c>, and gives each call other ones.
/// </summary>
/// <remarks>
/// Since a number gives each call the same values, what calls more than once gets them more than once: the blocks of
/// <c>Init.PerBlock(Init.HeNormal(), Init.HeNormal())</c> are equal, where those from a <see cref="Generator"/> differ.
/// Verified on Linux x86-64. Arrays are filled whole. Not thread-safe.
/// </remarks>
public sealed class KerasRandom : IRandomSource
{
    private readonly bool _advances;
    private KerasSeed _seed;

    /// <summary>The seed of an initializer that is given a number.</summary>
    /// <param name="seed">The number; on JAX and NumPy from 0 to 2^32 - 1, as there.</param>
    /// <param name="backend">What draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is not one of the backend, or the backend not a named one.</exception>
    public KerasRandom(long seed, KerasBackend backend) : this(seed, backend, false)
    {
    }

    /// <summary>Goes on where a source stood.</summary>
    /// <param name="state">What <see cref="State"/> said.</param>
    /// <exception cref="ArgumentException">A number of the pair is none that the backend has.</exception>
    public KerasRandom(KerasRandomState state) : this(state.Seed, state.Backend)
    {
        _advances = state.IsGenerator;
        CheckSeed(state.Seed.First, Backend, _advances, nameof(state));
        if (_advances ? Backend.Wrapped(state.Seed.Second) != state.Seed.Second : state.Seed.Second != 0)
            throw new ArgumentException(Invariant($"state must have a pair of {Backend}, but was {state}."), nameof(state));
    }

    /// <summary>The source of one draw, from any pair.</summary>
    internal KerasRandom(KerasSeed pair, KerasBackend backend) => (_seed, Backend) = (pair, backend);

    private KerasRandom(long seed, KerasBackend backend, bool advances) : this(new KerasSeed(seed, 0), Guard.Defined(backend))
    {
        CheckSeed(seed, backend, advances, nameof(seed));
        _advances = advances;
    }

    /// <summary>What draws.</summary>
    public KerasBackend Backend { get; }

    /// <summary>The pair of the next draw, to be saved and resumed.</summary>
    public KerasRandomState State => new(_seed, Backend, _advances);

    /// <summary><c>keras.random.SeedGenerator(seed)</c>: each draw has the next pair.</summary>
    /// <param name="seed">The number; on JAX and NumPy from 0 to 2^32 - 1, on PyTorch from -2^31 to 2^31 - 1, as there.</param>
    /// <param name="backend">What draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is not one of the backend, or the backend not a named one.</exception>
    public static KerasRandom Generator(long seed, KerasBackend backend) => new(seed, backend, true);

    /// <inheritdoc/>
    /// <remarks><c>keras.random.uniform(shape, low, high, seed=...)</c>.</remarks>
    public void NextUniform(Span<float> destination, double low, double high)
    {
        _ = new UniformMap(low, high); // refuses what is refused everywhere
        KerasDraws<float, Float32>.Uniform(Backend, Next(), destination, low, high);
    }

    /// <inheritdoc/>
    /// <remarks><c>keras.random.normal(shape, mean, stddev, seed=...)</c>.</remarks>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation)
    {
        _ = new NormalMap(mean, standardDeviation);
        KerasDraws<float, Float32>.Normal(Backend, Next(), destination, mean, standardDeviation);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <c>keras.random.truncated_normal(shape, mean, stddev, seed=...)</c>, which has bounds of two deviations and no others.
    /// </remarks>
    /// <exception cref="ArgumentException">A parameter is outside what it accepts, or the bounds are not -2 and 2.</exception>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        _ = new TruncatedNormal(mean, standardDeviation, lower, upper);
        Guard.TwoDeviations(lower, upper, "Keras");
        KerasDraws<float, Float32>.TruncatedNormal(Backend, Next(), destination, mean, standardDeviation);
    }

    /// <summary>Refuses a seed that a backend does not have, in the name of the caller's parameter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The backend does not have it.</exception>
    internal static void CheckSeed(long seed, KerasBackend backend, bool advances, string name)
    {
        (long lowest, long highest) = (backend, advances) switch
        {
            (KerasBackend.Jax or KerasBackend.NumPy, _) => (0, uint.MaxValue),
            // a number is taken modulo 2^32 first, the state of a generator is not
            (KerasBackend.Torch, true) => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        string of = advances ? " for a generator" : "";
        if (seed < lowest || seed > highest)
            throw new ArgumentOutOfRangeException(
                name, seed, Invariant($"seed must be a number from {lowest} to {highest}{of} on {backend}, but was {seed}."));
    }

    /// <summary>The pair of the next draw.</summary>
    internal KerasSeed Next()
    {
        KerasSeed now = _seed;
        if (_advances) _seed = now with { Second = Backend.Wrapped(now.Second + 1) };
        return now;
    }
}
