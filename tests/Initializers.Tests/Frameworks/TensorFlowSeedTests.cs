using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>What TensorFlow's seeds and generator draw in each type, and what they refuse.</summary>
public class TensorFlowSeedTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(1_500_000_000)]
    public void Split_IntoMoreThanAnArrayHolds_IsRefused(int count)
    {
        var seed = new TensorFlowSeed(1, 2);
        foreach (Func<TensorFlowSeed[]> split in (Func<TensorFlowSeed[]>[])[() => seed.Split(count), () => seed.SplitInt32(count)])
            split.Should().Throw<ArgumentOutOfRangeException>().WithMessage($"count is {count}; accepted is a whole number from 0 to 1073741795*").WithParameterName(nameof(count));
    }
}
