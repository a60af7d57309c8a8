namespace Initializers.Frameworks;

/// <summary>A parameter or buffer of a module: its name in PyTorch, its shape, and its values once they are drawn.</summary>
/// <remarks>
/// Initialize the parameters of a module in the order in which it enumerates them, each once, since they draw from the same source one
/// after the other. Not thread-safe.
/// </remarks>
public sealed class PyTorchParameter
{
    private readonly ModuleEntry _entry;
    private readonly PyTorchParameter? _source;
    private readonly IReadOnlyList<PyTorchParameter> _before;
    private Array? _drawn;

    /// <param name="entry">The entry of the module.</param>
    /// <param name="source">The parameter whose values it copies; null if it has its own.</param>
    /// <param name="before">The parameters that are drawn first without being part of the module.</param>
    internal PyTorchParameter(ModuleEntry entry, PyTorchParameter? source, IReadOnlyList<PyTorchParameter> before) =>
        (_entry, _source, _before) = (entry, source, before);

    /// <summary>The name in the module's <c>state_dict()</c>, such as <c>weight_ih_l0</c>.</summary>
    public string Name => _entry.Name;

    /// <summary>The shape, as in PyTorch.</summary>
    public TensorShape Shape => _entry.Shape;

    /// <summary>Whether PyTorch holds it as int64, whatever the type of the others, as <c>num_batches_tracked</c>.</summary>
    public bool IsInteger => _entry.IsInteger;

    /// <summary>Draws the values as float32.</summary>
    /// <param name="random">A <see cref="PyTorchRandom"/>, which advances.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="random"/> is another source, and values would be drawn. Nothing has been drawn then.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The values are copies of another parameter of the module, which has not been initialized in this type; or a number is outside the
    /// range of the type. Nothing has been drawn then.
    /// </exception>
    public float[] Initialize(IRandomSource random) => Draw<float, Float32>(random);

    /// <summary>Draws the values as float64.</summary>
    /// <inheritdoc cref="Initialize"/>
    public double[] InitializeDouble(IRandomSource random) => Draw<double, Float64>(random);

    /// <summary>Draws the values as float16.</summary>
    /// <inheritdoc cref="Initialize"/>
    public Half[] InitializeHalf(IRandomSource random) => Draw<Half, Float16>(random);

    /// <summary>Draws the values as bfloat16, as bits.</summary>
    /// <inheritdoc cref="Initialize"/>
    public ushort[] InitializeBFloat16(IRandomSource random) => Draw<ushort, BFloat16>(random);

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} {Shape}";

    internal T[] Draw<T, TType>(IRandomSource random)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        foreach (PyTorchParameter other in (IEnumerable<PyTorchParameter>)[.. _before, this]) other._entry.Check<T, TType>(random);
        if (_source is { } source && source._drawn is not T[] && !_before.Contains(source))
            throw new InvalidOperationException(
                $"{Name} must come after {source.Name}, whose values it shares: initialize {source.Name} in this type first.");
        foreach (PyTorchParameter other in _before) other.Draw<T, TType>(random);
        T[] values = _source is null ? new T[Shape.Count] : [.. (T[])_source._drawn!];
        if (_source is null) _entry.Initializer.Run<T, TType>(values, Shape, random);
        _drawn = values;
        return values;
    }
}
