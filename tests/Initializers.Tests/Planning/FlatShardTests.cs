namespace Initializers.Tests.Planning;

public class FlatShardTests
{
    /// <summary>15 + 5 + 6 + 0 + 1 = 27 elements: a [3, 5] 0..15, b [5] 15..20, c [2, 3] 20..26, e [0], d a scalar 26..27.</summary>
    private static readonly (string, TensorShape)[] Parameters =
        [("a", [3, 5]), ("b", [5]), ("c", [2, 3]), ("e", [0]), ("d", TensorShape.Create([]))];

    /// <summary>Four shards of ceil(27 / 4) = 7, with one element of padding.</summary>
    [Theory]
    [InlineData(0, "a 0..7 at 0")]
    [InlineData(1, "a 7..14 at 0")]
    [InlineData(2, "a 14..15 at 0; b 0..5 at 1; c 0..1 at 6")]
    [InlineData(3, "c 1..6 at 0; d 0..1 at 5")]
    public void Pieces_OfFourShards_AreThoseWorkedOutByHand(int part, string pieces)
    {
        var shard = new FlatShard(Parameters, part, 4);
        (shard.Length, shard.Start).Should().Be((7, part * 7L));
        string.Join("; ", shard.Pieces).Should().Be(pieces);
    }

    /// <summary>With an alignment of 4: a 0..15, b 16..21, c 24..30, d 32..33; three shards of 11.</summary>
    [Theory]
    [InlineData(0, "a 0..11 at 0")]
    [InlineData(1, "a 11..15 at 0; b 0..5 at 5")]
    [InlineData(2, "c 0..6 at 2; d 0..1 at 10")]
    public void Pieces_ThatAreAligned_AreThoseWorkedOutByHand(int part, string pieces)
    {
        var shard = new FlatShard(Parameters, part, 3, alignment: 4);
        shard.Length.Should().Be(11);
        string.Join("; ", shard.Pieces).Should().Be(pieces);
    }

    [Fact]
    public void Pieces_OfMoreProcessesThanElements_AreNoneForTheLast()
    {
        Enumerable.Range(0, 4).Select(part => new FlatShard([("a", [2])], part, 4).Pieces.Count).Should().Equal(1, 1, 0, 0);
        new FlatShard([], 1, 2).Length.Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Shards_OfAllProcesses_AreTheConcatenatedParameters(int alignment)
    {
        ResolvedPlan plan = new InitializationPlan { { "a", Init.Orthogonal() }, { "**", Init.Normal() } }.Resolve(Parameters);
        List<float> expected = [];
        foreach ((string name, TensorShape shape) in Parameters)
        {
            while (expected.Count % alignment != 0) expected.Add(0);
            float[] whole = new float[shape.Count];
            plan.Initialize(name, whole, new PhiloxRandom(3));
            expected.AddRange(whole);
        }
        foreach (int parts in (int[])[1, 2, 3, 5, 40])
        {
            List<float> all = [];
            for (int part = 0; part < parts; part++)
            {
                var shard = new FlatShard(Parameters, part, parts, alignment);
                float[] flat = new float[shard.Length];
                foreach (FlatPiece piece in shard.Pieces)
                    plan.InitializeSlice(piece.Name, piece.In(flat.AsSpan()), piece.Start, new PhiloxRandom(3));
                all.AddRange(flat);
            }
            all.Take(expected.Count).Should().Equal(expected);
            float[] padding = [.. all.Skip(expected.Count)];
            padding.Should().Equal(new float[padding.Length]).And.HaveCountLessThan(parts);
        }
    }

    [Fact]
    public void WhatIsNoShard_IsRefused()
    {
        Refused(() => new FlatShard(null!, 0, 1), "parameters", "*");
        Refused(() => new FlatShard([(null!, [2])], 0, 1), "parameters", "parameters must have names, but had a null.*");
        Refused(() => new FlatShard([], 2, 2), "part", "part must be a whole number below parts, which is 2, but was 2.*");
        Refused(() => new FlatShard([], 0, 0), "parts", "parts must be a whole number of at least 1, but was 0.*");
        Refused(() => new FlatShard([], 0, 1, 0), "alignment", "alignment must be a whole number of at least 1, but was 0.*");
        Refused(() => new FlatShard([("a", [long.MaxValue]), ("b", [2])], 0, 1), "parameters",
            "parameters must have at most 2^63 - 1 elements and padding in all, but had 9223372036854775809.*");
        Refused(() => new FlatPiece("a", 0, 3, 2).In(new float[4].AsSpan()).ToArray(), "shard",
            "shard must hold the elements from 2 on, of which there are 3, but had 4.*");
        Refused(() => new FlatPiece(null!, 0, 3, 2), "Name", "*");

        static void Refused(Func<object> call, string name, string message) =>
            call.Should().Throw<ArgumentException>().WithParameterName(name).WithMessage(message);
    }
}
