using CsCheck;
using Initializers.Tests.Contracts;

namespace Initializers.Tests.Planning;

/// <summary>Fills of parts against fills of the whole.</summary>
public class ShardFillTests
{
    private static readonly Gen<(int Axis, int Kind, int Parts)> Step = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[1, 5]);

    /// <summary>Two successive divisions, among all parts of which each element has one place.</summary>
    private static readonly Gen<((int Axis, int Kind, int Parts), (int Axis, int Kind, int Parts))> Layouts = Gen.Select(Step, Step);

    [Theory]
    [MemberData(nameof(Catalogue.All), MemberType = typeof(Catalogue))]
    public void AllParts_OfAnyInitializer_AreTheWhole(string name)
    {
        IWeightInitializer initializer = Catalogue.Get(name);
        TensorShape shape = Catalogue.ShapeFor(initializer);
        ResolvedPlan plan = new InitializationPlan { { "**", initializer } }.Resolve([("w", shape)]);
        Layouts.Holds(layout => AreTheWhole(plan, shape, layout.Item1, layout.Item2), count: 6);
    }

    /// <summary>A tensor of three axes: kept rows, padding, heads that are interleaved, experts with streams of their own.</summary>
    [Fact]
    public void AllParts_OfAnyRule_AreTheWhole()
    {
        TensorShape shape = [12, 5, 7];
        foreach (Rule rule in (Rule[])
        [
            Rule.Initialize(Init.Normal()).WithKeptRows(5).WithPaddingRow(2), Rule.Initialize(Init.Orthogonal()).WithKeptRows(5),
            Rule.Initialize(Init.HeNormal()).WithBlocks(3).WithHeads(2).WithKeptRows(3), Rule.Initialize(Init.Normal()).WithPaddingRow(7),
            Rule.Initialize(Init.GlorotUniform()).WithLayout(new("batch, out, in")).WithStreams("expert.{entry}"),
        ])
        {
            ResolvedPlan plan = new InitializationPlan { { "**", rule } }.Resolve([("w", shape)]);
            Layouts.Holds(layout => AreTheWhole(plan, shape, layout.Item1, layout.Item2), count: 40);
        }
    }

    /// <summary>Parts that several threads fill, with runs longer and shorter than what is drawn at once, and gaps of any length.</summary>
    [Fact]
    public void LargeParts_AreThoseOfTheWhole_OnAnyNumberOfThreads()
    {
        TensorShape shape = [1500, 700];
        ResolvedPlan plan = new InitializationPlan { { "**", Init.Normal() } }.Resolve([("w", shape)]);
        float[] whole = new float[shape.Count];
        plan.Initialize("w", whole, new PhiloxRandom(5));
        TensorShard all = TensorShard.Whole(shape);
        foreach (TensorShard shard in (TensorShard[])
        [
            all, all.Deal(1, 1, 2), all.Split(1, 0, 2), all.Split(1, 1, 3), all.Split(1, 699, 700), all.Deal(0, 0, 2), all.Deal(0, 1, 70),
            all.Take(0, new(900, 600), new(0, 700)), all.Take(1, new(650, 50), new(0, 349)),
        ])
        {
            float[] expected = Gathered(whole, shard), part = new float[shard.Count];
            foreach (int threads in (int[])[1, 2, 3])
            {
                Array.Clear(part);
                plan.InitializeShard("w", part, shard, new PhiloxRandom(5) { MaxDegreeOfParallelism = threads });
                part.AsSpan().SequenceEqual(expected).Should().BeTrue("{0} on {1} threads", shard, threads);
            }
        }
    }

    [Fact]
    public void PartsOfHugeParameters_NeedNoWhole()
    {
        TensorShape shape = [1L << 40, 1L << 20];
        ResolvedPlan plan = new InitializationPlan { { "**", Init.HeNormal() } }.Resolve([("w", shape)]);
        TensorShard shard = TensorShard.Whole(shape).Take(0, new ShardRange((1L << 40) - 3, 3)).Take(1, new ShardRange(5, 4, 1L << 10));
        float[] part = new float[12], one = new float[1];
        plan.InitializeShard("w", part, shard, new PhiloxRandom(5));
        for (int i = 0; i < part.Length; i++)
        {
            plan.InitializeSlice("w", one, ((1L << 40) - 3 + i / 4) * (1L << 20) + 5 + i % 4 * (1L << 10), new PhiloxRandom(5));
            part[i].Should().Be(one[0]);
        }
    }

    [Fact]
    public void WhatDoesNotFit_IsRefused()
    {
        ResolvedPlan plan = new InitializationPlan { { "**", Init.Normal() } }.Resolve([("w", [4, 6])]);
        var random = new PhiloxRandom(1);
        TensorShard shard = TensorShard.Whole([4, 6]).Split(1, 0, 2);
        Refused(() => plan.InitializeShard("w", new float[12], TensorShard.Whole([6, 4]), random), "shard")
            .WithMessage("shard must be a part of [4, 6] (out, in), the shape of w, but was of [6, 4] (out, in).*");
        Refused(() => plan.InitializeShard("w", new double[11], shard, random), "weights")
            .WithMessage("weights must have 12 elements, as many as the shard, but had 11.*");
        Refused(() => plan.InitializeShard("v", new Half[12], shard, random), "name");
        Refused(() => plan.InitializeShardBFloat16("w", new ushort[12], (TensorShard)null!, random), "shard");
        Refused(() => plan.InitializeShardBFloat16("w", new ushort[12], shard, null!), "random");

        static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(Action call, string name) =>
            call.Should().Throw<ArgumentException>().WithParameterName(name);
    }

    private static void AreTheWhole(
        ResolvedPlan plan, TensorShape shape, (int Axis, int Kind, int Parts) first, (int Axis, int Kind, int Parts) second)
    {
        TensorShard[] shards = [.. Parts(TensorShard.Whole(shape), first).SelectMany(part => Parts(part, second))];
        Gathered([.. Enumerable.Range(0, (int)shape.Count)], shards).Order().Should()
            .Equal(Enumerable.Range(0, (int)shape.Count), "each element is in one part");
        AreTheWhole<float>(shape, shards, weights => plan.Initialize("w", weights, new PhiloxRandom(5)),
            (weights, shard) => plan.InitializeShard("w", weights, shard, new PhiloxRandom(5)));
        AreTheWhole<double>(shape, shards, weights => plan.Initialize("w", weights, new PhiloxRandom(5)),
            (weights, shard) => plan.InitializeShard("w", weights, shard, new PhiloxRandom(5)));
        AreTheWhole<Half>(shape, shards, weights => plan.Initialize("w", weights, new PhiloxRandom(5)),
            (weights, shard) => plan.InitializeShard("w", weights, shard, new PhiloxRandom(5)));
        AreTheWhole<ushort>(shape, shards, weights => plan.InitializeBFloat16("w", weights, new PhiloxRandom(5)),
            (weights, shard) => plan.InitializeShardBFloat16("w", weights, shard, new PhiloxRandom(5)));
    }

    private static void AreTheWhole<T>(TensorShape shape, TensorShard[] shards, Action<T[]> fill, Action<T[], TensorShard> fillPart)
        where T : unmanaged
    {
        T[] whole = new T[shape.Count];
        fill(whole);
        foreach (TensorShard shard in shards)
        {
            T[] part = new T[shard.Count];
            fillPart(part, shard);
            part.Should().Equal(Gathered(whole, shard), shard.ToString());
        }
    }

    private static IEnumerable<TensorShard> Parts(TensorShard of, (int Axis, int Kind, int Parts) step)
    {
        int axis = step.Axis % of.Dimensions.Count;
        long extent = of.Dimensions[axis], half = extent / 2;
        for (int part = 0; part < step.Parts; part++)
        {
            yield return step.Kind switch
            {
                0 => of.Split(axis, part, step.Parts),
                1 => of.Deal(axis, part, step.Parts),
                _ => half == 0 ? of.Split(axis, part, step.Parts) : of.SplitBlocks(axis, [half, extent - half], part, step.Parts),
            };
        }
    }

    /// <summary>The elements of parts, by their indices.</summary>
    private static T[] Gathered<T>(T[] whole, params TensorShard[] shards)
    {
        var elements = new List<T>();
        foreach (TensorShard shard in shards) Gather(0, 0, shard);
        return [.. elements];

        void Gather(int axis, long start, TensorShard shard)
        {
            if (axis == shard.Dimensions.Count)
            {
                elements.Add(whole[start]);
                return;
            }
            foreach (ShardRange range in shard.RangesOf(axis))
                for (long i = 0; i < range.Length; i++)
                    Gather(axis + 1, start * shard.Shape[axis] + range.Start + i * range.Stride, shard);
        }
    }
}
