namespace Initializers.Tests.Statistics;

/// <summary>Mean, variance, skewness, kurtosis, bounds and tails of every distribution and scheme, over more
/// than 2^24 weights each.</summary>
[Trait("Category", "Exhaustive")]
public class MomentTests
{
    /// <summary>All weights if the processor has FMA. Software draws the same bits (see the golden values), but
    /// so slowly that only the first 2^21 are tested.</summary>
    private static readonly long Count = ExactFma.HasHardware ? Entry.Shape.Count : 1 << 21;

    public static TheoryData<string> Names => Entry.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Initialize_LargeParameter_HasTheMomentsOfItsLaw(string name)
    {
        Entry entry = Entry.Named(name);
        Moments moments = Moments.Of(entry.Law, Count,
            (part, start) => entry.Initializer.InitializeSlice(part, start, Entry.Shape, TestSeed.Source(name)));

        Check.Moments(entry.Law, moments, $"weights of {name}");
    }

    [Theory]
    [InlineData(6, 7)]
    [InlineData(double.NegativeInfinity, -4)]
    [InlineData(0.2, 0.203)]
    public void NextTruncatedNormal_LittleMass_HasTheMomentsOfItsLaw(double lower, double upper)
    {
        // A value takes up to half a microsecond, and the quantiles are checked against mpmath
        // (NarrowIntervalMapTests), so only the first 2^21 are tested.
        var law = new TruncatedLaw(1, 0.5, lower, upper);
        Moments moments = Moments.Of(law, 1 << 21, (part, start) =>
        {
            PhiloxRandom random = TestSeed.Source($"[{lower}, {upper}]");
            random.Skip(start);
            random.NextTruncatedNormal(part, 1, 0.5, lower, upper);
        });

        Check.Moments(law, moments, $"values in [{lower}, {upper}]");
    }
}
