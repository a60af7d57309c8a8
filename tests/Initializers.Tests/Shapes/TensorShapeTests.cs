namespace Initializers.Tests.Shapes;

public class TensorShapeTests
{
    [Fact]
    public void Create_EveryWayToWriteIt_IsTheSameShape()
    {
        int outputs = 256, inputs = 784;
        TensorShape shape = [256, 784];
        TensorShape fromVariables = [outputs, inputs];
        TensorShape fromInts = new[] { 256, 784 };
        TensorShape fromLongs = new[] { 256L, 784L };
        var constructed = new TensorShape(256, 784);
        foreach (TensorShape other in (TensorShape[])[fromVariables, fromInts, fromLongs, constructed, TensorShape.Linear(inputs, outputs)])
        {
            other.Should().Be(shape);
            (other == shape).Should().BeTrue();
            other.GetHashCode().Should().Be(shape.GetHashCode());
        }
    }

    [Fact]
    public void Members_OfAShape_SayItsDimensions()
    {
        TensorShape shape = [64, 3, 7, 5];
        shape.Rank.Should().Be(4);
        shape.Count.Should().Be(64 * 3 * 7 * 5);
        shape[0].Should().Be(64);
        shape[^1].Should().Be(5);
        shape.ToArray().Should().Equal(64, 3, 7, 5);
        var dimensions = new List<long>();
        foreach (long dimension in shape) dimensions.Add(dimension);
        dimensions.Should().Equal(64, 3, 7, 5);
        ((Action)(() => _ = shape[4])).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("axis must be one of the 4 axes of [64, 3, 7, 5]*, but was 4.*").WithParameterName("axis");
    }

    [Fact]
    public void Count_ScalarAndDefault_IsOne()
    {
        TensorShape scalar = [];
        scalar.Count.Should().Be(1);
        default(TensorShape).Should().Be(scalar);
        Init.Ones().Initialize(scalar).Should().Equal(1);
    }

    [Fact]
    public void Count_LargestShapes_IsExact()
    {
        new TensorShape(65536, 65536).Count.Should().Be(1L << 32, "32-bit products wrap to 0 here");
        new TensorShape(long.MaxValue).Count.Should().Be(long.MaxValue);
        new TensorShape(0, long.MaxValue).Count.Should().Be(0);
        new TensorShape(1, 2, 3, 4, 5, 6, 7, 8).Count.Should().Be(40320);
    }

    [Fact]
    public void Create_WhatCannotBe_SaysWhy()
    {
        Refuse(() => new TensorShape(2, -3), "dimensions must be at least 0 each, but were [2, -3].*", "dimensions");
        Refuse(() => new TensorShape(1L << 32, 1L << 31),
            "dimensions must have a product below 2^63, but were [4294967296, 2147483648].*", "dimensions");
        Refuse(() => new TensorShape(0, 1L << 32, 1L << 31),
            "dimensions must have a product below 2^63, but were [0, 4294967296, 2147483648].*", "dimensions");
        Refuse(() => new TensorShape(1, 1, 1, 1, 1, 1, 1, 1, 1), "dimensions must have at most 8 entries, but had 9.*", "dimensions");
        Refuse(() => (int[])null!, "*", "dimensions");
        Refuse(() => (long[])null!, "*", "dimensions");
        Refuse(() => TensorShape.Linear(-1, 2), "inputs must be a whole number of at least 0, but was -1.*", "inputs");
        Refuse(() => TensorShape.Convolution(1, -2, [3]), "outputs must be a whole number of at least 0, but was -2.*", "outputs");
        Refuse(() => TensorShape.Convolution(6, 4, [3], groups: 4),
            "groups must divide the 6 inputs and the 4 outputs, but was 4.*", "groups");
        Refuse(() => TensorShape.Convolution(6, 4, [3], groups: 0), "groups must be a whole number of at least 1, but was 0.*", "groups");
        Refuse(() => TensorShape.Convolution(1, 1, [1, 1, 1, 1, 1, 1, 1]),
            "kernel must have at most 6 spatial axes, but was [1, 1, 1, 1, 1, 1, 1].*", "kernel");
        Refuse(() => TensorShape.Vector(-1), "length must be a whole number of at least 0, but was -1.*", "length");
        Refuse(() => new TensorShape(4, 4).WithGroups(-1), "groups must be a whole number of at least 1, but was -1.*", "groups");
        Refuse(() => new TensorShape(4, 4).WithBlocks(0), "blocks must be a whole number of at least 1, but was 0.*", "blocks");
        Refuse(() => new TensorShape(4).WithFans(-1, 2), "fanIn must be a whole number of at least 0, but was -1.*", "fanIn");
        Refuse(() => new TensorShape(4).WithFans(1, -2), "fanOut must be a whole number of at least 0, but was -2.*", "fanOut");
        Refuse(() => new TensorShape(4).WithLayout(null!), "*", "layout");
    }

    [Fact]
    public void Fans_WhatCannotBeKnown_SaysWhatToDo()
    {
        Refuse(() => TensorShape.Vector(10).Fans,
            "shape must have fans, but was [10], of rank 1. *Ones() and Zeros()*WithFans*", "shape");
        Refuse(() => default(TensorShape).Fans, "shape must have fans, but was [], of rank 0*WithFans*", "shape");
        Refuse(() => new TensorShape(2, 3, 4).WithLayout(new WeightLayout("in, out")).Fans,
            "shape must have 2 axes for its layout, \"in, out\", but was [2, 3, 4].*", "shape");
        Refuse(() => new TensorShape(10, 4).WithGroups(3).Fans,
            "shape must have outputs that divide evenly into its 3 groups, but was *with 10 outputs.*", "shape");
        Refuse(() => new TensorShape(10, 4).WithBlocks(3).Fans,
            "shape must have outputs that divide evenly into its 3 blocks, but was *with 10 outputs.*", "shape");
        Refuse(() => new TensorShape(10, 4).WithGroups(1L << 40).WithBlocks(1L << 40).Fans, "*divide evenly into*", "shape");
        TensorShape.Vector(10).WithFans(784, 10).Fans.Should().Be(new Fans(784, 10));
    }

    [Fact]
    public void Equals_AnotherMeaning_IsAnotherShape()
    {
        TensorShape shape = [12, 12];
        foreach (TensorShape other in (TensorShape[])[
            [12, 12, 1], [12], [12, 13],
            shape.WithLayout(WeightLayout.InOut), shape.WithGroups(2), shape.WithBlocks(2), shape.WithFans(12, 12)])
        {
            (other != shape).Should().BeTrue();
            shape.Equals((object)other).Should().BeFalse();
            other.GetHashCode().Should().NotBe(shape.GetHashCode());
        }
        shape.Equals("[12, 12]").Should().BeFalse();
    }

    [Fact]
    public void ToString_AnyShape_IsWhatOneWouldSay()
    {
        new TensorShape(256, 784).ToString().Should().Be("[256, 784] (out, in)");
        new TensorShape(784, 256).WithLayout(WeightLayout.InOut).ToString().Should().Be("[784, 256] (in, out)");
        new TensorShape(64, 3, 7, 7).ToString().Should().Be("[64, 3, 7, 7] (out, in, *kernel)");
        TensorShape.Convolution(32, 64, [3], groups: 4).ToString().Should().Be("[64, 8, 3] (out, in/groups, *kernel), groups: 4");
        TensorShape.TransposedConvolution(16, 8, [4, 4]).ToString().Should().Be("[16, 8, 4, 4] (in, out, *kernel)");
        TensorShape.Linear(512, 1536).WithBlocks(3).ToString().Should().Be("[1536, 512] (out, in), blocks: 3");
        TensorShape.Vector(10).ToString().Should().Be("[10]");
        TensorShape.Vector(10).WithFans(784, 10).ToString().Should().Be("[10], fans: (784, 10)");
        default(TensorShape).ToString().Should().Be("[]");
    }

    [Fact]
    public void Meaning_OfAShape_IsWhatItsDimensionsDoNotSay()
    {
        new TensorShape(256, 784).Meaning.Should().BeNull();
        TensorShape.Linear(784, 256, WeightLayout.InOut).Meaning.Should().Be("in, out");
        TensorShape.Linear(784, 256).WithBlocks(4).WithFans(1, 2).Meaning.Should().Be("blocks: 4; fans: (1, 2)");
        TensorShape.Linear(784, 256, WeightLayout.InOut).WithBlocks(4).Meaning.Should().Be("in, out; blocks: 4");
    }

    [Fact]
    public void Entry_OfABatch_IsOneOfItsLayers()
    {
        TensorShape entry = TensorShape.Experts(8, 3, 4).WithBlocks(2).WithGroups(1).Entry();
        entry.Should().Be(new TensorShape(4, 3).WithLayout(new("out, in")).WithBlocks(2));
        TensorShape.Experts(8, 3, 4).WithFans(5, 6).Entry().Fans.Should().Be(new Fans(5, 6));
    }

    private static void Refuse(Func<TensorShape> make, string message, string parameter) =>
        make.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(parameter);

    private static void Refuse(Func<Fans> ask, string message, string parameter) =>
        ask.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(parameter);
}
