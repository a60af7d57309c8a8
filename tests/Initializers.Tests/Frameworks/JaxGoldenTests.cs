using System.Text.Json;
using Initializers.Frameworks;
using Initializers.Tests.Golden;
using Xunit.Abstractions;

namespace Initializers.Tests.Frameworks;

/// <summary>JAX' and Flax' own values: every step of every file, to the bit or within its tolerance.</summary>
public class JaxGoldenTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryStep_Replayed_HasTheGoldenBits() => GoldenReplay.Run("JAX", output, golden =>
    {
        JsonElement mode = golden.GetProperty("mode");
        bool isJitted = mode.GetProperty("jit").GetBoolean();
        var root = JaxKey.FromSeed((long)GoldenFile.Seed(golden.GetProperty("seed")), mode.GetProperty("partitionable").GetBoolean() ? JaxLayout.Partitionable : JaxLayout.Legacy, mode.GetProperty("x64").GetBoolean());
        return step => Draw(step, root, isJitted);
    });

    private static GoldenArray Draw(JsonElement step, JaxKey key, bool isJitted)
    {
        JsonElement args = step.GetProperty("args");
        if (args.TryGetProperty("path", out JsonElement path))
        {
            foreach (JsonElement turn in path.EnumerateArray())
                key = turn[0].GetString() == "split" ? key.Split(turn[1].GetInt32())[turn[2].GetInt32()] : key.FoldIn(turn[1].GetUInt32());
        }
        TensorShape shape = [.. step.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt64())];
        string type = step.GetProperty("dtype").GetString()!;
        double Number(string name) => GoldenFile.Number(args.GetProperty(name));
        switch (step.GetProperty("op").GetString())
        {
            case "key": return Words(key);
            case "split": return Words(key.Split(args.GetProperty("n").GetInt32()));
            case "fold_in": return Words(key.FoldIn(args.GetProperty("data").GetUInt32()));
            case "bits": return Bits(key, type, (int)shape.Count);
            case "uniform": return Sampled(type, (int)shape.Count, new Uniform(key, Number("minval"), Number("maxval")));
            case "normal": return Sampled(type, (int)shape.Count, new Normal(key));
            case "truncated_normal": return Sampled(type, (int)shape.Count, new Truncated(key, Number("lower"), Number("upper")));
            case "linen":
                key = Flax.LinenKey(key, [.. args.GetProperty("scope").EnumerateArray().Select(name => name.GetString()!)], args.GetProperty("counter").GetInt32(), args.GetProperty("separator").GetBoolean());
                break;
            case "nnx":
                key = Flax.NnxKey(key, args.GetProperty("count").GetInt32());
                break;
            case "init": break;
            case var op: throw new InvalidDataException($"The op \"{op}\" is not known.");
        }
        JaxInitializer initializer = Initializer(args.GetProperty("init"));
        if (isJitted) initializer = initializer.InJit();
        if (args.TryGetProperty("draw_shape", out JsonElement drawn)) shape = [.. drawn.EnumerateArray().Select(dimension => dimension.GetInt64())];
        return Sampled(type, (int)shape.Count, new Filled(initializer, shape, key));
    }

    private static JaxInitializer Initializer(JsonElement init)
    {
        double Number(string name) => GoldenFile.Number(init.GetProperty(name));
        switch (init.GetProperty("name").GetString())
        {
            case "zeros": return JaxInit.Zeros();
            case "ones": return JaxInit.Ones();
            case "constant": return JaxInit.Constant(Number("value"));
            case "uniform": return JaxInit.Uniform(Number("scale"));
            case "normal": return JaxInit.Normal(Number("stddev"));
            case "truncated_normal": return JaxInit.TruncatedNormal(Number("stddev"), Number("lower"), Number("upper"));
            case "orthogonal": return JaxInit.Orthogonal(Number("scale"), init.GetProperty("column_axis").GetInt32());
            case "delta_orthogonal": return JaxInit.DeltaOrthogonal(Number("scale"));
        }
        JaxAxes inAxis = Axes(init.GetProperty("in_axis")), outAxis = Axes(init.GetProperty("out_axis")), batch = Axes(init.GetProperty("batch_axis"));
        JaxInitializer general = JaxInit.VarianceScaling(
            Number("scale"),
            init.GetProperty("mode").GetString() switch { "fan_in" => FanMode.In, "fan_out" => FanMode.Out, "fan_avg" => FanMode.Average, "fan_geo_avg" => FanMode.GeometricMean, var mode => throw new InvalidDataException($"The mode {mode} is not known.") },
            init.GetProperty("distribution").GetString() switch { "uniform" => JaxDistribution.Uniform, "normal" => JaxDistribution.Normal, "truncated_normal" => JaxDistribution.TruncatedNormal, var other => throw new InvalidDataException($"The distribution {other} is not known.") },
            inAxis, outAxis, batch);
        JaxInitializer named = init.GetProperty("name").GetString() switch
        {
            "variance_scaling" => general,
            "glorot_uniform" or "xavier_uniform" => JaxInit.GlorotUniform(inAxis, outAxis, batch),
            "glorot_normal" or "xavier_normal" => JaxInit.GlorotNormal(inAxis, outAxis, batch),
            "lecun_uniform" => JaxInit.LeCunUniform(inAxis, outAxis, batch),
            "lecun_normal" => JaxInit.LeCunNormal(inAxis, outAxis, batch),
            "he_uniform" or "kaiming_uniform" => JaxInit.HeUniform(inAxis, outAxis, batch),
            "he_normal" or "kaiming_normal" => JaxInit.HeNormal(inAxis, outAxis, batch),
            var name => throw new InvalidDataException($"The initializer {name} is not known."),
        };
        named.Should().Be(general, "a name is a point of the family");
        return named;
    }

    private static JaxAxes Axes(JsonElement element) => element.ValueKind == JsonValueKind.Array ? new JaxAxes([.. element.EnumerateArray().Select(axis => axis.GetInt32())]) : element.GetInt32();

    private static GoldenArray Words(params ReadOnlySpan<JaxKey> keys) => GoldenArray.Of<uint>([.. keys.ToArray().SelectMany(key => (uint[])[key.First, key.Second])]);

    private static GoldenArray Bits(JaxKey key, string type, int count)
    {
        switch (type)
        {
            case "uint8":
                var bytes = new byte[count];
                key.Bits(bytes);
                return GoldenArray.Of<byte>(bytes);
            case "uint16":
                var shorts = new ushort[count];
                key.Bits(shorts);
                return GoldenArray.Of<ushort>(shorts);
            case "uint32":
                var words = new uint[count];
                key.Bits(words);
                return GoldenArray.Of<uint>(words);
            case "uint64":
                var longs = new ulong[count];
                key.Bits(longs);
                return GoldenArray.Of<ulong>(longs);
            default: throw new InvalidDataException($"The type {type} is not known.");
        }
    }

    private static GoldenArray Sampled<TSampler>(string type, int count, TSampler sampler)
        where TSampler : ISampler => type switch
        {
            "float32" => Sampled<float, Float32, TSampler>(count, sampler),
            "float64" => Sampled<double, Float64, TSampler>(count, sampler),
            "float16" => Sampled<Half, Float16, TSampler>(count, sampler),
            "bfloat16" => Sampled<ushort, BFloat16, TSampler>(count, sampler),
            _ => throw new InvalidDataException($"The type {type} is not known."),
        };

    private static GoldenArray Sampled<T, TType, TSampler>(int count, TSampler sampler)
        where T : unmanaged
        where TType : struct, ITensorType<T>
        where TSampler : ISampler
    {
        var values = new T[count];
        sampler.Fill<T, TType>(values);
        return GoldenArray.Of<T>(values);
    }

    private interface ISampler
    {
        void Fill<T, TType>(T[] values)
            where T : unmanaged
            where TType : struct, ITensorType<T>;
    }

    private sealed record Uniform(JaxKey Key, double Low, double High) : ISampler
    {
        public void Fill<T, TType>(T[] values)
            where T : unmanaged
            where TType : struct, ITensorType<T> => JaxSampling<T, TType>.Uniform(Key, values, Low, High);
    }

    private sealed record Normal(JaxKey Key) : ISampler
    {
        public void Fill<T, TType>(T[] values)
            where T : unmanaged
            where TType : struct, ITensorType<T> => JaxSampling<T, TType>.Normal(Key, values);
    }

    private sealed record Truncated(JaxKey Key, double Lower, double Upper) : ISampler
    {
        public void Fill<T, TType>(T[] values)
            where T : unmanaged
            where TType : struct, ITensorType<T> => JaxSampling<T, TType>.TruncatedNormal(Key, values, Lower, Upper, isFolded: false);
    }

    private sealed record Filled(JaxInitializer Initializer, TensorShape Shape, JaxKey Key) : ISampler
    {
        public void Fill<T, TType>(T[] values)
            where T : unmanaged
            where TType : struct, ITensorType<T> => Initializer.Fill<T, TType>(values, Shape, Key);
    }
}
