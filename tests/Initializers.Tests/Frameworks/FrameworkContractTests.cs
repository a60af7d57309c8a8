using System.Runtime.InteropServices;
using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>
/// What a refused call leaves behind, for every initializer of the catalogues x shapes x number types x sources: after an exception the
/// span and the source are unchanged. The check beforehand refuses exactly what the fill refuses.
/// </summary>
public class FrameworkContractTests
{
    private static readonly Dictionary<string, IWeightInitializer> Initializers = new IWeightInitializer[]
    {
        PyTorchInit.Uniform(), PyTorchInit.Uniform(0, 1e300), PyTorchInit.Uniform(-7e4, 1),
        PyTorchInit.Uniform().WithStrides(1, 4), PyTorchInit.Uniform().WithStrides(1, 1),
        PyTorchInit.Normal(), PyTorchInit.Normal(1e300), PyTorchInit.Normal(0, 1e39), PyTorchInit.Normal().WithStrides(7, 5, 0),
        PyTorchInit.TruncNormal(), PyTorchInit.TruncNormal(0, 1, 1, 1e9), PyTorchInit.TruncNormal(0, 1, 1e300, 2e300),
        PyTorchInit.TruncNormal(0, 1, 1, 2).WithStrides(1, 4), PyTorchInit.TruncNormal(truncation: PyTorchTruncation.InverseErf),
        PyTorchInit.TruncNormal(0, 1, 1, 1e300, PyTorchTruncation.InverseErf),
        PyTorchInit.Constant(1e5), PyTorchInit.Ones(), PyTorchInit.Zeros(), PyTorchInit.Eye(),
        PyTorchInit.Dirac(), PyTorchInit.Dirac(2), PyTorchInit.Dirac(long.MaxValue - 1),
        PyTorchInit.XavierUniform(), PyTorchInit.XavierUniform(1e200), PyTorchInit.XavierNormal(1e5),
        PyTorchInit.KaimingUniform(), PyTorchInit.KaimingNormal(),
        PyTorchInit.Orthogonal(), PyTorchInit.Orthogonal(1e5), PyTorchInit.Sparse(0.5), PyTorchInit.Sparse(0.5, 1e39),
        JaxInit.Zeros(), JaxInit.Ones(), JaxInit.Constant(1e300),
        JaxInit.Uniform(), JaxInit.Normal(), JaxInit.Normal().InJit(), JaxInit.TruncatedNormal(),
        JaxInit.VarianceScaling(1, FanMode.In, JaxDistribution.Normal, inAxis: 1, outAxis: 3),
        JaxInit.GlorotUniform(), JaxInit.HeNormal(new JaxAxes(0, 1), batchAxis: 2), JaxInit.LeCunNormal(),
        JaxInit.Orthogonal(), JaxInit.Orthogonal(1, columnAxis: 2), JaxInit.DeltaOrthogonal(),
        KerasInit.Zeros(), KerasInit.Ones(), KerasInit.Constant(1e300), KerasInit.Identity(),
        KerasInit.Stft(), KerasInit.Stft(window: KerasWindow.Hann),
        KerasInit.RandomUniform(), KerasInit.RandomUniform(1, -1), KerasInit.RandomUniform() with { Seed = -1 },
        KerasInit.RandomNormal(), KerasInit.RandomNormal(0, -0.0), KerasInit.TruncatedNormal(0, 0),
        KerasInit.TruncatedNormal() with { Seed = 1L << 40 },
        KerasInit.VarianceScaling(), KerasInit.GlorotUniform([0], [3]), KerasInit.HeNormal([5], [1]), KerasInit.LecunUniform(),
        KerasInit.Orthogonal(), new KerasForgetBias(KerasInit.RandomUniform(1, -1)),
        new KerasForgetBias(KerasInit.Orthogonal()), new KerasForgetBias(KerasInit.RandomNormal()),
    }.Select((initializer, i) => (Name: $"{i}: {initializer}", initializer)).ToDictionary(entry => entry.Name, entry => entry.initializer);

    private static readonly TensorShape[] Shapes =
    [
        [], [0], [1], [8], [4, 4], [0, 4], [4, 0], [3, 5], [4, 2, 3], [4, 2, 0], [0, 3, 3], [2, 1, 3], [3, 1, 1],
        [2, 2, 3, 4], [2, 4, 4, 2, 2], [1, 2, 1, 2, 1, 2],
    ];

    private static readonly Dictionary<string, Func<IRandomSource>> Sources = new()
    {
        ["PyTorch"] = () => Moved(new PyTorchRandom(1)),
        ["PyTorch, plain"] = () => Moved(new PyTorchRandom(1, PyTorchCpuCapability.Default)),
        ["PyTorch 2.11"] = () => Moved(new PyTorchRandom(1, version: PyTorchVersion.V211)),
        ["JAX"] = () => new JaxRandom(1),
        ["NumPy"] = () => Moved(new NumPyRandom(1)),
        ["NumPy, legacy"] = () => Moved(new NumPyLegacyRandom(1)),
        ["TensorFlow"] = () => new TensorFlowRandom(1),
        ["Philox"] = () => new PhiloxRandom(1),
        [".NET"] = () => new DotNetRandom(new Random(1)),
        ["Keras, a number on JAX"] = () => new KerasRandom(1, KerasBackend.Jax),
        ["Keras on TensorFlow"] = () => KerasRandom.Generator(1, KerasBackend.TensorFlow),
        ["Keras on PyTorch"] = () => KerasRandom.Generator(1, KerasBackend.Torch),
        ["Keras on JAX"] = () => KerasRandom.Generator(1, KerasBackend.Jax),
        ["Keras on NumPy"] = () => KerasRandom.Generator(1, KerasBackend.NumPy),
    };

    public static TheoryData<string> All => [.. Initializers.Keys];

    public static TheoryData<string> Names => [.. Sources.Keys];

    [Theory, MemberData(nameof(All))]
    public void ARefusedFill_WritesNothingAndMovesNoSource(string name)
    {
        IWeightInitializer initializer = Initializers[name];
        foreach (Func<IRandomSource> source in Sources.Values)
        {
            foreach (TensorShape shape in Shapes)
            {
                Try<float>(initializer, shape, source, (int)shape.Count);
                Try<double>(initializer, shape, source, (int)shape.Count);
                Try<Half>(initializer, shape, source, (int)shape.Count);
                Try<ushort>(initializer, shape, source, (int)shape.Count);
                Try<float>(initializer, shape, source, (int)shape.Count + 1);
            }
        }
    }

    [Fact]
    public void TheCases_HoldRefusalsOfEachKind()
    {
        // Without refusals in the table, the other tests would prove nothing.
        (int refused, int filled) = (0, 0);
        foreach ((string name, IWeightInitializer initializer) in Initializers)
        {
            foreach (TensorShape shape in Shapes)
            {
                IRandomSource own = initializer is PyTorchInitializer
                    ? new PyTorchRandom(1) : initializer is JaxInitializer ? new JaxRandom(1)
                    : KerasRandom.Generator(1, KerasBackend.NumPy);
                if (Refusal(() => Fill(initializer, new Half[shape.Count], shape, own)) is null) filled++;
                else refused++;
            }
        }
        refused.Should().BeGreaterThan(200);
        filled.Should().BeGreaterThan(200);
    }

    [Theory, MemberData(nameof(Names))]
    public void ASourceThatRefuses_WritesNothingAndStays(string name)
    {
        IRandomSource source = Sources[name](), twin = Sources[name]();
        (double, double, double, double)[] hostile =
        [
            (double.NaN, 1, -2, 2), (0, double.NaN, -2, 2), (1e300, 1, -2, 2), (0, 1e300, -2, 2), (0, -1, -2, 2), (0, 1, 2, 1),
            (0, 1, double.NaN, 2), (0, 1, 300, 301), (0, 1, -1, 1), (0, 1, 0, 1e9),
        ];
        int refused = 0;
        foreach ((double mean, double deviation, double lower, double upper) in hostile)
        {
            var values = new float[20];
            values.AsSpan().Fill(7);
            foreach (Action act in (Action[])
            [
                () => source.NextUniform(values, mean, mean + deviation * (upper - lower)),
                () => source.NextNormal(values, mean, deviation),
                () => source.NextTruncatedNormal(values, mean, deviation, lower, upper),
            ])
            {
                if (Refusal(act) is { } refusal)
                {
                    refused++;
                    refusal.ParamName.Should().BeOneOf("low", "high", "mean", "standardDeviation", "lower", "upper");
                    values.Should().OnlyContain(value => value == 7);
                    Next(source).Should().Equal(Next(twin), "a refused call does not advance the source");
                }
                (source, twin) = (Sources[name](), Sources[name]());
                values.AsSpan().Fill(7);
            }
        }
        refused.Should().BeGreaterThan(10);
    }

    [Theory, MemberData(nameof(Names))]
    public void ATruncatedNormal_IsResolvedOrRefused(string name)
    {
        // Bounds that a source's arithmetic cannot resolve are refused; otherwise many distinct values are drawn, all within the bounds.
        foreach ((double lower, double upper) in ((double, double)[])
            [(-2, 2), (6, 9), (10, double.PositiveInfinity), (double.NegativeInfinity, -9), (4.5, 4.6), (3, double.PositiveInfinity)])
        {
            var values = new float[1000];
            if (Refusal(() => Sources[name]().NextTruncatedNormal(values, 0, 1, lower, upper)) is not null) continue;
            values.Should().OnlyContain(value => value >= (float)lower && value <= (float)upper, $"the bounds are ({lower}, {upper})");
            values.Distinct().Should().HaveCountGreaterThan(32, $"the bounds are ({lower}, {upper})");
        }
    }

    [Fact]
    public void ModulesAndModels_ThatRefuse_MoveNothing()
    {
        var random = new PyTorchRandom(1);
        PyTorchModule module = PyTorchInit.Sequential(PyTorchInit.Linear(3, 4), PyTorchInit.PReLU(init: 1e5));
        ((Action)(() => module.InitializeHalf(random))).Should().Throw<InvalidOperationException>();
        ((Action)(() => PyTorchInit.Transformer(4, 1, 1, 5).Last().Initialize(random)))
            .Should().Throw<InvalidOperationException>()
            .WithMessage("* must come after *, whose values it shares: initialize * in this type first.");
        random.GetState().Should().Equal(new PyTorchRandom(1).GetState());

        var philox = new PhiloxRandom(1);
        ((Action)(() => module.Initialize(philox))).Should().Throw<ArgumentException>().WithParameterName("random");
        Next(philox).Should().Equal(Next(new PhiloxRandom(1)));

        var session = new KerasSession(1, KerasBackend.NumPy);
        KerasSessionState state = session.State;
        KerasModel model = new(KerasLayer.Dense(2, 3), KerasLayer.Dense(3, 1, KerasInit.RandomUniform(1, -1)));
        ((Action)(() => model.Initialize(session)))
            .Should().Throw<ArgumentException>().WithParameterName("session")
            .WithMessage("high must be at least low, which is *, on NumPy, but was -1*");
        ((Action)(() => model.Initialize(1, KerasBackend.NumPy))).Should().Throw<ArgumentException>().WithParameterName("backend");
        ((Action)(() => session.Uniform(new float[2], 1, -1))).Should().Throw<ArgumentException>().WithParameterName("high");
        ((Action)(() => session.Normal(new float[2], 0, -0.0))).Should().Throw<ArgumentException>().WithParameterName("stddev");
        session.State.Should().Be(state);
        model.Initialize(1, KerasBackend.TensorFlow).Should().HaveCount(4);

        // What does not fit a shape is refused when the layer is created.
        ((Action)(() => FlaxLayer.Norm(3, useBias: false).Initialize(JaxKey.FromSeed(0), ["a", null!])))
            .Should().Throw<ArgumentException>().WithParameterName("scope");
        ((Action)(() => FlaxLayer.Dense(3, 4, JaxInit.DeltaOrthogonal()))).Should().Throw<ArgumentException>().WithParameterName("kernel");
        ((Action)(() => FlaxLayer.Dense(3, 4, bias: JaxInit.HeNormal()))).Should().Throw<ArgumentException>().WithParameterName("bias");
        ((Action)(() => KerasLayer.Dense(3, 4, bias: KerasInit.Orthogonal())))
            .Should().Throw<ArgumentException>().WithParameterName("bias");
        ((Action)(() => KerasLayer.Lstm(3, 4, bias: KerasInit.Orthogonal()))).Should().Throw<ArgumentException>().WithParameterName("bias");
        KerasLayer.Dense(3, 4, bias: KerasInit.Orthogonal(), useBias: false)
            .Should().NotBeNull("a bias that is not used only takes a seed");
    }

    private static void Try<T>(IWeightInitializer initializer, TensorShape shape, Func<IRandomSource> sourceOf, int length)
        where T : unmanaged
    {
        (IRandomSource source, IRandomSource twin) = (sourceOf(), sourceOf());
        var weights = new T[length];
        MemoryMarshal.AsBytes(weights.AsSpan()).Fill(0x3C);
        T canary = MemoryMarshal.Cast<byte, T>(Enumerable.Repeat((byte)0x3C, 8).ToArray())[0];

        ArgumentException? checkedRefusal = Refusal(() => Capabilities.Check<T>(initializer, shape, source));
        Next(source).Should().Equal(Next(twin), $"a check of {initializer} for {shape} draws nothing");
        (source, twin) = (sourceOf(), sourceOf());
        ArgumentException? refusal = Refusal(() => Fill(initializer, weights, shape, source));
        if (length == shape.Count)
            (refusal?.Message).Should().Be(checkedRefusal?.Message, $"the check of {initializer} for {shape} refuses what the fill does");
        if (refusal is null) return;
        refusal.ParamName.Should().BeOneOf("weights", "shape", "random");
        weights.All(weight => weight.Equals(canary)).Should().BeTrue($"{initializer} refused {shape}");
        Next(source).Should().Equal(Next(twin), $"{initializer} refused {shape}");
    }

    private static void Fill<T>(IWeightInitializer initializer, T[] weights, TensorShape shape, IRandomSource source)
        where T : unmanaged
    {
        if (weights is float[] floats) initializer.Initialize(floats, shape, source);
        else if (weights is double[] doubles) initializer.Initialize(doubles, shape, source);
        else ((ITypedInitializer)initializer).Initialize<T>(weights, shape, source);
    }

    private static ArgumentException? Refusal(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception;
        }
    }

    /// <summary>The next values of a source: an odd number of normals, then uniforms.</summary>
    private static float[] Next(IRandomSource source)
    {
        var values = new float[8];
        source.NextNormal(values.AsSpan(0, 3), 0, 1);
        source.NextUniform(values.AsSpan(3), 0, 1);
        return values;
    }

    /// <summary>A source in mid-stream, which holds a cached normal if its type has one.</summary>
    private static IRandomSource Moved(IRandomSource source)
    {
        source.NextNormal(new float[3], 0, 1);
        return source;
    }
}
