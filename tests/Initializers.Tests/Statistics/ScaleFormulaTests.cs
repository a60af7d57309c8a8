namespace Initializers.Tests.Statistics;

/// <summary>
/// The exact scale of every scheme: a weight is its noise times one float, which is computed here from the fans by
/// plain arithmetic. A statistic would need a million weights for what three hundred show to the last bit.
/// </summary>
public class ScaleFormulaTests
{
    private const int Sample = 300;

    /// <summary>Shapes, with the connections into an output and out of an input, counted by hand.</summary>
    private static readonly (TensorShape Shape, int In, int Out)[] Shapes =
    [
        (TensorShape.Linear(inputs: 784, outputs: 256), 784, 256),
        (TensorShape.Linear(inputs: 784, outputs: 256, WeightLayout.InOut), 784, 256),
        ([256, 784], 784, 256),
        (TensorShape.Linear(inputs: 30, outputs: 41), 30, 41),
        (TensorShape.Convolution(inputs: 3, outputs: 64, kernel: [7, 7]), 3 * 49, 64 * 49),
        (TensorShape.Convolution(inputs: 64, outputs: 128, kernel: [3, 3], layout: WeightLayout.InOut), 64 * 9, 128 * 9),
        (TensorShape.Convolution(inputs: 8, outputs: 16, kernel: [5]), 8 * 5, 16 * 5),
        (TensorShape.Convolution(inputs: 4, outputs: 6, kernel: [3, 3, 3]), 4 * 27, 6 * 27),
        (TensorShape.Convolution(inputs: 32, outputs: 64, kernel: [3, 3], groups: 4), 8 * 9, 16 * 9),
        (TensorShape.Convolution(inputs: 64, outputs: 128, kernel: [3, 3], groups: 64), 9, 2 * 9),
        (TensorShape.TransposedConvolution(inputs: 16, outputs: 8, kernel: [4, 4]), 16 * 16, 8 * 16),
        (TensorShape.TransposedConvolution(inputs: 16, outputs: 8, kernel: [4, 4], groups: 2), 8 * 16, 4 * 16),
        (TensorShape.Embedding(count: 1000, width: 64), 1000, 64),
        (new TensorShape(3 * 64, 48).WithBlocks(3), 48, 64),
        (new TensorShape(3, 3, 32, 2).WithLayout(WeightLayout.Depthwise), 9, 2 * 9),
        (new TensorShape(8, 20, 30).WithLayout(new WeightLayout("batch, in, out")), 20, 30),
        (TensorShape.Vector(500).WithFans(fanIn: 784, fanOut: 500), 784, 500),
    ];

    /// <summary>Schemes with the variance of a weight times the fan.</summary>
    private static readonly (Func<FanMode, Distribution, VarianceScalingInitializer> Scheme, double Scale)[] Schemes =
    [
        ((mode, noise) => Init.VarianceScaling(0.37, mode, noise), 0.37),
        ((mode, noise) => Named(noise, Init.HeUniform(mode: mode), Init.HeNormal(mode: mode), Init.HeTruncatedNormal(mode: mode)), 2),
        ((mode, noise) => Named(noise, Init.KaimingUniform(0.2, mode),
            Init.KaimingNormal(0.2, mode), Init.KaimingTruncatedNormal(0.2, mode)), 2 / (1 + 0.2 * 0.2)),
        ((mode, noise) => Named(noise, Init.GlorotUniform(mode: mode),
            Init.GlorotNormal(mode: mode), Init.GlorotTruncatedNormal(mode: mode)), 1),
        ((mode, noise) => Named(noise, Init.XavierUniform(1.5, mode),
            Init.XavierNormal(1.5, mode), Init.XavierTruncatedNormal(1.5, mode)), 1.5 * 1.5),
    ];

    /// <summary>Every scale, fan mode and shape, with the resulting fan.</summary>
    private static IEnumerable<
        (Func<Distribution, VarianceScalingInitializer> Scheme, TensorShape Shape, double Scale, double Fan)> Cases =>
        from shape in Shapes
        from fan in new (FanMode Mode, double Value)[]
        {
            (FanMode.In, shape.In), (FanMode.Out, shape.Out),
            (FanMode.Average, (shape.In + shape.Out) / 2.0), (FanMode.Sum, shape.In + shape.Out),
            (FanMode.GeometricMean, Math.Sqrt((double)shape.In * shape.Out)),
        }
        from scheme in Schemes
        select ((Func<Distribution, VarianceScalingInitializer>)(noise => scheme.Scheme(fan.Mode, noise)),
            shape.Shape, scheme.Scale, fan.Value);

    [Fact]
    public void Normal_EveryScaleFanAndShape_IsTheDeviationTimesZ()
    {
        foreach ((Func<Distribution, VarianceScalingInitializer> scheme, TensorShape shape, double scale, double fan) in Cases)
        {
            var deviation = (float)Math.Sqrt(scale / fan);

            Draw(scheme(Distribution.Normal), shape).Should()
                .Equal(Draw(Init.Normal(0, 1), shape).Select(z => z * deviation), "{0} for {1}", scheme(Distribution.Normal), shape);
        }
    }

    [Fact]
    public void Uniform_EveryScaleFanAndShape_IsTheBoundTimesU()
    {
        foreach ((Func<Distribution, VarianceScalingInitializer> scheme, TensorShape shape, double scale, double fan) in Cases)
        {
            // low + u (high - low), whose 48 bits a double holds, then moved to the floats within the bounds.
            double bound = Math.Sqrt(3 * scale / fan);
            (float width, float low) = ((float)(2 * bound), (float)-bound);
            IEnumerable<float> expected = Draw(Init.Uniform(0, 1), shape)
                .Select(u => Math.Clamp((float)((double)u * width + low), FloatBounds.AtLeast(-bound), FloatBounds.Below(bound)));

            Draw(scheme(Distribution.Uniform), shape).Should().Equal(expected, "{0} for {1}", scheme(Distribution.Uniform), shape);
        }
    }

    [Fact]
    public void TruncatedNormal_EveryScaleFanAndShape_IsTheParentsDeviationTimesZ()
    {
        foreach ((Func<Distribution, VarianceScalingInitializer> scheme, TensorShape shape, double scale, double fan) in Cases)
        {
            // The constant that Keras and JAX use for two deviations.
            var parent = (float)(Math.Sqrt(scale / fan) / 0.87962566103423978);

            Draw(scheme(Distribution.TruncatedNormal), shape).Should()
                .Equal(Draw(Init.TruncatedNormal(0, 1), shape).Select(z => z * parent),
                    "{0} for {1}", scheme(Distribution.TruncatedNormal), shape);
        }
    }

    [Fact]
    public void LeCun_EveryShape_IsTheRootOfOneOverFanIn()
    {
        foreach ((TensorShape shape, int fanIn, _) in Shapes)
        {
            Draw(Init.LeCunNormal(), shape).Should().Equal(Draw(Init.Normal(0, Math.Sqrt(1.0 / fanIn)), shape));
            Draw(Init.LeCunUniform(), shape).Should().Equal(Draw(Init.Uniform(-Math.Sqrt(3.0 / fanIn), Math.Sqrt(3.0 / fanIn)), shape));
            Draw(Init.LeCunTruncatedNormal(), shape)
                .Should().Equal(Draw(Init.TruncatedNormal(0, Math.Sqrt(1.0 / fanIn) / 0.87962566103423978), shape));
        }
    }

    [Fact]
    public void StandardDeviation_EveryScaleFanAndShape_IsTheRootOfScaleOverFan()
    {
        foreach ((Func<Distribution, VarianceScalingInitializer> scheme, TensorShape shape, double scale, double fan) in Cases)
            scheme(Distribution.Uniform).StandardDeviation(shape).Should().Be(Math.Sqrt(scale / fan));
    }

    private static VarianceScalingInitializer Named(
        Distribution noise, VarianceScalingInitializer uniform, VarianceScalingInitializer normal, VarianceScalingInitializer truncated) =>
        noise == Distribution.Uniform ? uniform : noise == Distribution.Normal ? normal : truncated;

    private static float[] Draw(ElementwiseInitializer initializer, TensorShape shape)
    {
        var weights = new float[Math.Min(Sample, shape.Count)];
        initializer.InitializeSlice(weights, 0, shape, TestSeed.Source("scale"));
        return weights;
    }
}
