using System.Text.Json;

namespace Initializers.Tests.Golden;

/// <summary>Fills a span with a step's values.</summary>
internal delegate void GoldenFill<T>(Span<T> values);

/// <summary>The properties of a step, and methods that draw its number of values in its type.</summary>
internal static class GoldenStep
{
    public static string Op(this JsonElement step) => step.GetProperty("op").GetString()!;

    public static string Type(this JsonElement step) => step.GetProperty("dtype").GetString()!;

    public static TensorShape Shape(this JsonElement step) => GoldenFile.Shape(step.GetProperty("shape"));

    public static int Count(this JsonElement step) =>
        step.GetProperty("shape").EnumerateArray().Aggregate(1, (count, dimension) => count * dimension.GetInt32());

    public static InvalidDataException Unknown(this JsonElement step) => new($"The op \"{step.Op()}\" of {step.Type()} is not known.");

    /// <summary>Draws the step's number of values.</summary>
    public static GoldenArray Drawn<T>(this JsonElement step, GoldenFill<T> fill)
        where T : unmanaged
    {
        var values = new T[step.Count()];
        fill(values);
        return GoldenArray.Of<T>(values);
    }

    /// <summary>Draws the step's number of values, in its type.</summary>
    public static GoldenArray Drawn(this JsonElement step, GoldenFill<float> floats, GoldenFill<double> doubles, GoldenFill<Half> halves,
        GoldenFill<ushort> words) =>
        OfType(step.Type(), () => step.Drawn(floats), () => step.Drawn(doubles), () => step.Drawn(halves), () => step.Drawn(words));

    /// <summary>Selects by number type; bfloat16 is drawn as bits.</summary>
    public static GoldenArray OfType(string type, Func<GoldenArray> floats, Func<GoldenArray> doubles, Func<GoldenArray> halves,
        Func<GoldenArray> words) =>
        type switch
        {
            "float32" => floats(),
            "float64" => doubles(),
            "float16" => halves(),
            "bfloat16" or "uint16" => words(),
            _ => throw new InvalidDataException($"The type {type} is not known."),
        };
}
