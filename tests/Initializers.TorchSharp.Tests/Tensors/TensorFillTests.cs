using System.Runtime.InteropServices;
using Initializers.Frameworks;
using Initializers.TorchSharp.Tests.Support;
using static TorchSharp.torch;

namespace Initializers.TorchSharp.Tests.Tensors;

public class TensorFillTests
{
    private static readonly IWeightInitializer[] Initializers =
    [
        Init.HeNormal(), Init.Uniform(-1, 1), Init.Orthogonal(), Init.GlorotTruncatedNormal(), Init.Sparse(0.5), Init.Constant(0.1),
    ];

    public static TheoryData<ScalarType> Types => [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16];

    /// <summary>Tensors, and views of them of the shape [6, 10], with strides of every kind.</summary>
    private static readonly (long[] Shape, Func<Tensor, Tensor> View)[] Views =
    [
        ([6, 10], all => all),
        ([10, 6], all => all.t()),
        ([8, 12], all => all[TensorIndex.Slice(1, 7), TensorIndex.Slice(1, 11)]),
        ([12, 30], all => all[TensorIndex.Slice(step: 2), TensorIndex.Slice(step: 3)]),
        ([2, 6, 10], all => all[1]),
        ([200], all => all.as_strided([6, 10], [2, 13], 5)),
        ([6, 10, 4], all => all[TensorIndex.Colon, TensorIndex.Colon, 2]),
        ([20, 6], all => all[TensorIndex.Slice(step: 2)].t()),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void EachElementHasTheValueOfItsIndices(ScalarType type)
    {
        TensorShape shape = [6, 10];
        foreach (IWeightInitializer initializer in Initializers)
        {
            byte[] expected = Expected(initializer, type, shape, 7);
            foreach ((long[] size, Func<Tensor, Tensor> view) in Views)
            {
                using Tensor all = zeros(size, type), tensor = view(all);
                initializer.Initialize(tensor, new PhiloxRandom(7)).Should().BeSameAs(tensor);
                TensorBits.Of(tensor).Should().Equal(expected, $"{initializer} fills {type} of strides {Strides(tensor)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void WhatIsBesideAViewIsLeftAlone(ScalarType type)
    {
        foreach ((long[] size, Func<Tensor, Tensor> view) in Views)
        {
            using Tensor all = zeros(size, type), tensor = view(all);
            Init.Ones().Initialize(tensor);
            TensorBits.Floats(all).Count(value => value == 1).Should().Be(60);
            TensorBits.Floats(all).Count(value => value == 0).Should().Be((int)all.numel() - 60);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void TheMeaningOfAxesIsTheShapes(ScalarType type)
    {
        TensorShape shape = TensorShape.TransposedConvolution(8, 4, [3, 3], groups: 2);
        using Tensor tensor = empty([8, 2, 3, 3], type);
        Init.HeNormal().Initialize(tensor, shape, new PhiloxRandom(1));
        TensorBits.Of(tensor).Should().Equal(Expected(Init.HeNormal(), type, shape, 1));
        Init.HeNormal().Initialize(tensor, shape, 1);
        TensorBits.Of(tensor).Should().Equal(Expected(Init.HeNormal(), type, shape, 1));
    }

    [Fact]
    public void SourcesAreThoseOfOtherFills()
    {
        using Tensor one = empty(3, 4), two = empty(3, 4);
        Init.HeNormal().Initialize(one, 42);
        Init.HeNormal().Initialize(two, new PhiloxRandom(42));
        TensorBits.Of(one).Should().Equal(TensorBits.Of(two));

        SeededInitializer seeded = Init.HeNormal().WithSeed(42), again = Init.HeNormal().WithSeed(42);
        float[] first = again.Initialize([3, 4]), second = again.Initialize([3, 4]);
        TensorBits.Floats(seeded.Initialize(one)).Should().Equal(first);
        TensorBits.Floats(seeded.Initialize(one, [3, 4])).Should().Equal(second).And.NotEqual(first);

        Init.HeNormal().Initialize(one);
        Init.HeNormal().Initialize(two);
        TensorBits.Floats(one).Should().NotEqual(TensorBits.Floats(two), "the shared source moves");

        Init.HeNormal().Initialize(one, new Random(5));
        TensorBits.Floats(one).Should().Equal(Init.HeNormal().Initialize([3, 4], new Random(5)));
    }

    [Fact]
    public void FrameworksDrawTheirOwnValues()
    {
        using Tensor tensor = empty([7, 9], ScalarType.Float64);
        PyTorchInit.Normal().Initialize(tensor, new PyTorchRandom(3));
        manual_seed(3);
        using Tensor expected = empty([7, 9], ScalarType.Float64).normal_();
        TensorBits.Of(tensor).Should().Equal(TensorBits.Of(expected));
    }

    [Fact]
    public void ParametersStayLeavesAndAutogradKnows()
    {
        using Tensor weight = ones(3, 4, requires_grad: true), transposed = ones(4, 3, requires_grad: true);
        foreach ((Tensor leaf, Tensor view) in new[] { (weight, weight), (transposed, transposed.t()) })
        {
            using Tensor loss = (leaf * leaf).sum();
            Init.HeNormal().Initialize(view, 1);
            leaf.is_leaf.Should().BeTrue();
            leaf.requires_grad.Should().BeTrue();
            Action backward = () => loss.backward();
            backward.Should().Throw<ExternalException>().WithMessage("*modified by an inplace operation*");

            using Tensor next = (leaf * leaf).sum();
            next.backward();
            TensorBits.Floats(leaf.grad!).Should().Equal(TensorBits.Floats(leaf).Select(value => 2 * value));
        }
        is_grad_enabled().Should().BeTrue();
    }

    [Fact]
    public void AutogradKnowsOfFillsThatFailPartOfTheWay()
    {
        var failing = new FailingInitializer();
        using var layer = nn.Linear(3, 4, hasBias: false);
        foreach (Action fill in new Action[]
        {
            () => failing.Initialize(layer.weight, 1),
            () => new InitializationPlan { { "weight", failing } }.Initialize(layer, new PhiloxRandom(1)),
        })
        {
            using Tensor loss = (layer.weight * layer.weight).sum();
            fill.Should().Throw<InvalidOperationException>().WithMessage("half of it");
            loss.Invoking(one => one.backward()).Should().Throw<ExternalException>().WithMessage("*modified by an inplace operation*");
        }
    }

    [Fact]
    public void TensorsOfInferenceAndNegativeViewsAreFilled()
    {
        Tensor tensor, view;
        using (inference_mode()) (tensor, view) = (empty(3, 4), empty(4, 3).t());
        using Tensor negative = zeros([3, 4], ScalarType.ComplexFloat32).conj().imag;
        negative.is_neg().Should().BeTrue();
        using Tensor single = zeros(1, ScalarType.ComplexFloat32).conj().imag;
        foreach (Tensor one in new[] { tensor, view, negative })
            TensorBits.Floats(Init.HeNormal().Initialize(one, 1).resolve_neg()).Should().Equal(Init.HeNormal().Initialize([3, 4], 1));
        TensorBits.Floats(Init.Constant(3).Initialize(single).resolve_neg()).Should().Equal(3);
    }

    [Fact]
    public void EmptyTensorsAndScalars()
    {
        using Tensor empty = zeros(0, 4), scalar = zeros([]);
        Init.HeNormal().Initialize(empty, 1).numel().Should().Be(0);
        Init.Constant(2).Initialize(scalar).item<float>().Should().Be(2);
        Action fans = () => Init.HeNormal().Initialize(scalar, 1);
        fans.Should().Throw<ArgumentException>().WithParameterName("tensor");
    }

    [Fact]
    public void WhatCannotBeFilledIsRefused()
    {
        IWeightInitializer he = Init.HeNormal();
        using Tensor good = zeros(3, 4), integers = zeros([3, 4], ScalarType.Int64), complex = zeros([3, 4], ScalarType.ComplexFloat32);
        using Tensor sparse = zeros(3, 4).to_sparse(), meta = empty([3, 4], device: device("meta")), shared = zeros(1).expand(3, 4);
        using Tensor overlapping = zeros(30).as_strided([3, 4], [1, 2]), deep = zeros([1, 1, 1, 1, 1, 1, 1, 1, 1]);
        Tensor disposed = zeros(3, 4);
        disposed.Dispose();

        Refused(integers, "*float32, float64, float16 or bfloat16, but was of int64*");
        Refused(complex, "*but was of complexfloat32*");
        Refused(sparse, "*must be dense*");
        Refused(meta, "*meta device*");
        Refused(shared, "*share an address*");
        Refused(overlapping, "*share an address*");
        Refused(deep, "*at most 8 axes, but has 9*");
        Refused(disposed, "*disposed*");
        Invoking(() => he.Initialize((Tensor)null!, 1)).Should().Throw<ArgumentNullException>().WithParameterName("tensor");
        Invoking(() => he.Initialize(good, (IRandomSource)null!)).Should().Throw<ArgumentNullException>().WithParameterName("random");
        Invoking(() => ((IWeightInitializer)null!).Initialize(good)).Should().Throw<ArgumentNullException>()
            .WithParameterName("initializer");
        Invoking(() => he.Initialize(good, [4, 3], 1)).Should().Throw<ArgumentException>().WithParameterName("shape")
            .WithMessage("*the dimensions of the tensor, [3, 4]*");
        Invoking(() => PyTorchInit.Normal().Initialize(good, new PhiloxRandom(1))).Should().Throw<ArgumentException>()
            .WithParameterName("random");
        Invoking(() => he.Initialize(zeros(4), 1)).Should().Throw<ArgumentException>().WithParameterName("tensor");
        TensorBits.Floats(good).Should().OnlyContain(value => value == 0);

        void Refused(Tensor tensor, string message) =>
            Invoking(() => he.Initialize(tensor, 1)).Should().Throw<ArgumentException>().WithMessage(message)
                .WithParameterName(nameof(tensor));

        static Action Invoking(Action action) => action;
    }

    [Fact]
    public void ManyThreadsFillTheirOwnTensors()
    {
        float[] expected = Init.Orthogonal().Initialize([40, 40], 3);
        Parallel.For(0, 64, _ =>
        {
            using Tensor tensor = empty(40, 40), view = empty(40, 40).t();
            TensorBits.Floats(Init.Orthogonal().Initialize(tensor, 3)).Should().Equal(expected);
            TensorBits.Floats(Init.Orthogonal().Initialize(view, 3)).Should().Equal(expected);
        });
    }

    private static string Strides(Tensor tensor) => string.Join(", ", tensor.stride());

    private static byte[] Expected(IWeightInitializer initializer, ScalarType type, TensorShape shape, long seed)
    {
        var random = new PhiloxRandom(seed);
        return type switch
        {
            ScalarType.Float64 => Bytes(initializer.Initialize<double>(shape, random)),
            ScalarType.Float16 => Bytes(initializer.Initialize<Half>(shape, random)),
            ScalarType.BFloat16 => Bytes(initializer.InitializeBFloat16(shape, random)),
            _ => Bytes(initializer.Initialize(shape, random)),
        };

        static byte[] Bytes<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }

    private sealed record FailingInitializer : IWeightInitializer
    {
        public void Initialize(Span<float> destination, TensorShape shape, IRandomSource random)
        {
            destination[..(destination.Length / 2)].Clear();
            throw new InvalidOperationException("half of it");
        }
    }
}
