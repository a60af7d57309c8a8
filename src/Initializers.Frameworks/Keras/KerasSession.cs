namespace Initializers.Frameworks;

/// <summary>
/// Keras after <c>keras.utils.set_random_seed(seed)</c>: the seeds of layers without their own, in the order in which the layers are made,
/// and <c>keras.random</c> without a seed.
/// </summary>
/// <example>
/// <code>
/// var session = new KerasSession(0, KerasBackend.TensorFlow); // keras.utils.set_random_seed(0)
/// IReadOnlyList&lt;NamedTensor&lt;float&gt;&gt; weights = new KerasModel(KerasLayer.Dense(784, 256)).Initialize(session);
/// </code>
/// </example>
/// <remarks>The seeds are CPython's <c>random.randint(1, 10**9)</c>. Not thread-safe.</remarks>
public sealed class KerasSession
{
    /// <summary>The modulus of the numbers of the global pair.</summary>
    internal const int MixedModulus = 933199;

    private const int Largest = 1_000_000_000;

    private MersenneTwister _python;
    private KerasSeed? _global;

    /// <summary>A session after <c>set_random_seed(seed)</c>.</summary>
    /// <param name="seed">The seed, from 0 to 2^32 - 1 as in Keras.</param>
    /// <param name="backend">The backend that draws.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="backend"/> is not a named one.</exception>
    public KerasSession(uint seed, KerasBackend backend) =>
        (_python, Engine) = (MersenneTwister.FromKey([seed]), KerasEngine.Of(backend));

    /// <summary>Resumes from a saved state.</summary>
    /// <param name="state">What <see cref="State"/> returned.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    public KerasSession(KerasSessionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        uint[] python = [.. state.Python];
        _python = MersenneTwister.FromState(python.AsSpan(0, MersenneTwister.Size), (int)python[^1]);
        (_global, Engine) = (state.GlobalSeed, KerasEngine.Of(state.Backend));
    }

    /// <summary>The backend that draws.</summary>
    public KerasBackend Backend => Engine.Backend;

    /// <summary>The state of both generators, to be saved and resumed.</summary>
    public KerasSessionState State => new(Backend, [.. _python.State, (uint)_python.Position], _global);

    internal KerasEngine Engine { get; }

    /// <summary>The seed of the next initializer made without one, or of the next layer that draws itself, such as dropout.</summary>
    public long NextSeed()
    {
        while (true)
        {
            uint value = _python.Next() >> 2;
            if (value < Largest) return 1 + value;
        }
    }

    /// <summary><c>keras.random.uniform(shape, low, high)</c>.</summary>
    /// <param name="destination">Receives the values.</param>
    /// <param name="low">minval, as <see cref="KerasInit.RandomUniform"/> takes it.</param>
    /// <param name="high">maxval.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A bound or the distance between them is not finite as a float, or <paramref name="high"/> is below <paramref name="low"/> on NumPy.
    /// </exception>
    public void Uniform(Span<float> destination, double low = 0, double high = 1) =>
        Draw(KerasInit.RandomUniform(low, high), destination, nameof(high));

    /// <summary><c>keras.random.normal(shape, mean, stddev)</c>.</summary>
    /// <param name="destination">Receives the values.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The standard deviation, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The mean is not finite as a float, or the deviation is negative, -0 on NumPy, or so large that values may overflow.
    /// </exception>
    public void Normal(Span<float> destination, double mean = 0, double stddev = 1) =>
        Draw(KerasInit.RandomNormal(mean, stddev), destination, nameof(stddev));

    /// <summary><c>keras.random.truncated_normal(shape, mean, stddev)</c>.</summary>
    /// <inheritdoc cref="Normal"/>
    public void TruncatedNormal(Span<float> destination, double mean = 0, double stddev = 1) =>
        Draw(KerasInit.TruncatedNormal(mean, stddev), destination, nameof(stddev));

    /// <summary>An independent copy of the session.</summary>
    internal KerasSession Copy() => new(State);

    /// <summary>Takes over the state of another session on the same backend.</summary>
    internal void MoveTo(KerasSession other) => (_python, _global) = (other._python, other._global);

    private void Draw(KerasInitializer initializer, Span<float> destination, string name)
    {
        initializer.CheckBackend(Engine, name);
        initializer.Initialize(destination, [destination.Length], new KerasRandom(NextGlobal(), Engine));
    }

    /// <summary>
    /// The next pair of the global generator, which is made on first use; its pairs are not counted up but mixed.
    /// </summary>
    private KerasSeed NextGlobal()
    {
        KerasSeed now = _global ?? new(NextSeed(), 0);
        _global = new(Mixed(now.First), Mixed(now.Second));
        return now;
    }

    /// <summary>The next number, computed in the integer type of the backend's seeds; the remainder is not negative.</summary>
    private long Mixed(long value)
    {
        long mixed = Engine.Wrapped(Engine.Wrapped(value + 1) * 5387) % MixedModulus;
        return mixed < 0 ? mixed + MixedModulus : mixed;
    }
}
