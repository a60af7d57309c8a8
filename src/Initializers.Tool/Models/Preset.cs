namespace Initializers.Tool;

/// <summary>A model by name: the plan of its family, and the names and shapes of its parameters.</summary>
/// <param name="Name">The name.</param>
/// <param name="Layers">The number of layers; null if the depth is fixed.</param>
/// <param name="Plan">The plan for a number of layers.</param>
/// <param name="Shapes">The parameters for a number of layers.</param>
internal sealed record Preset(
    string Name, int? Layers, Func<int, InitializationPlan> Plan, Func<int, IEnumerable<(string Name, TensorShape Shape)>> Shapes)
{
    /// <summary>A model of fixed depth.</summary>
    public Preset(string name, Func<InitializationPlan> plan, Func<IEnumerable<(string Name, TensorShape Shape)>> shapes)
        : this(name, null, _ => plan(), _ => shapes())
    {
    }
}
