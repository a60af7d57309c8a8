namespace Initializers.Tests.Contracts;

/// <summary>Everything in the catalogue: each name with its defaults, and with parameters that take other code paths.</summary>
public static class Catalogue
{
    /// <summary>Initializers whose types draw, with parameters for which they do not.</summary>
    private static readonly IWeightInitializer[] WithoutNoise = [Init.Normal(3, 0)];

    private static readonly Dictionary<string, IWeightInitializer> Entries = Init.Names
        .Select(name => (name, initializer: Init.Get(name)))
        .Concat(new IWeightInitializer[]
        {
            Init.Constant(-0.1),
            Init.Uniform(1, 2),
            Init.Normal(-1, 0.5),
            Init.TruncatedNormal(1, 0.5, -1, 0.25),
            Init.TruncatedNormal(0, 1, 1.9, 2.1),
            Init.TruncatedNormal(0, 1, 6, 7),
            Init.TruncatedNormal(0, 1, 3.5, double.PositiveInfinity),
            Init.TruncatedNormal(0, 1, double.NegativeInfinity, -20),
            Init.TruncatedNormal(0, 1, 0.25, 0.25001),
            Init.TruncatedNormal(0, 1, double.NegativeInfinity, double.PositiveInfinity),
            Init.VarianceScaling(0.5, FanMode.GeometricMean, Distribution.Uniform),
            Init.LeCunTruncatedNormal(bound: 3),
            Init.GlorotNormal(gain: 5.0 / 3),
            Init.GlorotUniform(mode: FanMode.Sum),
            Init.GlorotUniform(mode: FanMode.In),
            Init.GlorotTruncatedNormal(bound: 0.01),
            Init.HeNormal(mode: FanMode.Sum),
            Init.HeUniform(Math.Sqrt(5)),
            Init.HeNormal(0.2, FanMode.Out),
            Init.Identity(-2),
            Init.Dirac(centre: KernelCentre.Earlier),
            Init.Orthogonal(Math.Sqrt(2)),
            Init.DeltaOrthogonal(0.5),
            Init.Sparse(0.5, 2, SparseUnit.Input),
            Init.LooksLinear(Init.HeNormal(), MirroredAxes.Outputs),
            Init.Icnr(Init.HeNormal(), factor: 2),
            Init.PerBlock(Init.Zeros(), Init.HeUniform()),
            Init.GlorotNormal().Scaled(0.25),
            Init.GlorotNormal().Masked([.. Enumerable.Range(0, 1200).Select(i => i % 5 < 3)]),
            Init.FromArray([.. Enumerable.Range(0, 1073).Select(i => i / 8f)]),
            RecurrentInit.Chrono(100),
            StateSpaceInit.MambaStepBias(1e-6, 10, floor: 0),
            StateSpaceInit.Mamba2LogA(0.5, 3),
            RwkvInit.TokenShift(0.7, 1, 3),
            RwkvInit.Decay(1, 3, headWidth: 8),
            Init.GlorotUniform().Repeated(2, RepeatOrder.Whole),
        }.Concat(WithoutNoise).Select(initializer => (name: initializer.ToString()!, initializer)))
        .ToDictionary(entry => entry.name, entry => entry.initializer);

    public static IEnumerable<IWeightInitializer> Initializers => Entries.Values;

    public static TheoryData<string> All => [.. Entries.Keys];

    public static TheoryData<string> Random => [.. Entries.Keys.Where(name => !IsFixed(Entries[name]))];

    public static TheoryData<string> Fixed => [.. Entries.Keys.Where(name => IsFixed(Entries[name]))];

    /// <summary>Those whose weights are not products of rounded values.</summary>
    public static TheoryData<string> Unscaled => [.. Entries.Keys.Where(name => Entries[name] is not ScaledInitializer)];

    /// <summary>Those whose doubles are their floats, widened.</summary>
    public static TheoryData<string> Widened => [.. Entries.Keys.Where(name => !Capabilities.Draws<double>(Entries[name]))];

    /// <summary>Those that compute in the number type of the weights.</summary>
    public static TheoryData<string> DrawnInDouble => [.. Entries.Keys.Where(name => Capabilities.Draws<double>(Entries[name]))];

    public static TheoryData<string> Predictable => [.. Entries.Keys.Where(name => Entries[name] is IPredictableInitializer)];

    /// <summary>Those with their own prediction formula, which do not call another initializer.</summary>
    public static TheoryData<string> PredictableAlone =>
        [.. Entries.Keys.Where(name => Entries[name] is IPredictableInitializer and not (WrappingInitializer or PerBlockInitializer))];

    /// <summary>Those that fill slices, directly or through the initializer that they wrap.</summary>
    public static TheoryData<string> Sliced =>
        [.. Entries.Keys.Where(
            name => Entries[name] is ISliceInitializer and not WrappingInitializer or WrappingInitializer { Inner: ISliceInitializer })];

    public static TheoryData<string> OfVectors => [.. Entries.Keys.Where(name => TakesVectors(Entries[name]))];

    public static IWeightInitializer Get(string name) => Entries[name];

    /// <summary>A shape that the initializer accepts: small, or large enough for the work to be shared among
    /// threads.</summary>
    public static TensorShape ShapeFor(IWeightInitializer initializer, bool large = false) => initializer switch
    {
        BilinearInitializer => TensorShape.Convolution(inputs: 6, outputs: 12, large ? [50, 50] : [3, 5]),
        IcnrInitializer => TensorShape.Convolution(inputs: 6, outputs: 12, [3, 5]),
        WrappingInitializer or PerBlockInitializer => TensorShape.Linear(inputs: 30, outputs: 40),
        ArrayInitializer => TensorShape.Linear(inputs: 29, outputs: 37),
        StateSpaceInitializer => large ? [701, 701] : [37, 37],
        ChronoInitializer => TensorShape.Vector(1200),
        _ when !large => TensorShape.Linear(inputs: 29, outputs: 37),
        ISliceInitializer => [1009, 701],
        _ => [331, 257],
    };

    /// <summary>Whether a vector with explicit fans is accepted, as it is if elements do not depend on their position.</summary>
    public static bool TakesVectors(IWeightInitializer initializer) => initializer is ElementwiseInitializer and not
        (IdentityInitializer or DiracInitializer or HadamardInitializer or ZerOInitializer or BilinearInitializer or
        StateSpaceInitializer or TokenShiftInitializer or ChannelRampInitializer or ArrayInitializer);

    /// <summary>Whether the values do not depend on the source.</summary>
    private static bool IsFixed(IWeightInitializer initializer) => initializer is FixedInitializer || WithoutNoise.Contains(initializer);
}
