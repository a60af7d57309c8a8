using CsCheck;

namespace Initializers.Tests.Texts;

/// <summary>Random initializers with random parameters, alone and composed.</summary>
internal static class InitializerGen
{
    private static readonly Gen<double> Positive = NumberGen.Within(30).Select(Math.Abs);

    private static readonly Gen<double> Any = NumberGen.Within(30);

    private static readonly Gen<Distribution> Distributions = Gen.OneOf(
        Gen.Const(Distribution.Uniform), Gen.Const(Distribution.Normal), Gen.Const(Distribution.TruncatedNormal),
        NumberGen.Between(0.1, 6).Select(Distribution.TruncatedAt));

    /// <summary>Initializers that wrap no other one.</summary>
    public static Gen<IWeightInitializer> Alone { get; } = Gen.OneOf<IWeightInitializer>(
        Of(Gen.Int[0, Init.Names.Count - 1].Select(i => Init.Get(Init.Names[i]))),
        Of(Any.Select(Init.Constant)),
        Of(Positive.Select(Init.Uniform)),
        Of(Gen.Select(Any, Positive, (low, length) => Init.Uniform(low, low + Math.Max(length, Math.Abs(low) * 1e-3)))),
        Of(Gen.Select(Any, Positive, Init.Normal)),
        Of(Gen.Select(Any, Positive, NumberGen.Between(-4, 0), NumberGen.Between(1, 4), (mean, deviation, lower, upper) =>
            Init.TruncatedNormal(mean, Math.Max(deviation, Math.Abs(mean) * 1e-3), lower, upper))),
        Of(Positive.Select(deviation => Init.TruncatedNormal(0, deviation, double.NegativeInfinity, 1))),
        Of(Gen.Select(Positive, Gen.Enum<FanMode>(), Distributions, Init.VarianceScaling)),
        Of(Gen.Select(Positive, Gen.Enum<FanMode>(), Init.GlorotNormal)),
        Of(Gen.Select(Positive, Gen.Enum<FanMode>(), Init.XavierUniform)),
        Of(Gen.Select(Positive, Gen.Enum<FanMode>(), NumberGen.Between(0.1, 6), Init.GlorotTruncatedNormal)),
        Of(Gen.Select(Any, Gen.Enum<FanMode>(), Init.HeNormal)),
        Of(Gen.Select(Any, Gen.Enum<FanMode>(), Init.KaimingUniform)),
        Of(Gen.Select(Any, Gen.Enum<FanMode>(), NumberGen.Between(0.1, 6), Init.HeTruncatedNormal)),
        Of(NumberGen.Between(0.1, 6).Select(Init.LeCunTruncatedNormal)),
        Of(Gen.Select(Any, Gen.Long[-9, 9], Init.Identity)),
        Of(Gen.Select(Gen.Long[1, 9], Gen.Enum<KernelCentre>(), Gen.Long[-9, 9], Init.Dirac)),
        Of(Gen.Select(Any, Gen.Bool, Init.Orthogonal)),
        Of(Gen.Select(Any, Gen.Bool, Init.OrthogonalScaled)),
        Of(Gen.Select(Any, Gen.Enum<KernelCentre>(), Init.DeltaOrthogonal)),
        Of(Any.Select(Init.ConvolutionOrthogonal)),
        Of(Any.Select(Init.Hadamard)),
        Of(Gen.Select(Any, Gen.Enum<KernelCentre>(), Init.ZerOHadamard)),
        Of(Gen.Select(Gen.Double.Unit, Positive, Gen.Enum<SparseUnit>(), Init.Sparse)),
        Of(Gen.Select(Gen.Long[0, 99], Positive, Gen.Enum<SparseUnit>(), Init.SparseConnections)),
        Of(Gen.Single[-1e30f, 1e30f].Array[0, InitializerText.MostListed].Select(values => Init.FromArray(values))),
        Of(Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], (rows, columns) =>
            Init.FromArray(Enumerable.Range(0, rows * columns).Select(i => 1f / (i + 3)).ToArray(), [rows, columns]))),
        Of(Positive.Select(steps => RecurrentInit.Chrono(steps + 3))),
        Of(Any.Select(forget => RecurrentInit.ForgetGateBias(forget))),
        Of(Gen.Select(Gen.Long[1, 999], Positive, TransformerInit.ResidualProjection)),
        Of(NumberGen.Between(1e-3, 1).Select(probability => SigmoidInit.PriorBias(probability))),
        Of(NumberGen.Between(1, 99).Select(FieldInit.SirenHidden)),
        Of(Gen.Select(NumberGen.Between(1e-4, 1e-2), NumberGen.Between(0.1, 9), StateSpaceInit.S4DLogStep)),
        Of(Gen.Select(NumberGen.Between(0.5, 2), NumberGen.Between(3, 30), StateSpaceInit.Mamba2LogA)),
        Of(NumberGen.Between(0.1, 9).Select(exponent => new TokenShiftInitializer(exponent))),
        Of(Gen.Select(
            NumberGen.Between(-9, 9), NumberGen.Between(-9, 9), NumberGen.Between(0.1, 9), NumberGen.Between(-9, 9), Gen.Long[2, 99],
            (start, rise, exponent, zigzag, head) => new ChannelRampInitializer(start, rise, exponent, zigzag, head))),
        Of(Gen.Select(NumberGen.Between(1e-4, 1e-2), NumberGen.Between(0.1, 9), NumberGen.Between(0, 1e-3), StateSpaceInit.MambaStepBias)));

    /// <summary>Initializers within others, up to a depth.</summary>
    public static Gen<IWeightInitializer> Composed(int depth) => depth == 0 ? Alone : Gen.OneOf<IWeightInitializer>(
        Alone,
        Of(Gen.Select(Composed(depth - 1), Any, (inner, factor) => inner.Scaled(factor))),
        Of(Gen.Select(Composed(depth - 1), Gen.Bool.Array[0, 20], (inner, mask) => inner.Masked(mask))),
        Of(Gen.Select(Composed(depth - 1), Gen.Long[1, 9], Gen.Enum<RepeatOrder>(), (inner, times, order) => inner.Repeated(times, order))),
        Of(Composed(depth - 1).Array[1, 4].Select(blocks => Init.PerBlock(blocks))),
        Of(Gen.Select(Composed(depth - 1), Gen.Enum<MirroredAxes>(), (inner, mirrored) => Init.LooksLinear(inner, mirrored))),
        Of(Gen.Select(
            Composed(depth - 1), Gen.Int[1, 9], Gen.Enum<RepeatOrder>(), (inner, factor, order) => Init.Icnr(inner, factor, order))),
        Of(Gen.Select(Composed(depth - 1), Gen.Int[1, 9], (inner, factor) => Init.IcnrTransposed(inner, factor))));

    private static Gen<IWeightInitializer> Of<T>(Gen<T> initializers) where T : IWeightInitializer =>
        initializers.Select(initializer => (IWeightInitializer)initializer);
}
