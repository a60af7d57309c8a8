namespace Initializers.Tests.Fuzzing;

/// <summary>
/// Every public member of the packages with hostile arguments: what is refused is refused as <see cref="ExceptionContract"/> says, at once.
/// A failure says the call; it is the same on every run.
/// </summary>
public class FuzzTests
{
    private static readonly Dictionary<string, PublicMember[]> ByType =
        PublicMember.All.GroupBy(member => member.Owner.FullName ?? member.Owner.Name).ToDictionary(group => group.Key, group => group.ToArray());

    public static TheoryData<string> Types => [.. ByType.Keys];

    [Theory, MemberData(nameof(Types))]
    public void Members_OfHostileArguments_ReturnOrRefuseByTheirOwnParameters(string type)
    {
        long t = System.Diagnostics.Stopwatch.GetTimestamp();
        List<string> faults = Watchdog.Faults(ByType[type].SelectMany(member => new CallGenerator(member).Calls()), ExceptionContract.FaultOf);
        File.AppendAllText("/tmp/fuzz.log", $"TYPE {type} {System.Diagnostics.Stopwatch.GetElapsedTime(t).TotalSeconds:0.000} {faults.Count}\n" + string.Concat(faults.Select(f => "FAULT " + f + "\n")));
        faults.Should().BeEmpty();
    }

    [Fact]
    public void Calls_OfAllMembers_AreAHundredThousand() =>
        PublicMember.All.Sum(member => new CallGenerator(member).Calls().Count()).Should().BeGreaterThan(100_000);
}
