using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Initializers.Frameworks;

/// <summary>
/// Reads and writes initializers as Keras configurations: <c>{"class_name": "HeNormal", "config": {"seed": 42}}</c>.
/// </summary>
/// <example>
/// <code>
/// KerasInitializer initializer = KerasConfig.Read(
///     """{ "class_name": "HeNormal", "config": { "seed": 0 } }""");
/// Console.WriteLine(initializer.Seed); // 0
/// </code>
/// </example>
/// <remarks>Thread-safe.</remarks>
public static class KerasConfig
{
    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = false };

    /// <summary>
    /// Reads a configuration from <c>keras.initializers.serialize</c> or part of a model's, or just a name: <c>"he_normal"</c>. Classes may
    /// have any of the names that Keras knows, such as <c>HeNormal</c> and <c>he_normal</c>. Members other than the class and its
    /// arguments, such as <c>module</c>, are ignored.
    /// </summary>
    /// <param name="json">
    /// The configuration. Axes are a number or a list of numbers; as in Keras, <c>input_axes</c> and <c>output_axes</c> only count
    /// together.
    /// </param>
    /// <returns>
    /// The initializer with the given <see cref="KerasInitializer.Seed"/>; missing arguments default to Keras's own.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The text is not valid JSON, has duplicate members or an unpaired surrogate; the class is not one of Keras's; an argument is not of
    /// its type, or not accepted by <see cref="KerasInit"/>. Not supported are a <c>SeedGenerator</c> as the seed, lists or arrays as
    /// constants, and windows other than those of <see cref="KerasWindow"/>.
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
                $"json must be JSON without duplicate members, but was {Excerpt.Of(json)}: {JsonFault.Of(exception)}.",
                nameof(json), exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or EncoderFallbackException)
        {
            throw new ArgumentException("json must be valid Unicode, but had an unpaired surrogate.", nameof(json), exception);
        }
        catch (FormatException exception)
        {
            throw new ArgumentException(exception.Message, nameof(json), exception);
        }
        catch (ArgumentException exception)
        {
            // an initializer refused its argument
            throw new ArgumentException(exception.Message.Split(" (Parameter '")[0], nameof(json), exception);
        }
    }

    /// <summary>Writes a configuration that <c>keras.initializers.deserialize</c> reads.</summary>
    /// <param name="initializer">The initializer, which may have a seed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// Keras has no class for the initializer, or it is a constant that is not finite, which JSON cannot express.
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
        string? window = config.ChoiceOrNull("window", "hann", ": other windows of SciPy, and windows given as numbers, are not supported",
            "hann", "hamming");
        string? scaling = config.ChoiceOrNull("scaling", "density", "", "density", "spectrum");
        return KerasInit.Stft(
            isReal,
            window switch { null => KerasWindow.None, "hann" => KerasWindow.Hann, _ => KerasWindow.Hamming },
            scaling switch { null => KerasScaling.None, "density" => KerasScaling.Density, _ => KerasScaling.Spectrum },
            config.Flag("periodic", false));
    }

    /// <summary>Keras's name for a window; null for none.</summary>
    internal static string? NameOf(KerasWindow window) =>
        window switch { KerasWindow.Hann => "hann", KerasWindow.Hamming => "hamming", _ => null };

    /// <summary>Keras's name for a scaling; null for none.</summary>
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

    /// <summary>"normal" means a truncated normal.</summary>
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
            $"initializer must be a finite constant, since JSON has no other numbers, but was {initializer}.", nameof(initializer)),
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
