namespace Initializers.Tool;

/// <summary>Models of the families that <see cref="ModelPlan"/> has plans of.</summary>
internal static class Presets
{
    private static readonly LlamaSize Mistral = new(32, 4096, 14336, 32, 8, 128, 32000), Small = new(4, 512, 1024, 8, 2, 64, 8192);

    private static readonly LlamaSize Llama1B = new(16, 2048, 8192, 32, 8, 64, 128256, IsTied: true);

    /// <summary>
    /// The models. Those that end in "-small" have the structure of the family, and sizes that are not published ones.
    /// </summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        new("gpt2", 12, layers => ModelPlan.Gpt2(layers), layers => ModelShapes.Gpt2(layers)),
        new("gpt2-openai", 12, layers => ModelPlan.Gpt2(layers, Gpt2Source.OpenAI), layers => ModelShapes.Gpt2(layers)),
        new("nanogpt", 12, layers => ModelPlan.Gpt2(layers, Gpt2Source.NanoGpt), layers => ModelShapes.NanoGpt(layers, 768, 50304, 1024)),
        new("pythia-160m", 12, layers => ModelPlan.GptNeoX(layers, 768, 12), layers => ModelShapes.GptNeoX(layers, 768, 50304)),
        Llama("llama-2-7b", new(32, 4096, 11008, 32, 32, 128, 32000)),
        Llama("llama-3-8b", new(32, 4096, 14336, 32, 8, 128, 128256)),
        Llama("llama-3.2-1b", Llama1B),
        new("llama-3.2-1b-lora", Llama1B.Layers, _ => ModelPlan.Lora(ModelPlan.Llama(tied: true)),
            layers => ModelShapes.Adapted(ModelShapes.Llama(Llama1B with { Layers = layers }), 16, "q_proj", "v_proj")),
        Llama("mistral-7b", Mistral),
        Llama("qwen2.5-0.5b", new(24, 896, 4864, 14, 2, 64, 151936, IsTied: true, HasBiases: true)),
        Llama("qwen2.5-7b", new(28, 3584, 18944, 28, 4, 128, 152064, HasBiases: true)),
        Sized("gemma-2b", new(18, 2048, 16384, 8, 1, 256, 256000, IsTied: true), () => ModelPlan.Gemma(), ModelShapes.Llama),
        Sized("gemma-2-2b", new(26, 2304, 9216, 8, 4, 256, 256000, IsTied: true), () => ModelPlan.Gemma(), ModelShapes.Gemma2),
        Sized("torchtitan-llama-3-8b", new(32, 4096, 14336, 32, 8, 128, 128256), () => ModelPlan.TorchTitanLlama(),
            ModelShapes.TorchTitanLlama),
        Sized("mixtral-8x7b", Mistral, () => ModelPlan.Mixtral(), size => ModelShapes.Mixtral(size, 8, stacked: false)),
        Sized("mixtral-small", Small, () => ModelPlan.Mixtral(), size => ModelShapes.Mixtral(size, 8, stacked: true)),
        Sized("qwen-moe-small", Small, () => ModelPlan.QwenMoe(), size => ModelShapes.QwenMoe(size, 8, stacked: true)),
        Sized("llama-4-small", Small, () => ModelPlan.Llama4(), size => ModelShapes.Llama4(size, 8)),
        new("bert-base", 12, _ => ModelPlan.Bert(), layers => ModelShapes.Bert(layers)),
        new("roberta-base", 12, _ => ModelPlan.Roberta(), layers => ModelShapes.Roberta(layers, 768, 3072, 50265, positions: 514)),
        new("t5-small", 6, _ => ModelPlan.T5(512), layers => ModelShapes.T5(layers)),
        new("whisper-tiny", 4, _ => ModelPlan.Whisper(paddingRow: 50257), layers => ModelShapes.Whisper(layers, 384, 1536, 51865)),
        new("clip-text-base", 12, layers => ModelPlan.ClipText(layers), layers => ModelShapes.ClipText(layers, 512, 49408)),
        new("clip-vit-base-patch32", 12, layers => ModelPlan.Clip(layers, layers),
            layers => ModelShapes.Clip(textLayers: layers, visionLayers: layers)),
        new("siglip-base-patch16-224", 12, _ => ModelPlan.Siglip(), layers => ModelShapes.Siglip(layers)),
        new("mamba-130m", 24, layers => ModelPlan.Mamba(layers), layers => ModelShapes.Mamba(layers, 768, 50280)),
        new("mamba2-small", 4, layers => ModelPlan.Mamba2(layers, residuals: 2), layers => ModelShapes.Mamba2(layers, 512, 8192, 16)),
        new("rwkv7-small", 4, layers => ModelPlan.Rwkv7(layers), layers => ModelShapes.Rwkv7(layers, 512, 8192, 64, (64, 32, 128))),
        new("resnet18", () => ModelPlan.ResNet(), () => VisionShapes.ResNet()),
        new("resnet50", () => ModelPlan.ResNet(zeroInitResidual: true), () => VisionShapes.ResNet(isBottleneck: true)),
        new("vgg16", ModelPlan.Vgg, () => VisionShapes.Vgg()),
        new("densenet121", ModelPlan.DenseNet, () => VisionShapes.DenseNet()),
        new("mobilenet_v2", ModelPlan.MobileNet, () => VisionShapes.MobileNetV2()),
        new("mobilenet_v3_small", ModelPlan.MobileNet, () => VisionShapes.MobileNetV3()),
        new("efficientnet_b0", () => ModelPlan.EfficientNet(), () => VisionShapes.EfficientNet()),
        new("convnext_tiny", () => ModelPlan.ConvNeXt(), () => VisionShapes.ConvNeXt()),
        new("swin_t", ModelPlan.Swin, () => VisionShapes.Swin()),
        new("vit_b_16", 12, _ => ModelPlan.VitTorchvision(), layers => VisionShapes.Vit(layers)),
        new("vit-timm", 12, _ => ModelPlan.VitTimm(), layers => ImageModelShapes.VitTimm(layers)),
        new("vit-timm-jax", 12, _ => ModelPlan.VitTimmJax(), layers => ImageModelShapes.VitTimm(layers)),
        new("vit-timm-moco", 12, _ => ModelPlan.VitTimmMoco(), layers => ImageModelShapes.VitTimm(layers)),
        new("vit-transformers", 12, _ => ModelPlan.VitTransformers(), layers => ImageModelShapes.VitTransformers(layers)),
        new("mae-vit-base", 12, _ => ModelPlan.Mae(), layers => ImageModelShapes.Mae(layers)),
        new("dit-xl-2", 28, _ => ModelPlan.Dit(), layers => ImageModelShapes.Dit(layers)),
        new("guided-diffusion-64", ModelPlan.GuidedDiffusionUNet, () => ImageModelShapes.GuidedDiffusionUNet()),
        new("dcgan", ModelPlan.Dcgan, () => ImageModelShapes.Dcgan()),
        new("nfnet-f0", ModelPlan.NfNet, () => ImageModelShapes.NfNet()),
        new("fixup-resnet18", () => ModelPlan.FixupResNet(8), () => ImageModelShapes.FixupResNet(isBottleneck: false)),
        new("fixup-resnet50", () => ModelPlan.FixupResNet(16), () => ImageModelShapes.FixupResNet(isBottleneck: true)),
    ];

    /// <summary>The model of a name; null if there is none.</summary>
    public static Preset? Find(string name) => All.FirstOrDefault(preset => preset.Name == name);

    /// <summary>The names that a wrong one was probably meant to be, or else one as an example.</summary>
    /// <param name="name">The wrong name.</param>
    /// <param name="others">Names beside those of the models.</param>
    public static string Examples(string name, params IEnumerable<string> others)
    {
        string likely = string.Join(", ", NameComparer.Likely(name, All.Select(preset => preset.Name).Concat(others)));
        return likely.Length == 0 ? "gpt2" : likely;
    }

    private static Preset Llama(string name, LlamaSize size) =>
        Sized(name, size, () => ModelPlan.Llama(tied: size.IsTied), ModelShapes.Llama);

    private static Preset Sized(
        string name, LlamaSize size, Func<InitializationPlan> plan, Func<LlamaSize, IEnumerable<(string, TensorShape)>> shapes) =>
        new(name, size.Layers, _ => plan(), layers => shapes(size with { Layers = layers }));
}
