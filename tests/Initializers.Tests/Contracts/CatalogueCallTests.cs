namespace Initializers.Tests.Contracts;

/// <summary>A call to the catalogue allocates only its result: names are created on demand.</summary>
public class CatalogueCallTests
{
    private static readonly Dictionary<string, (Func<IWeightInitializer> Call, Func<IWeightInitializer> Value)> Calls = new()
    {
        ["HeNormal"] = (() => Init.HeNormal(), () => new VarianceScalingInitializer(2, FanMode.In, Distribution.Normal)),
        ["HeUniform of a slope"] = (() => Init.HeUniform(0.2, FanMode.Out),
            () => new VarianceScalingInitializer(2 / (1 + 0.2 * 0.2), FanMode.Out, Distribution.Uniform)),
        ["GlorotUniform"] = (() => Init.GlorotUniform(), () => new VarianceScalingInitializer(1, FanMode.Average, Distribution.Uniform)),
        ["XavierNormal of a gain"] = (() => Init.XavierNormal(gain: 2),
            () => new VarianceScalingInitializer(4, FanMode.Average, Distribution.Normal)),
        ["LeCunTruncatedNormal"] = (() => Init.LeCunTruncatedNormal(),
            () => new VarianceScalingInitializer(1, FanMode.In, Distribution.TruncatedNormal)),
        ["Normal"] = (() => Init.Normal(0.02), () => new NormalInitializer(0, 0.02)),
        ["TruncatedNormal"] = (() => Init.TruncatedNormal(0.02), () => new TruncatedNormalInitializer(0, 0.02, -2, 2)),
        ["Uniform"] = (() => Init.Uniform(0.05), () => new UniformInitializer(-0.05, 0.05)),
        ["Constant"] = (() => Init.Constant(0.1), () => new ConstantInitializer(0.1)),
        ["Orthogonal"] = (() => Init.Orthogonal(), () => new OrthogonalInitializer()),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory, MemberData(nameof(Names))]
    public void ACall_AllocatesItsValueAlone(string name)
    {
        (Func<IWeightInitializer> call, Func<IWeightInitializer> value) = Calls[name];
        call().Should().Be(value());
        BytesOf(call).Should().Be(BytesOf(value));
    }

    private static long BytesOf(Func<IWeightInitializer> make) => Allocations.Of(() => GC.KeepAlive(make()));
}
