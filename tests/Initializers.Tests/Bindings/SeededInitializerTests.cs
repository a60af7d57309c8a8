namespace Initializers.Tests.Bindings;

public class SeededInitializerTests
{
    private static readonly TensorShape Shape = [4, 5];

    [Fact]
    public void Initialize_KthCallWithoutASource_DrawsFromForkK()
    {
        SeededInitializer seeded = Init.HeNormal().WithSeed(42);
        for (int k = 0; k < 3; k++)
            seeded.Initialize(Shape).Should().Equal(Init.HeNormal().Initialize(Shape, new PhiloxRandom(42).Fork(k)));
    }

    [Fact]
    public void Initialize_TwoLayersAlike_GetDifferentWeights()
    {
        SeededInitializer seeded = Init.HeNormal().WithSeed(42);
        seeded.Initialize(Shape).Should().NotEqual(seeded.Initialize(Shape));
    }

    [Fact]
    public void Initialize_AnotherSizeBefore_DoesNotMoveTheNext()
    {
        float[] Second(TensorShape first)
        {
            SeededInitializer seeded = Init.HeNormal().WithSeed(42);
            seeded.Initialize(first);
            return seeded.Initialize(Shape);
        }

        Second([2, 2]).Should().Equal(Second([100, 100])).And.Equal(Second([0, 5]));
    }

    [Fact]
    public void Initialize_EveryWayToCall_TakesTheNextStream()
    {
        SeededInitializer seeded = Init.HeNormal().WithSeed(42);
        var span = new float[20];
        var matrix = new float[4, 5];
        seeded.Initialize(span.AsSpan(), Shape);
        seeded.Initialize(matrix);
        double[] doubles = seeded.Initialize<double>(Shape);
        MathNet.Numerics.LinearAlgebra.Matrix<float> mathNet = seeded.InitializeMatrix<float>(Shape);

        float[][] expected = [.. Enumerable.Range(0, 4).Select(k => Init.HeNormal().Initialize(Shape, new PhiloxRandom(42).Fork(k)))];
        span.Should().Equal(expected[0]);
        matrix.Cast<float>().Should().Equal(expected[1]);
        doubles.Should().Equal(expected[2].Select(weight => (double)weight));
        mathNet.ToRowMajorArray().Should().Equal(expected[3]);
    }

    [Fact]
    public void Initialize_ExplicitSource_WinsAndCountsForNothing()
    {
        SeededInitializer seeded = Init.HeNormal().WithSeed(42);
        seeded.Initialize(Shape, new PhiloxRandom(7)).Should().Equal(Init.HeNormal().Initialize(Shape, new PhiloxRandom(7)));
        seeded.Initialize(new double[20].AsSpan(), Shape, new PhiloxRandom(7));
        seeded.Initialize(Shape).Should().Equal(Init.HeNormal().WithSeed(42).Initialize(Shape));
    }

    [Fact]
    public void Initialize_WrongLength_CountsForNothing()
    {
        SeededInitializer seeded = Init.HeNormal().WithSeed(42);
        ((Action)(() => seeded.Initialize(new float[3].AsSpan(), Shape))).Should().Throw<ArgumentException>().WithParameterName("weights");
        seeded.Initialize(Shape).Should().Equal(Init.HeNormal().WithSeed(42).Initialize(Shape));
    }

    [Fact]
    public void Initialize_ManyThreads_ShareOutTheStreams()
    {
        SeededInitializer seeded = Init.HeNormal().WithSeed(42);
        var drawn = new float[50][];
        Parallel.For(0, drawn.Length, i => drawn[i] = seeded.Initialize(Shape));
        IEnumerable<float> firsts = Enumerable.Range(0, drawn.Length)
            .Select(k => Init.HeNormal().Initialize(Shape, new PhiloxRandom(42).Fork(k))[0]);
        drawn.Select(weights => weights[0]).Order().Should().Equal(firsts.Order());
    }

    [Fact]
    public void WithSeed_OnABoundInitializer_ReplacesTheBinding()
    {
        Init.HeNormal().WithSeed(1).WithSeed(42).Initialize(Shape).Should().Equal(Init.HeNormal().WithSeed(42).Initialize(Shape));
        Init.HeNormal().WithRandom(PhiloxRandom.Shared).WithSeed(42).Initialize(Shape)
            .Should().Equal(Init.HeNormal().WithSeed(42).Initialize(Shape));
        Init.HeNormal().WithSeed(42).WithRandom(new PhiloxRandom(9)).Initialize(Shape)
            .Should().Equal(Init.HeNormal().Initialize(Shape, new PhiloxRandom(9)));
        Init.HeNormal().WithSeed(-1).Seed.Should().Be(ulong.MaxValue);
        Init.HeNormal().WithSeed(0).Initialize(Shape)
            .Should().Equal(Init.HeNormal().WithSeed(0UL).Initialize(Shape), "0 is a seed like any other");
    }

    [Fact]
    public void WithRandom_Calls_DrawOneAfterTheOther()
    {
        RandomBoundInitializer bound = Init.HeNormal().WithRandom(new PhiloxRandom(42));
        float[] both = [.. bound.Initialize(Shape), .. bound.Initialize(Shape)];
        both.Should().Equal(Init.HeNormal().Initialize(new TensorShape(40).WithFans(5, 4), new PhiloxRandom(42)));
        bound.Initialize(Shape, new PhiloxRandom(7)).Should().Equal(Init.HeNormal().Initialize(Shape, new PhiloxRandom(7)));
        bound.Initialize<double>(Shape, new PhiloxRandom(7)).Should().Equal(Init.HeNormal().Initialize<double>(Shape, new PhiloxRandom(7)));
    }

    [Fact]
    public void Initialize_NeitherSeedNorSource_DiffersEachTime() =>
        Init.HeNormal().Initialize(Shape).Should().NotEqual(Init.HeNormal().Initialize(Shape));
}
