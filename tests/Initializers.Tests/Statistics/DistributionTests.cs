namespace Initializers.Tests.Statistics;

/// <summary>The whole distribution of every scheme: the Kolmogorov-Smirnov test over 2^20 weights.</summary>
public class DistributionTests
{
    private const int Count = 1 << 20;

    public static TheoryData<string> Names => Entry.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Initialize_AMillionWeights_FollowTheirLaw(string name)
    {
        Entry entry = Entry.Named(name);
        var weights = new float[Count];
        entry.Initializer.InitializeSlice(weights, 0, Entry.Shape, TestSeed.Source(name).Fork("distribution"));

        Check.Distribution(entry.Law, weights, $"weights of {name}");
    }

    [Theory]
    [InlineData(6, 7)]
    [InlineData(double.NegativeInfinity, -4)]
    [InlineData(0.2, 0.203)]
    public void NextTruncatedNormal_LittleMass_FollowsItsLaw(double lower, double upper)
    {
        var values = new float[Count];
        TestSeed.Source($"distribution of [{lower}, {upper}]").NextTruncatedNormal(values, 1, 0.5, lower, upper);

        Check.Distribution(new TruncatedLaw(1, 0.5, lower, upper), values, $"values in [{lower}, {upper}]");
    }
}
