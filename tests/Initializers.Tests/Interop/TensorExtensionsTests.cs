using System.Numerics.Tensors;
using CsCheck;
using Initializers.Tests.Statistics;

namespace Initializers.Tests.Interop;

/// <summary>Tensors of System.Numerics.Tensors hold the same weight at each index as a row-major array of the same shape.</summary>
public class TensorExtensionsTests
{
    [Fact]
    public void InitializeTensor_OfAShape_HasItsLengthsAndTheWeightsOfAnArray()
    {
        Tensor<float> weights = Init.HeNormal().InitializeTensor<float>([4, 3, 2], Source());
        weights.Lengths.ToArray().Should().Equal(4, 3, 2);
        Elements(weights).Should().Equal(Init.HeNormal().Initialize([4, 3, 2], Source()));
        Elements(Init.HeNormal().InitializeTensor<Half>([4, 3], 42)).Should().Equal(Init.HeNormal().Initialize<Half>([4, 3], 42));
        Elements(Init.HeNormal().WithSeed(42).InitializeTensor<double>([4, 3]))
            .Should().Equal(Init.HeNormal().WithSeed(42).Initialize<double>([4, 3]));
    }

    [Fact]
    public void Initialize_ADenseTensor_FillsItInPlace()
    {
        Tensor<double> weights = Tensor.CreateFromShape<double>([30, 20]);
        Init.GlorotUniform().Initialize(weights, Source());
        Elements(weights).Should().Equal(Init.GlorotUniform().Initialize<double>([30, 20], Source()));
        Init.GlorotUniform().Initialize(weights, 7);
        Elements(weights).Should().Equal(Init.GlorotUniform().Initialize<double>([30, 20], 7));
    }

    [Fact]
    public void Initialize_OfALayoutOrShape_CountsFansByIt()
    {
        Tensor<float> weights = Tensor.CreateFromShape<float>([30, 20]);
        Init.HeNormal().Initialize(weights, Source(), WeightLayout.InOut);
        Elements(weights).Should().Equal(Init.HeNormal().Initialize(TensorShape.Linear(30, 20, WeightLayout.InOut), Source()));
        TensorShape grouped = TensorShape.Convolution(8, 16, [3], groups: 4);
        Tensor<float> kernel = Tensor.CreateFromShape<float>([16, 2, 3]);
        Init.Orthogonal().Initialize(kernel, grouped, Source());
        Elements(kernel).Should().Equal(Init.Orthogonal().Initialize(grouped, Source()));
    }

    /// <summary>Lengths and strides of a tensor whose axes were exchanged and which has gaps along them, and where it begins.</summary>
    private static readonly Gen<(nint[] Lengths, nint[] Strides, int Start)> Strided =
        from lengths in Gen.Int[1, 4].Array[1, 4]
        from order in Gen.Shuffle(Enumerable.Range(0, lengths.Length).ToArray())
        from gaps in Gen.Int[0, 2].Array[lengths.Length]
        from start in Gen.Int[0, 5]
        select ((nint[])[.. lengths], Strides(lengths, order, gaps), start);

    [Fact]
    public void Initialize_AStridedSpan_FillsTheElementsOfItsIndexesAlone() => Strided.Holds((lengths, strides, start) =>
    {
        const float Untouched = 123;
        int last = start + lengths.Zip(strides, (length, stride) => (int)((length - 1) * stride)).Sum();
        float[] memory = [.. Enumerable.Repeat(Untouched, last + 4)];
        Init.Normal(1).Initialize(new TensorSpan<float>(memory, start, lengths, strides), Source());
        float[] dense = Init.Normal(1).Initialize(new TensorShape(lengths), Source());
        float[] expected = [.. Enumerable.Repeat(Untouched, memory.Length)];
        for (int i = 0; i < dense.Length; i++)
        {
            nint position = start, rest = i;
            for (int axis = lengths.Length - 1; axis >= 0; axis--)
            {
                position += rest % lengths[axis] * strides[axis];
                rest /= lengths[axis];
            }
            expected[position] = dense[i];
        }
        memory.Should().Equal(expected);
    });

    [Fact]
    public void Initialize_ASharedElement_IsRefused()
    {
        var memory = new float[4];
        PhiloxRandom random = Source();
        Action act = () => Init.HeNormal().Initialize(new TensorSpan<float>(memory, [3, 4], [0, 1]), random);
        act.Should().Throw<ArgumentException>()
            .WithMessage("weights must have a separate element for each index, but had stride 0 along axis 0.*")
            .WithParameterName("weights");
        memory.Should().OnlyContain(weight => weight == 0);
        random.Position.Should().Be(0);
    }

    [Fact]
    public void Initialize_WhatDoesNotFit_IsRefusedByName()
    {
        PhiloxRandom random = Source();
        Tensor<float> weights = Tensor.CreateFromShape<float>([3, 4]), deep = Tensor.CreateFromShape<float>([1, 1, 1, 1, 1, 1, 1, 1, 1]);
        ((Action)(() => Init.HeNormal().Initialize(weights, [4, 3], random))).Should().Throw<ArgumentException>()
            .WithMessage("weights must have the lengths of the shape [4, 3]*, but had [3, 4]*").WithParameterName("weights");
        ((Action)(() => Init.HeNormal().Initialize(weights, [12], random)))
            .Should().Throw<ArgumentException>().WithParameterName("weights");
        ((Action)(() => Init.HeNormal().Initialize(deep, random))).Should().Throw<ArgumentException>()
            .WithMessage("weights must have at most 8 axes, but had 9*").WithParameterName("weights");
        ((Action)(() => Init.HeNormal().Initialize(default(TensorSpan<float>), [1], random)))
            .Should().Throw<ArgumentException>().WithParameterName("weights");
        ((Action)(() => Init.HeNormal().Initialize((Tensor<float>)null!, random)))
            .Should().Throw<ArgumentNullException>().WithParameterName("weights");
        ((Action)(() => ((IWeightInitializer)null!).Initialize(weights, random)))
            .Should().Throw<ArgumentNullException>().WithParameterName("initializer");
        ((Action)(() => Init.HeNormal().Initialize(weights, (IRandomSource)null!)))
            .Should().Throw<ArgumentNullException>().WithParameterName("random");
        random.Position.Should().Be(0);
    }

    [Fact]
    public void Initialize_NoElements_DrawsNothing()
    {
        PhiloxRandom random = Source();
        Init.HeNormal().Initialize(Tensor.CreateFromShape<float>([0, 4]), random);
        Tensor<float> empty = Init.HeNormal().InitializeTensor<float>([3, 0], random);
        Init.HeNormal().Initialize(empty, random);
        Init.HeNormal().Initialize(Tensor<float>.Empty, random);
        Init.HeNormal().Initialize(default(TensorSpan<float>), random);
        Init.HeNormal().Initialize(default(TensorSpan<float>), [0], random);
        random.Position.Should().Be(0);
    }

    [Fact]
    public void InitializeTensor_WithoutAxes_IsRefusedBeforeAnythingIsDrawn()
    {
        PhiloxRandom random = Source();
        ((Action)(() => Init.Normal(1).InitializeTensor<float>([], random))).Should().Throw<ArgumentException>().WithParameterName("shape");
        random.Position.Should().Be(0);
    }

    [Fact]
    public void Initialize_ATensorSpan_AllocatesNothing()
    {
        var memory = new float[20 * 20];
        PhiloxRandom random = Source();
        IWeightInitializer ones = Init.Ones();
        Allocations.Of(() =>
        {
            ones.Initialize(new TensorSpan<float>(memory, [20, 20]), random);
            ones.Initialize(new TensorSpan<float>(memory, [10, 10], [20, 2]), random);
        }).Should().Be(0);
    }

    /// <summary>
    /// Each axis of an order, the last one first, goes past all before it and a gap; one of a single element has none, as a span asks.
    /// </summary>
    private static nint[] Strides(int[] lengths, int[] order, int[] gaps)
    {
        var strides = new nint[lengths.Length];
        nint stride = 1;
        foreach (int axis in order.Reverse().Where(axis => lengths[axis] > 1))
        {
            strides[axis] = stride + gaps[axis];
            stride = strides[axis] * lengths[axis];
        }
        return strides;
    }

    private static T[] Elements<T>(Tensor<T> tensor)
    {
        var elements = new T[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }

    private static PhiloxRandom Source() => TestSeed.Source(nameof(TensorExtensionsTests));
}
