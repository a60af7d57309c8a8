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

    [Theory]
    [InlineData("out, in", 2, true)]
    [InlineData("out, in", 3, false)]
    [InlineData("out, in, kernel", 3, true)]
    [InlineData("out, in, kernel", 2, false)]
    [InlineData("out, in, in", 3, false)]
    [InlineData("in, out", 2, false)]
    [InlineData("*kernel, in, out", 2, false)]
    [InlineData("out, in, *kernel", 5, true)]
    public void MeansTheSame_AsOutIn_ByRank(string axes, int rank, bool expected)
    {
        WeightLayout.OutIn.MeansTheSame(new(axes), rank).Should().Be(expected);
        new WeightLayout(axes).MeansTheSame(WeightLayout.OutIn, rank).Should().Be(expected);
    }

    [Theory]
    [InlineData("out, in/groups, *kernel", "shape must have at least 2 axes for its layout, \"out, in/groups, ?kernel\", but was [3].*")]
    [InlineData("*kernel, out", "*")]
    [InlineData("in, out", "shape must have 2 axes for its layout, \"in, out\", but was [3].*")]
    public void Counts_OfAVector_AreRefusedUnlessTheLayoutHasOneAxis(string axes, string message)
    {
        TensorShape shape = TensorShape.Vector(3).WithLayout(new(axes));
        Action count = () => LayerCounts.Check(shape);
        if (message == "*") count.Should().NotThrow();
        else count.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName("shape");
    }

    [Fact]
    public void Counts_OfAMatrix_WhereTheLayoutHasOneAxis_AreRefused() =>
        ((Action)(() => LayerCounts.Check(new TensorShape(2, 3).WithLayout(new("in"))))).Should().Throw<ArgumentException>()
            .WithMessage("shape must have 1 axis for its layout, \"in\", but was [2, 3].*").WithParameterName("shape");
}
