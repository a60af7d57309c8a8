namespace Initializers.Tool;

/// <content>CLIP and SigLIP.</content>
internal static partial class ModelShapes
{
    /// <summary>CLIP ViT-B/32 as transformers stores it.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Clip(
        int textLayers = 12, long textWidth = 512, long vocabulary = 49408, int visionLayers = 12, long visionWidth = 768, long patch = 32,
        long side = 7, long joint = 512) =>
    [
        ("logit_scale", []),
        .. ClipText(textLayers, textWidth, vocabulary), ("text_projection.weight", [joint, textWidth]),
        ("vision_model.embeddings.class_embedding", [visionWidth]),
        ("vision_model.embeddings.patch_embedding.weight", [visionWidth, 3, patch, patch]),
        ("vision_model.embeddings.position_embedding.weight", [side * side + 1, visionWidth]),
        .. Norm("vision_model.pre_layrnorm", visionWidth),
        .. Layers(visionLayers, (visionWidth, 4 * visionWidth), ClipLayer, "vision_model.encoder.layers"),
        .. Norm("vision_model.post_layernorm", visionWidth),
        ("visual_projection.weight", [joint, visionWidth]),
    ];

    /// <summary>The text tower of CLIP.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> ClipText(int layers, long width, long vocabulary) =>
    [
        ("text_model.embeddings.token_embedding.weight", [vocabulary, width]),
        ("text_model.embeddings.position_embedding.weight", [77, width]),
        .. Layers(layers, (width, 4 * width), ClipLayer, "text_model.encoder.layers"),
        .. Norm("text_model.final_layer_norm", width),
    ];

    /// <summary>CLIP ViT-B/32 as OpenAI stores it.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> ClipOpenAI(
        int textLayers = 12, long textWidth = 512, long vocabulary = 49408, int visionLayers = 12, long visionWidth = 768, long patch = 32,
        long side = 7, long joint = 512) =>
    [
        .. ClipTextOpenAI(textLayers, textWidth, vocabulary, joint),
        ("visual.class_embedding", [visionWidth]), ("visual.positional_embedding", [side * side + 1, visionWidth]),
        ("visual.proj", [visionWidth, joint]), ("visual.conv1.weight", [visionWidth, 3, patch, patch]),
        .. Norm("visual.ln_pre", visionWidth),
        .. Layers(visionLayers, visionWidth, OpenAILayer, "visual.transformer.resblocks"),
        .. Norm("visual.ln_post", visionWidth),
    ];

    /// <summary>CLIP RN50 as OpenAI stores it.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> ClipResNetOpenAI(
        int textLayers = 12, long textWidth = 512, long vocabulary = 49408, long width = 64, long side = 7, long joint = 1024)
    {
        var visual = new ShapeList();
        foreach ((int layer, (long inputs, long outputs)) in
            ((IEnumerable<(long, long)>)[(3, width / 2), (width / 2, width / 2), (width / 2, width)]).Index())
        {
            visual.Convolution($"conv{layer + 1}", outputs, inputs, 3);
            visual.Norm($"bn{layer + 1}", outputs);
        }
        // Behind a stem of three convolutions, the blocks are those of ResNet-50.
        visual.AddRange(
            VisionShapes.ResNet(isBottleneck: true, width).Where(one => one.Name.StartsWith("layer", StringComparison.Ordinal)));
        visual.Add(("attnpool.positional_embedding", [side * side + 1, 32 * width]));
        foreach (string name in (string[])["k", "q", "v"]) visual.Linear($"attnpool.{name}_proj", 32 * width, 32 * width);
        visual.Linear("attnpool.c_proj", joint, 32 * width);
        return [.. ClipTextOpenAI(textLayers, textWidth, vocabulary, joint), .. Prefixed("visual", visual)];
    }

    /// <summary>SigLIP base, patches of 16, for images of 224.</summary>
    public static IEnumerable<(string Name, TensorShape Shape)> Siglip(
        int layers = 12, long width = 768, long vocabulary = 32000, long patch = 16, long side = 14) =>
    [
        ("logit_scale", [1]), ("logit_bias", [1]),
        ("text_model.embeddings.token_embedding.weight", [vocabulary, width]),
        ("text_model.embeddings.position_embedding.weight", [64, width]),
        .. Layers(layers, (width, 4 * width), ClipLayer, "text_model.encoder.layers"),
        .. Norm("text_model.final_layer_norm", width),
        .. Linear("text_model.head", width, width),
        ("vision_model.embeddings.patch_embedding.weight", [width, 3, patch, patch]),
        ("vision_model.embeddings.patch_embedding.bias", [width]),
        ("vision_model.embeddings.position_embedding.weight", [side * side, width]),
        .. Layers(layers, (width, 4 * width), ClipLayer, "vision_model.encoder.layers"),
        .. Norm("vision_model.post_layernorm", width),
        ("vision_model.head.probe", [1, 1, width]),
        ("vision_model.head.attention.in_proj_weight", [3 * width, width]), ("vision_model.head.attention.in_proj_bias", [3 * width]),
        .. Linear("vision_model.head.attention.out_proj", width, width),
        .. Norm("vision_model.head.layernorm", width),
        .. Linear("vision_model.head.mlp.fc1", 4 * width, width), .. Linear("vision_model.head.mlp.fc2", width, 4 * width),
    ];

    private static IEnumerable<(string Name, TensorShape Shape)> ClipTextOpenAI(int layers, long width, long vocabulary, long joint) =>
    [
        ("positional_embedding", [77, width]), ("text_projection", [width, joint]), ("logit_scale", []),
        ("token_embedding.weight", [vocabulary, width]),
        .. Layers(layers, width, OpenAILayer, "transformer.resblocks"),
        .. Norm("ln_final", width),
    ];

    private static IEnumerable<(string, TensorShape)> ClipLayer((long Width, long Inner) size, int layer) =>
    [
        .. Linear("self_attn.k_proj", size.Width, size.Width), .. Linear("self_attn.v_proj", size.Width, size.Width),
        .. Linear("self_attn.q_proj", size.Width, size.Width), .. Linear("self_attn.out_proj", size.Width, size.Width),
        .. Norm("layer_norm1", size.Width), .. Norm("layer_norm2", size.Width),
        .. Linear("mlp.fc1", size.Inner, size.Width), .. Linear("mlp.fc2", size.Width, size.Inner),
    ];

    private static IEnumerable<(string, TensorShape)> OpenAILayer(long width, int layer) =>
    [
        ("attn.in_proj_weight", [3 * width, width]), ("attn.in_proj_bias", [3 * width]),
        .. Linear("attn.out_proj", width, width), .. Norm("ln_1", width), .. Norm("ln_2", width),
        .. Linear("mlp.c_fc", 4 * width, width), .. Linear("mlp.c_proj", width, 4 * width),
    ];
}
