namespace Initializers.Tests.Shapes;

public class FansTests
{
    [Theory]
    [InlineData(FanMode.In, 3)]
    [InlineData(FanMode.Out, 4)]
    [InlineData(FanMode.Average, 3.5)]
    [InlineData(FanMode.Sum, 7)]
    [InlineData(FanMode.GeometricMean, 3.4641016151377544)] // sqrt(12)
    public void Of_EachMode_IsItsFormula(FanMode mode, double fan) => new Fans(3, 4).Of(mode).Should().Be(fan);

    [Fact]
    public void Of_LargeFans_DoesNotOverflow()
    {
        var fans = new Fans(long.MaxValue, long.MaxValue);
        fans.Of(FanMode.Sum).Should().Be(Math.ScaleB(1, 64));
        fans.Of(FanMode.Average).Should().Be(Math.ScaleB(1, 63));
        fans.Of(FanMode.GeometricMean).Should().Be(Math.ScaleB(1, 63));
    }

    [Fact]
    public void Of_UnknownMode_SaysWhatIsAccepted() =>
        ((Func<double>)(() => new Fans(3, 4).Of((FanMode)9)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("mode must be In, Out, Average, Sum or GeometricMean, but was 9.*");

    [Fact]
    public void PositiveFan_OfNoInputs_IsRefused()
    {
        ((Action)(() => Fans.PositiveFan([4, 0], FanMode.In))).Should().Throw<ArgumentException>()
            .WithMessage("shape must have a fan above 0, but was [4, 0] (out, in), whose fan (In) is 0.*").WithParameterName("shape");
        Fans.PositiveFan([4, 0], FanMode.Out).Should().Be(4);
        Fans.PositiveFan([4, 1], FanMode.In).Should().Be(1);
    }
}
