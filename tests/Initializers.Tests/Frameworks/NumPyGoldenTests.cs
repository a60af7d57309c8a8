using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Initializers.Frameworks;
using Initializers.Tests.Golden;
using Xunit.Abstractions;

namespace Initializers.Tests.Frameworks;

/// <summary>NumPy's own values: every step of every file, to the bit.</summary>
public class NumPyGoldenTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryStep_Replayed_HasTheGoldenBits() => GoldenReplay.Run("NumPy", output, golden => golden.GetProperty("source").GetString() switch
    {
        "SeedSequence" => OfSequence(Sequence(golden)),
        "BitGenerator" => OfBitGenerator(new NumPyRandom(Sequence(golden), Generator(golden))),
        "Generator" => OfGenerator(new NumPyRandom(Sequence(golden), Generator(golden))),
        "RandomState" => OfRandomState(Legacy(golden.GetProperty("seed"))),
        var source => throw new InvalidDataException($"The source \"{source}\" is not known."),
    });

    private static Func<JsonElement, GoldenArray> OfSequence(SeedSequence sequence) => step => (step.GetProperty("op").GetString(), step.GetProperty("dtype").GetString()) switch
    {
        ("generate_state", "uint32") => GoldenArray.Of<uint>(sequence.GenerateState(Count(step))),
        ("generate_state", "uint64") => GoldenArray.Of<ulong>(sequence.GenerateState64(Count(step))),
        _ => throw Unknown(step),
    };

    private static Func<JsonElement, GoldenArray> OfBitGenerator(NumPyRandom random) => step =>
        step.GetProperty("op").GetString() == "random_raw" ? Drawn<ulong>(step, random.RandomRaw) : throw Unknown(step);

    private static Func<JsonElement, GoldenArray> OfGenerator(NumPyRandom random) => step => (step.GetProperty("op").GetString(), step.GetProperty("dtype").GetString()) switch
    {
        ("random", "float64") => Drawn<double>(step, random.Random),
        ("random", "float32") => Drawn<float>(step, random.Random),
        ("uniform", "float64") => Drawn<double>(step, values => random.Uniform(values, Argument(step, "low"), Argument(step, "high"))),
        ("standard_normal", "float64") => Drawn<double>(step, random.StandardNormal),
        ("standard_normal", "float32") => Drawn<float>(step, random.StandardNormal),
        ("normal", "float64") => Drawn<double>(step, values => random.Normal(values, Argument(step, "loc"), Argument(step, "scale"))),
        ("integers", "int64") => Drawn<long>(step, values => random.Integers(values, step.GetProperty("args").GetProperty("low").GetInt64(), step.GetProperty("args").GetProperty("high").GetInt64())),
        _ => throw Unknown(step),
    };

    private static Func<JsonElement, GoldenArray> OfRandomState(NumPyLegacyRandom random) => step => step.GetProperty("op").GetString() switch
    {
        "rand" or "random_sample" => Drawn<double>(step, random.Rand),
        "uniform" => Drawn<double>(step, values => random.Uniform(values, Argument(step, "low"), Argument(step, "high"))),
        "randn" or "standard_normal" => Drawn<double>(step, random.RandN),
        "normal" => Drawn<double>(step, values => random.Normal(values, Argument(step, "loc"), Argument(step, "scale"))),
        _ => throw Unknown(step),
    };

    private static GoldenArray Drawn<T>(JsonElement step, Fill<T> fill)
        where T : unmanaged
    {
        var values = new T[Count(step)];
        fill(values);
        return GoldenArray.Of<T>(values);
    }

    private static SeedSequence Sequence(JsonElement golden) =>
        new(Integers(golden.GetProperty("seed")), golden.TryGetProperty("spawn_key", out JsonElement key) ? Integers(key) : []);

    private static NumPyLegacyRandom Legacy(JsonElement seed) => seed.ValueKind == JsonValueKind.Array
        ? new([.. seed.EnumerateArray().Select(word => word.GetUInt32())])
        : new(seed.GetUInt32());

    private static NumPyBitGenerator Generator(JsonElement golden) => Enum.Parse<NumPyBitGenerator>(golden.GetProperty("bit_generator").GetString()!, ignoreCase: true);

    /// <summary>A whole number, a hexadecimal text, or a list of them.</summary>
    private static BigInteger[] Integers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(Integers)],
        JsonValueKind.String => [BigInteger.Parse($"0{element.GetString()!.AsSpan(2)}", NumberStyles.HexNumber, CultureInfo.InvariantCulture)],
        _ => [BigInteger.Parse(element.GetRawText(), CultureInfo.InvariantCulture)],
    };

    private static double Argument(JsonElement step, string name) => GoldenFile.Number(step.GetProperty("args").GetProperty(name));

    private static int Count(JsonElement step) => step.GetProperty("shape").EnumerateArray().Aggregate(1, (count, dimension) => count * dimension.GetInt32());

    private static InvalidDataException Unknown(JsonElement step) => new($"The op \"{step.GetProperty("op")}\" of {step.GetProperty("dtype")} is not known.");

    private delegate void Fill<T>(Span<T> values);
}
