using System.Reflection;

namespace Initializers.Tests.Fuzzing;

/// <summary>
/// Calls every public member of the packages with hostile arguments: refusals follow <see cref="ExceptionContract"/> and are immediate.
/// A failure names the call, which is the same in every run; another <c>INITIALIZERS_SEED</c> gives other random combinations.
/// </summary>
public class FuzzTests
{
    private static readonly Dictionary<string, PublicMember[]> ByType = PublicMember.All
        .GroupBy(member => PublicMember.Written(member.Owner)).ToDictionary(group => group.Key, group => group.ToArray());

    public static TheoryData<string> Types => [.. ByType.Keys];

    [Theory, MemberData(nameof(Types))]
    public void Members_OfHostileArguments_ReturnOrRefuseByTheirOwnParameters(string type)
    {
        IReadOnlyList<string> faults = Watchdog.FaultsOf(ByType[type].SelectMany(member => new CallGenerator(member).Calls()));
        faults.Should().BeEmpty();
    }

    [Fact]
    public void Calls_OfAllMembers_AreAHundredThousand() =>
        PublicMember.All.Sum(member => new CallGenerator(member).Calls().Count()).Should().BeGreaterThan(100_000);

    [Theory]
    [InlineData(nameof(FaultyMembers.WritesBehind), "writes outside of a span.")]
    [InlineData(nameof(FaultyMembers.WritesBefore), "writes outside of a span.")]
    [InlineData(nameof(FaultyMembers.WritesAndRefuses), "writes or moves what it was given, and then refuses")]
    [InlineData(nameof(FaultyMembers.WritesMemoryAndRefuses), "writes or moves what it was given, and then refuses")]
    [InlineData(nameof(FaultyMembers.WritesRowsAndRefuses), "writes or moves what it was given, and then refuses")]
    [InlineData(nameof(FaultyMembers.MovesAndRefuses), "writes or moves what it was given, and then refuses")]
    [InlineData(nameof(FaultyMembers.NamesAnother), "names number")]
    [InlineData(nameof(FaultyMembers.NamesNone), "names nothing")]
    [InlineData(nameof(FaultyMembers.TakesNull), "takes the null of text")]
    [InlineData(nameof(FaultyMembers.MeetsNull), "throws what is not documented: System.NullReferenceException")]
    [InlineData(nameof(FaultyMembers.RefusesNullAsEmpty), "refuses the null of text by")]
    [InlineData(nameof(FaultyMembers.Indexes), "throws what is not documented: System.IndexOutOfRangeException")]
    [InlineData(nameof(FaultyMembers.Echoes), "echoes 100")]
    [InlineData(nameof(FaultyMembers.Works), "takes 00:00:00.")]
    [InlineData(nameof(FaultyMembers.MakesInfinities), "which fills")]
    [InlineData(nameof(FaultyMembers.FollowsTheCulture), "follows the culture")]
    public void FaultyMember_OfHostileArguments_IsFound(string name, string fault)
    {
        var watchdog = new Watchdog(slow: TimeSpan.FromMilliseconds(80), endless: TimeSpan.FromMinutes(5));
        watchdog.Faults(CallsOf(name)).Should().Contain(found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void AMemberThatHangs_IsFound()
    {
        var watchdog = new Watchdog(slow: TimeSpan.FromMinutes(5), endless: TimeSpan.FromSeconds(1));
        watchdog.Faults(CallsOf(nameof(FaultyMembers.Hangs))).Should().ContainSingle().Which.Should().EndWith("still runs after 00:00:01.");
    }

    private static IEnumerable<Func<Call>> CallsOf(string name) =>
        new CallGenerator(new(typeof(FaultyMembers).GetMethod(name, BindingFlags.Public | BindingFlags.Static)!)).Calls();
}
