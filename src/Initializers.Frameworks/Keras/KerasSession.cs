namespace Initializers.Frameworks;

/// <summary>
/// Keras after <c>keras.utils.set_random_seed(seed)</c>: the seeds that layers without one of their own get, in the order in which they are
/// made, and <c>keras.random</c> without a seed.
/// </summary>
/// <remarks>The seeds are CPython's <c>random.randint(1, 10**9)</c>. Not thread-safe.</remarks>
public sealed class KerasSession
{
    /// <summary>What the numbers of the global pair are the remainder of.</summary>
    internal const int MixedModulus = 933199;

    private const int Largest = 1_000_000_000;

    private MersenneTwister _python;
    private KerasSeed? _global;

    /// <summary>Seeds Keras.</summary>
    /// <param name="seed">The seed, as there from 0 to 2^32 - 1.</param>
    /// <param name="backend">What draws.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="backend"/> is not a named one.</exception>
    public KerasSession(uint seed, KerasBackend backend) => (_python, Backend) = (MersenneTwister.FromKey([seed]), Guard.Defined(backend));

    /// <summary>Goes on where a session stood.</summary>
    /// <param name="state">What <see cref="State"/> said.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    public KerasSession(KerasSessionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        uint[] python = [.. state.Python];
        (_python, _global, Backend) = (MersenneTwister.FromState(python.AsSpan(0, MersenneTwister.Size), (int)python[^1]), state.GlobalSeed,
            state.Backend);
    }

    /// <summary>What draws.</summary>
    public KerasBackend Backend { get; }

    /// <summary>Both generators, to be saved and resumed.</summary>
    public KerasSessionState State => new(Backend, [.. _python.State, (uint)_python.Position], _global);

    /// <summary>The seed of the next initializer that is made without one, or of the next layer with randomness of its own.</summary>
    public long NextSeed()
    {
        while (true)
        {
            uint value = _python.Next() >> 2;
            if (value < Largest) return 1 + value;
        }
    }

    /// <summary><c>keras.random.uniform(shape, low, high)</c>.</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="low">minval, as <see cref="KerasInit.RandomUniform"/> takes it.</param>
    /// <param name="high">maxval.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A bound or their distance is not finite as a float, or NumPy is given a high below low.
    /// </exception>
    public void Uniform(Span<float> destination, double low = 0, double high = 1) =>
        Draw(KerasInit.RandomUniform(low, high), destination, nameof(high));

    /// <summary><c>keras.random.normal(shape, mean, stddev)</c>.</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The deviation, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The mean is not finite as a float, or the deviation is negative, -0 on NumPy, or so large that values may not be.
    /// </exception>
    public void Normal(Span<float> destination, double mean = 0, double stddev = 1) =>
        Draw(KerasInit.RandomNormal(mean, stddev), destination, nameof(stddev));

    /// <summary><c>keras.random.truncated_normal(shape, mean, stddev)</c>.</summary>
    /// <inheritdoc cref="Normal"/>
    public void TruncatedNormal(Span<float> destination, double mean = 0, double stddev = 1) =>
        Draw(KerasInit.TruncatedNormal(mean, stddev), destination, nameof(stddev));

    /// <summary>The same session, on its own.</summary>
    internal KerasSession Copy() => new(State);

    /// <summary>Moves to where another session of the backend stands.</summary>
    internal void MoveTo(KerasSession other) => (_python, _global) = (other._python, other._global);

    private void Draw(KerasInitializer initializer, Span<float> destination, string name)
    {
        initializer.CheckBackend(Backend, name);
        initializer.Initialize(destination, [destination.Length], new KerasRandom(NextGlobal(), Backend));
    }

    /// <summary>
    /// The pair of the global generator, which is made when it is first asked for, and whose pairs are not counted but mixed.
    /// </summary>
    private KerasSeed NextGlobal()
    {
        KerasSeed now = _global ?? new(NextSeed(), 0);
        _global = new(Mixed(now.First), Mixed(now.Second));
        return now;
    }

    /// <summary>In the number type of the backend's seeds; the remainder is not negative.</summary>
    private long Mixed(long value)
    {
        long mixed = Backend.Wrapped(Backend.Wrapped(value + 1) * 5387) % MixedModulus;
        return mixed < 0 ? mixed + MixedModulus : mixed;
    }
}
