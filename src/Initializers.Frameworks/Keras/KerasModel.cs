namespace Initializers.Frameworks;

/// <summary>
/// Layers that are made one after the other and then built: the initial weights of a Keras model after
/// <c>keras.utils.set_random_seed(seed)</c>.
/// </summary>
/// <example>
/// <code>
/// // keras.utils.set_random_seed(0); keras.Sequential([Input((784,)), Dense(256), Dense(10)])
/// var model = new KerasModel(KerasLayer.Dense(784, 256), KerasLayer.Dense(256, 10));
/// IReadOnlyList&lt;NamedTensor&lt;float&gt;&gt; weights = model.Initialize(seed: 0, KerasBackend.Jax);
/// </code>
/// </example>
/// <remarks>
/// <c>new KerasModel(KerasLayer.Dense(784, 256), KerasLayer.Dense(256, 10)).Initialize(42, KerasBackend.TensorFlow)</c>.
/// Thread-safe: an immutable value.
/// </remarks>
public sealed class KerasModel
{
    private readonly KerasLayer[] _layers;

    /// <summary>A model of layers.</summary>
    /// <param name="layers">The layers, in the order in which they are made.</param>
    /// <exception cref="ArgumentNullException">A layer is null.</exception>
    public KerasModel(params ReadOnlySpan<KerasLayer> layers)
    {
        foreach (KerasLayer layer in layers) ArgumentNullException.ThrowIfNull(layer, nameof(layers));
        _layers = layers.ToArray();
    }

    /// <summary>Draws all weights.</summary>
    /// <param name="seed">The seed of set_random_seed.</param>
    /// <param name="backend">The backend that draws.</param>
    /// <returns>The weights under Keras's names, in the order of <c>model.weights</c>, layer by layer.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="backend"/> is not a named one, or does not take an initializer's own seed or its numbers.
    /// </exception>
    public IReadOnlyList<NamedTensor<float>> Initialize(uint seed, KerasBackend backend) =>
        Draw(new KerasSession(seed, backend), nameof(backend));

    /// <summary>Draws all weights with the next seeds of a session.</summary>
    /// <param name="session">The session.</param>
    /// <exception cref="ArgumentNullException"><paramref name="session"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The session's backend does not take an initializer's own seed or its numbers; the session has not advanced then.
    /// </exception>
    public IReadOnlyList<NamedTensor<float>> Initialize(KerasSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Draw(session, nameof(session));
    }

    /// <summary>Takes the seeds from a copy of the session, which advances only if all weights can be drawn.</summary>
    private IReadOnlyList<NamedTensor<float>> Draw(KerasSession session, string parameter)
    {
        KerasSession ahead = session.Copy();
        KerasLayer.Entry[][] made = Seeded(layer => layer.Made), built = Seeded(layer => layer.Built);
        (string Layer, KerasLayer.Entry Entry)[] weights =
        [
            .. from layer in Names().Select((name, at) => (Name: name, Entries: made[at].Concat(built[at])))
               from entry in layer.Entries
               where entry.IsUsed
               select (layer.Name, entry),
        ];
        foreach ((_, KerasLayer.Entry weight) in weights) weight.Initializer.CheckBackend(session.Engine, parameter);
        session.MoveTo(ahead);
        return [.. weights.Select(weight => weight.Entry.Draw(weight.Layer, session.Backend))];

        KerasLayer.Entry[][] Seeded(Func<KerasLayer, IReadOnlyList<KerasLayer.Entry>> entries) =>
            [.. _layers.Select(layer => entries(layer).Select(entry => entry.Seeded(ahead)).ToArray())];
    }

    /// <summary>The layers' names, numbered within a kind as by Keras: dense, dense_1, ...</summary>
    private IEnumerable<string> Names() =>
        _layers.Select((layer, i) =>
            _layers.Take(i).Count(other => other.Name == layer.Name) is > 0 and var number ? $"{layer.Name}_{number}" : layer.Name);
}
