using System.Numerics;
using System.Text.Json;
using Initializers.Frameworks;
using Initializers.Tests.Golden;
using Xunit.Abstractions;

namespace Initializers.Tests.Frameworks;

/// <summary>NumPy's own values: every step of every file, bit for bit.</summary>
public class NumPyGoldenTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryStep_Replayed_HasTheGoldenBits() =>
        GoldenReplay.Run("NumPy", output, golden => golden.GetProperty("source").GetString() switch
    {
        "SeedSequence" => OfSequence(Sequence(golden)),
        "BitGenerator" => OfBitGenerator(new NumPyRandom(Sequence(golden), Generator(golden))),
        "Generator" => OfGenerator(new NumPyRandom(Sequence(golden), Generator(golden))),
        "RandomState" => OfRandomState(Legacy(golden.GetProperty("seed"))),
        var source => throw new InvalidDataException($"The source \"{source}\" is not known."),
    });

    private static Func<JsonElement, GoldenArray> OfSequence(SeedSequence sequence) => step => (step.Op(), step.Type()) switch
    {
        ("generate_state", "uint32") => GoldenArray.Of<uint>(sequence.GenerateState(step.Count())),
        ("generate_state", "uint64") => GoldenArray.Of<ulong>(sequence.GenerateState64(step.Count())),
        _ => throw step.Unknown(),
    };

    private static Func<JsonElement, GoldenArray> OfBitGenerator(NumPyRandom random) => step =>
        step.Op() == "random_raw" ? step.Drawn<ulong>(random.RandomRaw) : throw step.Unknown();

    private static Func<JsonElement, GoldenArray> OfGenerator(NumPyRandom random) => step => (step.Op(), step.Type()) switch
    {
        ("random", "float64") => step.Drawn<double>(random.Random),
        ("random", "float32") => step.Drawn<float>(random.Random),
        ("uniform", "float64") => step.Drawn<double>(values => random.Uniform(values, Argument(step, "low"), Argument(step, "high"))),
        ("standard_normal", "float64") => step.Drawn<double>(random.StandardNormal),
        ("standard_normal", "float32") => step.Drawn<float>(random.StandardNormal),
        ("normal", "float64") => step.Drawn<double>(values => random.Normal(values, Argument(step, "loc"), Argument(step, "scale"))),
        ("integers", "int64") => step.Drawn<long>(values => random.Integers(values,
            step.GetProperty("args").GetProperty("low").GetInt64(), step.GetProperty("args").GetProperty("high").GetInt64())),
        _ => throw step.Unknown(),
    };

    private static Func<JsonElement, GoldenArray> OfRandomState(NumPyLegacyRandom random) => step => step.Op() switch
    {
        "rand" or "random_sample" => step.Drawn<double>(random.Rand),
        "uniform" => step.Drawn<double>(values => random.Uniform(values, Argument(step, "low"), Argument(step, "high"))),
        "randn" or "standard_normal" => step.Drawn<double>(random.RandN),
        "normal" => step.Drawn<double>(values => random.Normal(values, Argument(step, "loc"), Argument(step, "scale"))),
        _ => throw step.Unknown(),
    };

    private static SeedSequence Sequence(JsonElement golden) =>
        new(Integers(golden.GetProperty("seed")), golden.TryGetProperty("spawn_key", out JsonElement key) ? Integers(key) : []);

    private static NumPyLegacyRandom Legacy(JsonElement seed) => seed.ValueKind == JsonValueKind.Array
        ? new([.. seed.EnumerateArray().Select(word => word.GetUInt32())])
        : new(seed.GetUInt32());

    private static NumPyBitGenerator Generator(JsonElement golden) =>
        Enum.Parse<NumPyBitGenerator>(golden.GetProperty("bit_generator").GetString()!, ignoreCase: true);

    /// <summary>A number, or a list of them.</summary>
    private static BigInteger[] Integers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().SelectMany(Integers)] : [GoldenFile.WholeNumber(element)];

    private static double Argument(JsonElement step, string name) => GoldenFile.Number(step.GetProperty("args").GetProperty(name));
}
