using System.Text.Json;
using Initializers.Frameworks;
using Initializers.Tests.Golden;
using Xunit.Abstractions;

namespace Initializers.Tests.Frameworks;

/// <summary>Keras's own values on its four backends: every step of every file, bit for bit or within its tolerance.</summary>
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
        KerasRandom random = golden.TryGetProperty("seed_generator", out JsonElement generator) && generator.GetBoolean()
            ? KerasRandom.Generator(seed, backend) : new(seed, backend);
        return step => step.Op() != "call" ? throw step.Unknown() : step.Drawn(
            floats => initializer.Initialize(floats, step.Shape(), random),
            doubles => initializer.Initialize(doubles, step.Shape(), random),
            halves => initializer.Initialize(halves, step.Shape(), random),
            words => initializer.InitializeBFloat16(words, step.Shape(), random));
    }

    private static Func<JsonElement, GoldenArray> OfSession(KerasSession session) => step => step.Op() switch
    {
        "make_default_seed" => GoldenArray.Of<long>([.. Enumerable.Range(0, step.Count()).Select(_ => session.NextSeed())]),
        "random.uniform" => step.Drawn<float>(values => session.Uniform(values)),
        "random.normal" => step.Drawn<float>(values => session.Normal(values)),
        "random.truncated_normal" => step.Drawn<float>(values => session.TruncatedNormal(values)),
        _ => throw step.Unknown(),
    };

    private static Func<JsonElement, GoldenArray> OfModel(JsonElement golden, KerasBackend backend)
    {
        Dictionary<string, JsonElement> steps = golden.GetProperty("steps").EnumerateArray().ToDictionary(step => Path(step));
        // A layer's inputs follow from the shapes of its weights.
        TensorShape ShapeOf(string path) => steps[path].Shape();
        Dictionary<string, int> numbers = [];
        KerasLayer[] layers = [.. golden.GetProperty("layers").EnumerateArray()
            .Select(layer => Layer(layer, NameOf(layer[0].GetString()!, numbers), ShapeOf))];
        IReadOnlyList<NamedTensor<float>> weights = new KerasModel(layers).Initialize(golden.GetProperty("seed").GetUInt32(), backend);
        weights.Select(weight => weight.Name)
            .Should().Equal(golden.GetProperty("steps").EnumerateArray().Select(Path), golden.GetProperty("name").GetString());
        var next = new Queue<NamedTensor<float>>(weights);
        return step =>
        {
            NamedTensor<float> weight = next.Dequeue();
            weight.Shape.ToArray().Should().Equal(step.Shape().ToArray(), weight.Name);
            return GoldenArray.Of<float>(weight.Values);
        };

        static string Path(JsonElement step) =>
            step.GetProperty("args").GetProperty("path").GetString()!.Replace("sequential/", "", StringComparison.Ordinal);
    }

    private static KerasLayer Layer(JsonElement layer, string name, Func<string, TensorShape> shapeOf)
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
            case "Dense":
                return KerasLayer.Dense(shapeOf($"{name}/kernel")[0], Number("units"), Named("kernel_initializer"),
                    Named("bias_initializer"));
            case "Conv2D":
                return KerasLayer.Conv(shapeOf($"{name}/kernel")[2], Number("filters"), Extents(), Named("kernel_initializer"),
                    Named("bias_initializer"));
            case "Conv2DTranspose": return KerasLayer.ConvTranspose(shapeOf($"{name}/kernel")[3], Number("filters"), Extents());
            case "DepthwiseConv2D": return KerasLayer.DepthwiseConv(shapeOf($"{name}/kernel")[2], Extents(), Number("depth_multiplier", 1));
            case "SeparableConv2D":
                return KerasLayer.SeparableConv(shapeOf($"{name}/depthwise_kernel")[2], Number("filters"), Extents(),
                    Number("depth_multiplier", 1));
            case "Embedding": return KerasLayer.Embedding(Number("input_dim"), Number("output_dim"));
            case "BatchNormalization": return KerasLayer.BatchNormalization(shapeOf($"{name}/gamma")[0]);
            case "LayerNormalization": return KerasLayer.LayerNormalization(shapeOf($"{name}/gamma"));
            case "LSTM": return KerasLayer.Lstm(shapeOf($"{name}/lstm_cell/kernel")[0], Number("units"));
            case "GRU": return KerasLayer.Gru(shapeOf($"{name}/gru_cell/kernel")[0], Number("units"));
            case "SimpleRNN": return KerasLayer.SimpleRnn(shapeOf($"{name}/simple_rnn_cell/kernel")[0], Number("units"));
            case "Bidirectional":
                return KerasLayer.Bidirectional(Layer(layer[2], $"{name}/forward_{NameOf(layer[2][0].GetString()!, [])}", shapeOf));
            case "MultiHeadAttention":
                return KerasLayer.MultiHeadAttention(shapeOf($"{name}/query/kernel")[0], Number("num_heads"), Number("key_dim"),
                    dropout: config.TryGetProperty("dropout", out JsonElement dropout) ? dropout.GetDouble() : 0);
            case "Dropout": return KerasLayer.Dropout(config.GetProperty("rate").GetDouble());
            case "Flatten": return KerasLayer.WithoutWeights("flatten");
            case var kind: throw new InvalidDataException($"The layer {kind} is not known.");
        }
    }

    /// <summary>Keras's name for a layer of a kind, numbered from the second on.</summary>
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
            _ => string.Concat(kind.Select((letter, i) =>
                char.IsUpper(letter) && i > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}")),
        };
        int number = numbers[name] = numbers.GetValueOrDefault(name, -1) + 1;
        return number == 0 ? name : $"{name}_{number}";
    }

    private static KerasInitializer Initializer(string name, JsonElement config) =>
        KerasConfig.Read($$"""{"class_name": "{{name}}", "config": {{config.GetRawText()}}}""");
}
