using Initializers.Frameworks;
using Initializers.Tests.Statistics;

namespace Initializers.Tests.Contracts;

/// <summary>Bounds hold in the returned number type: rounding does not exceed them.</summary>
public class BoundsTests
{
    private static readonly TensorShape Shape = TensorShape.Linear(120, 90).WithBlocks([40, 30, 20]);

    /// <summary>Initializers whose bounds neither Half nor bfloat16 can represent, with the bounds; the upper
    /// bound of uniforms is exclusive.</summary>
    private static readonly Dictionary<string, (IWeightInitializer Initializer, double Low, double High, bool IsExcluded)> Bounded = new()
    {
        ["uniform"] = (Init.Uniform(0.3), -0.3, 0.3, true),
        ["uniform of bounds that a type has"] = (Init.Uniform(0, 1), 0, 1, true),
        ["uniform below 0"] = (Init.Uniform(-0.2003, -0.1), -0.2003, -0.1, true),
        ["uniform beyond Half"] = (Init.Uniform(60000, 80000), 60000, 80000, true),
        ["truncated"] = (Init.TruncatedNormal(0, 1, -0.3, 0.3), -0.3, 0.3, false),
        ["truncated tail"] = (Init.TruncatedNormal(0, 1, 4.1, double.PositiveInfinity), 4.1, double.PositiveInfinity, false),
        ["Glorot uniform of fans in"] = (Init.GlorotUniform(mode: FanMode.In), -Math.Sqrt(3 / 120.0), Math.Sqrt(3 / 120.0), true),
        ["He truncated"] = (Init.HeTruncatedNormal(), -HeBound, HeBound, false),
        ["masked"] = (Init.Uniform(0.3).Masked([.. Enumerable.Range(0, 120 * 90).Select(i => i % 3 > 0)]), -0.3, 0.3, true),
        ["packed"] = (Init.PerBlock(Init.Uniform(0.3), Init.Uniform(0.1), Init.Zeros()), -0.3, 0.3, true),
        ["scaled by 1"] = (Init.Uniform(0.3).Scaled(1), -0.3, 0.3, true),
        ["repeated"] = (Init.Uniform(0.3).Repeated(10), -0.3, 0.3, true),
        ["bound"] = (Init.Uniform(0.3).WithSeed(1), -0.3, 0.3, true),
    };

    public static TheoryData<string> Names => [.. Bounded.Keys];

    private static double HeBound => Math.Sqrt(2 / 120.0) * 2 / 0.87962566103423978;

    [Theory, MemberData(nameof(Names))]
    public void Initialize_HalfAndBFloat16_StayWithinTheBounds(string name)
    {
        (IWeightInitializer initializer, double low, double high, bool isExcluded) = Bounded[name];
        foreach (IRandomSource random in (IRandomSource[])[Source(), new BitsOnly(Source()), new PyTorchRandom(1)])
        {
            double[] halves = [.. initializer.Initialize<Half>(Shape, random).Select(weight => (double)weight)];
            double[] numbers = [.. initializer.InitializeBFloat16(Shape, random)
                .Select(bits => (double)BitConverter.UInt32BitsToSingle((uint)bits << 16))];
            foreach (double[] weights in (double[][])[halves, numbers])
            {
                weights.Min().Should().BeGreaterThanOrEqualTo(low);
                weights.Max().Should().BeLessThanOrEqualTo(high);
                if (isExcluded) weights.Max().Should().BeLessThan(high);
                weights.Distinct().Should().HaveCountGreaterThan(2, "they are not all at the bounds");
            }
        }
    }

    [Fact]
    public void Initialize_BlocksOfUnequalSizes_StayWithinTheBoundsOfEach()
    {
        Half[] weights = Init.GlorotUniform().Initialize<Half>(Shape, Source());
        foreach ((int first, int rows) in (ReadOnlySpan<(int, int)>)[(0, 40), (40, 30), (70, 20)])
            weights.Skip(first * 120).Take(rows * 120).Max(weight => Math.Abs((double)weight))
                .Should().BeLessThanOrEqualTo(Math.Sqrt(6.0 / (120 + rows)));
    }

    [Fact]
    public void Initialize_BoundsBetweenWhichATypeHasNoNumber_IsRefused()
    {
        var weights = new Half[4];
        var bits = new ushort[4];
        PhiloxRandom random = Source();
        foreach (IWeightInitializer initializer in (IWeightInitializer[])[Init.Uniform(1.0001, 1.0002),
            Init.TruncatedNormal(1, 1, 0.0001, 0.0002), Init.PerBlock(Init.Zeros(), Init.Uniform(70000, 80000))])
        {
            ((Action)(() => initializer.Initialize(weights.AsSpan(), [4], random))).Should().Throw<ArgumentException>()
                .WithMessage("initializer must have bounds with a Half between them, but was *").WithParameterName("initializer");
        }
        foreach (IRandomSource source in (IRandomSource[])[random, new BitsOnly(random), new DotNetRandom(new Random(1))])
        {
            // The upper bound is just below 0, not the sum of doubles.
            ((Action)(() => Init.TruncatedNormal(-1e-9, 1e4, 0, 1e-13).Initialize<Half>([1], source)))
                .Should().Throw<ArgumentException>().WithParameterName("initializer");
        }
        ((Action)(() => Init.Uniform(1.0001, 1.0002).InitializeBFloat16(bits, [4], random))).Should().Throw<ArgumentException>()
            .WithMessage("initializer must have bounds with a bfloat16 between them, but was *").WithParameterName("initializer");
        random.Position.Should().Be(0);
    }

    /// <summary>A source that implements a single method.</summary>
    private sealed class BitsOnly(PhiloxRandom words) : IRandomBitSource
    {
        public void NextBits(Span<uint> destination) => words.NextBits(destination);
    }

    private static PhiloxRandom Source() => TestSeed.Source(nameof(BoundsTests));
}
