using System.Text.Json;
using CsCheck;

namespace Initializers.Tests.Randomness;

/// <summary>Sources and counters of the core are saved as JSON and resume where they were.</summary>
public class StateTests
{
    private static readonly TensorShape Shape = [5, 7];

    [Fact]
    public void PhiloxState_ThroughJson_GoesOn() =>
        Gen.Select(Gen.ULong, Gen.ULong.Array[0, 3], Gen.Long[0, long.MaxValue - 100]).Holds((seed, path, position) =>
        {
            PhiloxRandom random = path.Aggregate(new PhiloxRandom(seed), (parent, index) => parent.Fork(index));
            random.Skip(position);
            var resumed = new PhiloxRandom(ThroughJson(random.State));
            resumed.ToString().Should().Be(random.ToString());
            (resumed.Seed, resumed.Position).Should().Be((seed, position));
            resumed.Fork("a").State.Should().Be(random.Fork("a").State);
            Init.HeNormal().Initialize(Shape, resumed).Should().Equal(Init.HeNormal().Initialize(Shape, random));
            resumed.State.Should().Be(random.State);
        });

    [Fact]
    public void SeededState_ThroughJson_GoesOn() => Gen.Select(Gen.ULong, Gen.Int[0, 5]).Holds((seed, calls) =>
    {
        SeededInitializer seeded = Init.HeNormal().WithSeed(seed);
        for (int call = 0; call < calls; call++) seeded.Initialize(Shape);
        var resumed = new SeededInitializer(Init.HeNormal(), ThroughJson(seeded.State));
        resumed.State.Should().Be(new SeededState(seed, calls));
        resumed.Initialize(Shape).Should().Equal(seeded.Initialize(Shape))
            .And.Equal(Init.HeNormal().Initialize(Shape, new PhiloxRandom(seed).Fork(calls)));
    });

    [Fact]
    public void SeededState_Invalid_IsRefused() =>
        ((Action)(() => _ = new SeededInitializer(Init.HeNormal(), new SeededState(1, -1))))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("state");

    [Fact]
    public void Positions_OfOtherSources_AreWhatTheySkipTo()
    {
        DotNetRandom random = new(new Random(42)), again = new(new Random(42));
        Init.Normal(1).Initialize(Shape, random);
        again.Skip(random.Position);
        Init.Normal(1).Initialize(Shape, again).Should().Equal(Init.Normal(1).Initialize(Shape, random));
        SequenceRandom words = new(1, 2, 3, 4, 5), same = new(1, 2, 3, 4, 5);
        words.NextBits(new uint[2]);
        same.Skip(words.Position);
        same.Position.Should().Be(2);
    }

    [Fact]
    public void SequenceRandom_AtTheEndOfAllPositions_RefusesToGoOn()
    {
        var random = new SequenceRandom(7, 8) { Repeats = true };
        random.Skip(long.MaxValue);
        random.Position.Should().Be(long.MaxValue);
        random.Invoking(it => it.Skip(1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("count");
        random.Invoking(it => it.NextBits(new uint[1])).Should().Throw<InvalidOperationException>();
        random.Position.Should().Be(long.MaxValue);
    }

    private static T ThroughJson<T>(T state) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(state))!;
}
