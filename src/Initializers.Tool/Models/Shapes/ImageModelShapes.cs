namespace Initializers.Tool;

/// <summary>
/// Names and shapes of models for images outside torchvision, as their repositories store them. Widths may be made small.
/// </summary>
internal static class ImageModelShapes
{
    /// <summary>timm's ViT-B/16, whose blocks may have scales.</summary>
    public static ShapeList VitTimm(int layers = 12, long width = 768, long patches = 196, long classes = 1000, bool isScaled = false)
    {
        var list = new ShapeList { ("cls_token", [1, 1, width]), ("pos_embed", [1, patches + 1, width]) };
        list.Convolution("patch_embed.proj", width, 3, 16, bias: true);
        for (int layer = 0; layer < layers; layer++) Block(list, $"blocks.{layer}", width, isScaled);
        list.Norm("norm", width);
        list.Linear("head", classes, width);
        return list;
    }

    /// <summary>Hugging Face's ViT-B/16 with its classifier.</summary>
    public static ShapeList VitTransformers(int layers = 12, long width = 768, long patches = 196, long classes = 1000)
    {
        var list = new ShapeList
        {
            ("vit.embeddings.cls_token", [1, 1, width]),
            ("vit.embeddings.position_embeddings", [1, patches + 1, width]),
        };
        list.Convolution("vit.embeddings.patch_embeddings.projection", width, 3, 16, bias: true);
        for (int layer = 0; layer < layers; layer++)
        {
            string name = $"vit.encoder.layer.{layer}";
            foreach (string part in (string[])["query", "key", "value"]) list.Linear($"{name}.attention.attention.{part}", width, width);
            list.Linear($"{name}.attention.output.dense", width, width);
            list.Linear($"{name}.intermediate.dense", 4 * width, width);
            list.Linear($"{name}.output.dense", width, 4 * width);
            list.Norm($"{name}.layernorm_before", width);
            list.Norm($"{name}.layernorm_after", width);
        }
        list.Norm("vit.layernorm", width);
        list.Linear("classifier", classes, width);
        return list;
    }

    /// <summary>MAE of ViT-B/16.</summary>
    public static ShapeList Mae(int layers = 12, long width = 768, int decoderLayers = 8, long decoderWidth = 512, long patches = 196)
    {
        var list = new ShapeList
        {
            ("cls_token", [1, 1, width]), ("pos_embed", [1, patches + 1, width]),
            ("mask_token", [1, 1, decoderWidth]), ("decoder_pos_embed", [1, patches + 1, decoderWidth]),
        };
        list.Convolution("patch_embed.proj", width, 3, 16, bias: true);
        for (int layer = 0; layer < layers; layer++) Block(list, $"blocks.{layer}", width);
        list.Norm("norm", width);
        list.Linear("decoder_embed", decoderWidth, width);
        for (int layer = 0; layer < decoderLayers; layer++) Block(list, $"decoder_blocks.{layer}", decoderWidth);
        list.Norm("decoder_norm", decoderWidth);
        list.Linear("decoder_pred", 16 * 16 * 3, decoderWidth);
        return list;
    }

    /// <summary>DiT-XL/2 for 32 x 32 latents of 4 channels.</summary>
    public static ShapeList Dit(int layers = 28, long width = 1152, long patches = 256, long classes = 1000)
    {
        var list = new ShapeList { ("pos_embed", [1, patches, width]) };
        list.Convolution("x_embedder.proj", width, 4, 2, bias: true);
        list.Linear("t_embedder.mlp.0", width, 256);
        list.Linear("t_embedder.mlp.2", width, width);
        list.Add(("y_embedder.embedding_table.weight", [classes + 1, width]));
        for (int layer = 0; layer < layers; layer++)
        {
            Matrices(list, $"blocks.{layer}", width);
            list.Linear($"blocks.{layer}.adaLN_modulation.1", 6 * width, width);
        }
        list.Linear("final_layer.linear", 2 * 2 * 8, width);
        list.Linear("final_layer.adaLN_modulation.1", 2 * width, width);
        return list;
    }

    /// <summary>
    /// The U-Net of guided diffusion for 64 x 64 images with classes: residual blocks that resample, and scales by the time.
    /// </summary>
    public static ShapeList GuidedDiffusionUNet(long channels = 192, int blocks = 3, long classes = 1000)
    {
        const int Levels = 4; // of 1, 2, 3 and 4 times the channels, with attention but for the first
        var list = new ShapeList();
        long time = 4 * channels, width = channels;
        var skipped = new Stack<long>([channels]);
        list.Linear("time_embed.0", time, channels);
        list.Linear("time_embed.2", time, time);
        list.Add(("label_emb.weight", [classes, time]));
        list.Convolution("input_blocks.0.0", channels, 3, 3, bias: true);
        for (int level = 0, number = 1; level < Levels; level++)
        {
            for (int block = 0; block < blocks; block++, number++)
            {
                Residual(list, $"input_blocks.{number}.0", width, channels * (level + 1), time);
                skipped.Push(width = channels * (level + 1));
                if (level > 0) Attention(list, $"input_blocks.{number}.1", width);
            }
            if (level == Levels - 1) continue;
            Residual(list, $"input_blocks.{number++}.0", width, width, time);
            skipped.Push(width);
        }
        Residual(list, "middle_block.0", width, width, time);
        Attention(list, "middle_block.1", width);
        Residual(list, "middle_block.2", width, width, time);
        for (int level = Levels - 1, number = 0; level >= 0; level--)
        {
            for (int block = 0; block <= blocks; block++, number++)
            {
                Residual(list, $"output_blocks.{number}.0", width + skipped.Pop(), channels * (level + 1), time);
                width = channels * (level + 1);
                if (level > 0) Attention(list, $"output_blocks.{number}.1", width);
                if (level > 0 && block == blocks) Residual(list, $"output_blocks.{number}.2", width, width, time);
            }
        }
        list.Norm("out.0", width);
        list.Convolution("out.2", 6, channels, 3, bias: true);
        return list;
    }

    /// <summary>The generator and the discriminator of DCGAN for 64 x 64 images.</summary>
    public static ShapeList Dcgan(long width = 64, long latent = 100)
    {
        var list = new ShapeList();
        foreach ((int layer, (long inputs, long outputs)) in ((IEnumerable<(long, long)>)
            [(latent, 8 * width), (8 * width, 4 * width), (4 * width, 2 * width), (2 * width, width), (width, 3)]).Index())
        {
            list.Add(($"generator.main.{3 * layer}.weight", [inputs, outputs, 4, 4]));
            if (layer < 4) list.Norm($"generator.main.{3 * layer + 1}", outputs);
        }
        list.Convolution("discriminator.main.0", width, 3, 4);
        for (int layer = 1; layer < 4; layer++)
            list.Normed($"discriminator.main.{3 * layer - 1}", $"discriminator.main.{3 * layer}", width << layer, width << (layer - 1), 4);
        list.Convolution("discriminator.main.11", 1, 8 * width, 4);
        return list;
    }

    /// <summary>Fixup's ResNet-50, or ResNet-18.</summary>
    public static ShapeList FixupResNet(bool isBottleneck, long width = 64, long classes = 1000)
    {
        ShapeList list = [];
        foreach ((string name, TensorShape shape) in VisionShapes.ResNet(isBottleneck, width, classes))
        {
            if (shape.Rank > 1 || name == "fc.bias")
                list.Add((name.Replace("downsample.0", "downsample", StringComparison.Ordinal), shape));
            if (!name.EndsWith($"conv{(isBottleneck ? 3 : 2)}.weight", StringComparison.Ordinal)) continue;
            string block = name[..name.LastIndexOf("conv", StringComparison.Ordinal)];
            foreach (string part in (string[])["bias1a", "bias1b", "bias2a", "bias2b", "scale"]) list.Add((block + part, [1]));
            if (isBottleneck) list.AddRange([(block + "bias3a", [1]), (block + "bias3b", [1])]);
        }
        list.AddRange([("bias1", [1]), ("bias2", [1])]);
        return list;
    }

    /// <summary>DeepMind's NFNet-F0 of timm, or one without SkipInit.</summary>
    public static ShapeList NfNet(long unit = 16, bool hasSkipInit = true, long classes = 1000)
    {
        var list = new ShapeList();
        long inputs = 3;
        for (int layer = 1; layer <= 4; layer++, inputs = unit << (layer - 2))
            Standardized(list, $"stem.conv{layer}", unit << (layer - 1), inputs, 3);
        foreach ((int stage, (int depth, long outputs)) in
            ((IEnumerable<(int, long)>)[(1, 16 * unit), (2, 32 * unit), (6, 96 * unit), (3, 96 * unit)]).Index())
        {
            for (int block = 0; block < depth; block++, inputs = outputs)
            {
                string name = $"stages.{stage}.{block}";
                if (block == 0) Standardized(list, $"{name}.downsample.conv", outputs, inputs, 1);
                Standardized(list, $"{name}.conv1", outputs / 2, inputs, 1);
                Standardized(list, $"{name}.conv2", outputs / 2, 8 * unit, 3);
                Standardized(list, $"{name}.conv2b", outputs / 2, 8 * unit, 3);
                Standardized(list, $"{name}.conv3", outputs, outputs / 2, 1);
                list.Convolution($"{name}.attn_last.fc1", outputs / 2, outputs, 1, bias: true);
                list.Convolution($"{name}.attn_last.fc2", outputs, outputs / 2, 1, bias: true);
                if (hasSkipInit) list.Add(($"{name}.skipinit_gain", new TensorShape()));
            }
        }
        Standardized(list, "final_conv", 2 * inputs, inputs, 1);
        list.Linear("head.fc", classes, 2 * inputs);
        return list;
    }

    private static void Block(ShapeList list, string name, long width, bool isScaled = false)
    {
        list.Norm($"{name}.norm1", width);
        list.Norm($"{name}.norm2", width);
        Matrices(list, name, width);
        if (isScaled) list.AddRange([($"{name}.ls1.gamma", [width]), ($"{name}.ls2.gamma", [width])]);
    }

    private static void Matrices(ShapeList list, string name, long width)
    {
        list.Linear($"{name}.attn.qkv", 3 * width, width);
        list.Linear($"{name}.attn.proj", width, width);
        list.Linear($"{name}.mlp.fc1", 4 * width, width);
        list.Linear($"{name}.mlp.fc2", width, 4 * width);
    }

    private static void Residual(ShapeList list, string name, long inputs, long outputs, long time)
    {
        list.Norm($"{name}.in_layers.0", inputs);
        list.Convolution($"{name}.in_layers.2", outputs, inputs, 3, bias: true);
        list.Linear($"{name}.emb_layers.1", 2 * outputs, time);
        list.Norm($"{name}.out_layers.0", outputs);
        list.Convolution($"{name}.out_layers.3", outputs, outputs, 3, bias: true);
        if (inputs != outputs) list.Convolution($"{name}.skip_connection", outputs, inputs, 1, bias: true);
    }

    private static void Attention(ShapeList list, string name, long width)
    {
        list.Norm($"{name}.norm", width);
        list.AddRange([($"{name}.qkv.weight", [3 * width, width, 1]), ($"{name}.qkv.bias", [3 * width])]);
        list.AddRange([($"{name}.proj_out.weight", [width, width, 1]), ($"{name}.proj_out.bias", [width])]);
    }

    private static void Standardized(ShapeList list, string name, long outputs, long inputs, long side)
    {
        list.Convolution(name, outputs, inputs, side, bias: true);
        list.Add(($"{name}.gain", [outputs, 1, 1, 1]));
    }
}
