namespace Initializers.Tests.Recipes;

/// <summary>RWKV-7's vectors against the loops of the authors' code, in double, and against numbers that Python computes by them.</summary>
public class RwkvTests
{
    private const int Width = 768, Head = 64, Layers = 12;

    /// <summary>Half a unit in the last place of a float, and a little for the double behind it.</summary>
    private static readonly double HalfUlp = Math.ScaleB(1.0001, -24);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(Layers - 1)]
    public void Vectors_AreThoseOfTheAuthorsLoops(int layer)
    {
        double depth = layer / (Layers - 1.0), remaining = 1 - layer / (double)Layers;
        float[] early = Values(RwkvInit.TokenShift(0.2, layer, Layers)), late = Values(RwkvInit.TokenShift(0.9, layer, Layers));
        float[] feedForward = Values(RwkvInit.FeedForwardTokenShift(layer, Layers)), decay = Values(RwkvInit.Decay(layer, Layers, Head));
        float[] rate = Values(RwkvInit.LearningRate(Head)), value = Values(RwkvInit.ValueResidual()), key = Values(RwkvInit.RemovalKey());
        for (int n = 0; n < Width; n++)
        {
            double share = n / (double)Width, linear = n / (Width - 1.0) - 0.5;
            double zigzag = (n % Head - (Head - 1) / 2.0) / ((Head - 1) / 2.0);
            zigzag *= Math.Abs(zigzag);
            ShouldBe(early[n], 1 - Math.Pow(share, 0.2 * remaining));
            ShouldBe(late[n], 1 - Math.Pow(share, 0.9 * remaining));
            ShouldBe(feedForward[n], 1 - Math.Pow(share, Math.Pow(remaining, 4)));
            ShouldBe(decay[n], -6 + 6 * Math.Pow(n / (Width - 1.0), 1 + Math.Pow(depth, 0.3)) + 0.5 + zigzag * 2.5);
            ShouldBe(rate[n], -0.19 + zigzag * 0.3 + linear * 0.4);
            ShouldBe(value[n], 0.73 - linear * 0.4);
            ShouldBe(key[n], 0.71 - linear * 0.1);
        }
        ShouldBe(RwkvInit.HeadNorm(layer, Layers).Initialize([1])[0], Math.Pow((1 + layer) / (double)Layers, 0.7));
    }

    /// <summary>Python's numbers for layer 3, channels 0, 1, 63, 64, 400 and 767.</summary>
    public static TheoryData<TokenShiftInitializer, double[]> Shifts => new()
    {
        { RwkvInit.TokenShift(0.2, 3, Layers), [1, 0.630855997, 0.312778245, 0.311152934, 0.0932139805, 0.00019542067] },
        { RwkvInit.TokenShift(0.7, 3, Layers), [1, 0.969437747, 0.730946189, 0.728712461, 0.289986094, 0.000683805283] },
        { RwkvInit.FeedForwardTokenShift(3, Layers), [1, 0.877804932, 0.54670986, 0.544445534, 0.186492201, 0.000412170793] },
    };

    [Theory]
    [MemberData(nameof(Shifts))]
    public void TokenShifts_AreKnown(TokenShiftInitializer shift, double[] expected) => ShouldBeKnown(Values(shift), expected);

    public static TheoryData<ChannelRampInitializer, double[]> Ramps => new()
    {
        { RwkvInit.Decay(3, Layers), [-8, -7.84370232, -2.90929657, -7.90686889, -4.09183876, 3] },
        { RwkvInit.LearningRate(), [-0.69, -0.670733212, -0.0571447197, -0.656623207, -0.25403299, 0.31] },
        { RwkvInit.ValueResidual(), [0.93, 0.929478488, 0.89714472, 0.896623207, 0.721395046, 0.53] },
        { RwkvInit.RemovalKey(), [0.76, 0.759869622, 0.75178618, 0.751655802, 0.707848761, 0.66] },
    };

    [Theory]
    [MemberData(nameof(Ramps))]
    public void Ramps_AreKnown(ChannelRampInitializer ramp, double[] expected) => ShouldBeKnown(Values(ramp), expected);

    [Fact]
    public void Predictions_AreTheMomentsOfTheValues()
    {
        foreach (IWeightInitializer initializer in (IWeightInitializer[])[RwkvInit.Decay(3, Layers), RwkvInit.TokenShift(0.9, 3, Layers)])
        {
            double[] values = [.. Values(initializer)];
            WeightPrediction promise = ((IPredictableInitializer)initializer).Predict([3, Width])!.Value;
            double mean = values.Average(), deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            promise.Mean.Should().BeApproximately(mean, 1e-6);
            promise.StandardDeviation.Should().BeApproximately(deviation, 1e-6);
            promise.Smallest.Should().BeApproximately(values.Min(), 1e-6);
            promise.Largest.Should().BeApproximately(values.Max(), 1e-6);
            ((IPredictableInitializer)initializer).Predict([1 << 17]).Should().BeNull("the channels are too many to be added up");
        }
    }

    [Fact]
    public void Slices_AreThoseOfTheWhole_AlongEveryOtherAxis()
    {
        ChannelRampInitializer ramp = RwkvInit.Decay(1, 2, 4);
        float[] whole = ramp.Initialize([2, 3, 8]), slice = new float[13];
        whole[..8].Should().Equal(whole[8..16]).And.Equal(ramp.Initialize([8]));
        ramp.InitializeSlice(slice, 5, [2, 3, 8], new PhiloxRandom(1));
        slice.Should().Equal(whole[5..18]);
    }

    [Fact]
    public void Texts_HaveAllNumbers()
    {
        RwkvInit.TokenShift(0.5, 0, 2).ToString().Should().Be("TokenShift(exponent: 0.5)");
        RwkvInit.Decay(0, 2, 32).ToString().Should().Be("ChannelRamp(start: -5.5, rise: 6, exponent: 1, zigzag: 2.5, headWidth: 32)");
        RwkvInit.Decay(0, 1).Should().Be(new ChannelRampInitializer(-5.5, 6, 1, 2.5), "a single layer is the first one");
    }

    [Fact]
    public void NumbersAndShapes_ThatMakeNoSense_AreRefused()
    {
        ((Action)(() => RwkvInit.TokenShift(0, 0, 2))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("exponent");
        ((Action)(() => RwkvInit.TokenShift(1, 2, 2))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("layer")
            .WithMessage("layer must be a whole number below layers, which is 2, but was 2.*");
        ((Action)(() => RwkvInit.Decay(-1, 2))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("layer");
        ((Action)(() => RwkvInit.HeadNorm(0, 0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("layers");
        ((Action)(() => RwkvInit.LearningRate(1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("headWidth");
        ((Func<object>)(() => new ChannelRampInitializer(double.NaN, 0)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("start");
        ((Action)(() => RwkvInit.ValueResidual().Initialize([5, 1]))).Should().Throw<ArgumentException>().WithParameterName("shape")
            .WithMessage("shape must have the channels as its last axis, at least 2, but was [5, 1]*");
        ((Action)(() => RwkvInit.TokenShift(1, 0, 1).Initialize([]))).Should().Throw<ArgumentException>().WithParameterName("shape");
    }

    private static float[] Values(IWeightInitializer initializer) => initializer.Initialize([1, 1, Width]);

    private static void ShouldBe(float actual, double expected) =>
        ((double)actual).Should().BeApproximately(expected, Math.Abs(expected) * HalfUlp + 1e-14);

    private static void ShouldBeKnown(float[] values, double[] expected)
    {
        foreach ((int at, int channel) in ((int[])[0, 1, 63, 64, 400, 767]).Index())
        {
            ((double)values[channel]).Should()
                .BeApproximately(expected[at], Math.Abs(expected[at]) * (HalfUlp + 1e-9), "of channel {0}", channel);
        }
    }
}
