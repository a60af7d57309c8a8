namespace Initializers;

/// <content>Adapters over any plan.</content>
public static partial class ModelPlan
{
    /// <summary>
    /// LoRA adapters over a model: <c>lora_A</c> U[-b, b) with b = 1 / sqrt(fan-in), or N(0, 1 / r^2), and <c>lora_B</c> 0, so that the
    /// adapted model is the given one; of adapted embeddings, A is 0 and B N(0, 1).
    /// </summary>
    /// <param name="plan">
    /// What becomes of the model's own parameters, whose names lose <c>base_model.model</c> and <c>base_layer</c>:
    /// <c>new InitializationPlan { { "**", Rule.Keep } }</c> for weights that were loaded, an empty plan for a file of adapters alone.
    /// </param>
    /// <param name="gaussian">Whether <c>lora_A</c> is N(0, 1 / r^2), with the rank r from its shape.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <remarks>
    /// PEFT 0.20.1.dev0 at 5d602fd: <c>init_lora_weights</c> <c>True</c> and <c>"gaussian"</c>. Hu et al. (2021),
    /// <see href="https://arxiv.org/abs/2106.09685"/>; see <see cref="AdapterInit"/>. Starts that depend on the model's weights or on data
    /// (PiSSA, OLoRA, LoftQ, EVA, CorDA, LoRA-GA) are no plans.
    /// </remarks>
    public static InitializationPlan Lora(InitializationPlan plan, bool gaussian = false)
    {
        var adapted = new InitializationPlan(isPreset: true)
        {
            {
                "**.lora_A.**.weight",
                gaussian ? Rule.Initialize(match => AdapterInit.LoraDownNormal(match.Shape[0])) : Rule.Initialize(AdapterInit.LoraDown())
            },
            { "**.lora_B.**.weight", Rule.Initialize(AdapterInit.LoraUp()) },
            { "**.lora_B.**.bias", Zeros.Optional() },
            { "**.lora_embedding_A.**", Rule.Initialize(AdapterInit.LoraEmbeddingDown()).Optional() },
            { "**.lora_embedding_B.**", Rule.Initialize(AdapterInit.LoraEmbeddingUp()).Optional() },
            plan,
        };
        adapted.Prefixes.Add("base_model.model");
        adapted.Prefixes.Add("**.base_layer");
        return adapted;
    }
}
