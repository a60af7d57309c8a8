using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Initializers.Frameworks;
using Initializers.Tests.Golden;
using Xunit.Abstractions;

namespace Initializers.Tests.Frameworks;

/// <summary>TensorFlow's own values: every step of every file, to the bit or within its tolerance.</summary>
public class TensorFlowGoldenTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryStep_Replayed_HasTheGoldenBits() => GoldenReplay.Run("TensorFlow", output, golden =>
    {
        JsonElement seed = golden.GetProperty("seed");
        if (golden.TryGetProperty("source", out _))
        {
            var random = new TensorFlowRandom(seed.ValueKind == JsonValueKind.String ? BigInteger.Parse($"0{seed.GetString()!.AsSpan(2)}", NumberStyles.HexNumber, CultureInfo.InvariantCulture) : seed.GetInt64());
            return step => OfGenerator(step, random);
        }
        var pair = new TensorFlowSeed(seed[0].GetInt64(), seed[1].GetInt64());
        return step => OfSeed(step, pair);
    });

    private static GoldenArray OfGenerator(JsonElement step, TensorFlowRandom random) => (step.GetProperty("op").GetString(), step.GetProperty("dtype").GetString()) switch
    {
        ("state", "int64") => GoldenArray.Of<long>([random.State.CounterLow, random.State.CounterHigh, random.State.Key]),
        ("uniform", "float64") => Filled<double>(step, values => random.Uniform(values)),
        ("uniform", "float32") => Filled<float>(step, values => random.NextUniform(values, Number(step, "minval", 0), Number(step, "maxval", 1))),
        ("normal", "float32") => Filled<float>(step, values => random.NextNormal(values, Number(step, "mean", 0), Number(step, "stddev", 1))),
        ("truncated_normal", "float32") => Filled<float>(step, values => random.NextTruncatedNormal(values, Number(step, "mean", 0), Number(step, "stddev", 1), -2, 2)),
        ("uniform_full_int", "int32") => Filled<uint>(step, random.NextBits),
        _ => throw Unknown(step),
    };

    private static GoldenArray OfSeed(JsonElement step, TensorFlowSeed seed)
    {
        JsonElement args = step.GetProperty("args");
        switch (step.GetProperty("op").GetString(), step.GetProperty("dtype").GetString())
        {
            case ("stateless_split", "int64"): return GoldenArray.Of<long>([.. seed.Split(args.GetProperty("num").GetInt32()).SelectMany(pair => (long[])[pair.First, pair.Second])]);
            case ("stateless_split", "int32"): return GoldenArray.Of<int>([.. seed.SplitInt32(args.GetProperty("num").GetInt32()).SelectMany(pair => (int[])[(int)pair.First, (int)pair.Second])]);
            case ("stateless_fold_in", "int64"):
                TensorFlowSeed wide = seed.FoldIn(args.GetProperty("data").GetInt64());
                return GoldenArray.Of<long>([wide.First, wide.Second]);
            case ("stateless_fold_in", "int32"):
                TensorFlowSeed narrow = seed.FoldInInt32(args.GetProperty("data").GetInt32());
                return GoldenArray.Of<int>([(int)narrow.First, (int)narrow.Second]);
            case ("stateless_uniform", "int32" or "uint32") when args.GetProperty("minval").ValueKind == JsonValueKind.Null: return Filled<uint>(step, seed.Integers);
            case ("stateless_uniform", "int64" or "uint64") when args.GetProperty("minval").ValueKind == JsonValueKind.Null: return Filled<ulong>(step, seed.Integers);
            case ("stateless_uniform", "int32"): return Filled<int>(step, values => seed.Integers(values, args.GetProperty("minval").GetInt32(), args.GetProperty("maxval").GetInt32()));
            case ("stateless_uniform", "int64"): return Filled<long>(step, values => seed.Integers(values, args.GetProperty("minval").GetInt64(), args.GetProperty("maxval").GetInt64()));
        }
        return step.GetProperty("dtype").GetString() switch
        {
            "float32" => Sampled<float, Float32>(step, seed),
            "float64" => Sampled<double, Float64>(step, seed),
            "float16" => Sampled<Half, Float16>(step, seed),
            "bfloat16" => Sampled<ushort, BFloat16>(step, seed),
            _ => throw Unknown(step),
        };
    }

    private static GoldenArray Sampled<T, TType>(JsonElement step, TensorFlowSeed seed)
        where T : unmanaged
        where TType : struct, ITensorType<T> => step.GetProperty("op").GetString() switch
        {
            "stateless_uniform" => Filled<T>(step, values => TensorFlowSampling<T, TType>.Uniform(seed.Stream, values, Number(step, "minval", 0), Number(step, "maxval", 1))),
            "stateless_normal" => Filled<T>(step, values => TensorFlowSampling<T, TType>.Normal(seed.Stream, values, Number(step, "mean", 0), Number(step, "stddev", 1))),
            "stateless_truncated_normal" => Filled<T>(step, values => TensorFlowSampling<T, TType>.TruncatedNormal(seed.Stream, values, Number(step, "mean", 0), Number(step, "stddev", 1))),
            _ => throw Unknown(step),
        };

    private static GoldenArray Filled<T>(JsonElement step, Fill<T> fill)
        where T : unmanaged
    {
        var values = new T[step.GetProperty("shape").EnumerateArray().Aggregate(1, (count, dimension) => count * dimension.GetInt32())];
        fill(values);
        return GoldenArray.Of<T>(values);
    }

    private static double Number(JsonElement step, string name, double byDefault) => step.GetProperty("args").TryGetProperty(name, out JsonElement number) ? GoldenFile.Number(number) : byDefault;

    private static InvalidDataException Unknown(JsonElement step) => new($"The op \"{step.GetProperty("op")}\" of {step.GetProperty("dtype")} is not known.");

    private delegate void Fill<T>(Span<T> values);
}
