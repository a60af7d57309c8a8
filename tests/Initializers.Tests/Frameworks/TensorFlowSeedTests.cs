using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>What TensorFlow's seeds and generators draw in each type, and what they refuse.</summary>
public class TensorFlowSeedTests
{
    private const int Count = 101;

    private static readonly TensorFlowSeed Seed = new(1, 2);

    private delegate void Fill<T>(Span<T> destination, double first, double second);

    [Fact]
    public void Distributions_OfEachType_AreThoseOfTheGoldenFiles()
    {
        Compare<float, Float32>(Seed.Uniform, Seed.Normal, Seed.TruncatedNormal);
        Compare<double, Float64>(Seed.Uniform, Seed.Normal, Seed.TruncatedNormal);
        Compare<Half, Float16>(Seed.Uniform, Seed.Normal, Seed.TruncatedNormal);
        Compare<ushort, BFloat16>(Seed.UniformBFloat16, Seed.NormalBFloat16, Seed.TruncatedNormalBFloat16);

        static void Compare<T, TType>(Fill<T> uniform, Fill<T> normal, Fill<T> truncated)
            where T : unmanaged
            where TType : struct, ITensorType<T>
        {
            Equal(uniform, expected => TensorFlowSampling<T, TType>.Uniform(Seed.Stream, expected, -0.3, 0.7), -0.3, 0.7);
            Equal(normal, expected => TensorFlowSampling<T, TType>.Normal(Seed.Stream, expected, 0.5, -0.02), 0.5, -0.02);
            Equal(truncated, expected => TensorFlowSampling<T, TType>.TruncatedNormal(Seed.Stream, expected, 0.5, 0.02), 0.5, 0.02);
        }
    }

    [Fact]
    public void Generator_OfEachType_DrawsFromItsStateAndGoesOn()
    {
        var random = new TensorFlowRandom(42);
        Compare<double, Float64>(random.Uniform, random.Normal, random.TruncatedNormal);
        Compare<Half, Float16>(random.Uniform, random.Normal, random.TruncatedNormal);
        Compare<ushort, BFloat16>(random.UniformBFloat16, random.NormalBFloat16, random.TruncatedNormalBFloat16);

        void Compare<T, TType>(Fill<T> uniform, Fill<T> normal, Fill<T> truncated)
            where T : unmanaged
            where TType : struct, ITensorType<T>
        {
            PhiloxCounter Stream() => new((ulong)random.State.Key, new((ulong)random.State.CounterHigh, (ulong)random.State.CounterLow));
            PhiloxCounter before = Stream();
            Equal(uniform, expected => TensorFlowSampling<T, TType>.Uniform(before, expected, -0.3, 0.7), -0.3, 0.7);
            PhiloxCounter second = Stream();
            second.Should().Be(before.After(256 * Count));
            Equal(normal, expected => TensorFlowSampling<T, TType>.Normal(second, expected, 0.5, 0.02), 0.5, 0.02);
            PhiloxCounter third = Stream();
            third.Should().Be(second.After(256 * Count));
            Equal(truncated, expected => TensorFlowSampling<T, TType>.TruncatedNormal(third, expected, 0.5, 0.02), 0.5, 0.02);
            Stream().Should().Be(third.After(256 * Count));
        }
    }

    [Fact]
    public void Numbers_ThatNoValueMayHave_AreRefused()
    {
        (float[] floats, double[] doubles, Half[] halves, ushort[] shorts) = (new float[1], new double[1], new Half[1], new ushort[1]);
        var random = new TensorFlowRandom(42);
        Refused(() => Seed.Uniform(floats, double.NaN, 1)).WithMessage("low must be a number that is finite in the type*but was NaN*")
            .WithParameterName("low");
        Refused(() => Seed.Uniform(floats, -3e38, 3e38)).WithParameterName("high");
        Refused(() => Seed.Uniform(halves, 0, 1e5)).WithParameterName("high");
        Refused(() => Seed.Normal(floats, 0, double.NaN)).WithParameterName("stddev");
        Refused(() => Seed.Normal(floats, double.PositiveInfinity)).WithParameterName("mean");
        Refused(() => Seed.Normal(floats, 0, 1e38))
            .WithMessage("stddev must be small enough for 0 +/- 5.68 ? stddev to be finite*but was 1E+38*")
            .WithParameterName("stddev");
        Refused(() => Seed.NormalBFloat16(shorts, 3.3e38, 1e38)).WithParameterName("stddev");
        Refused(() => Seed.TruncatedNormal(halves, 0, 4e4)).WithParameterName("stddev");
        Refused(() => Seed.Integers(new int[1], 2, 2)).WithMessage("low must be a whole number below high, which is 2*but was 2*")
            .WithParameterName("low");
        Refused(() => Seed.Integers(new long[1], 3, 2)).WithParameterName("low");
        Refused(() => random.Uniform(doubles, double.MinValue, double.MaxValue)).WithParameterName("high");
        Refused(() => random.Normal(doubles, 0, double.MaxValue)).WithParameterName("stddev");
        random.State.Should().Be(new TensorFlowRandom(42).State, "a refused call draws nothing");
        Seed.TruncatedNormal(halves, 0, 3e4);

        static FluentAssertions.Specialized.ExceptionAssertions<ArgumentOutOfRangeException> Refused(Action act) =>
            act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_500_000_000)]
    public void Split_IntoMoreThanAnArrayHolds_IsRefused(int count)
    {
        foreach (Func<TensorFlowSeed[]> split in (Func<TensorFlowSeed[]>[])[() => Seed.Split(count), () => Seed.SplitInt32(count)])
            split.Should().Throw<ArgumentOutOfRangeException>()
                .WithMessage(FormattableString.Invariant($"count must be a whole number from 0 to 1073741795*but was {count}*"))
                .WithParameterName(nameof(count));
    }

    /// <summary>Compares with what the golden tests draw.</summary>
    private static void Equal<T>(Fill<T> fill, Action<T[]> recipe, double first, double second)
        where T : unmanaged
    {
        (T[] expected, T[] actual) = (new T[Count], new T[Count]);
        recipe(expected);
        fill(actual, first, second);
        actual.Should().Equal(expected);
    }
}
