namespace Initializers.Tool;

/// <summary>
/// Names and shapes of published models for images, as torchvision's files list them but for the statistics of batch norms. Widths may be
/// made small.
/// </summary>
internal static class VisionShapes
{
    /// <summary>ResNet: ResNet-18 unless <paramref name="isBottleneck"/>, and then ResNet-50.</summary>
    public static ShapeList ResNet(bool isBottleneck = false, long width = 64, long classes = 1000)
    {
        var list = new ShapeList();
        list.Convolution("conv1", width, 3, 7);
        list.Norm("bn1", width);
        long inputs = width;
        foreach ((int stage, int blocks) in (isBottleneck ? [3, 4, 6, 3] : (int[])[2, 2, 2, 2]).Index())
        {
            long inner = width << stage, outputs = isBottleneck ? 4 * inner : inner;
            for (int block = 0; block < blocks; block++, inputs = outputs)
            {
                string name = $"layer{stage + 1}.{block}";
                (long Outputs, long Inputs, long Side)[] convolutions = isBottleneck
                    ? [(inner, inputs, 1), (inner, inner, 3), (outputs, inner, 1)]
                    : [(inner, inputs, 3), (outputs, inner, 3)];
                foreach ((int i, (long Outputs, long Inputs, long Side) one) in convolutions.Index())
                {
                    list.Convolution($"{name}.conv{i + 1}", one.Outputs, one.Inputs, one.Side);
                    list.Norm($"{name}.bn{i + 1}", one.Outputs);
                }
                if (inputs == outputs) continue;
                list.Convolution($"{name}.downsample.0", outputs, inputs, 1);
                list.Norm($"{name}.downsample.1", outputs);
            }
        }
        list.Linear("fc", classes, inputs);
        return list;
    }

    /// <summary>VGG-16 without norms.</summary>
    public static ShapeList Vgg(long width = 64, long hidden = 4096, long side = 7, long classes = 1000)
    {
        var list = new ShapeList();
        long inputs = 3;
        int layer = 0;
        foreach ((int depth, int stage) in (IEnumerable<(int, int)>)[(2, 1), (2, 2), (3, 4), (3, 8), (3, 8)])
        {
            for (int i = 0; i < depth; i++, layer += 2, inputs = width * stage)
                list.Convolution($"features.{layer}", width * stage, inputs, 3, bias: true);
            layer++;
        }
        list.Linear("classifier.0", hidden, inputs * side * side);
        list.Linear("classifier.3", hidden, hidden);
        list.Linear("classifier.6", classes, hidden);
        return list;
    }

    /// <summary>DenseNet-121.</summary>
    public static ShapeList DenseNet(long growth = 32, long classes = 1000)
    {
        var list = new ShapeList();
        long width = 2 * growth;
        list.Convolution("features.conv0", width, 3, 7);
        list.Norm("features.norm0", width);
        foreach ((int block, int layers) in ((int[])[6, 12, 24, 16]).Index())
        {
            for (int layer = 1; layer <= layers; layer++, width += growth)
            {
                string name = $"features.denseblock{block + 1}.denselayer{layer}";
                list.Norm($"{name}.norm1", width);
                list.Convolution($"{name}.conv1", 4 * growth, width, 1);
                list.Norm($"{name}.norm2", 4 * growth);
                list.Convolution($"{name}.conv2", growth, 4 * growth, 3);
            }
            list.Norm(block == 3 ? "features.norm5" : $"features.transition{block + 1}.norm", width);
            if (block == 3) continue;
            list.Convolution($"features.transition{block + 1}.conv", width / 2, width, 1);
            width /= 2;
        }
        list.Linear("classifier", classes, width);
        return list;
    }

    /// <summary>MobileNetV2.</summary>
    public static ShapeList MobileNetV2(long unit = 8, long classes = 1000)
    {
        var list = new ShapeList();
        list.Normed("features.0", 4 * unit, 3, 3);
        long inputs = 4 * unit;
        int layer = 1;
        foreach ((int expansion, int units, int count) in (IEnumerable<(int, int, int)>)
            [(1, 2, 1), (6, 3, 2), (6, 4, 3), (6, 8, 4), (6, 12, 3), (6, 20, 3), (6, 40, 1)])
        {
            for (int i = 0; i < count; i++, layer++, inputs = units * unit)
            {
                string name = $"features.{layer}.conv";
                long hidden = expansion * inputs;
                int part = 0;
                if (expansion > 1) list.Normed($"{name}.{part++}", hidden, inputs, 1);
                list.Normed($"{name}.{part++}", hidden, 1, 3);
                list.Convolution($"{name}.{part++}", units * unit, hidden, 1);
                list.Norm($"{name}.{part}", units * unit);
            }
        }
        list.Normed($"features.{layer}", 160 * unit, inputs, 1);
        list.Linear("classifier.1", classes, 160 * unit);
        return list;
    }

    /// <summary>MobileNetV3 small, whose smaller blocks gate their channels.</summary>
    public static ShapeList MobileNetV3(long unit = 8, long classes = 1000)
    {
        var list = new ShapeList();
        list.Normed("features.0", 2 * unit, 3, 3);
        long inputs = 2 * unit;
        foreach ((int layer, (int side, int hidden, int outputs, bool isGated)) in ((IEnumerable<(int, int, int, bool)>)
            [
                (3, 2, 2, true), (3, 9, 3, false), (3, 11, 3, false), (5, 12, 5, true), (5, 30, 5, true), (5, 30, 5, true),
                (5, 15, 6, true), (5, 18, 6, true), (5, 36, 12, true), (5, 72, 12, true), (5, 72, 12, true),
            ]).Index())
        {
            // A quarter of the channels, rounded to units as torchvision does: not down by more than a tenth.
            long squeezed = Math.Max(1, (hidden * unit / 4 + unit / 2) / unit) * unit;
            if (squeezed * 10 < hidden * unit / 4 * 9) squeezed += unit;
            string name = $"features.{layer + 1}.block";
            if (isGated) Block(list, name, inputs, hidden * unit, outputs * unit, side, squeezed);
            else
            {
                list.Normed($"{name}.0", hidden * unit, inputs, 1);
                list.Normed($"{name}.1", hidden * unit, 1, side);
                list.Normed($"{name}.2", outputs * unit, hidden * unit, 1);
            }
            inputs = outputs * unit;
        }
        list.Normed("features.12", 6 * inputs, inputs, 1);
        list.Linear("classifier.0", 128 * unit, 6 * inputs);
        list.Linear("classifier.3", classes, 128 * unit);
        return list;
    }

    /// <summary>EfficientNet-B0; timm's names, if it is asked for them.</summary>
    public static ShapeList EfficientNet(long unit = 8, long classes = 1000, bool isTimm = false)
    {
        var list = new ShapeList();
        if (isTimm) list.Normed("conv_stem", "bn1", 4 * unit, 3, 3);
        else list.Normed("features.0", 4 * unit, 3, 3);
        long inputs = 4 * unit;
        foreach ((int stage, (int expansion, int side, int units, int count)) in ((IEnumerable<(int, int, int, int)>)
            [(1, 3, 2, 1), (6, 3, 3, 2), (6, 5, 5, 2), (6, 3, 10, 3), (6, 5, 14, 3), (6, 5, 24, 4), (6, 3, 40, 1)]).Index())
        {
            for (int i = 0; i < count; i++, inputs = units * unit)
            {
                long hidden = expansion * inputs;
                if (isTimm) TimmBlock(list, $"blocks.{stage}.{i}", inputs, hidden, units * unit, side);
                else Block(list, $"features.{stage + 1}.{i}.block", inputs, hidden, units * unit, side, squeezed: inputs / 4);
            }
        }
        if (isTimm) list.Normed("conv_head", "bn2", 160 * unit, inputs, 1);
        else list.Normed("features.8", 160 * unit, inputs, 1);
        list.Linear(isTimm ? "classifier" : "classifier.1", classes, 160 * unit);
        return list;
    }

    /// <summary>ConvNeXt-T.</summary>
    public static ShapeList ConvNeXt(long width = 96, long classes = 1000)
    {
        var list = new ShapeList();
        list.Convolution("features.0.0", width, 3, 4, bias: true);
        list.Norm("features.0.1", width);
        foreach ((int stage, int blocks) in ((int[])[3, 3, 9, 3]).Index())
        {
            for (int block = 0; block < blocks; block++)
            {
                string name = $"features.{2 * stage + 1}.{block}";
                list.Add(($"{name}.layer_scale", [width, 1, 1]));
                list.Convolution($"{name}.block.0", width, 1, 7, bias: true);
                list.Norm($"{name}.block.2", width);
                list.Linear($"{name}.block.3", 4 * width, width);
                list.Linear($"{name}.block.5", width, 4 * width);
            }
            list.Norm(stage == 3 ? "classifier.0" : $"features.{2 * stage + 2}.0", width);
            if (stage == 3) continue;
            list.Convolution($"features.{2 * stage + 2}.1", 2 * width, width, 2, bias: true);
            width *= 2;
        }
        list.Linear("classifier.2", classes, width);
        return list;
    }

    /// <summary>Swin-T.</summary>
    public static ShapeList Swin(long width = 96, long headWidth = 32, long classes = 1000)
    {
        var list = new ShapeList();
        list.Convolution("features.0.0", width, 3, 4, bias: true);
        list.Norm("features.0.2", width);
        foreach ((int stage, int blocks) in ((int[])[2, 2, 6, 2]).Index())
        {
            for (int block = 0; block < blocks; block++)
            {
                string name = $"features.{2 * stage + 1}.{block}";
                list.Norm($"{name}.norm1", width);
                list.Add(($"{name}.attn.relative_position_bias_table", [13 * 13, width / headWidth]));
                list.Linear($"{name}.attn.qkv", 3 * width, width);
                list.Linear($"{name}.attn.proj", width, width);
                list.Norm($"{name}.norm2", width);
                list.Linear($"{name}.mlp.0", 4 * width, width);
                list.Linear($"{name}.mlp.3", width, 4 * width);
            }
            if (stage == 3) continue;
            list.Linear($"features.{2 * stage + 2}.reduction", 2 * width, 4 * width, bias: false);
            list.Norm($"features.{2 * stage + 2}.norm", 4 * width);
            width *= 2;
        }
        list.Norm("norm", width);
        list.Linear("head", classes, width);
        return list;
    }

    /// <summary>ViT-B/16.</summary>
    public static ShapeList Vit(int layers = 12, long width = 768, long patches = 196, long classes = 1000)
    {
        var list = new ShapeList { ("class_token", [1, 1, width]) };
        list.Convolution("conv_proj", width, 3, 16, bias: true);
        list.Add(("encoder.pos_embedding", [1, patches + 1, width]));
        for (int layer = 0; layer < layers; layer++)
        {
            string name = $"encoder.layers.encoder_layer_{layer}";
            list.Norm($"{name}.ln_1", width);
            list.Add(($"{name}.self_attention.in_proj_weight", [3 * width, width]));
            list.Add(($"{name}.self_attention.in_proj_bias", [3 * width]));
            list.Linear($"{name}.self_attention.out_proj", width, width);
            list.Norm($"{name}.ln_2", width);
            list.Linear($"{name}.mlp.linear_1", 4 * width, width);
            list.Linear($"{name}.mlp.linear_2", width, 4 * width);
        }
        list.Norm("encoder.ln", width);
        list.Linear("heads.head", classes, width);
        return list;
    }

    private static void Block(ShapeList list, string name, long inputs, long hidden, long outputs, long side, long squeezed)
    {
        int part = 0;
        if (hidden != inputs) list.Normed($"{name}.{part++}", hidden, inputs, 1);
        list.Normed($"{name}.{part++}", hidden, 1, side);
        list.Convolution($"{name}.{part}.fc1", squeezed, hidden, 1, bias: true);
        list.Convolution($"{name}.{part++}.fc2", hidden, squeezed, 1, bias: true);
        list.Normed($"{name}.{part}", outputs, hidden, 1);
    }

    private static void TimmBlock(ShapeList list, string name, long inputs, long hidden, long outputs, long side)
    {
        int norm = 1;
        if (hidden != inputs) list.Normed($"{name}.conv_pw", $"{name}.bn{norm++}", hidden, inputs, 1);
        list.Normed($"{name}.conv_dw", $"{name}.bn{norm++}", hidden, 1, side);
        list.Convolution($"{name}.se.conv_reduce", inputs / 4, hidden, 1, bias: true);
        list.Convolution($"{name}.se.conv_expand", hidden, inputs / 4, 1, bias: true);
        list.Normed(hidden == inputs ? $"{name}.conv_pw" : $"{name}.conv_pwl", $"{name}.bn{norm}", outputs, hidden, 1);
    }
}
