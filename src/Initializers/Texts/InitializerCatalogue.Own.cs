namespace Initializers;

/// <content>The members of <see cref="Init"/>, without a prefix.</content>
internal static partial class InitializerCatalogue
{
    private static CatalogueEntry[] Own =>
    [
        (nameof(Init.Zeros), _ => Init.Zeros()),
        (nameof(Init.Zero), _ => Init.Zero()),
        (nameof(Init.Ones), _ => Init.Ones()),
        new(nameof(Init.Constant), a => Init.Constant(a.Number("value")), NeedsArguments: true),
        (nameof(Init.Uniform), Uniform),
        (nameof(Init.RandomUniform), Uniform),
        (nameof(Init.Normal), Normal),
        (nameof(Init.RandomNormal), Normal),
        (nameof(Init.TruncatedNormal), TruncatedNormal),
        (nameof(Init.VarianceScaling), a => Init.VarianceScaling(
            a.Number("scale", 1), a.Choice("mode", FanMode.In), a.Distribution("distribution", Distribution.TruncatedNormal))),
        (nameof(Init.LeCunNormal), _ => Init.LeCunNormal()),
        (nameof(Init.LeCunUniform), _ => Init.LeCunUniform()),
        (nameof(Init.LeCunTruncatedNormal), a => Init.LeCunTruncatedNormal(a.Number("bound", 2))),
        (nameof(Init.GlorotNormal), a => Init.GlorotNormal(Gain(a), GlorotMode(a))),
        (nameof(Init.GlorotUniform), a => Init.GlorotUniform(Gain(a), GlorotMode(a))),
        (nameof(Init.GlorotTruncatedNormal), a => Init.GlorotTruncatedNormal(Gain(a), GlorotMode(a), a.Number("bound", 2))),
        (nameof(Init.XavierNormal), a => Init.XavierNormal(Gain(a), GlorotMode(a))),
        (nameof(Init.XavierUniform), a => Init.XavierUniform(Gain(a), GlorotMode(a))),
        (nameof(Init.XavierTruncatedNormal), a => Init.XavierTruncatedNormal(Gain(a), GlorotMode(a), a.Number("bound", 2))),
        (nameof(Init.HeNormal), a => Init.HeNormal(NegativeSlope(a), HeMode(a))),
        (nameof(Init.HeUniform), a => Init.HeUniform(NegativeSlope(a), HeMode(a))),
        (nameof(Init.HeTruncatedNormal), a => Init.HeTruncatedNormal(NegativeSlope(a), HeMode(a), a.Number("bound", 2))),
        (nameof(Init.KaimingNormal), a => Init.KaimingNormal(NegativeSlope(a), HeMode(a))),
        (nameof(Init.KaimingUniform), a => Init.KaimingUniform(NegativeSlope(a), HeMode(a))),
        (nameof(Init.KaimingTruncatedNormal), a => Init.KaimingTruncatedNormal(NegativeSlope(a), HeMode(a), a.Number("bound", 2))),
        (nameof(Init.Identity), a => Init.Identity(Gain(a), a.WholeNumber("shift", 0))),
        (nameof(Init.Dirac), a => Init.Dirac(a.WholeNumber("groups", 1), Centre(a), a.WholeNumber("shift", 0))),
        (nameof(Init.Orthogonal), a => Init.Orthogonal(Gain(a), a.Flag("perBlock", true))),
        (nameof(Init.OrthogonalScaled), a => Init.OrthogonalScaled(Gain(a), a.Flag("perBlock", true))),
        (nameof(Init.DeltaOrthogonal), a => Init.DeltaOrthogonal(Gain(a), Centre(a))),
        (nameof(Init.ConvolutionOrthogonal), a => Init.ConvolutionOrthogonal(Gain(a))),
        (nameof(Init.Hadamard), a => Init.Hadamard(Gain(a))),
        (nameof(Init.ZerOHadamard), a => Init.ZerOHadamard(Gain(a), Centre(a))),
        (nameof(Init.Bilinear), _ => Init.Bilinear()),
        (nameof(Init.Sparse), a => Init.Sparse(
            a.Number("sparsity", 0.9), a.Number("standardDeviation", 0.01), a.Choice("per", SparseUnit.Output))),
        (nameof(Init.SparseConnections), a => Init.SparseConnections(
            a.WholeNumber("connections", 15), a.Number("standardDeviation", 1), a.Choice("per", SparseUnit.Output))),
        (nameof(Init.LooksLinear), a => Init.LooksLinear(
            a.Initializer("inner", Init.Orthogonal()), a.Choice("mirrored", MirroredAxes.Both))),
        new(nameof(Init.Icnr), a => Init.Icnr(a.Initializer("inner"), a.WholeNumber32("factor"), a.Choice("order", RepeatOrder.Each)),
            NeedsArguments: true),
        new(nameof(Init.IcnrTransposed), a => Init.IcnrTransposed(a.Initializer("inner"), a.WholeNumber32("factor")),
            NeedsArguments: true),
        new(nameof(Init.PerBlock), a => Init.PerBlock(a.AllInitializers("blocks")), NeedsArguments: true),
        new(nameof(Init.FromArray), FromArray, NeedsArguments: true),
    ];

    private static double Gain(CallArguments arguments) => arguments.Number("gain", 1);

    private static FanMode GlorotMode(CallArguments arguments) => arguments.Choice("mode", FanMode.Average);

    private static double NegativeSlope(CallArguments arguments) => arguments.Number("negativeSlope", 0);

    private static FanMode HeMode(CallArguments arguments) => arguments.Choice("mode", FanMode.In);

    private static KernelCentre Centre(CallArguments arguments) => arguments.Choice("centre", KernelCentre.Later);

    /// <summary>One number is the bound, two are low and high.</summary>
    private static UniformInitializer Uniform(CallArguments arguments) =>
        arguments.Count > 1 || arguments.Has("low") || arguments.Has("high")
            ? Init.Uniform(arguments.Number("low"), arguments.Number("high"))
            : Init.Uniform(arguments.Number("bound", 0.05));

    /// <summary>One number is the deviation, two are mean and deviation.</summary>
    private static NormalInitializer Normal(CallArguments arguments) =>
        arguments.Count > 1 || arguments.Has("mean")
            ? Init.Normal(arguments.Number("mean"), arguments.Number("standardDeviation"))
            : Init.Normal(arguments.Number("standardDeviation", 0.05));

    /// <summary>One number without a name is the deviation, more of them begin with the mean.</summary>
    private static TruncatedNormalInitializer TruncatedNormal(CallArguments arguments)
    {
        bool hasMean = arguments.Has("mean") || arguments.Unnamed > 1;
        return Init.TruncatedNormal(
            hasMean ? arguments.Number("mean") : 0,
            hasMean ? arguments.Number("standardDeviation") : arguments.Number("standardDeviation", 0.05),
            arguments.Number("lower", -2), arguments.Number("upper", 2));
    }

    private static ArrayInitializer FromArray(CallArguments arguments)
    {
        float[] values = arguments.Numbers("values");
        return arguments.WholeNumbers("shape") is { } shape ? Init.FromArray(values, new TensorShape(shape)) : Init.FromArray(values);
    }
}
