using CsCheck;
using Initializers.Frameworks;

namespace Initializers.Tests.Composition;

/// <summary>Wrappers keep what the wrapped initializer can do: every wrapper x wrapped initializer x number type x source.</summary>
public class WrapperContractTests
{
    private static readonly TensorShape Shape = TensorShape.Convolution(inputs: 8, outputs: 12, [3, 3]);

    /// <summary>Wrappers that leave the values as they are: their weights are those of what they wrap.</summary>
    private static readonly Dictionary<string, Func<IWeightInitializer, IWeightInitializer>> Transparent = new()
    {
        ["Scaled"] = inner => inner.Scaled(1),
        ["Masked"] = inner => inner.Masked([.. Enumerable.Repeat(true, (int)Shape.Count)]),
        ["Repeated"] = inner => inner.Repeated(1),
        ["Icnr"] = inner => Init.Icnr(inner, factor: 1),
        ["PerBlock"] = inner => Init.PerBlock(inner),
        ["WithSeed"] = inner => inner.WithSeed(7),
        ["WithRandom"] = inner => inner.WithRandom(new PhiloxRandom(7)),
        ["of a user"] = inner => new Bound(inner),
    };

    private static readonly Dictionary<string, (IWeightInitializer Initializer, Func<IRandomSource> Source)> Inner = new()
    {
        ["HeNormal"] = (Init.HeNormal(), Philox),
        ["Constant"] = (Init.Constant(0.3), Philox),
        ["Orthogonal"] = (Init.Orthogonal(), Philox),
        ["DeltaOrthogonal"] = (Init.DeltaOrthogonal(), Philox),
        ["Sparse"] = (Init.Sparse(), Philox),
        ["a user's"] = (new Ramp(), Philox),
        ["HeNormal from .NET's Random"] = (Init.HeNormal(), () => new DotNetRandom(new Random(3))),
        ["HeNormal from PyTorch"] = (Init.HeNormal(), () => new PyTorchRandom(3)),
        ["Sparse from NumPy"] = (Init.Sparse(), () => new NumPyRandom(3)),
        ["PyTorch"] = (PyTorchInit.Normal(), () => new PyTorchRandom(3)),
        ["PyTorch, orthogonal"] = (PyTorchInit.Orthogonal(), () => new PyTorchRandom(3)),
        ["JAX"] = (JaxInit.HeNormal(), () => new JaxRandom(3)),
        ["Keras"] = (KerasInit.RandomNormal(), () => new KerasRandom(3, KerasBackend.NumPy)),
    };

    public static TheoryData<string, string> All => Pairs(_ => true);

    public static TheoryData<string, string> Sliced => Pairs(pair => CanSlice(pair.Wrapper, pair.Inner));

    public static TheoryData<string, string> Predicted => Pairs(pair => Inner[pair.Inner].Initializer is IPredictableInitializer);

    [Theory, MemberData(nameof(All))]
    public void Initialize_OfEveryNumberType_IsWhatTheOtherFills(string wrapper, string inner)
    {
        ((IWeightInitializer other, Func<IRandomSource> source), IWeightInitializer wrapped) = (Inner[inner], Wrap(wrapper, inner));
        wrapped.Initialize(Shape, source()).Should().Equal(other.Initialize(Shape, source()));
        wrapped.Initialize<double>(Shape, source()).Should().Equal(other.Initialize<double>(Shape, source()));
        wrapped.Initialize<Half>(Shape, source()).Should().Equal(other.Initialize<Half>(Shape, source()));
        BFloat16Of(wrapped, source()).Should().Equal(BFloat16Of(other, source()));
    }

    [Fact]
    public void Initialize_OfWrappersAroundWrappers_IsWhatTheInnermostFills() =>
        Gen.Select(Gen.OneOf([.. Inner.Keys]), Gen.OneOf([.. Transparent.Keys]).Array[2, 5]).Holds((inner, wrappers) =>
        {
            (IWeightInitializer other, Func<IRandomSource> source) = Inner[inner];
            IWeightInitializer wrapped = wrappers.Aggregate(other, (within, wrapper) => Transparent[wrapper](within));
            wrapped.Initialize(Shape, source()).Should().Equal(other.Initialize(Shape, source()));
            wrapped.Initialize<double>(Shape, source()).Should().Equal(other.Initialize<double>(Shape, source()));
            wrapped.Initialize<Half>(Shape, source()).Should().Equal(other.Initialize<Half>(Shape, source()));
            BFloat16Of(wrapped, source()).Should().Equal(BFloat16Of(other, source()));
            wrapped.WithSeed(42).Initialize(Shape).Should().Equal(other.WithSeed(42).Initialize(Shape));
        });

    [Theory, MemberData(nameof(Sliced))]
    public void InitializeSlice_OfAnyWrapper_IsThatSliceOfTheWhole(string wrapper, string inner)
    {
        ((IWeightInitializer other, Func<IRandomSource> source), var wrapped) = (Inner[inner], (ISliceInitializer)Wrap(wrapper, inner));
        float[] whole = other.Initialize(Shape, source());
        Gen.Int[0, whole.Length].SelectMany(start => Gen.Int[start, whole.Length], (start, end) => (start, end)).Holds((start, end) =>
        {
            var slice = new float[end - start];
            wrapped.InitializeSlice(slice, start, Shape, (IRandomBitSource)source());
            slice.Should().Equal(whole[start..end]);
        }, count: 20);
    }

    [Theory, MemberData(nameof(Predicted))]
    public void Predict_OfAWrapper_IsThePredictionOfTheOther(string wrapper, string inner) =>
        ((IPredictableInitializer)Binding.Unbound(Wrap(wrapper, inner))).Predict(Shape).Should()
            .Be(((IPredictableInitializer)Inner[inner].Initializer).Predict(Shape));

    [Theory, MemberData(nameof(All))]
    public void ASeed_BoundInsideOrOutside_IsOne(string wrapper, string inner)
    {
        IWeightInitializer other = Inner[inner].Initializer;
        float[] expected = other.WithSeed(42).Initialize(Shape);
        IWeightInitializer outside = Wrap(wrapper, inner).WithSeed(42), inside = Transparent[wrapper](other.WithSeed(1)).WithSeed(42);
        outside.Initialize(Shape).Should().Equal(expected);
        inside.Initialize(Shape).Should().Equal(expected);
        inside.ToString().Should().Be(outside.ToString()).And.EndWith(".WithSeed(42)").And.NotContain("WithSeed(1)");
    }

    [Theory, MemberData(nameof(All))]
    public void ARefusedFill_MovesAndWritesNothing(string wrapper, string inner)
    {
        ((_, Func<IRandomSource> source), IWeightInitializer wrapped) = (Inner[inner], Wrap(wrapper, inner));
        IRandomSource random = source(), fresh = source();
        float[] weights = [.. Enumerable.Repeat(123f, 5)];
        wrapped.Invoking(it => it.Initialize(weights.AsSpan(), Shape, random))
            .Should().Throw<ArgumentException>().WithParameterName("weights");
        weights.Should().OnlyContain(weight => weight == 123);
        NextOf(random).Should().Equal(NextOf(fresh));
    }

    [Fact]
    public void PerBlock_WhoseLastBlockRefuses_MovesAndWritesNothing()
    {
        (IWeightInitializer Last, Func<IRandomSource> Source)[] cases =
        [
            (Init.Dirac(groups: 5), Philox), (Init.Bilinear(), Philox), (new Refusing(), Philox), (Init.HeNormal().Masked([true]), Philox),
            (PyTorchInit.Dirac(), () => new PyTorchRandom(3)), (KerasInit.Stft(), () => KerasRandom.Generator(3, KerasBackend.NumPy)),
            (JaxInit.DeltaOrthogonal(), () => new JaxRandom(3)),
        ];
        foreach ((IWeightInitializer last, Func<IRandomSource> source) in cases)
        {
            IWeightInitializer packed = Init.PerBlock(Init.Normal(1), Init.Normal(1), last);
            IRandomSource random = source();
            float[] weights = [.. Enumerable.Repeat(123f, 27)];
            packed.Invoking(it => it.Initialize(weights.AsSpan(), [9, 3], random))
                .Should().Throw<ArgumentException>($"{last} does not take [3, 3]");
            weights.Should().OnlyContain(weight => weight == 123);
            NextOf(random).Should().Equal(NextOf(source()));
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void PerBlock_OfUnequalSizes_FillsEachAsTheLayerThatItIs(bool outputsLast)
    {
        TensorShape shape = TensorShape.Linear(64, 96, outputsLast ? WeightLayout.InOut : WeightLayout.OutIn).WithBlocks([64, 16, 16]);
        float[] packed = Init.PerBlock(Init.GlorotNormal(), Init.Zeros(), Init.GlorotNormal()).Initialize(shape, Philox());
        float[] Output(int output) =>
            [.. Enumerable.Range(0, 64).Select(input => packed[outputsLast ? input * 96 + output : output * 64 + input])];
        PhiloxRandom random = Philox();
        float[] query = Init.GlorotNormal().Initialize(shape.BlockShape(0), random);
        Enumerable.Range(0, 64).SelectMany(Output).Order().Should().Equal(query.Order());
        Enumerable.Range(64, 16).SelectMany(Output).Should().OnlyContain(weight => weight == 0);
        random.Skip(64 * 16);
        Enumerable.Range(80, 16).SelectMany(Output).Order()
            .Should().Equal(Init.GlorotNormal().Initialize(shape.BlockShape(2), random).Order());
        Init.PerBlock(Init.Constant(1), Init.Constant(2), Init.Constant(3)).Initialize(
            new TensorShape(6, 1).WithBlocks([4, 1, 1]), Philox()).Should().Equal(1, 1, 1, 1, 2, 3);
    }

    [Fact]
    public void AFill_FromWordsThatEnd_WritesNothing()
    {
        foreach (IWeightInitializer initializer in (IWeightInitializer[])[
            Init.HeNormal(), Init.HeNormal().Scaled(2), Init.PerBlock(Init.HeNormal(), Init.Zeros()), Init.Orthogonal(), Init.Sparse()])
        {
            float[] weights = [.. Enumerable.Repeat(123f, 10_000)];
            double[] doubles = [.. Enumerable.Repeat(123.0, 10_000)];
            var random = new SequenceRandom(new uint[9_999]);
            initializer.Invoking(it => it.Initialize(weights.AsSpan(), [100, 100], random)).Should().Throw<InvalidOperationException>();
            initializer.Invoking(it => it.Initialize(doubles.AsSpan(), [100, 100], random)).Should().Throw<InvalidOperationException>();
            weights.Should().OnlyContain(weight => weight == 123);
            doubles.Should().OnlyContain(weight => weight == 123);
            random.Position.Should().Be(0);
        }
    }

    [Fact]
    public void Scaled_OfWhatDrawsDoubles_IsScaledInDouble()
    {
        double[] normals = PyTorchInit.Normal().Initialize<double>([40, 40], new PyTorchRandom(3));
        PyTorchInit.Normal().Scaled(0.1).Initialize<double>([40, 40], new PyTorchRandom(3))
            .Should().Equal(normals.Select(weight => weight * 0.1));
        float[] floats = Init.HeNormal().Scaled(0.1).Initialize([40, 40], Philox());
        Init.HeNormal().Scaled(0.1).Initialize<double>([40, 40], Philox())
            .Should().Equal(floats.Select(weight => (double)weight), "floats, widened, stay that");
        double[] matrix = Init.Orthogonal().Initialize<double>([40, 40], Philox());
        Init.Orthogonal().Scaled(0.1).Initialize<double>([40, 40], Philox()).Should().Equal(matrix.Select(weight => weight * 0.1));
    }

    [Fact]
    public void Scaled_InHalf_IsTheHalfOfTheOtherTimesTheFactor()
    {
        Half[] halves = Init.Uniform(0.3).Initialize<Half>([40, 40], Philox());
        Init.Uniform(0.3).Scaled(0.1).Initialize<Half>([40, 40], Philox())
            .Should().Equal(halves.Select(weight => (Half)((double)weight * 0.1f)));
        Init.Uniform(0.3).Scaled(1).Initialize<Half>([40, 40], Philox()).Should().Equal(halves);
    }

    [Fact]
    public void Wrappers_OfAUsersOwnDoubles_KeepThem()
    {
        var own = new OwnDoubles();
        IWeightInitializer[] wrappers = [own.Scaled(1), own.Masked([true, true]),
            own.Repeated(2), own.WithSeed(1), Init.PerBlock(own, own), own.Scaled(2).Scaled(0.5)];
        foreach (IWeightInitializer wrapper in wrappers) wrapper.Initialize<double>([2, 1], Philox()).Should().Equal(1.5, 1.5);
    }

    [Fact]
    public void AUsersInitializer_IsJudgedByNoSourceButItsOwn()
    {
        IWeightInitializer[] owns = [new Rejecting(), new Forking(), new Gram(), new DoublesAlone()];
        foreach (IWeightInitializer own in owns)
        {
            IWeightInitializer[] wrapped = [own.Scaled(2).WithSeed(1), Init.PerBlock(own, own), Init.PerBlock(own.Scaled(2), own)];
            foreach (IWeightInitializer wrapper in wrapped)
            {
                wrapper.Initialize<double>([4, 2], Philox()).Should().HaveCount(8);
                if (own is not DoublesAlone) wrapper.Initialize([4, 2], Philox()).Should().HaveCount(8);
            }
            own.Scaled(2).WithSeed(1).Initialize<double>([2, 2]).Should().HaveCount(4);
        }
    }

    /// <summary>Draws again while a value is too large: forever, if all words are alike.</summary>
    private sealed class Rejecting : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
        {
            for (int i = 0; i < weights.Length; i++)
            {
                do random.NextNormal(weights.Slice(i, 1), 0, 1);
                while (Math.Abs(weights[i]) > 2);
            }
        }
    }

    private sealed class Forking : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) =>
            ((random as IForkableSource ?? throw new ArgumentException("random must fork.", nameof(random))).Fork("a"))
                .NextNormal(weights, 0, 1);
    }

    /// <summary>Refuses a singular matrix, which results from words that are all alike.</summary>
    private sealed class Gram : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
        {
            random.NextNormal(weights, 0, 1);
            if (weights[0] * weights[3] == weights[1] * weights[2]) throw new InvalidOperationException("singular");
        }
    }

    private sealed class DoublesAlone : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => throw new NotSupportedException();

        public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => weights.Fill(1.5);
    }

    private sealed record OwnDoubles : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => weights.Fill(1);

        public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => weights.Fill(1.5);
    }

    private static IWeightInitializer Wrap(string wrapper, string inner) => Transparent[wrapper](Inner[inner].Initializer);

    private static bool CanSlice(string wrapper, string inner) =>
        Inner[inner] is ({ } other, { } source) && other is ISliceInitializer && source() is IRandomBitSource
        && Wrap(wrapper, inner) is ISliceInitializer;

    private static PhiloxRandom Philox() => new(3);

    private static ushort[] BFloat16Of(IWeightInitializer initializer, IRandomSource random)
    {
        var weights = new ushort[Shape.Count];
        TypedFill.Run(initializer, weights.AsSpan(), Shape, random);
        return weights;
    }

    private static float[] NextOf(IRandomSource random)
    {
        var values = new float[20];
        random.NextUniform(values, 0, 1);
        return values;
    }

    private static TheoryData<string, string> Pairs(Func<(string Wrapper, string Inner), bool> where)
    {
        var pairs = new TheoryData<string, string>();
        foreach ((string wrapper, string inner) in Transparent.Keys
            .SelectMany(wrapper => Inner.Keys.Select(inner => (wrapper, inner))).Where(where))
            pairs.Add(wrapper, inner);
        return pairs;
    }

    /// <summary>A user's own binding.</summary>
    private sealed class Bound(IWeightInitializer initializer) : IBoundInitializer
    {
        public IWeightInitializer Unbound => initializer;

        public IRandomSource NextSource() => new PhiloxRandom(9);

        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) =>
            initializer.Initialize(weights, shape, random);

        public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) =>
            initializer.Initialize(weights, shape, random);
    }

    /// <summary>A user's own initializer, with floats alone.</summary>
    private sealed class Ramp : IWeightInitializer
    {
        public override string ToString() => "Ramp()";

        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
        {
            if (weights.Length != shape.Count) throw new ArgumentException("The length is wrong.", nameof(weights));
            for (int i = 0; i < weights.Length; i++) weights[i] = i / 7f;
        }
    }

    /// <summary>A user's own initializer that draws before it refuses.</summary>
    private sealed class Refusing : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
        {
            random.NextUniform(weights, 0, 1);
            throw new ArgumentException("No shape will do.", nameof(shape));
        }
    }
}
