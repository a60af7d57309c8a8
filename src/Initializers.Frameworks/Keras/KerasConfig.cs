using System.Text.Json;
using System.Text.Json.Nodes;

namespace Initializers.Frameworks;

/// <summary>Initializers as Keras writes them into configurations: <c>{"class_name": "HeNormal", "config": {"seed": 42}}</c>.</summary>
/// <remarks>Thread-safe.</remarks>
public static class KerasConfig
{
    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = false };

    /// <summary>Reads a configuration, of <c>keras.initializers.serialize</c> or a part of a model's: other members than the class and its numbers, such as <c>module</c>, are passed over.</summary>
    /// <param name="json">The configuration.</param>
    /// <returns>The initializer, and its seed: null where it has none, or draws nothing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="ArgumentException">The text is no JSON, the class is not one of Keras', or a number of it is none.</exception>
    public static (KerasInitializer Initializer, long? Seed) Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            JsonNode root = JsonNode.Parse(json) ?? throw Refused(json);
            JsonObject config = root["config"]?.AsObject() ?? [];
            string name = root["class_name"]?.GetValue<string>() ?? throw Refused(json);
            return (Named(name, config) ?? throw Refused(json), config["seed"]?.GetValue<long>());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ArgumentException($"json is {json}; accepted is a configuration of Keras.", nameof(json), exception);
        }
    }

    /// <summary>Writes a configuration, which <c>keras.initializers.deserialize</c> reads.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="seed">Its seed; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentException">The initializer is none that Keras has a class for.</exception>
    public static string Write(KerasInitializer initializer, long? seed = null)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        (string name, JsonObject config) = Described(initializer);
        if (initializer.Draws) config["seed"] = seed;
        return new JsonObject { ["class_name"] = name, ["config"] = config }.ToJsonString(Lines);
    }

    private static KerasInitializer? Named(string name, JsonObject config)
    {
        return name switch
        {
            "Zeros" => KerasInit.Zeros(),
            "Ones" => KerasInit.Ones(),
            "Constant" => KerasInit.Constant(Number("value", 0)),
            "Identity" => KerasInit.Identity(Number("gain", 1)),
            "RandomUniform" => KerasInit.RandomUniform(Number("minval", -0.05), Number("maxval", 0.05)),
            "RandomNormal" => KerasInit.RandomNormal(Number("mean", 0), Number("stddev", 0.05)),
            "TruncatedNormal" => KerasInit.TruncatedNormal(Number("mean", 0), Number("stddev", 0.05)),
            "Orthogonal" => KerasInit.Orthogonal(Number("gain", 1)),
            "VarianceScaling" => KerasInit.VarianceScaling(Number("scale", 1), ModeOf(Text("mode", "fan_in")), DistributionOf(Text("distribution", "truncated_normal")), Axes("input_axes"), Axes("output_axes")),
            "GlorotUniform" => KerasInit.GlorotUniform(Axes("input_axes"), Axes("output_axes")),
            "GlorotNormal" => KerasInit.GlorotNormal(Axes("input_axes"), Axes("output_axes")),
            "HeUniform" => KerasInit.HeUniform(Axes("input_axes"), Axes("output_axes")),
            "HeNormal" => KerasInit.HeNormal(Axes("input_axes"), Axes("output_axes")),
            "LecunUniform" => KerasInit.LecunUniform(Axes("input_axes"), Axes("output_axes")),
            "LecunNormal" => KerasInit.LecunNormal(Axes("input_axes"), Axes("output_axes")),
            _ => null,
        };

        double Number(string key, double byDefault) => config[key]?.GetValue<double>() ?? byDefault;
        string Text(string key, string byDefault) => config[key]?.GetValue<string>() ?? byDefault;
        int[]? Axes(string key) => config[key] is JsonArray axes ? [.. axes.Select(axis => axis!.GetValue<int>())] : null;
    }

    private static (string Name, JsonObject Config) Described(KerasInitializer initializer) => initializer switch
    {
        KerasConstant { Name: "Zeros()" } => ("Zeros", []),
        KerasConstant { Name: "Ones()" } => ("Ones", []),
        KerasConstant constant => ("Constant", new() { ["value"] = constant.Value }),
        KerasIdentity identity => ("Identity", new() { ["gain"] = identity.Gain }),
        KerasUniform uniform => ("RandomUniform", new() { ["minval"] = uniform.Low, ["maxval"] = uniform.High }),
        KerasNormal normal => (normal.IsTruncated ? "TruncatedNormal" : "RandomNormal", new() { ["mean"] = normal.Mean, ["stddev"] = normal.Deviation }),
        KerasOrthogonal orthogonal => ("Orthogonal", new() { ["gain"] = orthogonal.Gain }),
        KerasVarianceScaling scaling => Described(scaling),
        _ => throw new ArgumentException($"initializer is {initializer}; accepted are those that Keras has a class for.", nameof(initializer)),
    };

    private static (string Name, JsonObject Config) Described(KerasVarianceScaling scaling)
    {
        string name = scaling.Name.Split('(')[0];
        JsonObject config = name != "VarianceScaling" ? [] : new() { ["scale"] = scaling.Factor, ["mode"] = NameOf(scaling.Mode), ["distribution"] = NameOf(scaling.Distribution) };
        if (scaling.Axes is { } axes) (config["input_axes"], config["output_axes"]) = (new JsonArray([.. axes.Inputs.Select(axis => (JsonNode)axis)]), new JsonArray([.. axes.Outputs.Select(axis => (JsonNode)axis)]));
        return (name, config);
    }

    private static FanMode ModeOf(string name) => name switch { "fan_in" => FanMode.In, "fan_out" => FanMode.Out, "fan_avg" => FanMode.Average, _ => throw new FormatException($"The mode {name} is not one of Keras'.") };

    private static string NameOf(FanMode mode) => mode switch { FanMode.In => "fan_in", FanMode.Out => "fan_out", _ => "fan_avg" };

    /// <summary>A "normal" is a truncated one.</summary>
    private static KerasDistribution DistributionOf(string name) => name switch
    {
        "uniform" => KerasDistribution.Uniform,
        "truncated_normal" or "normal" => KerasDistribution.TruncatedNormal,
        "untruncated_normal" => KerasDistribution.UntruncatedNormal,
        _ => throw new FormatException($"The distribution {name} is not one of Keras'."),
    };

    private static string NameOf(KerasDistribution distribution) => distribution switch { KerasDistribution.Uniform => "uniform", KerasDistribution.UntruncatedNormal => "untruncated_normal", _ => "truncated_normal" };

    private static ArgumentException Refused(string json) => new($"json is {json}; accepted is a configuration of an initializer of Keras, {{\"class_name\": \"HeNormal\", \"config\": {{\"seed\": 42}}}}.", nameof(json));
}
