namespace Initializers.Tests.Shapes;

/// <summary>Every factory of shapes with every layout: what comes out has the connections that were asked for,
/// or the layout is refused by name.</summary>
public class LayoutFactoryTests
{
    private static readonly string[] Names = ["in", "out", "in/groups", "out/groups", "kernel", "*kernel", "batch"];

    /// <summary>All valid layouts of up to four axes.</summary>
    private static IReadOnlyList<WeightLayout> Layouts { get; } =
        [.. Enumerable.Range(1, 4).SelectMany(OfRank).Select(Made).OfType<WeightLayout>()];

    [Fact]
    public void Linear_InEveryLayout_IsThatLayerOrRefused()
    {
        int made = Layouts.Count(layout => IsMade(() => TensorShape.Linear(6, 4, layout), new(6, 4), 24));
        made.Should().BePositive();
        IsMade(() => TensorShape.Linear(3, 4, WeightLayout.Depthwise), default, 0).Should().BeFalse();
        IsMade(() => TensorShape.Linear(3, 4, new("batch, in, out")), default, 0).Should().BeFalse();
        TensorShape.Linear(3, 4, new("in, out")).ToArray().Should().Equal(3, 4);
    }

    [Theory]
    [InlineData(new int[0], 1)]
    [InlineData(new[] { 5 }, 1)]
    [InlineData(new[] { 5 }, 2)]
    [InlineData(new[] { 3, 5 }, 1)]
    [InlineData(new[] { 3, 5 }, 6)]
    public void Convolutions_InEveryLayout_AreThoseLayersOrRefused(int[] kernel, int groups)
    {
        const int Inputs = 6, Outputs = 12;
        long taps = kernel.Aggregate(1L, (product, extent) => product * extent), connections = Inputs * Outputs * taps / groups;
        Layouts.Count(layout => IsMade(() => TensorShape.Convolution(Inputs, Outputs, kernel, groups, layout),
            new(Inputs / groups * taps, Outputs / groups * taps), connections)).Should().BePositive();
        Layouts.Count(layout => IsMade(() => TensorShape.TransposedConvolution(Outputs, Inputs, kernel, groups, layout),
            new(Outputs / groups * taps, Inputs / groups * taps), connections)).Should().BePositive();
    }

    [Fact]
    public void Convolution_OfADepthwiseLayout_IsKerassKernel()
    {
        TensorShape.Convolution(16, 16, [3, 3], 16, WeightLayout.Depthwise)
            .Should().Be(new TensorShape(3, 3, 16, 1).WithLayout(WeightLayout.Depthwise));
        TensorShape.Convolution(6, 12, [3, 5], 6, WeightLayout.Depthwise)
            .Should().Be(new TensorShape(3, 5, 6, 2).WithLayout(WeightLayout.Depthwise));
        TensorShape.TransposedConvolution(12, 6, [3], 6, WeightLayout.Depthwise).ToString().Should().Be("[3, 6, 2] (*kernel, batch, in)");
        ((Action)(() => TensorShape.Convolution(6, 12, [3, 5], 3, WeightLayout.Depthwise))).Should().Throw<ArgumentException>()
            .WithMessage(
                "layout must name inputs and outputs unless each channel is a group, but was \"?kernel, batch, out\" for 3 groups.*")
            .WithParameterName("layout");
        ((Action)(() => TensorShape.Convolution(3, 4, [5], 1, new("batch, in, out")))).Should().Throw<ArgumentException>()
            .WithMessage("layout must have one axis of inputs, one of outputs and 1 of the kernel, but was \"batch, in, out\".*")
            .WithParameterName("layout");
        ((Action)(() => TensorShape.TransposedConvolution(3, 4, [5], 1, new("batch, in, out")))).Should().Throw<ArgumentException>()
            .WithMessage("*but was \"batch, in, out\".*").WithParameterName("layout");
    }

    [Fact]
    public void Convolutions_AtTheLimits_AreMade()
    {
        TensorShape.Convolution(1, 2, [3, 1, 1, 1, 1, 4]).ToArray().Should().Equal(2, 1, 3, 1, 1, 1, 1, 4);
        TensorShape.Convolution(6, 4, [], 1, new("out/groups, in/groups")).ToArray().Should().Equal(4, 6);
        TensorShape.Experts(8, 3, 4, WeightLayout.InOut).Layout
            .Should().BeSameAs(TensorShape.Experts(2, 3, 4, WeightLayout.InOut).Layout, "it is made once");
    }

    [Fact]
    public void Experts_InEveryLayout_AreThoseLayersOrRefused()
    {
        Layouts.Count(layout => IsMade(() => TensorShape.Experts(5, 6, 4, layout), new(6, 4), 120)).Should().BePositive();
        TensorShape.Experts(8, 512, 2048).ToString().Should().Be("[8, 2048, 512] (batch, out, in)");
        TensorShape.Experts(8, 512, 2048, new("batch, in, out"))
            .Should().Be(new TensorShape(8, 512, 2048).WithLayout(new WeightLayout("batch, in, out")));
        TensorShape.Experts(8, 512, 2048, WeightLayout.InOut).Should().Be(TensorShape.Experts(8, 512, 2048, new("batch, in, out")));
        TensorShape.Experts(8, 512, 2048, new("in, batch, out")).ToArray().Should().Equal(512, 8, 2048);
        ((Action)(() => TensorShape.Experts(8, 3, 4, WeightLayout.Depthwise)))
            .Should().Throw<ArgumentException>().WithMessage("layout must have*").WithParameterName("layout");
        Init.HeNormal().StandardDeviation(TensorShape.Experts(8, 512, 2048)).Should().Be(1.0 / 16, "512 inputs each");
        new TensorShape(8, 512, 2048).Fans.In.Should().Be(512 * 2048, "bare dimensions are a convolution along one axis");
    }

    [Fact]
    public void Factories_OfNumbersThatCannotBe_NameTheirParameter()
    {
        Refuse(() => TensorShape.Linear(-1, 1), "inputs");
        Refuse(() => TensorShape.Linear(1, -1), "outputs");
        Refuse(() => TensorShape.Linear(1L << 40, 1L << 40), "outputs", "*, but were *");
        Refuse(() => TensorShape.Convolution(-1, 1, [3]), "inputs");
        Refuse(() => TensorShape.Convolution(1, -1, [3]), "outputs");
        Refuse(() => TensorShape.Convolution(2, 2, [3], 0), "groups");
        Refuse(() => TensorShape.Convolution(2, 2, [3], 4), "groups");
        Refuse(() => TensorShape.Convolution(1, 1L << 62, [3]), "outputs", "*, but were *");
        Refuse(() => TensorShape.Convolution(1, 1, [1, 1, 1, 1, 1, 1, 1]), "kernel");
        Refuse(() => TensorShape.Convolution(1, 1, [3], stride: [2, 2]), "stride",
            "stride must have 1 entries of at least 1, one for each axis of the kernel, but was [2, 2].*");
        Refuse(() => TensorShape.Convolution(1, 1, [3], stride: [0]), "stride", "*but was [0].*");
        Refuse(() => TensorShape.TransposedConvolution(-1, 1, [3]), "inputs");
        Refuse(() => TensorShape.TransposedConvolution(1, -1, [3]), "outputs");
        Refuse(() => TensorShape.TransposedConvolution(3, 3, [3], 2), "groups");
        Refuse(() => TensorShape.TransposedConvolution(1, 1, [3, 3], stride: [2]), "stride");
        Refuse(() => TensorShape.Embedding(-1, 1), "count");
        Refuse(() => TensorShape.Embedding(1, -1), "width");
        Refuse(() => TensorShape.Embedding(1L << 40, 1L << 40), "width", "*, but were *");
        Refuse(() => TensorShape.Experts(-1, 1, 1), "count");
        Refuse(() => TensorShape.Experts(1, -1, 1), "inputs");
        Refuse(() => TensorShape.Experts(1, 1, -1), "outputs");
        Refuse(() => TensorShape.Experts(1L << 31, 1L << 31, 2), "outputs", "*, but were *");
        Refuse(() => TensorShape.Vector(-1), "length");
        Refuse(() => new TensorShape((long[])[3, -1]), "dimensions", "*, but were *");
        Refuse(() => new TensorShape((long[])null!), "dimensions", "*");
        Refuse(() => new TensorShape(((IEnumerable<long>)null!)), "dimensions", "*");
        Refuse(() => new TensorShape(Enumerable.Repeat(1L, 9)), "dimensions", "*at most 8 entries, but had 9.*");
        Refuse(() => new TensorShape((ReadOnlySpan<nint>)[3, -1]), "lengths", "*, but were *");
        Refuse(() => new TensorShape((ReadOnlySpan<nint>)[1, 1, 1, 1, 1, 1, 1, 1, 1]), "lengths", "*at most 8 entries, but had 9.*");
        Refuse(() => new TensorShape(new nint[1 << 20].AsSpan()), "lengths", "*but had 1048576.*");
        ((Action)(() => _ = new Fans(-1, 1))).Should().Throw<ArgumentException>().WithParameterName("In");

        static void Refuse(Func<TensorShape> make, string parameter, string message = "*, but was *") =>
            make.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(parameter);
    }

    [Fact]
    public void TensorShape_FromLengthsAndArrays_IsTheSame()
    {
        ReadOnlySpan<nint> lengths = [256, 784];
        new TensorShape(lengths).Should().Be(new TensorShape(256, 784));
        new TensorShape([256, 784]).Should().Be(new TensorShape(256, 784));
        new TensorShape(new List<long> { 256, 784 }).Should().Be(new TensorShape(256, 784));
        new TensorShape(Enumerable.Range(1, 8).Select(extent => (long)extent)).Should().Be(new TensorShape(1, 2, 3, 4, 5, 6, 7, 8));
        new TensorShape((ReadOnlySpan<nint>)[1, 2, 3, 4, 5, 6, 7, 8]).Should().Be(new TensorShape(1, 2, 3, 4, 5, 6, 7, 8));
        new TensorShape((long[])[256, 784]).Should().Be(new TensorShape(256, 784));
        typeof(TensorShape).GetConstructor([typeof(long[])])!.GetParameters()[0].IsDefined(typeof(ParamArrayAttribute), false)
            .Should().BeTrue("F# writes TensorShape(256L, 784L)");
    }

    /// <summary>Whether a layout makes a shape, which then has the fans and elements; it may store elements that are not a
    /// connection, and is refused by name otherwise.</summary>
    private static bool IsMade(Func<TensorShape> make, Fans fans, long connections)
    {
        TensorShape shape;
        try
        {
            shape = make();
        }
        catch (ArgumentException refused)
        {
            refused.ParamName.Should().Be("layout");
            refused.Message.Should().StartWith("layout must ");
            return false;
        }
        shape.Fans.Should().Be(fans, "{0} was made", shape);
        new LayerCounts(shape).Connections.Should().Be(connections, "{0} was made", shape);
        return true;
    }

    private static IEnumerable<string> OfRank(int rank) =>
        rank == 0 ? [""] : OfRank(rank - 1).SelectMany(_ => Names, (before, name) => before.Length == 0 ? name : $"{before}, {name}");

    private static WeightLayout? Made(string axes)
    {
        try
        {
            return new WeightLayout(axes);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
