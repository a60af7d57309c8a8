using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Initializers.Frameworks;
using Initializers.Tests.Golden;
using Xunit.Abstractions;

namespace Initializers.Tests.Frameworks;

/// <summary>PyTorch's own values: every step of every file, bit for bit or within its tolerance.</summary>
public class PyTorchGoldenTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryStep_Replayed_HasTheGoldenBits() => GoldenReplay.Run("PyTorch", output, (root, golden) =>
    {
        PyTorchVersion version = IsBefore2_12(root.GetProperty("version").GetString()!) ? PyTorchVersion.V211 : PyTorchVersion.V212;
        PyTorchCpuCapability capability = golden.TryGetProperty("capability", out JsonElement name) && name.GetString() == "default"
            ? PyTorchCpuCapability.Default : PyTorchCpuCapability.Avx2;
        var random = new PyTorchRandom(GoldenFile.Seed(golden.GetProperty("seed")), capability, version);
        return golden.TryGetProperty("module", out JsonElement module) ? OfModule(golden, Module(module), random)
            : step => Draw(step, random);
    }, approximate: ["orthogonal_"]);

    private static bool IsBefore2_12(string version) => Regex.Match(version, @"^(\d+)\.(\d+)") is { Success: true } match
        && (Number(match, 1), Number(match, 2)).CompareTo((2, 12)) < 0;

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static Func<JsonElement, GoldenArray> OfModule(JsonElement golden, PyTorchModule module, PyTorchRandom random)
    {
        module.Names.Should().Equal(golden.GetProperty("steps").EnumerateArray()
            .Select(step => step.GetProperty("args").GetProperty("name").GetString()), golden.GetProperty("name").GetString());
        Dictionary<string, GoldenArray> byName = [];
        foreach (PyTorchParameter parameter in module)
        {
            GoldenArray values = GoldenStep.OfType(
                golden.Type(),
                () => GoldenArray.Of<float>(parameter.Initialize(random)),
                () => GoldenArray.Of<double>(parameter.InitializeDouble(random)),
                () => GoldenArray.Of<Half>(parameter.InitializeHalf(random)),
                () => GoldenArray.Of<ushort>(parameter.InitializeBFloat16(random)));
            byName[parameter.Name] = parameter.IsInteger ? GoldenArray.Of<long>(new long[parameter.Shape.Count]) : values;
        }
        return step => byName[step.GetProperty("args").GetProperty("name").GetString()!];
    }

    private static GoldenArray Draw(JsonElement step, PyTorchRandom random)
    {
        JsonElement args = step.GetProperty("args");
        TensorShape shape = step.Shape();
        switch (step.Op())
        {
            case "random_": return Integers(step, random);
            case "randperm": return GoldenArray.Of<long>(random.RandPerm(args.GetProperty("n").GetInt32()));
            case "calculate_gain":
                JsonElement param = args.GetProperty("param");
                return GoldenArray.Of<double>([PyTorchInit.CalculateGain(args.GetProperty("nonlinearity").GetString()!,
                    param.ValueKind == JsonValueKind.Null ? null : param.GetDouble())]);
        }
        PyTorchInitializer initializer = Initializer(step);
        if (args.TryGetProperty("strides", out JsonElement strides))
            initializer = initializer.WithStrides([.. strides.EnumerateArray().Select(stride => stride.GetInt64())]);
        return step.Drawn(
            floats => initializer.Initialize(floats, shape, random),
            doubles => initializer.Initialize(doubles, shape, random),
            halves => initializer.Initialize(halves, shape, random),
            words => initializer.InitializeBFloat16(words, shape, random));
    }

    private static GoldenArray Integers(JsonElement step, PyTorchRandom random)
    {
        JsonElement args = step.GetProperty("args"), from = args.GetProperty("from"), to = args.GetProperty("to");
        bool isSmall = step.Type() == "int32";
        if (from.ValueKind == JsonValueKind.Null) return isSmall ? step.Drawn<int>(random.Random) : step.Drawn<long>(random.Random);
        var values = new long[step.Count()];
        if (to.ValueKind == JsonValueKind.Null) random.RandomFullRange(values);
        else random.Random(values, from.GetInt64(), to.GetInt64());
        return isSmall ? GoldenArray.Of<int>([.. values.Select(value => (int)value)]) : GoldenArray.Of<long>(values);
    }

    private static PyTorchInitializer Initializer(JsonElement step)
    {
        JsonElement args = step.GetProperty("args");
        double Number(string name) => GoldenFile.Number(args.GetProperty(name));
        FanMode Mode() => args.GetProperty("mode").GetString() == "fan_in" ? FanMode.In : FanMode.Out;
        return step.Op() switch
        {
            "uniform_" => PyTorchInit.Uniform(Number("from"), Number("to")),
            "normal_" => PyTorchInit.Normal(Number("mean"), Number("std")),
            "trunc_normal_" => PyTorchInit.TruncNormal(Number("mean"), Number("std"), Number("a"), Number("b")),
            "constant_" => PyTorchInit.Constant(Number("val")),
            "ones_" => PyTorchInit.Ones(),
            "zeros_" => PyTorchInit.Zeros(),
            "eye_" => PyTorchInit.Eye(),
            "dirac_" => PyTorchInit.Dirac(args.GetProperty("groups").GetInt64()),
            "xavier_uniform_" => PyTorchInit.XavierUniform(Number("gain")),
            "xavier_normal_" => PyTorchInit.XavierNormal(Number("gain")),
            "kaiming_uniform_" => PyTorchInit.KaimingUniform(Number("a"), Mode(), args.GetProperty("nonlinearity").GetString()!),
            "kaiming_normal_" => PyTorchInit.KaimingNormal(Number("a"), Mode(), args.GetProperty("nonlinearity").GetString()!),
            "orthogonal_" => PyTorchInit.Orthogonal(Number("gain")),
            "sparse_" => PyTorchInit.Sparse(Number("sparsity"), Number("std")),
            _ => throw step.Unknown(),
        };
    }

    private static PyTorchModule Module(JsonElement module)
    {
        JsonElement args = module.GetProperty("args");
        if (module.TryGetProperty("children", out JsonElement children))
            return PyTorchInit.Sequential([.. children.EnumerateArray().Select(Module)]);
        long Number(string name) => args.GetProperty(name).GetInt64();
        long? Optional(string name) => args.TryGetProperty(name, out JsonElement number) ? number.GetInt64() : null;
        bool Flag(string name, bool byDefault) => args.TryGetProperty(name, out JsonElement flag) ? flag.GetBoolean() : byDefault;
        TensorShape Kernel() => GoldenFile.Shape(args.GetProperty("kernel_size"));
        bool bias = Flag("bias", true), bidirectional = Flag("bidirectional", false);
        int layers = (int)(Optional("num_layers") ?? 1);
        return module.GetProperty("type").GetString() switch
        {
            "Linear" => PyTorchInit.Linear(Number("in_features"), Number("out_features"), bias),
            "Bilinear" => PyTorchInit.Bilinear(Number("in1_features"), Number("in2_features"), Number("out_features"), bias),
            "Conv1d" or "Conv2d" or "Conv3d" =>
                PyTorchInit.Conv(Number("in_channels"), Number("out_channels"), Kernel(), Optional("groups") ?? 1, bias),
            "ConvTranspose1d" or "ConvTranspose2d" or "ConvTranspose3d" =>
                PyTorchInit.ConvTranspose(Number("in_channels"), Number("out_channels"), Kernel(), Optional("groups") ?? 1, bias),
            "Embedding" or "EmbeddingBag" =>
                PyTorchInit.Embedding(Number("num_embeddings"), Number("embedding_dim"), Optional("padding_idx")),
            "RNN" => PyTorchInit.Rnn(Number("input_size"), Number("hidden_size"), layers, bidirectional, bias),
            "LSTM" =>
                PyTorchInit.Lstm(Number("input_size"), Number("hidden_size"), layers, bidirectional, bias, Optional("proj_size") ?? 0),
            "GRU" => PyTorchInit.Gru(Number("input_size"), Number("hidden_size"), layers, bidirectional, bias),
            "RNNCell" => PyTorchInit.RnnCell(Number("input_size"), Number("hidden_size"), bias),
            "LSTMCell" => PyTorchInit.LstmCell(Number("input_size"), Number("hidden_size"), bias),
            "GRUCell" => PyTorchInit.GruCell(Number("input_size"), Number("hidden_size"), bias),
            "MultiheadAttention" =>
                PyTorchInit.MultiheadAttention(Number("embed_dim"), Optional("kdim"), Optional("vdim"), bias, Flag("add_bias_kv", false)),
            "TransformerEncoderLayer" => PyTorchInit.TransformerEncoderLayer(Number("d_model"), Number("dim_feedforward")),
            "TransformerDecoderLayer" => PyTorchInit.TransformerDecoderLayer(Number("d_model"), Number("dim_feedforward")),
            "Transformer" =>
                PyTorchInit.Transformer(Number("d_model"), (int)Number("num_encoder_layers"), (int)Number("num_decoder_layers"),
                    Number("dim_feedforward")),
            "LayerNorm" => PyTorchInit.Norm(GoldenFile.Shape(args.GetProperty("normalized_shape"))),
            "GroupNorm" => PyTorchInit.Norm([Number("num_channels")]),
            "BatchNorm1d" or "BatchNorm2d" or "BatchNorm3d" => PyTorchInit.BatchNorm(Number("num_features")),
            "PReLU" => PyTorchInit.PReLU(Optional("num_parameters") ?? 1,
                args.TryGetProperty("init", out JsonElement slope) ? slope.GetDouble() : 0.25),
            "ReLU" or "Tanh" or "MaxPool2d" or "AvgPool2d" or "Flatten" =>
                PyTorchInit.WithoutParameters(module.GetProperty("type").GetString()!),
            var type => throw new InvalidDataException($"The module \"{type}\" is not known."),
        };
    }
}
