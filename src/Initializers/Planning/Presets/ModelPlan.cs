namespace Initializers;

/// <summary>
/// Plans of published model families: their formulas under their parameters' names, each with its source, version and what changed when.
/// </summary>
/// <example>
/// <code>
/// // GPT-2's rules, and one of your own before them.
/// var plan = new InitializationPlan { { "**.wpe.weight", Init.Normal(0, 0.01) }, ModelPlan.Gpt2(layers: 12) };
/// foreach (PlanRule rule in plan) Console.WriteLine($"{rule.Pattern}: {rule.Rule}");
/// </code>
/// </example>
/// <remarks>
/// <para>
/// Patterns begin with <c>**.</c> where files differ in a prefix (<c>transformer.</c>, <c>model.</c>), and rules for what a family has only
/// in some versions are optional. A plan may be extended: rules added behind those of a preset take what it leaves, and
/// <c>new InitializationPlan { { "lm_head.weight", Init.Zeros() }, ModelPlan.Llama() }</c> puts a rule before them.
/// </para>
/// <para>
/// A preset that takes the number of layers refuses models whose names have another one: more, or fewer between the first layer and what
/// stands behind the last. The dry run says where some are missing otherwise, as in a part of a model.
/// </para>
/// <para>Thread-safe: each call returns a plan of its own.</para>
/// </remarks>
public static partial class ModelPlan
{
    /// <summary>N(0, sd^2).</summary>
    private static Rule Normal(double standardDeviation) => Rule.Initialize(Init.Normal(0, standardDeviation));

    /// <summary>
    /// PyTorch's <c>trunc_normal_(std=sd)</c>, whose bounds are -2 and 2 themselves, not deviations: for the usual 0.02 a hundred of them.
    /// </summary>
    private static Rule TruncatedNormal(double standardDeviation) => Rule.Initialize(WithinTwo(standardDeviation));

    private static TruncatedNormalInitializer WithinTwo(double standardDeviation) =>
        Init.TruncatedNormal(0, standardDeviation, -2 / standardDeviation, 2 / standardDeviation);

    private static Rule Zeros { get; } = Rule.Initialize(Init.Zeros());

    private static Rule Ones { get; } = Rule.Initialize(Init.Ones());
}
