using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>What JAX' keys and initializers refuse.</summary>
public class JaxKeyTests
{
    [Theory]
    [InlineData(JaxLayout.Partitionable)]
    [InlineData(JaxLayout.Legacy)]
    public void Split_IntoMoreThanAnArrayHolds_IsRefused(JaxLayout layout)
    {
        var key = JaxKey.FromSeed(1, layout);
        foreach (int count in (int[])[-1, 1_500_000_000])
            key.Invoking(it => it.Split(count)).Should().Throw<ArgumentOutOfRangeException>().WithMessage($"count is {count}; accepted is a whole number from 0 to 1073741795*").WithParameterName(nameof(count));
        key.Split(0).Should().BeEmpty();
    }

    [Fact]
    public void DeltaOrthogonal_OfAKernelWithoutACentre_IsRefused()
    {
        JaxInit.DeltaOrthogonal().Invoking(it => it.Initialize([0, 3, 3], JaxKey.FromSeed(1))).Should().Throw<ArgumentException>().WithMessage("shape is (0, 3, 3); accepted is one with a centre*").WithParameterName("shape");
        JaxInit.DeltaOrthogonal().Initialize([3, 0, 2], JaxKey.FromSeed(1)).Should().BeEmpty();
    }
}
