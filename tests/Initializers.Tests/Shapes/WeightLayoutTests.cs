namespace Initializers.Tests.Shapes;

public class WeightLayoutTests
{
    [Theory]
    [InlineData("out, in/groups, *kernel", "in, out/groups, *kernel")]
    [InlineData("*kernel, in/groups, out", "*kernel, out/groups, in")]
    [InlineData("batch, in, in, out, kernel", "batch, out, out, in, kernel")]
    public void Transposed_AnyLayout_ExchangesInputsAndOutputs(string axes, string transposed)
    {
        var layout = new WeightLayout(axes);
        layout.Transposed.ToString().Should().Be(transposed);
        layout.Transposed.Transposed.Should().Be(layout);
    }

    [Fact]
    public void Equals_SameAxes_AreOneLayout()
    {
        new WeightLayout("out,in/groups,  *kernel").Should().Be(WeightLayout.OutIn);
        new WeightLayout("out,in/groups,*kernel").GetHashCode().Should().Be(WeightLayout.OutIn.GetHashCode());
        WeightLayout.OutIn.Should().NotBe(WeightLayout.InOut);
        WeightLayout.OutIn.Equals(null).Should().BeFalse();
    }

    [Theory]
    [InlineData("", "axes must be named in, out*\"\"*")]
    [InlineData("in, outputs", "axes must be named in, out*outputs*")]
    [InlineData("In, Out", "axes must be named in, out*")]
    [InlineData("in, out, batch/groups", "axes must be named in, out*")]
    [InlineData("*kernel, in, *kernel", "axes must have at most one ?kernel, but was \"?kernel, in, ?kernel\".*")]
    [InlineData("batch, kernel", "axes must have in or out, but was \"batch, kernel\".*")]
    public void Constructor_OtherNames_SaysWhatIsAccepted(string axes, string message) =>
        ((Action)(() => _ = new WeightLayout(axes)))
            .Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(nameof(axes));

    [Fact]
    public void Constructor_Null_Throws() =>
        ((Action)(() => _ = new WeightLayout(null!))).Should().Throw<ArgumentNullException>().WithParameterName("axes");
}
