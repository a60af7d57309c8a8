using System.Numerics;
using System.Reflection;
using Initializers.Diagnostics;
using Initializers.Frameworks;
using Initializers.Tests.Contracts;

namespace Initializers.Tests.Fuzzing;

/// <summary>
/// Objects of the library's types, as targets and arguments, created afresh each time: for each type a typical one first,
/// then some at the edge of what is allowed.
/// </summary>
internal static class Examples
{
    private static readonly WeightStatistics Weights = WeightStatistics.Of(Init.HeNormal().Initialize([8, 4], new PhiloxRandom(1)), [8, 4]);

    private static readonly SignalNetwork Network = new SignalNetwork(3, [4, 4])
        .Convolution(2, [3, 3], Init.HeNormal()).Apply(Activation.ReLU).Dense(3, Init.HeNormal());

    private static readonly SignalReport Report = SignalPropagation.Run(Network, seeds: 1);

    private static readonly Func<object>[] Makers =
    [
        () => Init.HeNormal(), .. Catalogue.Initializers.Select(initializer => (Func<object>)(() => initializer)),
        .. Initializers(), .. Framework(),
        .. Sources(), .. Shapes(), .. Activations(), .. Theory(), .. Diagnostics(), .. States(), .. PlanExamples.All,
        .. CheckpointExamples.All,
    ];

    private static readonly (Type Type, Func<object> Make)[] Pool = [.. Makers.Select(make => (make().GetType(), make))];

    public static IEnumerable<Type> Types => Pool.Select(example => example.Type).Distinct();

    /// <summary>One object from each factory.</summary>
    public static IEnumerable<object> All => Makers.Select(make => make());

    /// <summary>The factories for objects of a type.</summary>
    public static Func<object>[] Of(Type type) =>
        [.. Pool.Where(example => example.Type.IsAssignableTo(type)).Select(example => example.Make)];

    private static Func<object>[] Initializers() =>
    [
        () => Init.HeNormal().WithSeed(1), () => Init.Orthogonal().WithSeed(1), () => Init.HeNormal().WithRandom(new PhiloxRandom(1)),
        () => Init.HeNormal().WithRandom(new SequenceRandom(1, 2, 3)), () => Init.Dirac().WithSeed(2).Scaled(2),
        () => Init.Orthogonal().Scaled(1e-3), () => Init.HeNormal().Scaled(0), () => Init.Orthogonal().Masked([true, false, true, true]),
        () => Init.Sparse(0.5).Repeated(2), () => Init.IcnrTransposed(Init.HeNormal(), 2), () => Init.LooksLinear(Init.Orthogonal()),
        () => Init.PerBlock(Init.Orthogonal(), Init.Normal(1, 2)), () => Init.PerBlock(Init.HeNormal().WithSeed(1)),
        () => Init.Constant(3e38),
        () => Init.FromArray([1f]), () => Init.FromArray(ReadOnlySpan<float>.Empty),
        () => Init.Normal(0, 5e37), () => Init.Recommend(Activation.GELU),
        () => TransformerInit.GrownEmbedding([1, 2, 3, 4], 2),
        () => Init.FromMatrix(new float[3, 3]), () => new CustomInitializer(),
    ];

    private static IEnumerable<Func<object>> Framework() =>
        from catalogue in (Type[])[typeof(PyTorchInit), typeof(JaxInit), typeof(KerasInit), typeof(Flax)]
        from method in catalogue.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.ReturnType.IsAssignableTo(typeof(IWeightInitializer))
        where method.GetParameters().All(parameter => parameter.HasDefaultValue)
        let defaults = method.GetParameters().Select(_ => Type.Missing).ToArray()
        select (Func<object>)(() => method.Invoke(null, BindingFlags.OptionalParamBinding, null, defaults, null)!);

    private static Func<object>[] Sources() =>
    [
        () => new PhiloxRandom(1), () => new PhiloxRandom(new PhiloxState(1, 2, 3, long.MaxValue)), () => new PhiloxRandom(1).Fork("fork"),
        () => new PhiloxRandom(1) { MaxDegreeOfParallelism = 1 }, () => new DotNetRandom(new Random(1)),
        () => new SequenceRandom(new uint[100]),
        () => new SequenceRandom(), () => new SequenceRandom(0, uint.MaxValue, 1u << 31) { Repeats = true },
        () => new PyTorchRandom(1), () => new PyTorchRandom(1, PyTorchCpuCapability.Default),
        () => new PyTorchRandom(1, version: PyTorchVersion.V211), () => new JaxRandom(1),
        .. Enum.GetValues<NumPyBitGenerator>().Select(generator => (Func<object>)(() => new NumPyRandom(1, generator))),
        () => new NumPyLegacyRandom(1), () => new TensorFlowRandom(1), () => new TensorFlowRandom(new TensorFlowState(-1, -1, -1)),
        .. Enum.GetValues<KerasBackend>().SelectMany(backend => (Func<object>[])
            [() => new KerasRandom(1, backend), () => KerasRandom.Generator(0, backend), () => new KerasSession(1, backend)]),
        () => new FlaxRngs(1), () => new FlaxRngs(new FlaxRngsState(new JaxKey(1, 2), int.MaxValue)), () => new JaxKey(1, 2),
        () => new JaxKey(uint.MaxValue, 0, JaxLayout.Legacy), () => new TensorFlowSeed(-1, 2), () => new SeedSequence(1),
        () => new SeedSequence(new SeedSequenceState([BigInteger.One], [], long.MaxValue)), () => default(Seed), () => (Seed)new Random(1),
    ];

    /// <summary>Every rank, with each extent before and after ones; and shapes with more than dimensions.</summary>
    private static IEnumerable<Func<object>> Shapes()
    {
        TensorShape[] shapes =
        [
            [4, 4], [], [0], [3], [1, 7], [2, 3, 4], TensorShape.Convolution(2, 4, [3, 3]), TensorShape.Vector(8).WithFans(1, 1),
            TensorShape.Vector(8).WithFans(0, long.MaxValue),
            TensorShape.Linear(3, 8).WithBlocks([7, 1]), TensorShape.Linear(3, 8).WithFans(long.MaxValue, long.MaxValue),
            new TensorShape(4, 4).WithGroups(2), new TensorShape(4, 4).WithGroups(3),
            new TensorShape(4, 4).WithBlocks(2), new TensorShape(4, 4).WithBlocks(1L << 62),
            new TensorShape(4, 4).WithLayout(WeightLayout.InOut),
            new TensorShape(4, 4).WithLayout(WeightLayout.Depthwise), TensorShape.TransposedConvolution(4, 4, [3], groups: 2, stride: [2]),
            TensorShape.Experts(2, 3, 4),
            new TensorShape(2, 2, 2).WithLayout(new("batch, out, in")), [1L << 20, 1L << 20], [1L << 31, 1L << 31], [65536, 0, 65536],
            [long.MaxValue],
            .. from rank in Enumerable.Range(1, TensorShape.MaxRank)
               from extent in (long[])[0, 1, 2, 1L << 31, 1L << 62]
               from axis in (int[])[0, rank - 1]
               where rank > 1 || axis == 0
               select new TensorShape([.. Enumerable.Range(0, rank).Select(at => at == axis ? extent : 1)]),
        ];
        return [.. shapes.Select(shape => (Func<object>)(() => shape)), () => WeightLayout.OutIn, () => WeightLayout.InOut,
        () => WeightLayout.Depthwise, () => WeightLayout.OutIn.Transposed, () => new WeightLayout("batch, in, *kernel, out"),
        () => new WeightLayout("out"), () => new WeightLayout("in, out, out"),];
    }

    private static Func<object>[] Activations() =>
    [
        () => Activation.Tanh, () => Activation.ReLU, () => Activation.GEGLU, () => Activation.Sin, () => Activation.CELU(1e-320),
        () => Activation.ELU(3e38),
        () => new Activation("nothing", _ => 0), () => new Activation("NaN", _ => double.NaN),
        () => new Activation("infinite", _ => double.PositiveInfinity), () => new Activation("waves", z => Math.Sin(1e6 * z)),
        () => new Activation("pole", z => 1 / z), () => new Activation("fast", z => Math.Exp(z * z)),
        () => new Activation("huge", z => 1e300 * z), () => new Activation("tiny", z => 1e-300 * z),
    ];

    private static Func<object>[] Theory() =>
    [
        () => Distribution.Normal, () => Distribution.Uniform, () => Distribution.TruncatedNormal,
        () => Distribution.TruncatedAt(double.Epsilon),
        () => Distribution.TruncatedAt(1e-3), () => Distribution.TruncatedAt(double.MaxValue), () => new Fans(3, 5), () => default(Fans),
        () => new Fans(0, long.MaxValue),
        () => new MeanFieldFixedPoint(1, 1, 1), () => new MeanFieldFixedPoint(double.NaN, -1, double.PositiveInfinity),
        () => new MeanFieldFixedPoints([new(1, 1, 1)], false),
        .. Activations().Select(make => (Activation)make())
            .Where(activation => activation.Name is "Tanh" or "Sin" or "waves" or "pole" or "huge")
            .Select(activation => (Func<object>)(() => new MeanField(activation, 1.5, 0.1, 0.5))),
        () => new MeanField(Activation.ReLU, double.MaxValue, 1e-320, 1e30), () => new Lsuv(),
        () => new Lsuv(Init.HeNormal(), double.MaxValue, int.MaxValue),
        () => new LsuvLayer("layer", new float[16], [4, 4]), () => new LsuvLayer("layer", new float[8], [3, 3]),
        () => new LsuvLayer("layer", Array.Empty<float>(), [0, 3]), () => new LsuvReport([]),
        () => new LsuvResult("a", new(0, 1), new(0, 1), 1, 1, true), () => new LsuvResult("a", default, default, double.NaN, 1, true),
        () => new OutputStatistics(0, 2), () => new OutputStatistics(double.NaN, double.NaN), () => new WeightPrediction(0, 1, -1, 1),
        () => new WeightPrediction(1, 0, 1, 1) { Distribution = Distribution.Uniform },
    ];

    private static Func<object>[] Diagnostics() =>
    [
        () => Weights, () => WeightStatistics.Of([float.NaN], [1]),
        () => WeightStatistics.Of([0, float.MaxValue, float.MinValue, float.Epsilon], [2, 2], orthogonality: true),
        () => Network, () => new SignalNetwork(3), () => new SignalNetwork(2).Dense(2, Init.FromArray([1f])),
        () => new SignalNetwork(int.MaxValue), () => new SignalNetwork(1, [int.MaxValue]),
        () => Report, () => Report.Layers[0], () => Report.Layers[0].Activations, () => default(Estimate),
        () => Weights.Check(Init.HeNormal()),
        () => new ReportTable("table", ["a", "b"], [[1L, "text"]]), () => WeightPictures.Histogram(Weights),
        () => new HtmlReport("report"), Observer, () => PlanDeviation.Of(PlanExamples.Resolved())[0],
    ];

    private static Func<object>[] States() =>
    [
        () => new PhiloxRandom(1).State, () => new SeededState(1, 2), () => new SeededState(1, -1), () => new NumPyRandom(1).State,
        () => new NumPyLegacyRandom(1).State, () => new SeedSequence(1).State,
        () => new KerasSession(1, KerasBackend.Jax).State, () => new KerasRandom(1, KerasBackend.TensorFlow).State,
        () => new KerasRandomState(new(-1, -1), KerasBackend.Jax, true), () => new KerasSeed(1, 2),
        () => new FlaxRngs(1).State, () => new FlaxRngsState(default, -5), () => new TensorFlowRandom(1).State,
        () => FlaxLayer.Dense(2, 3), () => FlaxLayer.Norm(3), () => (JaxAxes)1, () => new JaxAxes([int.MinValue]), () => JaxAxes.None,
        () => KerasLayer.Dense(2, 3), () => KerasLayer.Bidirectional(KerasLayer.Lstm(2, 3)), () => new KerasModel(KerasLayer.Dense(2, 3)),
        () => new KerasModel(KerasLayer.Dense(2, 3, KerasInit.RandomUniform(1, -1) with { Seed = -1 })), () => PyTorchInit.Linear(2, 3),
        () => PyTorchInit.Sequential(PyTorchInit.Linear(2, 3), PyTorchInit.PReLU(init: 1e300)), () => PyTorchInit.Linear(2, 3).First(),
        () => PyTorchInit.PReLU(init: 1e300).First(),
        () => new NamedTensor<float>("a", [1], [1]), () => new NamedTensor<double>("a", [1], [1]),
        () => new NamedTensor<Half>("a", [1], [default]), () => new NamedTensor<ushort>("a", [1], [1]),
    ];

    private static SignalObserver Observer()
    {
        SignalObserver? kept = null;
        SignalPropagation.Observe((_, observer) => (kept = observer).PreActivations("a", [1, 2], 2), seeds: 1);
        return kept!;
    }

    /// <summary>A user-defined initializer with only the required method.</summary>
    private sealed class CustomInitializer : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
        {
            ArgumentNullException.ThrowIfNull(random);
            if (weights.Length != shape.Count) throw new ArgumentException("weights must be all of the shape.", nameof(weights));
            random.NextUniform(weights, 0, 1);
        }
    }
}
