using System.Collections;

namespace Initializers.Frameworks;

/// <summary>The parameters of a module of <c>torch.nn</c>, as its constructor leaves them.</summary>
/// <remarks>
/// Enumerated, they come in the order in which PyTorch draws them; <c>foreach (var parameter in module) parameter.Initialize(random)</c>
/// draws all. <see cref="Initialize"/> does so, and returns them in the order of <c>state_dict()</c>. Thread-safe: an immutable value, of
/// which each enumeration has parameters of its own.
/// </remarks>
public sealed class PyTorchModule : IEnumerable<PyTorchParameter>
{
    private readonly string _text;

    /// <param name="text">What <see cref="ToString"/> shows.</param>
    /// <param name="entries">What is drawn, in this order.</param>
    /// <param name="names">The names in the order of state_dict; null for that of the entries.</param>
    internal PyTorchModule(string text, IEnumerable<ModuleEntry> entries, IEnumerable<string>? names = null)
    {
        (_text, Entries) = (text, [.. entries]);
        Names = [.. names ?? Entries.Where(entry => !entry.IsHidden).Select(entry => entry.Name)];
    }

    /// <summary>The names of parameters and buffers, in the order of <c>state_dict()</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    internal IReadOnlyList<ModuleEntry> Entries { get; }

    /// <summary>Draws all values as float32.</summary>
    /// <param name="random">A <see cref="PyTorchRandom"/>, which moves on.</param>
    /// <returns>Name, shape and values, in the order of <c>state_dict()</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="random"/> is another source and values are drawn. Nothing has been drawn then.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The type does not hold the numbers, such as the slope of <c>PReLU</c>. Nothing has been drawn then.
    /// </exception>
    public IReadOnlyList<NamedTensor<float>> Initialize(IRandomSource random) => Draw<float, Float32>(random);

    /// <summary>Draws all values as float64.</summary>
    /// <inheritdoc cref="Initialize"/>
    public IReadOnlyList<NamedTensor<double>> InitializeDouble(IRandomSource random) => Draw<double, Float64>(random);

    /// <summary>Draws all values as float16.</summary>
    /// <inheritdoc cref="Initialize"/>
    public IReadOnlyList<NamedTensor<Half>> InitializeHalf(IRandomSource random) => Draw<Half, Float16>(random);

    /// <summary>Draws all values as bfloat16, as bits.</summary>
    /// <inheritdoc cref="Initialize"/>
    public IReadOnlyList<NamedTensor<ushort>> InitializeBFloat16(IRandomSource random) => Draw<ushort, BFloat16>(random);

    /// <summary>The parameters, in the order in which PyTorch draws them.</summary>
    public IEnumerator<PyTorchParameter> GetEnumerator()
    {
        var byName = new Dictionary<string, PyTorchParameter>();
        var visible = new List<PyTorchParameter>();
        var hidden = new List<PyTorchParameter>();
        foreach (ModuleEntry entry in Entries)
        {
            var parameter = new PyTorchParameter(entry, entry.CopyOf is null ? null : byName[entry.CopyOf],
                entry.IsHidden ? [] : [.. hidden]);
            byName[entry.Name] = parameter;
            if (entry.IsHidden)
            {
                hidden.Add(parameter);
            }
            else
            {
                visible.Add(parameter);
                hidden.Clear();
            }
        }
        return visible.GetEnumerator();
    }

    /// <summary>As PyTorch writes it, without what does not change parameters.</summary>
    public override string ToString() => _text;

    /// <summary>What is drawn, as a part of another module.</summary>
    internal IEnumerable<ModuleEntry> Within(string name) => Entries.Select(entry => entry.Within(name));

    /// <summary>The names, as a part of another module.</summary>
    internal IEnumerable<string> NamesWithin(string name) => Names.Select(own => $"{name}.{own}");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IReadOnlyList<NamedTensor<T>> Draw<T, TType>(IRandomSource random)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        foreach (ModuleEntry entry in Entries) entry.Check<T, TType>(random);
        Dictionary<string, NamedTensor<T>> byName = this.Select(parameter =>
            new NamedTensor<T>(parameter.Name, parameter.Shape, parameter.Draw<T, TType>(random))).ToDictionary(tensor => tensor.Name);
        return [.. Names.Select(name => byName[name])];
    }
}
