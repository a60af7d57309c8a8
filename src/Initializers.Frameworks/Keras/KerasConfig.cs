using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Initializers.Frameworks;

/// <summary>Initializers as Keras writes them into configurations: <c>{"class_name": "HeNormal", "config": {"seed": 42}}</c>.</summary>
/// <remarks>Thread-safe.</remarks>
public static class KerasConfig
{
    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = false };

    /// <summary>
    /// Reads a configuration, of <c>keras.initializers.serialize</c> or a part of a model's, or a name alone: <c>"he_normal"</c>. Classes
    /// have the names that Keras knows them by, <c>HeNormal</c> and <c>he_normal</c>;
    /// other members than the class and its arguments, such as <c>module</c>, are passed over.
    /// </summary>
    /// <param name="json">
    /// The configuration. Axes are lists of numbers, or one; <c>input_axes</c> without <c>output_axes</c>, or the reverse, is not used, as
    /// there.
    /// </param>
    /// <returns>The initializer, with the <see cref="KerasInitializer.Seed"/> that is given; what is not given is Keras' default.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The text is no JSON, has a member twice, or half of a surrogate pair; the class is not one of Keras'; an argument is not what it has
    /// to be, or not what <see cref="KerasInit"/> takes. Known and not covered are
    /// a seed that is a <c>SeedGenerator</c>, constants that are lists or arrays, and windows of a transform other than those of
    /// <see cref="KerasWindow"/>.
    /// </exception>
    public static KerasInitializer Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind == JsonValueKind.String) return Named(document.RootElement.GetString()!, new KerasMembers());
            var root = new KerasMembers(document.RootElement, "json");
            return Named(root.Text("class_name"), root.Members("config"));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException(
                $"json must be JSON in which each member stands once, but was {Excerpt.Of(json)}. {Excerpt.Of(exception.Message, 200)}",
                nameof(json), exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or EncoderFallbackException)
        {
            throw new ArgumentException("json must be text, but holds half of a surrogate pair.", nameof(json), exception);
        }
        catch (FormatException exception)
        {
            throw new ArgumentException(exception.Message, nameof(json), exception);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException(exception.Message.Split(" (Parameter '")[0], nameof(json),
                exception); // an initializer's own refusal
        }
    }

    /// <summary>Writes a configuration, which <c>keras.initializers.deserialize</c> reads.</summary>
    /// <param name="initializer">The initializer, and its seed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The initializer is none that Keras has a class for, or a constant that is not finite, which JSON has no number for.
    /// </exception>
    public static string Write(KerasInitializer initializer)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        (string name, JsonObject config) = Described(initializer);
        if (initializer.Draws) config["seed"] = initializer.Seed;
        return new JsonObject { ["class_name"] = name, ["config"] = config }.ToJsonString(Lines);
    }

    private static KerasInitializer Named(string name, KerasMembers config)
    {
        KerasInitializer initializer = name switch
        {
            "Zeros" or "zeros" or "zero" => KerasInit.Zeros(),
            "Ones" or "ones" or "one" => KerasInit.Ones(),
            "Constant" or "constant" => KerasInit.Constant(config.Number("value", 0)),
            "Identity" or "identity" or "IdentityInitializer" => KerasInit.Identity(config.Number("gain", 1)),
            "STFT" or "stft" or "STFTInitializer" => Transform(config),
            "RandomUniform" or "random_uniform" or "uniform" => KerasInit.RandomUniform(config.Number("minval", -0.05),
                config.Number("maxval", 0.05)),
            "RandomNormal" or "random_normal" or "normal" => KerasInit.RandomNormal(config.Number("mean", 0),
                config.Number("stddev", 0.05)),
            "TruncatedNormal" or "truncated_normal" => KerasInit.TruncatedNormal(config.Number("mean", 0), config.Number("stddev", 0.05)),
            "Orthogonal" or "orthogonal" or "OrthogonalInitializer" => KerasInit.Orthogonal(config.Number("gain", 1)),
            "VarianceScaling" or "variance_scaling" => KerasInit.VarianceScaling(config.Number("scale", 1), Mode(config),
                Distribution(config), config.Axes("input_axes"), config.Axes("output_axes")),
            "GlorotUniform" or "glorot_uniform" => KerasInit.GlorotUniform(config.Axes("input_axes"), config.Axes("output_axes")),
            "GlorotNormal" or "glorot_normal" => KerasInit.GlorotNormal(config.Axes("input_axes"), config.Axes("output_axes")),
            "HeUniform" or "he_uniform" => KerasInit.HeUniform(config.Axes("input_axes"), config.Axes("output_axes")),
            "HeNormal" or "he_normal" => KerasInit.HeNormal(config.Axes("input_axes"), config.Axes("output_axes")),
            "LecunUniform" or "lecun_uniform" => KerasInit.LecunUniform(config.Axes("input_axes"), config.Axes("output_axes")),
            "LecunNormal" or "lecun_normal" => KerasInit.LecunNormal(config.Axes("input_axes"), config.Axes("output_axes")),
            _ => throw new FormatException(
                "class_name must be a class of keras.initializers, such as \"HeNormal\" or \"he_normal\", "
                + $"but was \"{Excerpt.Of(name)}\"."),
        };
        return initializer.Draws ? initializer with { Seed = config.Seed() } : initializer;
    }

    private static KerasInitializer Transform(KerasMembers config)
    {
        bool isReal = config.Choice("side", "real", "real", "imag") == "real";
        string? window = config.Known("window", "hann", ": other windows of SciPy, and those given as numbers, are known and not covered",
            "hann", "hamming");
        string? scaling = config.Known("scaling", "density", "", "density", "spectrum");
        return KerasInit.Stft(
            isReal,
            window switch { null => KerasWindow.None, "hann" => KerasWindow.Hann, _ => KerasWindow.Hamming },
            scaling switch { null => KerasScaling.None, "density" => KerasScaling.Density, _ => KerasScaling.Spectrum },
            config.Flag("periodic", false));
    }

    /// <summary>What Keras calls a window; null for none.</summary>
    internal static string? NameOf(KerasWindow window) =>
        window switch { KerasWindow.Hann => "hann", KerasWindow.Hamming => "hamming", _ => null };

    /// <summary>What Keras calls a scaling; null for none.</summary>
    internal static string? NameOf(KerasScaling scaling) =>
        scaling switch { KerasScaling.Density => "density", KerasScaling.Spectrum => "spectrum", _ => null };

    private static FanMode Mode(KerasMembers config) =>
        config.Choice("mode", "fan_in", "fan_in", "fan_out", "fan_avg") switch
        {
            "fan_in" => FanMode.In,
            "fan_out" => FanMode.Out,
            _ => FanMode.Average
        };

    private static string NameOf(FanMode mode) => mode switch { FanMode.In => "fan_in", FanMode.Out => "fan_out", _ => "fan_avg" };

    /// <summary>A "normal" is a truncated one.</summary>
    private static KerasDistribution Distribution(KerasMembers config) =>
        config.Choice("distribution", "truncated_normal", "uniform", "truncated_normal", "normal", "untruncated_normal") switch
        {
            "uniform" => KerasDistribution.Uniform,
            "untruncated_normal" => KerasDistribution.UntruncatedNormal,
            _ => KerasDistribution.TruncatedNormal,
        };

    private static string NameOf(KerasDistribution distribution) =>
        distribution switch
        {
            KerasDistribution.Uniform => "uniform",
            KerasDistribution.UntruncatedNormal => "untruncated_normal",
            _ => "truncated_normal"
        };

    private static (string Name, JsonObject Config) Described(KerasInitializer initializer) => initializer switch
    {
        KerasConstant { Name: "Zeros()" } => ("Zeros", []),
        KerasConstant { Name: "Ones()" } => ("Ones", []),
        KerasConstant constant when double.IsFinite(constant.Value) => ("Constant", new() { ["value"] = constant.Value }),
        KerasConstant => throw new ArgumentException(
            $"initializer must be a finite number, since JSON has no others, but was {initializer}.", nameof(initializer)),
        KerasIdentity identity => ("Identity", new() { ["gain"] = identity.Gain }),
        KerasStft transform => ("STFT", Described(transform)),
        KerasUniform uniform => ("RandomUniform", new() { ["minval"] = uniform.Low, ["maxval"] = uniform.High }),
        KerasNormal normal =>
            (normal.IsTruncated ? "TruncatedNormal" : "RandomNormal", new() { ["mean"] = normal.Mean, ["stddev"] = normal.Deviation }),
        KerasOrthogonal orthogonal => ("Orthogonal", new() { ["gain"] = orthogonal.Gain }),
        KerasVarianceScaling scaling => Described(scaling),
        _ => throw new ArgumentException($"initializer must be one that Keras has a class for, but was {initializer}.",
            nameof(initializer)),
    };

    private static JsonObject Described(KerasStft transform) => new()
    {
        ["side"] = transform.IsReal ? "real" : "imag",
        ["window"] = NameOf(transform.Window),
        ["scaling"] = NameOf(transform.Scaling),
        ["periodic"] = transform.IsPeriodic,
    };

    private static (string Name, JsonObject Config) Described(KerasVarianceScaling scaling)
    {
        string name = scaling.Name.Split('(')[0];
        JsonObject config = name != "VarianceScaling" ? []
            : new() { ["scale"] = scaling.Factor, ["mode"] = NameOf(scaling.Mode), ["distribution"] = NameOf(scaling.Distribution) };
        if (scaling.Axes is { } axes)
            (config["input_axes"], config["output_axes"]) =
                (new JsonArray([.. axes.Inputs.Select(axis => (JsonNode)axis)]),
                    new JsonArray([.. axes.Outputs.Select(axis => (JsonNode)axis)]));
        return (name, config);
    }
}
