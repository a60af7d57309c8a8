using System.Collections;

namespace Initializers.Frameworks;

/// <summary>The parameters of a module of <c>torch.nn</c>, as its constructor leaves them.</summary>
/// <example>
/// <code>
/// PyTorchModule lstm = PyTorchInit.Lstm(inputs: 32, hidden: 64);
/// IReadOnlyList&lt;NamedTensor&lt;float&gt;&gt; weights = lstm.Initialize(new PyTorchRandom(0));
/// Console.WriteLine(weights[0].Name); // weight_ih_l0
/// </code>
/// </example>
/// <remarks>
/// Enumeration is in the order in which PyTorch draws: <c>foreach (var parameter in module) parameter.Initialize(random)</c> draws all
/// values. <see cref="Initialize"/> does so, and returns them in the order of <c>state_dict()</c>. Thread-safe: an immutable value, and
/// each enumeration has its own parameters.
/// </remarks>
public sealed class PyTorchModule : IEnumerable<PyTorchParameter>
{
    private readonly string _text;

    /// <param name="text">The result of <see cref="ToString"/>.</param>
    /// <param name="entries">The entries, in the order in which they are drawn.</param>
    /// <param name="names">The names in the order of state_dict; defaults to the order of the entries.</param>
    internal PyTorchModule(string text, IEnumerable<ModuleEntry> entries, IEnumerable<string>? names = null)
    {
        (_text, Entries) = (text, [.. entries]);
        Names = [.. names ?? Entries.Where(entry => !entry.IsHidden).Select(entry => entry.Name)];
    }

    /// <summary>The names of parameters and buffers, in the order of <c>state_dict()</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    internal IReadOnlyList<ModuleEntry> Entries { get; }

    /// <summary>Draws all values as float32.</summary>
    /// <param name="random">A <see cref="PyTorchRandom"/>, which advances.</param>
    /// <returns>Name, shape and values, in the order of <c>state_dict()</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="random"/> is another source, and values would be drawn. Nothing has been drawn then.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A number, such as the slope of <c>PReLU</c>, is outside the range of the type. Nothing has been drawn then.
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

    /// <summary>The module as PyTorch prints it, without options that do not change parameters.</summary>
    public override string ToString() => _text;

    /// <summary>The entries as part of an outer module.</summary>
    internal IEnumerable<ModuleEntry> Within(string name) => Entries.Select(entry => entry.Within(name));

    /// <summary>The names as part of an outer module.</summary>
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
