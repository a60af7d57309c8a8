using System.Numerics;
using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>
/// Work is bounded by the request: calls that once took seconds or never ended finish, or are refused, within a time limit that even a
/// slow machine does not reach.
/// </summary>
public class BoundedWorkTests
{
    private static readonly TimeSpan Watchdog = TimeSpan.FromMinutes(2);

    [Fact]
    public void Dirac_OfAnyNumberOfGroups_LooksAtTheRowsThatThereAre() => Ends(() =>
    {
        PyTorchInit.Dirac(long.MaxValue - 1).Initialize([0, 3, 3]).Should().BeEmpty();
        PyTorchInit.Dirac(1L << 32).Initialize([1L << 32, 0, 3]).Should().BeEmpty();
        PyTorchInit.Dirac(2).Initialize([4, 2, 1]).Should().Equal(1, 0, 0, 1, 1, 0, 0, 1);
        PyTorchInit.Dirac(3).Initialize([6, 1, 2]).Should().Equal(0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0);
    });

    [Fact]
    public void Spawn_OfAMillion_IsThatOfTheConstructor() => Ends(() =>
    {
        var parent = new SeedSequence(12345);
        SeedSequence[] children = parent.Spawn(1_000_003);
        foreach (int child in (int[])[0, 1, 65_536, 1_000_002]) children[child].GenerateState(4)
            .Should().Equal(new SeedSequence([12345], [child]).GenerateState(4));
        parent.State.ChildrenSpawned.Should().Be(1_000_003);
        parent.Invoking(it => it.Spawn(int.MaxValue)).Should().Throw<ArgumentException>().WithParameterName("count");
        parent.State.ChildrenSpawned.Should().Be(1_000_003);
    });

    public static TheoryData<BigInteger[], BigInteger[]> Trees => new()
    {
        { [], [] },
        { [0], [] },
        { [1, 2, 3], [] },
        { [BigInteger.Pow(2, 130) + 7, 5], [] },
        { [9], [3, BigInteger.Pow(2, 40)] },
        { [BigInteger.Pow(2, 200)], [BigInteger.Pow(2, 33), 0] },
    };

    [Theory, MemberData(nameof(Trees))]
    public void Spawn_OfAnySequence_MixesTheChildsNumberAlone(BigInteger[] entropy, BigInteger[] key)
    {
        SeedSequence child = new SeedSequence(entropy, key).Spawn(3)[2], grandchild = child.Spawn(2)[1];
        child.GenerateState(5).Should().Equal(new SeedSequence(entropy, [.. key, 2]).GenerateState(5));
        grandchild.GenerateState(5).Should().Equal(new SeedSequence(entropy, [.. key, 2, 1]).GenerateState(5));
    }

    [Theory]
    [InlineData(1, 1e6)]
    [InlineData(3, 1e5)]
    [InlineData(-1e7, -1)]
    [InlineData(1000, 20000)]
    public void PyTorchsTruncatedNormal_ThatIsHopeless_IsRefused(double lower, double upper) => Ends(() =>
        new PyTorchRandom(1).Invoking(it => it.NextTruncatedNormal(new float[20], 0, 1, lower, upper)).Should().Throw<ArgumentException>()
            .WithParameterName(nameof(lower)).WithMessage("*would be kept as float32*"));

    [Fact]
    public void TheHardestTruncatedNormals_End() => Ends(() =>
    {
        // The hardest that is accepted for so few values: about ten thousand rounds.
        PyTorchInit.TruncNormal(0, 1, 1, 1e4).Initialize([20], new PyTorchRandom(1)).Should().OnlyContain(weight => weight >= 1);
        var values = new float[20];
        new PyTorchRandom(1).NextTruncatedNormal(values, 0, 1, 1, 9e3);
        values.Should().OnlyContain(value => value >= 1);
    });

    private static void Ends(Action act) => Task.Run(act).Wait(Watchdog).Should().BeTrue("the work is bounded");
}
