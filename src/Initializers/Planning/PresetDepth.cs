using static System.FormattableString;

namespace Initializers;

/// <summary>The number of layers that a preset was made for, which a model must not belie by its names.</summary>
/// <remarks>
/// A part of a model, such as a stage of a pipeline, has fewer layers: it is refused only where the first layer and what stands behind the
/// last one are there. Thread-safe: an immutable value.
/// </remarks>
internal sealed class PresetDepth
{
    private readonly string _preset, _argument;
    private readonly GlobPattern _layer;
    private readonly GlobPattern? _behind;
    private readonly long _layers;

    /// <param name="preset">The preset's name.</param>
    /// <param name="layers">The number of layers.</param>
    /// <param name="layer">The pattern of the names of a layer's parameters, which captures its number, counted from 0.</param>
    /// <param name="behind">The pattern of what stands behind the last layer; null if that is not known.</param>
    /// <param name="argument">The parameter of the preset that is the number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public PresetDepth(string preset, long layers, string layer, string? behind = null, string argument = "layers")
    {
        (_preset, _argument, _layers) = (preset, argument, Guard.Positive(layers, argument));
        _layer = new(layer, nameof(layer));
        _behind = behind is null ? null : new(behind, nameof(behind));
    }

    /// <summary>Compares the number with the names of a model.</summary>
    /// <returns>What is wrong, or what is to be known; null for nothing.</returns>
    public (PlanFault? Fault, string? Note) Look(string[] names)
    {
        var found = new SortedDictionary<int, string>(); // a name for each layer
        foreach (string name in names)
        {
            if (_layer.TryMatch(name, out int[] numbers)) found.TryAdd(numbers[0], name);
        }
        if (found.Count == 0) return (null, null);
        (int first, int last) = (found.Keys.First(), found.Keys.Last());
        bool isWhole = first == 0 && _behind is not null && Array.Exists(names, name => _behind.TryMatch(name, out _));
        if (last >= _layers || (isWhole && last < _layers - 1))
            return (new(PlanFaultKind.Layers, found[last], null,
                $"{this} is for a model of {Plural.Of(_layers, "layer")}, but this one has {last + 1L}, "
                + Invariant($"the last one with {Excerpt.Of(found[last])}: write {_argument}: {last + 1L}")), null);
        return (null, found.Count == _layers ? null
            : Invariant($"{found.Count} of the {_layers} layers of {this} are there: right for a part of the model alone."));
    }

    /// <summary><c>ModelPlan.Gpt2(layers: 12)</c>.</summary>
    public override string ToString() => Invariant($"{nameof(ModelPlan)}.{_preset}({_argument}: {_layers})");
}
