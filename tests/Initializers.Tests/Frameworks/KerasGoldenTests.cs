using System.Text.Json;
using Initializers.Frameworks;
using Initializers.Tests.Golden;
using Xunit.Abstractions;

namespace Initializers.Tests.Frameworks;

/// <summary>Keras' own values on its four backends: every step of every file, to the bit or within its tolerance.</summary>
public class KerasGoldenTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryStep_Replayed_HasTheGoldenBits() => GoldenReplay.Run("Keras", output, (file, golden) =>
    {
        KerasBackend backend = file.GetProperty("backend").GetString() switch
        {
            "tensorflow" => KerasBackend.TensorFlow,
            "torch" => KerasBackend.Torch,
            "jax" => KerasBackend.Jax,
            "numpy" => KerasBackend.NumPy,
            var other => throw new InvalidDataException($"The backend {other} is not known."),
        };
        return golden.GetProperty("source").GetString() switch
        {
            "initializer" => OfInitializer(golden, backend),
            "set_random_seed" => OfSession(new KerasSession(golden.GetProperty("seed").GetUInt32(), backend)),
            "model" => OfModel(golden, backend),
            var source => throw new InvalidDataException($"The source \"{source}\" is not known."),
        };
    });

    private static Func<JsonElement, GoldenArray> OfInitializer(JsonElement golden, KerasBackend backend)
    {
        KerasInitializer initializer = Initializer(golden.GetProperty("class").GetString()!, golden.GetProperty("config"));
        long seed = golden.GetProperty("seed").ValueKind == JsonValueKind.Null ? 0 : golden.GetProperty("seed").GetInt64();
        KerasRandom random = golden.TryGetProperty("seed_generator", out JsonElement generator) && generator.GetBoolean() ? KerasRandom.Generator(seed, backend) : new(seed, backend);
        return step => step.GetProperty("op").GetString() == "call" ? Filled(step, initializer, random) : throw Unknown(step);
    }

    private static GoldenArray Filled(JsonElement step, KerasInitializer initializer, KerasRandom random)
    {
        TensorShape shape = Shape(step);
        switch (step.GetProperty("dtype").GetString())
        {
            case "float32":
                var floats = new float[shape.Count];
                initializer.Initialize(floats.AsSpan(), shape, random);
                return GoldenArray.Of<float>(floats);
            case "float64":
                var doubles = new double[shape.Count];
                initializer.Initialize(doubles.AsSpan(), shape, random);
                return GoldenArray.Of<double>(doubles);
            case "float16":
                var halves = new Half[shape.Count];
                initializer.Initialize(halves.AsSpan(), shape, random);
                return GoldenArray.Of<Half>(halves);
            case "bfloat16" or "uint16":
                var words = new ushort[shape.Count];
                initializer.InitializeBFloat16(words, shape, random);
                return GoldenArray.Of<ushort>(words);
            default: throw Unknown(step);
        }
    }

    private static Func<JsonElement, GoldenArray> OfSession(KerasSession session) => step =>
    {
        var values = new float[Shape(step).Count];
        switch (step.GetProperty("op").GetString())
        {
            case "make_default_seed": return GoldenArray.Of<long>([.. values.Select(_ => session.NextSeed())]);
            case "random.uniform":
                session.Uniform(values);
                break;
            case "random.normal":
                session.Normal(values);
                break;
            case "random.truncated_normal":
                session.TruncatedNormal(values);
                break;
            default: throw Unknown(step);
        }
        return GoldenArray.Of<float>(values);
    };

    private static Func<JsonElement, GoldenArray> OfModel(JsonElement golden, KerasBackend backend)
    {
        Dictionary<string, JsonElement> steps = golden.GetProperty("steps").EnumerateArray().ToDictionary(step => Path(step));
        // A layer's inputs are seen in the shapes of its weights.
        long[] InputsOf(string path) => [.. steps[path].GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt64())];
        Dictionary<string, int> numbers = [];
        KerasLayer[] layers = [.. golden.GetProperty("layers").EnumerateArray().Select(layer => Layer(layer, NameOf(layer[0].GetString()!, numbers), InputsOf))];
        IReadOnlyList<KerasWeight> weights = new KerasModel(layers).Initialize(golden.GetProperty("seed").GetUInt32(), backend);
        weights.Select(weight => weight.Name).Should().Equal(golden.GetProperty("steps").EnumerateArray().Select(Path), golden.GetProperty("name").GetString());
        var next = new Queue<KerasWeight>(weights);
        return step =>
        {
            KerasWeight weight = next.Dequeue();
            weight.Shape.ToArray().Should().Equal(Shape(step).ToArray(), weight.Name);
            return GoldenArray.Of<float>(weight.Values);
        };

        static string Path(JsonElement step) => step.GetProperty("args").GetProperty("path").GetString()!.Replace("sequential/", "", StringComparison.Ordinal);
    }

    private static KerasLayer Layer(JsonElement layer, string name, Func<string, long[]> shapeOf)
    {
        JsonElement config = layer[1];
        long Number(string key, long byDefault = 0) => config.TryGetProperty(key, out JsonElement number) ? number.GetInt64() : byDefault;
        KerasInitializer? Named(string key) => config.TryGetProperty(key, out JsonElement initializer) ? initializer.GetString() switch
        {
            "he_normal" => KerasInit.HeNormal(),
            "lecun_normal" => KerasInit.LecunNormal(),
            "random_normal" => KerasInit.RandomNormal(),
            var other => throw new InvalidDataException($"The initializer {other} is not known."),
        }
        : null;
        TensorShape Extents() => [Number("kernel_size"), Number("kernel_size")];
        switch (layer[0].GetString())
        {
            case "Dense": return KerasLayer.Dense(shapeOf($"{name}/kernel")[0], Number("units"), Named("kernel_initializer"), Named("bias_initializer"));
            case "Conv2D": return KerasLayer.Conv(shapeOf($"{name}/kernel")[2], Number("filters"), Extents(), Named("kernel_initializer"), Named("bias_initializer"));
            case "Conv2DTranspose": return KerasLayer.ConvTranspose(shapeOf($"{name}/kernel")[3], Number("filters"), Extents());
            case "DepthwiseConv2D": return KerasLayer.DepthwiseConv(shapeOf($"{name}/kernel")[2], Extents(), Number("depth_multiplier", 1));
            case "SeparableConv2D": return KerasLayer.SeparableConv(shapeOf($"{name}/depthwise_kernel")[2], Number("filters"), Extents(), Number("depth_multiplier", 1));
            case "Embedding": return KerasLayer.Embedding(Number("input_dim"), Number("output_dim"));
            case "BatchNormalization": return KerasLayer.BatchNormalization(shapeOf($"{name}/gamma")[0]);
            case "LayerNormalization": return KerasLayer.LayerNormalization([.. shapeOf($"{name}/gamma")]);
            case "LSTM": return KerasLayer.Lstm(shapeOf($"{name}/lstm_cell/kernel")[0], Number("units"));
            case "GRU": return KerasLayer.Gru(shapeOf($"{name}/gru_cell/kernel")[0], Number("units"));
            case "SimpleRNN": return KerasLayer.SimpleRnn(shapeOf($"{name}/simple_rnn_cell/kernel")[0], Number("units"));
            case "Bidirectional": return KerasLayer.Bidirectional(Layer(layer[2], $"{name}/forward_{NameOf(layer[2][0].GetString()!, [])}", shapeOf));
            case "MultiHeadAttention": return KerasLayer.MultiHeadAttention(shapeOf($"{name}/query/kernel")[0], Number("num_heads"), Number("key_dim"), dropout: config.TryGetProperty("dropout", out JsonElement dropout) ? dropout.GetDouble() : 0);
            case "Dropout": return KerasLayer.Dropout(config.GetProperty("rate").GetDouble());
            case "Flatten": return KerasLayer.WithoutWeights("flatten");
            case var kind: throw new InvalidDataException($"The layer {kind} is not known.");
        }
    }

    /// <summary>What Keras calls a layer of a kind, with a number from the second one on.</summary>
    private static string NameOf(string kind, Dictionary<string, int> numbers)
    {
        string name = kind switch
        {
            "Conv2D" => "conv2d",
            "Conv2DTranspose" => "conv2d_transpose",
            "DepthwiseConv2D" => "depthwise_conv2d",
            "SeparableConv2D" => "separable_conv2d",
            "LSTM" => "lstm",
            "GRU" => "gru",
            "SimpleRNN" => "simple_rnn",
            _ => string.Concat(kind.Select((letter, i) => char.IsUpper(letter) && i > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}")),
        };
        int number = numbers[name] = numbers.GetValueOrDefault(name, -1) + 1;
        return number == 0 ? name : $"{name}_{number}";
    }

    private static KerasInitializer Initializer(string name, JsonElement config)
    {
        double Number(string key, double byDefault) => config.TryGetProperty(key, out JsonElement number) ? GoldenFile.Number(number) : byDefault;
        int[]? Axes(string key) => config.TryGetProperty(key, out JsonElement axes) && axes.ValueKind == JsonValueKind.Array ? [.. axes.EnumerateArray().Select(axis => axis.GetInt32())] : null;
        int[]? inputs = Axes("input_axes"), outputs = Axes("output_axes");
        return name switch
        {
            "Zeros" => KerasInit.Zeros(),
            "Ones" => KerasInit.Ones(),
            "Constant" => KerasInit.Constant(Number("value", 0)),
            "Identity" => KerasInit.Identity(Number("gain", 1)),
            "STFT" => KerasInit.Stft(config.GetProperty("side").GetString() == "real"),
            "RandomUniform" => KerasInit.RandomUniform(Number("minval", -0.05), Number("maxval", 0.05)),
            "RandomNormal" => KerasInit.RandomNormal(Number("mean", 0), Number("stddev", 0.05)),
            "TruncatedNormal" => KerasInit.TruncatedNormal(Number("mean", 0), Number("stddev", 0.05)),
            "GlorotUniform" => KerasInit.GlorotUniform(inputs, outputs),
            "GlorotNormal" => KerasInit.GlorotNormal(inputs, outputs),
            "HeUniform" => KerasInit.HeUniform(inputs, outputs),
            "HeNormal" => KerasInit.HeNormal(inputs, outputs),
            "LecunUniform" => KerasInit.LecunUniform(inputs, outputs),
            "LecunNormal" => KerasInit.LecunNormal(inputs, outputs),
            "Orthogonal" => KerasInit.Orthogonal(Number("gain", 1)),
            "VarianceScaling" => KerasInit.VarianceScaling(
                Number("scale", 1),
                config.GetProperty("mode").GetString() switch { "fan_in" => FanMode.In, "fan_out" => FanMode.Out, "fan_avg" => FanMode.Average, var mode => throw new InvalidDataException($"The mode {mode} is not known.") },
                config.GetProperty("distribution").GetString() switch { "uniform" => KerasDistribution.Uniform, "truncated_normal" or "normal" => KerasDistribution.TruncatedNormal, "untruncated_normal" => KerasDistribution.UntruncatedNormal, var other => throw new InvalidDataException($"The distribution {other} is not known.") },
                inputs, outputs),
            _ => throw new InvalidDataException($"The initializer {name} is not known."),
        };
    }

    private static TensorShape Shape(JsonElement step) => [.. step.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt64())];

    private static InvalidDataException Unknown(JsonElement step) => new($"The op \"{step.GetProperty("op")}\" of {step.GetProperty("dtype")} is not known.");
}
