using Initializers.Diagnostics;

namespace Initializers.Tests.Contracts;

/// <summary>
/// For each type of a parameter, a value that any method takes, and values that make trouble: nulls at every depth, numbers at the edges,
/// functions that have no moments.
/// </summary>
public static class HostileArguments
{
    private static readonly WeightStatistics Weights = WeightStatistics.Of(Init.HeNormal().Initialize([8, 4], new PhiloxRandom(1)), [8, 4]);

    private static readonly SignalNetwork Network = new SignalNetwork(3, [4, 4])
        .Convolution(2, [3, 3], Init.HeNormal()).Apply(Activation.ReLU).Dense(3, Init.HeNormal());

    private static readonly SignalReport Report = SignalPropagation.Run(Network, seeds: 1);

    private static readonly ReportTable Table = new("table", ["a", "b"], [[1L, "text"]]);

    /// <summary>Of each type, the value that is taken first, and then the others.</summary>
    private static readonly Dictionary<Type, object?[]> Values = new()
    {
        [typeof(double)] = [0.5, 0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 1e-320, -1e-320,
            1e-300, 1e-30, -1.0, 1e20, 1e154, 1e300, double.MaxValue, double.MinValue],
        [typeof(int)] = [3, 0, -1, int.MinValue, 1, int.MaxValue],
        [typeof(long)] = [3L, 0L, -1L, long.MinValue, long.MaxValue],
        [typeof(bool)] = [true, false],
        [typeof(string)] = ["name", null, "", "\ud800 \u0001 \0", "=1", new string('x', 5000)],
        [typeof(object)] = [null, 1.5, 2, "text", 'c', 1f],
        [typeof(Activation)] =
        [
            Activation.Tanh, null, Activation.GEGLU, Activation.Sin, Activation.CELU(1e-320), Activation.ELU(3e38),
            new Activation("nothing", _ => 0), new Activation("no number", _ => double.NaN),
            new Activation("infinite", _ => double.PositiveInfinity), new Activation("waves", z => Math.Sin(1e6 * z)),
            new Activation("pole", z => 1 / z), new Activation("fast", z => Math.Exp(z * z)),
            new Activation("huge", z => 1e300 * z), new Activation("tiny", z => 1e-300 * z),
        ],
        [typeof(IWeightInitializer)] = [Init.HeNormal(), null, Init.FromArray([1f]), Init.Zeros(), Init.Normal(3, 0),
            RecurrentInit.Chrono(9), Init.Orthogonal(), Init.Dirac()],
        [typeof(VarianceScalingInitializer)] = [Init.HeNormal(), null],
        [typeof(IRandomSource)] = [new PhiloxRandom(1), null, new SequenceRandom(new uint[100])],
        [typeof(TensorShape)] = [.. ((TensorShape[])[[3, 3], default, [0], [5], [int.MaxValue, 1], [1L << 40],
            [1, 1, 1, 1, 1, 1, 1, 1]]).Cast<object?>()],
        [typeof(Memory<float>)] = [new Memory<float>(new float[9]), Memory<float>.Empty],
        [typeof(float[,])] = [Filled(1), null, new float[0, 0], new float[2, 48], Filled(float.NaN), Filled(float.MaxValue), Filled(0)],
        [typeof(FanMode)] = [FanMode.In, FanMode.Out, (FanMode)99, (FanMode)(-1)],
        [typeof(Padding)] = [Padding.Zeros, Padding.None, Padding.Circular, (Padding)99],
        [typeof(Normalization)] = [Normalization.Layer, Normalization.Batch, (Normalization)(-1)],
        [typeof(Distribution)] = [Distribution.Normal, null],
        [typeof(OutputStatistics)] = [new OutputStatistics(0, 2), default(OutputStatistics), new OutputStatistics(double.NaN, double.NaN)],
        [typeof(WeightPrediction)] = [new WeightPrediction(0, 1, -1, 1), null],
        [typeof(WeightStatistics)] = [Weights, null, WeightStatistics.Of([float.NaN], [1]),
            WeightStatistics.Of([0, float.MaxValue, float.MinValue, float.Epsilon], [2, 2], orthogonality: true)],
        [typeof(SignalNetwork)] = [Network, null, new SignalNetwork(3), new SignalNetwork(2).Dense(2, Init.FromArray([1f]))],
        [typeof(SignalReport)] = [Report, null],
        [typeof(ReportTable)] = [Table, null],
        [typeof(Picture)] = [WeightPictures.Histogram(Weights), null],
        [typeof(CancellationToken)] = [CancellationToken.None],
        [typeof(IProgress<double>)] = [null],
        [typeof(IProgress<int>)] = [null],
        [typeof(IProgress<LsuvResult>)] = [null],
        [typeof(IReadOnlyList<Activation>)] = [new[] { Activation.Sin }, null, Array.Empty<Activation>(), new Activation?[] { null },
            new[] { Activation.GEGLU }],
        [typeof(IReadOnlyList<string>)] = [new[] { "a" }, null, Array.Empty<string>(), new string?[] { null }, new[] { "a", "a" }],
        [typeof(IReadOnlyList<FixedPoint>)] = [new[] { new FixedPoint(1, 1, 1) }, null, Array.Empty<FixedPoint>()],
        [typeof(IReadOnlyList<LsuvLayer>)] =
            [new[] { Layer([3, 3], 9) }, null, Array.Empty<LsuvLayer>(), new LsuvLayer?[] { null }, new[] { Layer([3, 3], 8) },
                new[] { Layer([5], 5) }, new[] { Layer([0, 3], 0) }],
        [typeof(IReadOnlyList<LsuvResult>)] = [new[] { new LsuvResult("a", new(0, 1), new(0, 1), 1, 1, true) }, null,
            new LsuvResult?[] { null }],
        [typeof(IReadOnlyList<(string Name, SignalReport Report)>)] =
            [new[] { ("a", Report) }, null, Array.Empty<(string, SignalReport)>(), new (string?, SignalReport)[] { (null, Report) },
                new (string, SignalReport?)[] { ("a", Report), ("b", null) }],
        [typeof(IReadOnlyList<(string Name, IReadOnlyList<double> Values)>)] =
        [
            new (string, IReadOnlyList<double>)[] { ("a", [1, 0.5]) }, null, Array.Empty<(string, IReadOnlyList<double>)>(),
            new (string?, IReadOnlyList<double>)[] { (null, [1]) },
            new (string, IReadOnlyList<double>?)[] { ("a", null) },
            new (string, IReadOnlyList<double>)[] { ("a", []), ("b", [double.NaN, double.MaxValue, -double.MaxValue, 1e-320]) },
        ],
        [typeof(IEnumerable<IReadOnlyList<object?>>)] =
            [new object?[][] { [1L] }, null, new object?[]?[] { null }, new object?[][] { [] }, new object?[][] { [1f] },
                new object?[][] { ["\ud800"] }],
        [typeof(Func<double, double>)] = [(Func<double, double>)Math.Tanh, null, (Func<double, double>)(_ => double.NaN)],
        [typeof(Func<int, OutputStatistics>)] =
            [(Func<int, OutputStatistics>)(_ => new(0, 1)), null, (Func<int, OutputStatistics>)(_ => default),
                (Func<int, OutputStatistics>)(_ => new(double.NaN, double.PositiveInfinity))],
        [typeof(Func<SignalNetwork, SignalNetwork>)] =
            [(Func<SignalNetwork, SignalNetwork>)(network => network), null, (Func<SignalNetwork, SignalNetwork>)(_ => null!),
                (Func<SignalNetwork, SignalNetwork>)(_ => new(1))],
        [typeof(Action<PhiloxRandom, SignalObserver>)] =
            [(Action<PhiloxRandom, SignalObserver>)((_, observer) => observer.Sums("a", [1, 2], 2)), null,
                (Action<PhiloxRandom, SignalObserver>)((_, _) => { })],
    };

    /// <summary>Objects whose methods are called.</summary>
    private static readonly Dictionary<Type, object[]> Objects = new()
    {
        [typeof(Activation)] = [Activation.Tanh, Activation.GEGLU, .. Values[typeof(Activation)].OfType<Activation>()],
        [typeof(FixedPoint)] = [default(FixedPoint), new FixedPoint(double.NaN, -1, double.PositiveInfinity)],
        [typeof(FixedPoints)] = [new FixedPoints([new(1, 1, 1)], false)],
        [typeof(MeanField)] =
        [
            .. Values[typeof(Activation)].OfType<Activation>()
                .Where(activation => activation.Name is "Tanh" or "Sin" or "waves" or "pole" or "huge")
                .Select(activation => new MeanField(activation, 1.5, 0.1, 0.5)),
            new MeanField(Activation.ReLU, double.MaxValue, 1e-320, 1e30),
        ],
        [typeof(Recommendation)] = [Init.For(Activation.GELU)],
        [typeof(Lsuv)] = [new Lsuv(), new Lsuv(Init.HeNormal(), double.MaxValue, int.MaxValue)],
        [typeof(LsuvLayer)] = [Layer([3, 3], 9)],
        [typeof(LsuvReport)] = [new LsuvReport([])],
        [typeof(LsuvResult)] = [new LsuvResult("a", default, default, double.NaN, 1, true)],
        [typeof(OutputStatistics)] = [default(OutputStatistics)],
        [typeof(WeightPrediction)] = [default(WeightPrediction), new WeightPrediction(1, 0, 1, 1) { Distribution = Distribution.Uniform }],
        [typeof(Estimate)] = [default(Estimate)],
        [typeof(HtmlReport)] = [new HtmlReport("report")],
        [typeof(LayerSignals)] = [Report.Layers[0]],
        [typeof(SignalSample)] = [Report.Layers[0].Activations],
        [typeof(WeightCheck)] = [Weights.Check(Init.HeNormal())],
        [typeof(SignalNetwork)] = [Network, new SignalNetwork(int.MaxValue), new SignalNetwork(1, [int.MaxValue])],
    };

    /// <summary>All values and objects that there are.</summary>
    public static IEnumerable<object> Everything => Values.Values.SelectMany(values => values)
        .Concat(Objects.Values.SelectMany(objects => objects)).OfType<object>()
        .Where(value => value is not Enum && value.GetType().Namespace is "Initializers" or "Initializers.Diagnostics");

    public static object?[] For(Type type) =>
        Values.TryGetValue(Nullable.GetUnderlyingType(type) ?? type, out object?[]? values) ? values
            : throw new NotSupportedException($"Say hostile values of {type}.");

    public static object[] ObjectsOf(Type type) => Objects.TryGetValue(type, out object[]? objects) ? objects : [For(type)[0]!];

    private static LsuvLayer Layer(TensorShape shape, int weights) => new("layer", new float[weights], shape);

    private static float[,] Filled(float value)
    {
        float[,] batch = new float[2, 48];
        for (int i = 0; i < batch.Length; i++) batch[i / 48, i % 48] = value;
        return batch;
    }
}
