using System.Text.Json;
using Initializers.Frameworks;
using Initializers.Tests.Golden;
using Xunit.Abstractions;

namespace Initializers.Tests.Frameworks;

/// <summary>TensorFlow's own values: every step of every file, bit for bit or within its tolerance.</summary>
public class TensorFlowGoldenTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryStep_Replayed_HasTheGoldenBits() => GoldenReplay.Run("TensorFlow", output, golden =>
    {
        JsonElement seed = golden.GetProperty("seed");
        if (golden.TryGetProperty("source", out _))
        {
            var random = new TensorFlowRandom(GoldenFile.WholeNumber(seed));
            return step => OfGenerator(step, random);
        }
        var pair = new TensorFlowSeed(seed[0].GetInt64(), seed[1].GetInt64());
        return step => OfSeed(step, pair);
    }, approximate: []);

    private static GoldenArray OfGenerator(JsonElement step, TensorFlowRandom random) => (step.Op(), step.Type()) switch
    {
        ("state", "int64") => GoldenArray.Of<long>([random.State.CounterLow, random.State.CounterHigh, random.State.Key]),
        ("uniform", "float64") => step.Drawn<double>(values => random.Uniform(values)),
        ("uniform", "float32") =>
            step.Drawn<float>(values => random.NextUniform(values, Number(step, "minval", 0), Number(step, "maxval", 1))),
        ("normal", "float32") => step.Drawn<float>(values => random.NextNormal(values, Number(step, "mean", 0), Number(step, "stddev", 1))),
        ("truncated_normal", "float32") =>
            step.Drawn<float>(values => random.NextTruncatedNormal(values, Number(step, "mean", 0), Number(step, "stddev", 1), -2, 2)),
        ("uniform_full_int", "int32") => step.Drawn<uint>(random.NextBits),
        _ => throw step.Unknown(),
    };

    private static GoldenArray OfSeed(JsonElement step, TensorFlowSeed seed)
    {
        JsonElement args = step.GetProperty("args");
        switch (step.Op(), step.Type())
        {
            case ("stateless_split", "int64"):
                return GoldenArray.Of<long>(
                    [.. seed.Split(args.GetProperty("num").GetInt32()).SelectMany(pair => (long[])[pair.First, pair.Second])]);
            case ("stateless_split", "int32"):
                return GoldenArray.Of<int>([.. seed.SplitInt32(args.GetProperty("num").GetInt32())
                    .SelectMany(pair => (int[])[(int)pair.First, (int)pair.Second])]);
            case ("stateless_fold_in", "int64"):
                TensorFlowSeed wide = seed.FoldIn(args.GetProperty("data").GetInt64());
                return GoldenArray.Of<long>([wide.First, wide.Second]);
            case ("stateless_fold_in", "int32"):
                TensorFlowSeed narrow = seed.FoldInInt32(args.GetProperty("data").GetInt32());
                return GoldenArray.Of<int>([(int)narrow.First, (int)narrow.Second]);
            case ("stateless_uniform", "int32" or "uint32") when args.GetProperty("minval").ValueKind == JsonValueKind.Null:
                return step.Drawn<uint>(seed.Integers);
            case ("stateless_uniform", "int64" or "uint64") when args.GetProperty("minval").ValueKind == JsonValueKind.Null:
                return step.Drawn<ulong>(seed.Integers);
            case ("stateless_uniform", "int32"):
                return step.Drawn<int>(values =>
                    seed.Integers(values, args.GetProperty("minval").GetInt32(), args.GetProperty("maxval").GetInt32()));
            case ("stateless_uniform", "int64"):
                return step.Drawn<long>(values =>
                    seed.Integers(values, args.GetProperty("minval").GetInt64(), args.GetProperty("maxval").GetInt64()));
        }
        return step.Drawn(Sampled<float, Float32>(step, seed), Sampled<double, Float64>(step, seed), Sampled<Half, Float16>(step, seed),
            Sampled<ushort, BFloat16>(step, seed));
    }

    private static GoldenFill<T> Sampled<T, TType>(JsonElement step, TensorFlowSeed seed)
        where T : unmanaged
        where TType : struct, ITensorType<T> => step.Op() switch
        {
            "stateless_uniform" =>
                values => TensorFlowSampling<T, TType>.Uniform(seed.Stream, values, Number(step, "minval", 0), Number(step, "maxval", 1)),
            "stateless_normal" =>
                values => TensorFlowSampling<T, TType>.Normal(seed.Stream, values, Number(step, "mean", 0), Number(step, "stddev", 1)),
            "stateless_truncated_normal" => values =>
                TensorFlowSampling<T, TType>.TruncatedNormal(seed.Stream, values, Number(step, "mean", 0), Number(step, "stddev", 1)),
            _ => throw step.Unknown(),
        };

    private static double Number(JsonElement step, string name, double byDefault) =>
        step.GetProperty("args").TryGetProperty(name, out JsonElement number) ? GoldenFile.Number(number) : byDefault;
}
