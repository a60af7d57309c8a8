namespace Initializers.Benchmarks.Plans;

/// <summary>Plans of 1,300 rules, and models of 10,000 names for them.</summary>
public static class ManyNames
{
    private const int Rules = 1300, Layers = 125, Blocks = 10, Modules = 4, FewLayers = 8, Experts = 1250;

    /// <summary>125 layers of 40 modules, each with a weight and a bias.</summary>
    public static (string, TensorShape)[] OfLayers { get; } =
    [
        .. from layer in Enumerable.Range(0, Layers)
           from block in Enumerable.Range(0, Blocks)
           from module in Enumerable.Range(0, Modules)
           from part in (string[])["weight", "bias"]
           select ($"model.layers.{layer}.block_{block}.fc_{module}.{part}", part == "bias" ? new TensorShape(8) : [8, 8]),
    ];

    /// <summary>8 layers of 1,250 experts.</summary>
    public static (string, TensorShape)[] OfExperts { get; } =
    [
        .. from layer in Enumerable.Range(0, FewLayers)
           from expert in Enumerable.Range(0, Experts)
           select ($"model.layers.{layer}.expert_{expert}_up.weight", new TensorShape(8, 8)),
    ];

    /// <summary>Ten rules for the weights of each layer, and fifty for biases of all layers, of which ten are for no name.</summary>
    public static InitializationPlan ByLayer()
    {
        var plan = new InitializationPlan();
        for (int layer = 0; layer < Layers; layer++)
        {
            for (int block = 0; block < Blocks; block++) plan.Add($"**.layers.{layer}.block_{block}.*.weight", Init.HeNormal());
        }
        while (plan.Rules.Count < Rules)
        {
            int rule = plan.Rules.Count - Layers * Blocks;
            plan.Add($"**.layers.{{layer}}.block_{rule / Modules}.*_{rule % Modules}.bias", Rule.Initialize(Init.Zeros()).Optional());
        }
        return plan;
    }

    /// <summary>Rules that differ in one segment, which is no mere word in any: the most that can have to be tried for a name.</summary>
    public static InitializationPlan ByExpert()
    {
        var plan = new InitializationPlan();
        while (plan.Rules.Count < Rules)
            plan.Add($"**.layers.{{layer}}.expert_{plan.Rules.Count}_*.weight", Rule.Initialize(Init.HeNormal()).Optional());
        return plan;
    }
}
