namespace Initializers.Tests;

/// <summary>What users write themselves: an elementwise initializer, an initializer of their own, a source of their own.</summary>
public class CustomInitializerTests
{
    [Fact]
    public void ElementwiseInitializer_OfOneMethod_GetsSlicesAndNumberTypes()
    {
        TensorShape shape = [30, 40];
        float[] whole = new Alternating().Initialize(shape, new PhiloxRandom(42));
        whole.Where((_, i) => i % 2 == 1).Should().OnlyContain(weight => weight < 0);
        var slice = new float[100];
        new Alternating().InitializeSlice(slice, 777, shape, new PhiloxRandom(42));
        slice.Should().Equal(whole[777..877]);
        new Alternating().Initialize<double>([60, 40], new PhiloxRandom(42))
            .Should().StartWith(whole.Select(weight => (double)weight), "each chunk of doubles resumes where the last one ended");
        new Alternating().ToString().Should().Contain("Alternating");
    }

    [Fact]
    public void InitializeSlice_OutsideTheParameter_IsRefused()
    {
        float[] slice = [7, 7, 7];
        foreach (long start in (long[])[-1, 10, 11, long.MaxValue, long.MinValue])
        {
            ((Action)(() => Init.Normal().InitializeSlice(slice, start, [12], new PhiloxRandom(1))))
                .Should().Throw<ArgumentOutOfRangeException>()
                .WithMessage(FormattableString.Invariant(
                    $"start must be at least 0 and leave room for 3 elements in the shape [12]*, but was {start}.*"))
                .WithParameterName("start");
        }
        ((Action)(() => Init.Normal().InitializeSlice(slice, 0, [12], null!)))
            .Should().Throw<ArgumentNullException>().WithParameterName("random");
        slice.Should().Equal(7, 7, 7);
    }

    [Fact]
    public void InitializeSlice_OfAParameterLargerThanAnyArray_Works()
    {
        TensorShape huge = [1L << 20, 1L << 20];
        float[] one = new float[100], other = new float[50];
        Init.HeNormal().InitializeSlice(one, (1L << 39) + 7, huge, new PhiloxRandom(42));
        Init.HeNormal().InitializeSlice(other, (1L << 39) + 57, huge, new PhiloxRandom(42));
        one[50..].Should().Equal(other);
    }

    [Fact]
    public void WeightInitializer_OfOneMethod_GetsDoublesAndHalves()
    {
        IWeightInitializer counting = new Counting();
        counting.Initialize([2, 2]).Should().Equal(0, 1, 2, 3);
        counting.Initialize<double>([2, 2]).Should().Equal(0, 1, 2, 3);
        counting.Initialize<Half>([2, 2]).Should().Equal((Half)0, (Half)1, (Half)2, (Half)3);
        counting.WithSeed(1).Initialize<double>([2, 2]).Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public void RandomSource_OfOneMethod_DrawsEverythingElse()
    {
        var random = new Weyl();
        random.Skip(5000);
        random.Drawn.Should().Be(5000);
        var values = new float[5000];
        random.NextTruncatedNormal(values, 0, 1, -1, 1);
        values.Should().OnlyContain(value => Math.Abs(value) <= 1);
        random.NextNormal(values, 10, 0.001);
        values.Should().OnlyContain(value => Math.Abs(value - 10) < 0.01);
        random.NextUniform(values, 1, 2);
        values.Should().OnlyContain(value => value >= 1 && value < 2);
        random.Drawn.Should().Be(20000);
        ((Action)(() => random.Skip(-1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("count");
    }

    private sealed record Alternating : ElementwiseInitializer
    {
        protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
        {
            random.NextUniform(slice, 1, 2);
            for (int i = 0; i < slice.Length; i++) slice[i] *= (start + i) % 2 == 0 ? 1 : -1;
        }
    }

    private sealed class Counting : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
        {
            for (int i = 0; i < weights.Length; i++) weights[i] = i;
        }
    }

    private sealed class Weyl : IRandomBitSource
    {
        public long Drawn { get; private set; }

        public void NextBits(Span<uint> destination)
        {
            foreach (ref uint word in destination) word = (uint)(Drawn++ * 2654435769);
        }
    }
}
