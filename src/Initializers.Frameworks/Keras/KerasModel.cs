namespace Initializers.Frameworks;

/// <summary>
/// Layers that are made one after the other, and then built: the first weights of a Keras model after
/// <c>keras.utils.set_random_seed(seed)</c>.
/// </summary>
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
    /// <param name="backend">What draws.</param>
    /// <returns>Names as Keras gives them, with shapes and values, in the order of <c>model.weights</c> by layer.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="backend"/> is not a named one, or one that has not a seed that an initializer has of its own, or does not take its
    /// numbers.
    /// </exception>
    public IReadOnlyList<NamedTensor<float>> Initialize(uint seed, KerasBackend backend) => Draw(new KerasSession(seed, backend), nameof(backend));

    /// <summary>Draws all weights, going on with the seeds of a session.</summary>
    /// <param name="session">The session.</param>
    /// <exception cref="ArgumentNullException"><paramref name="session"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The session's backend has not a seed that an initializer has of its own, or does not take its numbers. The session has not moved
    /// then.
    /// </exception>
    public IReadOnlyList<NamedTensor<float>> Initialize(KerasSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Draw(session, nameof(session));
    }

    /// <summary>Takes the seeds from a copy of the session, which moves only if all weights can be drawn.</summary>
    private IReadOnlyList<NamedTensor<float>> Draw(KerasSession session, string parameter)
    {
        KerasSession ahead = session.Copy();
        Func<IReadOnlyList<KerasLayer.Entry>>[] made = [.. _layers.Select(layer => layer.Make(ahead))];
        (string Layer, KerasLayer.Entry Weight)[] weights = [.. made.Zip(Names(),
            (build, name) => build().Select(weight => (name, weight))).SelectMany(of => of)];
        foreach ((_, KerasLayer.Entry weight) in weights) weight.Initializer.CheckBackend(session.Backend, parameter);
        session.MoveTo(ahead);
        return [.. weights.Select(of => of.Weight.Draw(of.Layer, session.Backend))];
    }

    /// <summary>Keras numbers layers of one kind: dense, dense_1, ...</summary>
    private IEnumerable<string> Names() =>
        _layers.Select((layer, i) =>
            _layers.Take(i).Count(other => other.Name == layer.Name) is > 0 and var number ? $"{layer.Name}_{number}" : layer.Name);
}
