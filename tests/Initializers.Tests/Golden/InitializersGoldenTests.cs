using System.Runtime.InteropServices;
using System.Text.Json;
using Xunit.Abstractions;

namespace Initializers.Tests.Golden;

/// <summary>Our own algorithm against an independent implementation: every step of every file, bit for bit.</summary>
public class InitializersGoldenTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryStep_Replayed_HasTheGoldenBits() => GoldenReplay.Run("Initializers", output, golden =>
    {
        var replay = new Replay(golden);
        return step => GoldenArray.Of<uint>(replay.Draw(step));
    });

    /// <summary>One case: a freshly seeded source, from which the steps draw in order.</summary>
    private sealed class Replay
    {
        private readonly PhiloxRandom _root, _random;

        public Replay(JsonElement golden)
        {
            _root = new PhiloxRandom(GoldenFile.Seed(golden.GetProperty("seed")));
            _random = golden.TryGetProperty("fork", out JsonElement fork) ? Fork(_root, fork) : _root;
        }

        public uint[] Draw(JsonElement step)
        {
            JsonElement args = step.GetProperty("args");
            TensorShape shape = ShapeOf(step, args);
            double Argument(string name) => GoldenFile.Number(args.GetProperty(name));
            return step.Op() switch
            {
                "bits" => Bits(_random, shape),
                "bits after skip" => Skipped(new PhiloxRandom(_root.Seed), args.GetProperty("skip").GetInt64(), shape),
                "fork, then bits" => Bits(Fork(_root, args.GetProperty("fork")), shape),
                "fork, fork 'x', then bits" => Bits(Fork(_root, args.GetProperty("fork")).Fork("x"), shape),
                "uniform" => Floats(shape, floats => _random.NextUniform(floats, Argument("low"), Argument("high"))),
                "normal" => Floats(shape, floats => _random.NextNormal(floats, Argument("mean"), Argument("standard_deviation"))),
                "truncated_normal" => Floats(shape, floats => _random.NextTruncatedNormal(
                    floats, Argument("mean"), Argument("standard_deviation"), Argument("lower"), Argument("upper"))),
                "Chrono" => Filled(RecurrentInit.Chrono(Argument("max_steps"))),
                "Icnr" => Filled(Init.Icnr(Named("inner"), (int)Argument("factor"))),
                "Repeated" => Filled(Named("inner").Repeated((long)Argument("times"))),
                "Scaled" => Filled(Named("inner").Scaled(Argument("factor"))),
                "PerBlock" =>
                    Filled(Init.PerBlock([.. args.GetProperty("blocks").EnumerateArray().Select(block => Init.Get(block.GetString()!))])),
                "ResidualProjection" => Filled(TransformerInit.ResidualProjection((long)Argument("layers"))),
                "ResidualProjectionAtDepth" => Filled(TransformerInit.ResidualProjectionAtDepth((long)Argument("layer"))),
                "Small" => Filled(TransformerInit.Small((long)Argument("width"))),
                "Wang" => Filled(TransformerInit.Wang((long)Argument("layers"), (long)Argument("width"))),
                "LoraDownNormal" => Filled(AdapterInit.LoraDownNormal((long)Argument("rank"))),
                var name when Init.TryGet(name, out IWeightInitializer? initializer) =>
                    Filled(initializer),
                var unknown => throw new InvalidDataException($"The op \"{unknown}\" is not known."),
            };

            uint[] Filled(IWeightInitializer initializer) =>
                Floats(shape, floats => initializer.Initialize(floats.AsSpan(), shape, Fork(_root, args.GetProperty("fork"))));
            IWeightInitializer Named(string argument) => Init.Get(args.GetProperty(argument).GetString()!);
        }

        /// <summary>The step's dimensions, and, if the step has groups, its layout; other steps use the default layout.</summary>
        private static TensorShape ShapeOf(JsonElement step, JsonElement args)
        {
            TensorShape shape = step.Shape();
            if (args.TryGetProperty("block_sizes", out JsonElement sizes))
                return shape.WithBlocks([.. sizes.EnumerateArray().Select(size => size.GetInt64())]);
            return args.TryGetProperty("groups", out JsonElement groups)
                ? shape.WithLayout(new WeightLayout(args.GetProperty("layout").GetString()!)).WithGroups(groups.GetInt64())
                    .WithBlocks(args.GetProperty("blocks").GetInt64())
                : shape;
        }

        private static PhiloxRandom Fork(PhiloxRandom parent, JsonElement fork) =>
            fork.ValueKind == JsonValueKind.String ? parent.Fork(fork.GetString()!) : parent.Fork(GoldenFile.Seed(fork));

        private static uint[] Skipped(PhiloxRandom random, long count, TensorShape shape)
        {
            random.Skip(count);
            return Bits(random, shape);
        }

        private static uint[] Bits(PhiloxRandom random, TensorShape shape)
        {
            var words = new uint[shape.Count];
            random.NextBits(words);
            return words;
        }

        private static uint[] Floats(TensorShape shape, Action<float[]> fill)
        {
            var floats = new float[shape.Count];
            fill(floats);
            return MemoryMarshal.Cast<float, uint>(floats).ToArray();
        }
    }
}
