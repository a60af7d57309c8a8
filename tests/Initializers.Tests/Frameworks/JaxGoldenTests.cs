using System.Text.Json;
using Initializers.Frameworks;
using Initializers.Tests.Golden;
using Xunit.Abstractions;

namespace Initializers.Tests.Frameworks;

/// <summary>JAX's and Flax's own values: every step of every file, bit for bit or within its tolerance.</summary>
public class JaxGoldenTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryStep_Replayed_HasTheGoldenBits() => GoldenReplay.Run("JAX", output, golden =>
    {
        JsonElement mode = golden.GetProperty("mode");
        bool isJitted = mode.GetProperty("jit").GetBoolean();
        var root = JaxKey.FromSeed((long)GoldenFile.Seed(golden.GetProperty("seed")),
            mode.GetProperty("partitionable").GetBoolean() ? JaxLayout.Partitionable : JaxLayout.Legacy,
            mode.GetProperty("x64").GetBoolean());
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
        switch (step.Op())
        {
            case "key": return Words(key);
            case "split": return Words(key.Split(args.GetProperty("n").GetInt32()));
            case "fold_in": return Words(key.FoldIn(args.GetProperty("data").GetUInt32()));
            case "bits": return Bits(step, key);
            case "linen":
                key = Flax.LinenKey(key, [.. args.GetProperty("scope").EnumerateArray().Select(name => name.GetString()!)],
                    args.GetProperty("counter").GetInt32(), args.GetProperty("separator").GetBoolean());
                break;
            case "nnx":
                key = Flax.NnxKey(key, args.GetProperty("count").GetInt32());
                break;
        }
        return step.Drawn(Sampled<float, Float32>(step, key, isJitted), Sampled<double, Float64>(step, key, isJitted),
            Sampled<Half, Float16>(step, key, isJitted), Sampled<ushort, BFloat16>(step, key, isJitted));
    }

    private static GoldenFill<T> Sampled<T, TType>(JsonElement step, JaxKey key, bool isJitted)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        JsonElement args = step.GetProperty("args");
        double Number(string name) => GoldenFile.Number(args.GetProperty(name));
        return step.Op() switch
        {
            "uniform" => values => JaxSampling<T, TType>.Uniform(key, values, Number("minval"), Number("maxval")),
            "normal" => values => JaxSampling<T, TType>.Normal(key, values),
            "truncated_normal" =>
                values => JaxSampling<T, TType>.TruncatedNormal(key, values, Number("lower"), Number("upper"), isFolded: false),
            "init" or "linen" or "nnx" =>
                values => Initializer(args.GetProperty("init"), isJitted).FillFrom<T, TType>(values,
                    args.TryGetProperty("draw_shape", out JsonElement drawn) ? GoldenFile.Shape(drawn) : step.Shape(), key),
            _ => throw step.Unknown(),
        };
    }

    private static JaxInitializer Initializer(JsonElement init, bool isJitted) => isJitted ? Initializer(init).InJit() : Initializer(init);

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
        JaxAxes inAxis = Axes(init.GetProperty("in_axis")), outAxis = Axes(init.GetProperty("out_axis")),
            batch = Axes(init.GetProperty("batch_axis"));
        JaxInitializer general = JaxInit.VarianceScaling(
            Number("scale"),
            init.GetProperty("mode").GetString() switch
            {
                "fan_in" => FanMode.In,
                "fan_out" => FanMode.Out,
                "fan_avg" => FanMode.Average,
                "fan_geo_avg" => FanMode.GeometricMean,
                var mode => throw new InvalidDataException($"The mode {mode} is not known."),
            },
            init.GetProperty("distribution").GetString() switch
            {
                "uniform" => JaxDistribution.Uniform,
                "normal" => JaxDistribution.Normal,
                "truncated_normal" => JaxDistribution.TruncatedNormal,
                var other => throw new InvalidDataException($"The distribution {other} is not known."),
            },
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
        named.Should().Be(general, "a name is a member of the family");
        return named;
    }

    private static JaxAxes Axes(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? new JaxAxes([.. element.EnumerateArray().Select(axis => axis.GetInt32())])
        : element.GetInt32();

    private static GoldenArray Words(params ReadOnlySpan<JaxKey> keys) =>
        GoldenArray.Of<uint>([.. keys.ToArray().SelectMany(key => (uint[])[key.First, key.Second])]);

    private static GoldenArray Bits(JsonElement step, JaxKey key) => step.Type() switch
    {
        "uint8" => step.Drawn<byte>(key.Bits),
        "uint16" => step.Drawn<ushort>(key.Bits),
        "uint32" => step.Drawn<uint>(key.Bits),
        "uint64" => step.Drawn<ulong>(key.Bits),
        _ => throw step.Unknown(),
    };
}
