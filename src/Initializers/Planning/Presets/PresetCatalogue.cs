namespace Initializers;

/// <summary>The names of presets in texts, and what each makes of its arguments: <c>DeepNorm(Bert(), layers: 24)</c>.</summary>
internal static class PresetCatalogue
{
    private static readonly Dictionary<string, Func<CallArguments, InitializationPlan>> ByName = new(NameComparer.Instance)
    {
        [nameof(ModelPlan.Gpt2)] = a => ModelPlan.Gpt2(
            a.WholeNumber("layers"), a.Choice("source", Gpt2Source.HuggingFace), Deviation(a)),
        [nameof(ModelPlan.GptNeoX)] = a => ModelPlan.GptNeoX(
            a.WholeNumber("layers"), a.WholeNumber("width"), a.WholeNumber("heads"), a.Choice("source", GptNeoXSource.Training),
            Deviation(a)),
        [nameof(ModelPlan.Llama)] = a => ModelPlan.Llama(Deviation(a), a.Flag("tied", false), PaddingRow(a)),
        [nameof(ModelPlan.Gemma)] = a => ModelPlan.Gemma(Deviation(a), a.Flag("tied", true), a.WholeNumber("paddingRow", 0)),
        [nameof(ModelPlan.TorchTitanLlama)] = a => ModelPlan.TorchTitanLlama(Deviation(a), a.Flag("tied", false)),
        [nameof(ModelPlan.Mixtral)] = a => ModelPlan.Mixtral(Deviation(a), a.Flag("tied", false), PaddingRow(a)),
        [nameof(ModelPlan.QwenMoe)] = a => ModelPlan.QwenMoe(Deviation(a), a.Flag("tied", false), PaddingRow(a)),
        [nameof(ModelPlan.Llama4)] = a => ModelPlan.Llama4(Deviation(a), a.Flag("tied", false), PaddingRow(a)),
        [nameof(ModelPlan.Bert)] = a => ModelPlan.Bert(a.Choice("source", BertSource.HuggingFace), Deviation(a)),
        [nameof(ModelPlan.Roberta)] = a => ModelPlan.Roberta(Deviation(a)),
        [nameof(ModelPlan.T5)] = a => ModelPlan.T5(a.WholeNumber("width"), a.WholeNumber("headWidth", 64), Factor(a), a.Flag("tied", true)),
        [nameof(ModelPlan.Whisper)] = a => ModelPlan.Whisper(Deviation(a), PaddingRow(a)),
        [nameof(ModelPlan.Clip)] = a => ModelPlan.Clip(a.WholeNumber("textLayers"), a.WholeNumber("visionLayers"), Factor(a), Deviation(a)),
        [nameof(ModelPlan.ClipText)] = a => ModelPlan.ClipText(a.WholeNumber("layers"), Factor(a)),
        [nameof(ModelPlan.ClipVision)] = a => ModelPlan.ClipVision(a.WholeNumber("layers"), Factor(a), Deviation(a)),
        [nameof(ModelPlan.ClipOpenAI)] = a => ModelPlan.ClipOpenAI(a.WholeNumber("textLayers")),
        [nameof(ModelPlan.Siglip)] = a => ModelPlan.Siglip(a.Flag("truncated", true)),
        [nameof(ModelPlan.Mamba)] = a => ModelPlan.Mamba(a.WholeNumber("layers"), a.WholeNumber("residuals", 1), Deviation(a)),
        [nameof(ModelPlan.Mamba2)] = a => ModelPlan.Mamba2(a.WholeNumber("layers"), a.WholeNumber("residuals", 1), Deviation(a)),
        [nameof(ModelPlan.Rwkv7)] = a => ModelPlan.Rwkv7(a.WholeNumber("layers")),
        [nameof(ModelPlan.ResNet)] = a => ModelPlan.ResNet(a.Flag("zeroInitResidual", false)),
        [nameof(ModelPlan.Vgg)] = _ => ModelPlan.Vgg(),
        [nameof(ModelPlan.DenseNet)] = _ => ModelPlan.DenseNet(),
        [nameof(ModelPlan.MobileNet)] = _ => ModelPlan.MobileNet(),
        [nameof(ModelPlan.EfficientNet)] = a => ModelPlan.EfficientNet(a.Flag("groupFanOut", false)),
        [nameof(ModelPlan.ConvNeXt)] = a => ModelPlan.ConvNeXt(a.Number("layerScale", 1e-6), a.Number("headScale", 1)),
        [nameof(ModelPlan.VitTorchvision)] = _ => ModelPlan.VitTorchvision(),
        [nameof(ModelPlan.VitTimm)] = a => ModelPlan.VitTimm(LayerScale(a)),
        [nameof(ModelPlan.VitTimmJax)] = a => ModelPlan.VitTimmJax(a.Flag("negativeLogBias", false), LayerScale(a)),
        [nameof(ModelPlan.VitTimmMoco)] = a => ModelPlan.VitTimmMoco(LayerScale(a)),
        [nameof(ModelPlan.VitTransformers)] = a => ModelPlan.VitTransformers(Deviation(a), a.Flag("truncated", false)),
        [nameof(ModelPlan.Swin)] = _ => ModelPlan.Swin(),
        [nameof(ModelPlan.SwinTransformers)] = a => ModelPlan.SwinTransformers(Deviation(a)),
        [nameof(ModelPlan.Mae)] = _ => ModelPlan.Mae(),
        [nameof(ModelPlan.Dit)] = _ => ModelPlan.Dit(),
        [nameof(ModelPlan.GuidedDiffusionUNet)] = _ => ModelPlan.GuidedDiffusionUNet(),
        [nameof(ModelPlan.Dcgan)] = _ => ModelPlan.Dcgan(),
        [nameof(ModelPlan.FixupResNet)] = a => ModelPlan.FixupResNet(a.WholeNumber("blocks")),
        [nameof(ModelPlan.NfNet)] = _ => ModelPlan.NfNet(),
        [nameof(ModelPlan.Lora)] = a => ModelPlan.Lora(a.Plan("plan"), a.Flag("gaussian", false)),
        [nameof(ModelPlan.DeepNorm)] = a => a.Has("encoderLayers") || a.Count > 2
            ? ModelPlan.DeepNorm(a.Plan("plan"), a.WholeNumber("encoderLayers"), a.WholeNumber("decoderLayers"))
            : ModelPlan.DeepNorm(a.Plan("plan"), a.WholeNumber("layers")),
        [nameof(ModelPlan.SubLN)] = a => a.Has("encoderLayers") || a.Count > 2
            ? ModelPlan.SubLN(a.Plan("plan"), a.WholeNumber("encoderLayers"), a.WholeNumber("decoderLayers"))
            : ModelPlan.SubLN(a.Plan("plan"), a.WholeNumber("layers")),
        [nameof(ModelPlan.TFixup)] = a => ModelPlan.TFixup(a.Plan("plan"), a.WholeNumber("layers")),
        [nameof(ModelPlan.SkipInit)] = a => ModelPlan.SkipInit(a.Plan("plan"), a.Text("pattern", "**.skipinit_gain")),
        [nameof(ModelPlan.ResidualScaled)] = a => ModelPlan.ResidualScaled(a.Plan("plan"), a.Text("pattern"), a.WholeNumber("layers")),
        [nameof(ModelPlan.DepthScaled)] = a => ModelPlan.DepthScaled(a.Plan("plan"), a.Text("pattern")),
    };

    /// <summary>The names of the presets.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];

    /// <summary>The plan that a part of a text says.</summary>
    public static InitializationPlan Build(TextSource source, TextNode node)
    {
        if (node is not NameNode { Receiver: null or NameNode { Name: nameof(ModelPlan), Arguments: null } } call)
            throw source.Refused(node, "a preset, such as Gpt2(layers: 12)");
        return ByName.TryGetValue(call.Name, out Func<CallArguments, InitializationPlan>? create)
            ? InitializerText.Call(source, call, create)
            : throw source.Refused(
                call.Start, call.Start + call.Name.Length,
                $"the name of a preset, such as {string.Join(", ", NameComparer.Nearest(call.Name, Names))},");
    }

    private static double Deviation(CallArguments arguments) => arguments.Number("standardDeviation", 0.02);

    private static double Factor(CallArguments arguments) => arguments.Number("factor", 1);

    private static double LayerScale(CallArguments arguments) => arguments.Number("layerScale", 1e-5);

    private static long? PaddingRow(CallArguments arguments) => arguments.OptionalWholeNumber("paddingRow");
}
