using Initializers.Tests.Statistics;

namespace Initializers.Tests.Recipes;

/// <summary>Recipes against their papers' and authors' formulas, computed here by the C library's functions.</summary>
public class RecipeTests
{
    [Fact]
    public void ResidualProjections_OfGpt2_HaveItsDeviations()
    {
        TransformerInit.ResidualProjection(12).Should().Be(Init.Normal(0, 0.02 / Math.Sqrt(24)));
        TransformerInit.ResidualProjection(48, 0.006).StandardDeviation.Should().BeApproximately(0.006 * Math.Pow(96, -0.5), 1e-18);
        TransformerInit.ResidualProjectionAtDepth(0).StandardDeviation.Should().BeApproximately(0.02 / 1.4142135623730951, 1e-17);
        TransformerInit.ResidualProjectionAtDepth(7, 1 / Math.Sqrt(4096)).StandardDeviation.Should().Be(0.25 / 64);
    }

    [Fact]
    public void SmallAndWang_OfGptNeoX20B_HaveItsDeviations()
    {
        // hidden_size 6144, 44 layers
        TransformerInit.Small(6144).StandardDeviation.Should().BeApproximately(Math.Pow(2.0 / (5 * 6144), 0.5), 1e-17);
        TransformerInit.Wang(44, 6144).StandardDeviation.Should().BeApproximately(2.0 / (44 * Math.Pow(6144, 0.5)), 1e-18);
        // Small init is Glorot's normal from d to 4 d.
        TransformerInit.Small(768).StandardDeviation
            .Should().BeApproximately(Init.GlorotNormal().StandardDeviation(TensorShape.Linear(768, 4 * 768)), 1e-17);
    }

    [Fact]
    public void Embedding_OfAnyCount_HasTheDeviationOfItsWidth() =>
        TransformerInit.Embedding().StandardDeviation(TensorShape.Embedding(50257, 256)).Should().Be(1.0 / 16);

    [Fact]
    public void LoraPair_OfALayer_MultipliesToZero()
    {
        float[] down = AdapterInit.LoraDown().Initialize(TensorShape.Linear(inputs: 64, outputs: 8), Source());
        down.Max(Math.Abs).Should().BeInRange(0.12f, 0.125f, "the bound is 1/sqrt(64)");
        AdapterInit.LoraUp().Initialize(TensorShape.Linear(inputs: 8, outputs: 64)).Should().OnlyContain(weight => weight == 0);
        AdapterInit.LoraDownNormal(8).Should().Be(Init.Normal(0, 0.125));
        AdapterInit.LoraEmbeddingDown().Should().Be(Init.Zeros());
        AdapterInit.LoraEmbeddingUp().Should().Be(Init.Normal(0, 1));
    }

    [Fact]
    public void Siren_OfTheAuthorsNetwork_HasTheirBounds()
    {
        float[] first = FieldInit.SirenFirst().Initialize([4096, 2], Source());
        first.Max().Should().BeInRange(0.499f, 0.5f);
        first.Min().Should().BeInRange(-0.5f, -0.499f);
        float[] hidden = FieldInit.SirenHidden().Initialize([256, 256], Source());
        double bound = Math.Sqrt(6.0 / 256) / 30;
        ((double)hidden.Max(Math.Abs)).Should().BeInRange(0.999 * bound, bound);
        FieldInit.SirenHidden(1).StandardDeviation([1, 6]).Should().BeApproximately(1 / Math.Sqrt(3), 1e-15);
        FieldInit.FourierFeatures().Should().Be(Init.Normal(0, 10));
        ((Action)(() => FieldInit.SirenFirst().Initialize(TensorShape.Vector(4))))
            .Should().Throw<ArgumentException>().WithMessage("*WithFans*");
        ((Action)(() => FieldInit.SirenFirst().Initialize(TensorShape.Vector(4).WithFans(0, 4))))
            .Should().Throw<ArgumentException>().WithMessage("shape must have a fan above 0, but was *, whose fan (In) is 0.*");
        ((Action)(() => FieldInit.SirenHidden(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("omega0");
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    [InlineData(1e-12)]
    public void PriorBias_ThroughTheSigmoid_IsTheProbability(double probability)
    {
        float bias = SigmoidInit.PriorBias(probability).Initialize([1])[0];
        // A float bias is within half an ulp, 2^-24 of its size; the sigmoid's slope is p (1 - p).
        (1 / (1 + Math.Exp(-(double)bias)))
            .Should().BeApproximately(probability, probability * (1 - probability) * Math.Abs(bias) * Math.ScaleB(1.01, -24) + 1e-17);
    }

    [Fact]
    public void PriorBias_OfTheFocalLoss_IsItsNumber()
    {
        SigmoidInit.PriorBias().Value.Should().BeApproximately(-4.59511985013459, 1e-14);
        ((Action)(() => SigmoidInit.PriorBias(1))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("probability must be a number between 1E-300 and 1*but was 1*");
        ((Action)(() => SigmoidInit.PriorBias(double.NaN))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void SigmoidGlorot_OfAnyLayer_IsFourTimesGlorots() =>
        SigmoidInit.GlorotUniform().StandardDeviation([10, 20]).Should().BeApproximately(4 * Math.Sqrt(6.0 / 30) / Math.Sqrt(3), 1e-15);

    [Theory]
    [InlineData(10, 3)]
    [InlineData(200, 1)]
    [InlineData(7, 40)]
    public void NguyenWidrow_OfALayer_HasRowsOfItsLength(int units, int inputs)
    {
        double length = 0.7 * Math.Pow(units, 1.0 / inputs);
        float[] weights = SigmoidInit.NguyenWidrow().Initialize([units, inputs], Source()),
            uniform = Init.Uniform(-0.5, 0.5).Initialize([units, inputs], Source());
        for (int unit = 0; unit < units; unit++)
        {
            double[] row = [.. weights[(unit * inputs)..((unit + 1) * inputs)].Select(weight => (double)weight)],
                drawn = [.. uniform[(unit * inputs)..((unit + 1) * inputs)].Select(weight => (double)weight)];
            // Each weight is rounded once, half an ulp: the length too is within 2^-24 of itself.
            Math.Sqrt(row.Sum(weight => weight * weight)).Should().BeApproximately(length, length * Math.ScaleB(1.01, -24));
            (row.Zip(drawn).Sum(pair => pair.First * pair.Second) / Math.Sqrt(drawn.Sum(weight => weight * weight)))
                .Should().BeApproximately(length, length * Math.ScaleB(1.01, -24), "the direction is the one drawn");
        }
        float[] biases = SigmoidInit.NguyenWidrowBias().Initialize(TensorShape.Vector(20_000).WithFans(inputs, units), Source());
        ((double)biases.Max()).Should().BeInRange(0.999 * length, length * (1 + Math.ScaleB(1, -24)));
        ((double)biases.Min()).Should().BeInRange(-length * (1 + Math.ScaleB(1, -24)), -0.999 * length);
    }

    [Fact]
    public void NguyenWidrow_OfPackedBlocks_CountsTheUnitsOfOne()
    {
        float[] weights = SigmoidInit.NguyenWidrow().Initialize(TensorShape.Linear(inputs: 3, outputs: 40).WithBlocks(4), Source());
        double length = 0.7 * Math.Pow(10, 1.0 / 3);
        for (int unit = 0; unit < 40; unit++)
            Math.Sqrt(weights[(3 * unit)..(3 * unit + 3)].Sum(weight => (double)weight * weight))
                .Should().BeApproximately(length, length * Math.ScaleB(1.01, -24));
    }

    [Fact]
    public void NguyenWidrow_StoredWithItsZeros_FillsConnectionsAlone()
    {
        TensorShape dense = new TensorShape(4, 4).WithLayout(new WeightLayout("out, in")).WithGroups(2);
        float[] weights = SigmoidInit.NguyenWidrow().Initialize(dense, Source());
        for (int i = 0; i < 16; i++) (weights[i] != 0).Should().Be(i / 8 == i % 4 / 2);
    }

    [Fact]
    public void NguyenWidrow_OfZeros_HasItsLengthToo()
    {
        // the middle of the uniform
        float[] weights = SigmoidInit.NguyenWidrow().Initialize(
            [2, 2], new SequenceRandom([0x80000000, 0x80000000, 0x80000000, 0x80000000]));
        weights.Should().Equal((float)(0.7 * Math.Sqrt(2)), 0, (float)(0.7 * Math.Sqrt(2)), 0);
        // In the second group the first input is the group's own, not the first one stored.
        TensorShape dense = new TensorShape(4, 4).WithLayout(new WeightLayout("out, in")).WithGroups(2);
        SigmoidInit.NguyenWidrow().Initialize(dense, new SequenceRandom([.. Enumerable.Repeat(0x80000000u, 16)]))
            .Select((weight, i) => weight != 0 ? i : -1).Where(i => i >= 0).Should().Equal(0, 4, 10, 14);
    }

    [Fact]
    public void ForgetGateBias_OfFourGates_Is1ForTheSecond()
    {
        RecurrentInit.ForgetGateBias().Initialize([12]).Should().Equal(0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0);
        RecurrentInit.ForgetGateBias(2.5).Initialize(TensorShape.Vector(4).WithBlocks(4)).Should().Equal(0, 2.5f, 0, 0);
    }

    [Fact]
    public void Chrono_OfManyUnits_IsTheLogarithmOfUniformSteps()
    {
        const int Units = 1 << 16;
        float[] biases = RecurrentInit.Chrono(784).Initialize([4 * Units], Source());
        float[] steps = Init.Uniform(1, 783).Initialize([Units], Source());
        for (int unit = 0; unit < Units; unit++)
        {
            // the C library's double may round the other way
            biases[Units + unit].Should().BeApproximately((float)Math.Log(steps[unit]), MathF.BitIncrement(6.7f) - 6.7f);
            biases[unit].Should().Be(-biases[Units + unit]);
        }
        biases[(2 * Units)..].Should().OnlyContain(bias => bias == 0);
        biases[Units..(2 * Units)].Should().OnlyContain(bias => bias >= 0 && bias <= 6.6635f); // ln 783
    }

    [Fact]
    public void Chrono_OfWhatIsNoBiasOfGates_Throws()
    {
        foreach (TensorShape shape in (TensorShape[])[[6], [4, 4], new TensorShape(8).WithBlocks(2)])
            ((Action)(() => RecurrentInit.Chrono(10).Initialize(shape)))
                .Should().Throw<ArgumentException>().WithMessage("shape must be a vector of 4 equal blocks*").WithParameterName("shape");
        ((Action)(() => RecurrentInit.Chrono(2))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("maxSteps must be a number above 2 that is finite as a float, but was 2.*").WithParameterName("maxSteps");
        RecurrentInit.Chrono(float.MaxValue).Initialize([4], Source()).Should().OnlyContain(bias => float.IsFinite(bias));
        ((Action)(() => RecurrentInit.Chrono(double.NaN))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Irnn_AsThePaperHasIt_IsTheIdentityAndSmallInputs()
    {
        RecurrentInit.IrnnRecurrent(0.5).Initialize([2, 2]).Should().Equal(0.5f, 0, 0, 0.5f);
        RecurrentInit.IrnnInput().Should().Be(Init.Normal(0, 0.001));
    }

    [Fact]
    public void HippoLegs_TakenApart_IsNormalPlusRankOne()
    {
        // A + P P^T = -1/2 I + a skew-symmetric matrix: S4's starting point.
        const int States = 24;
        float[] a = StateSpaceInit.HippoLegsA().Initialize([States, States]),
            p = StateSpaceInit.HippoLegsP().Initialize([States]), b = StateSpaceInit.HippoLegsB().Initialize([2, States]);
        for (int n = 0; n < States; n++)
        {
            b[n].Should().Be((float)Math.Sqrt(2 * n + 1)).And.Be(b[States + n]);
            p[n].Should().Be((float)Math.Sqrt(n + 0.5));
            a[n * States + n].Should().Be(-(n + 1));
            for (int k = 0; k < n; k++)
            {
                a[n * States + k].Should().Be((float)-Math.Sqrt((2.0 * n + 1) * (2 * k + 1)));
                a[k * States + n].Should().Be(0);
                double below = a[n * States + k] + (double)p[n] * p[k], above = (double)p[n] * p[k];
                // A, twice as large, is rounded once, and each P on either side
                below.Should().BeApproximately(-above, 6.01 * above * Math.ScaleB(1, -24));
            }
            (a[n * States + n] + (double)p[n] * p[n]).Should().BeApproximately(-0.5, (n + 1) * Math.ScaleB(2, -24));
        }
    }

    [Fact]
    public void S4DAndMamba_OfTheAuthorsCode_HaveTheirDiagonals()
    {
        StateSpaceInit.S4DLogRealPart().Initialize([3]).Should().OnlyContain(value => value == (float)Math.Log(0.5));
        StateSpaceInit.S4DLinImaginaryPart().Initialize([2, 3])
            .Should().Equal(0, (float)Math.PI, (float)(2 * Math.PI), 0, (float)Math.PI, (float)(2 * Math.PI));
        float[] inverse = StateSpaceInit.S4DInvImaginaryPart().Initialize([8]); // 16 states
        for (int n = 0; n < 8; n++) inverse[n].Should().Be((float)(16 / Math.PI * (16.0 / (2 * n + 1) - 1)));
        float[] mamba = StateSpaceInit.MambaLogA().Initialize([2, 16]);
        for (int i = 0; i < 32; i++) Math.Exp(mamba[i]).Should().BeApproximately(i % 16 + 1, 17 * 2.8 * Math.ScaleB(1, -24));
        StateSpaceInit.MambaD().Should().Be(Init.Ones());
        foreach (TensorShape shape in (TensorShape[])[[3], [2, 3], [2, 2, 2]])
            ((Action)(() => StateSpaceInit.HippoLegsA().Initialize(shape)))
                .Should().Throw<ArgumentException>().WithMessage($"shape must be a square matrix, states by states, but was {shape}.*");
        StateSpaceInit.HippoLegsA().Initialize(TensorShape.Linear(2, 2, WeightLayout.InOut))
            .Should().Equal([-1, (float)-Math.Sqrt(3), 0, -2], "the input is the row in Keras's order");
        ((Action)(() => StateSpaceInit.HippoLegsB().Initialize([4, 1]))).Should().Throw<ArgumentException>()
            .WithMessage("shape must have the states as its last axis, but was [4, 1]*. Fill a column as a vector.*");
        StateSpaceInit.S4DLogStep().Low.Should().BeApproximately(Math.Log(0.001), 1e-14);
        StateSpaceInit.S4DLogStep().High.Should().BeApproximately(Math.Log(0.1), 1e-14);
        ((Action)(() => StateSpaceInit.HippoLegsB().Initialize([])))
            .Should().Throw<ArgumentException>().WithMessage("shape must have the states as its last axis, but was [].*");
    }

    [Theory]
    [InlineData(0.001, 0.1, 1e-4)]
    [InlineData(1e-9, 1e-8, 0)]
    [InlineData(0.01, 100, 0.02)]
    public void MambaStepBias_ThroughSoftplus_IsALogUniformStep(double smallest, double largest, double floor)
    {
        const int Count = 10_000;
        float[] biases = StateSpaceInit.MambaStepBias(smallest, largest, floor).Initialize([Count], Source());
        float[] uniform = Init.Uniform(0, 1).Initialize([Count], Source());
        for (int i = 0; i < Count; i++)
        {
            double step = Math.Max(floor, smallest * Math.Pow(largest / smallest, uniform[i]));
            // Without cancellation: ln(exp(s) - 1) = ln s + s/2 + s^2/24 - ... for small steps.
            double expected = step < 1e-3 ? Math.Log(step) + step / 2 + step * step / 24 : Math.Log(Math.Exp(step) - 1);
            ((double)biases[i]).Should().BeApproximately(
                double.IsInfinity(expected) ? step : expected, Math.Abs(expected) * Math.ScaleB(1.01, -24) + 2e-13);
        }
    }

    [Fact]
    public void Mamba2LogA_IsTheLogarithmOfAUniformNumber()
    {
        const int Count = 10_000;
        float[] logs = StateSpaceInit.Mamba2LogA().Initialize([Count], Source()), uniform = new float[Count];
        Source().NextUniform(uniform, 0, 1);
        logs.Should().Equal(uniform.Select(u => (float)Math.Log(1 + 15.0 * u)), (log, expected) => Math.Abs(log - expected) < 1e-6f);
        WeightPrediction promise = StateSpaceInit.Mamba2LogA().Predict([Count])!.Value;
        (promise.Smallest, promise.Largest).Should().Be((0, Math.Log(16)));
        promise.Mean.Should().BeApproximately(logs.Average(), 0.02);
        promise.StandardDeviation.Should().BeApproximately(Math.Sqrt(logs.Average(log => Math.Pow(log - promise.Mean, 2))), 0.02);
        WeightPrediction series = new Mamba2LogAInitializer(1, Math.Exp(0.0999)).Predict([1])!.Value;
        WeightPrediction closed = new Mamba2LogAInitializer(1, Math.Exp(0.1001)).Predict([1])!.Value;
        (series.Mean / closed.Mean).Should().BeApproximately(0.998, 1e-4, "the series meets the formula");
        (series.StandardDeviation / closed.StandardDeviation).Should().BeApproximately(0.998, 1e-4);
        ((Action)(() => StateSpaceInit.Mamba2LogA(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("smallest");
        ((Action)(() => StateSpaceInit.Mamba2LogA(2, 2))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void MambaSteps_OfTheAuthorsCode_HaveTheirBounds()
    {
        float[] weights = StateSpaceInit.MambaStepWeight().Initialize([1536, 48], Source());
        ((double)weights.Max(Math.Abs)).Should().BeInRange(0.999 / Math.Sqrt(48), (1 + Math.ScaleB(1, -23)) / Math.Sqrt(48));
        StateSpaceInit.MambaStepWeight(2).StandardDeviation([1536, 48]).Should().BeApproximately(2 / Math.Sqrt(3 * 48), 1e-15);
        ((Action)(() => StateSpaceInit.MambaStepBias(0.1, 0.01)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("smallest");
        ((Action)(() => StateSpaceInit.MambaStepBias(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("smallest");
        ((Action)(() => StateSpaceInit.MambaStepBias(floor: -1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("floor");
    }

    [Fact]
    public void Numbers_ThatMakeNoSense_AreRefused()
    {
        foreach ((long fanIn, long fanOut) in ((long, long)[])[(0, 4), (4, 0)])
            ((Action)(() => SigmoidInit.NguyenWidrowBias().Initialize(TensorShape.Vector(4).WithFans(fanIn, fanOut))))
                .Should().Throw<ArgumentException>().WithMessage("shape must have a fan above 0, but was *").WithParameterName("shape");
        ((Action)(() => RecurrentInit.IrnnRecurrent(double.NaN))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("scale");
        ((Action)(() => FieldInit.SirenHidden(1e200))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("omega0");
        ((Action)(() => SigmoidInit.PriorBias(double.Epsilon)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("probability");
        ((Action)(() => StateSpaceInit.MambaStepBias(1, 1e300))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("largest");
        ((Action)(() => StateSpaceInit.MambaStepBias(floor: double.PositiveInfinity)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("floor");
        TransformerInit.ResidualProjectionAtDepth(long.MaxValue).StandardDeviation.Should().BePositive();
        ((Action)(() => TransformerInit.ResidualProjection(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("layers");
        ((Action)(() => TransformerInit.ResidualProjectionAtDepth(-1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("layer");
        ((Action)(() => TransformerInit.ResidualProjection(1, double.NaN)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("standardDeviation");
        ((Action)(() => TransformerInit.Small(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("width");
        ((Action)(() => TransformerInit.Wang(0, 5))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("layers");
        ((Action)(() => AdapterInit.LoraDownNormal(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("rank");
        ((Action)(() => FieldInit.FourierFeatures(-1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("standardDeviation");
        ((Action)(() => RecurrentInit.ForgetGateBias(double.NaN)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("forget");
    }

    private static PhiloxRandom Source() => TestSeed.Source(nameof(RecipeTests));
}
