namespace Initializers.Tests.Statistics;

/// <summary>An initializer, a shape of at least 2^24 elements, and the law that its weights should follow there.</summary>
internal sealed record Entry(ElementwiseInitializer Initializer, Law Law)
{
    public const int In = 3072, Out = 5504;

    /// <summary>A linear layer of 16,908,288 weights, with very different fans.</summary>
    public static readonly TensorShape Shape = TensorShape.Linear(inputs: In, outputs: Out);

    private const double Infinity = double.PositiveInfinity;

    /// <summary>Every distribution and every scheme; scales are written out from fans alone.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new(Init.Uniform(), new UniformLaw(-0.05, 0.05)),
        new(Init.Uniform(0, 1), new UniformLaw(0, 1)),
        new(Init.Uniform(-1, 3), new UniformLaw(-1, 3)),
        new(Init.Uniform(1000, 1001), new UniformLaw(1000, 1001)),

        new(Init.Normal(), new NormalLaw(0, 0.05)),
        new(Init.Normal(0, 1), new NormalLaw(0, 1)),
        new(Init.Normal(-3.25, 0.1), new NormalLaw(-3.25, 0.1)),

        new(Init.TruncatedNormal(), new TruncatedLaw(0, 0.05, -2, 2)),
        new(Init.TruncatedNormal(0, 0.02, -3, 3), new TruncatedLaw(0, 0.02, -3, 3)),
        new(Init.TruncatedNormal(1.5, 0.25, -1, 0.5), new TruncatedLaw(1.5, 0.25, -1, 0.5)),
        new(Init.TruncatedNormal(0, 1, 1.9, 2.1), new TruncatedLaw(0, 1, 1.9, 2.1)),
        new(Init.TruncatedNormal(2, 0.5, -Infinity, 0), new TruncatedLaw(2, 0.5, -Infinity, 0)),
        new(Init.TruncatedNormal(0, 1, 0.3, Infinity), new TruncatedLaw(0, 1, 0.3, Infinity)),
        new(Init.TruncatedNormal(0, 1, -Infinity, Infinity), new NormalLaw(0, 1)),

        .. VarianceScaled(),

        new(Init.VarianceScaling(), Truncated(Math.Sqrt(1.0 / In))),
        new(Init.LeCunNormal(), new NormalLaw(0, Math.Sqrt(1.0 / In))),
        new(Init.LeCunUniform(), Uniform(Math.Sqrt(1.0 / In))),
        new(Init.LeCunTruncatedNormal(), Truncated(Math.Sqrt(1.0 / In))),
        new(Init.GlorotNormal(), new NormalLaw(0, Math.Sqrt(2.0 / (In + Out)))),
        new(Init.GlorotUniform(), Uniform(Math.Sqrt(2.0 / (In + Out)))),
        new(Init.GlorotTruncatedNormal(), Truncated(Math.Sqrt(2.0 / (In + Out)))),
        new(Init.GlorotNormal(gain: 5.0 / 3), new NormalLaw(0, 5.0 / 3 * Math.Sqrt(2.0 / (In + Out)))),
        new(Init.GlorotUniform(mode: FanMode.In), Uniform(Math.Sqrt(1.0 / In))),
        new(Init.HeNormal(), new NormalLaw(0, Math.Sqrt(2.0 / In))),
        new(Init.HeUniform(), Uniform(Math.Sqrt(2.0 / In))),
        new(Init.HeTruncatedNormal(), Truncated(Math.Sqrt(2.0 / In))),
        new(Init.HeNormal(mode: FanMode.Out), new NormalLaw(0, Math.Sqrt(2.0 / Out))),
        new(Init.HeNormal(negativeSlope: 0.2), new NormalLaw(0, Math.Sqrt(2 / (1.04 * In)))),
        new(Init.HeUniform(negativeSlope: Math.Sqrt(5)), new UniformLaw(-1 / Math.Sqrt(In), 1 / Math.Sqrt(In))),
        new(Init.HeTruncatedNormal(bound: 1), new TruncatedLaw(0, Math.Sqrt(2.0 / In) / 0.53956009375489697, -1, 1)),
    ];

    /// <summary>The names of all entries, which identify test cases.</summary>
    public static TheoryData<string> Names => [.. All.Select(entry => entry.ToString())];

    public static Entry Named(string name) => All.Single(entry => entry.ToString() == name);

    public override string ToString() => Initializer.ToString()!;

    /// <summary>Each distribution with each fan mode.</summary>
    private static IEnumerable<Entry> VarianceScaled()
    {
        (FanMode Mode, double Fan)[] fans =
            [(FanMode.In, In), (FanMode.Out, Out), (FanMode.Average, (In + Out) / 2.0),
                (FanMode.Sum, In + Out), (FanMode.GeometricMean, Math.Sqrt((double)In * Out))];
        foreach ((FanMode mode, double fan) in fans)
        {
            double deviation = Math.Sqrt(0.5 / fan);
            yield return new(Init.VarianceScaling(0.5, mode, Distribution.Uniform), Uniform(deviation));
            yield return new(Init.VarianceScaling(0.5, mode, Distribution.Normal), new NormalLaw(0, deviation));
            yield return new(Init.VarianceScaling(0.5, mode, Distribution.TruncatedNormal), Truncated(deviation));
        }
    }

    private static UniformLaw Uniform(double deviation) => new(-Math.Sqrt(3) * deviation, Math.Sqrt(3) * deviation);

    /// <summary>Truncated at two deviations of a wider parent, whose factor is the constant of Keras and JAX.</summary>
    private static TruncatedLaw Truncated(double deviation) => new(0, deviation / 0.87962566103423978, -2, 2);
}
