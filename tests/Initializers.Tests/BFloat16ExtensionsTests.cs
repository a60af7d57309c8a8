using Initializers.Frameworks;
using Initializers.Tests.Contracts;
using Initializers.Tests.NumberTypes;
using Initializers.Tests.Statistics;

namespace Initializers.Tests;

/// <summary>Fills of bfloat16 are those of floats, rounded once.</summary>
public class BFloat16ExtensionsTests
{
    private static readonly TensorShape Shape = [40, 30];

    [Theory]
    [MemberData(nameof(Catalogue.Unscaled), MemberType = typeof(Catalogue))]
    public void InitializeBFloat16_OfTheCatalogue_IsTheFloatsRoundedToNearest(string name)
    {
        IWeightInitializer initializer = Catalogue.Get(name);
        TensorShape shape = Catalogue.ShapeFor(initializer);
        PhiloxRandom random = Source(), other = Source();
        ushort[] bits = initializer.InitializeBFloat16(shape, random);
        RoundedOnce.Verify(initializer.Initialize(shape, other), bits);
        random.Position.Should().Be(other.Position);
    }

    [Fact]
    public void InitializeBFloat16_OfManyWeights_IsTheSameOnAnyNumberOfThreads()
    {
        TensorShape shape = [1000, 1001];
        PhiloxRandom one = Source();
        one.MaxDegreeOfParallelism = 1;
        ushort[] bits = Init.TruncatedNormal().InitializeBFloat16(shape, Source());
        bits.Should().Equal(Init.TruncatedNormal().InitializeBFloat16(shape, one));
        RoundedOnce.Verify(Init.TruncatedNormal().Initialize(shape, Source()), bits);
    }

    [Fact]
    public void InitializeBFloat16_BySeedOrBinding_IsThatOfItsSource()
    {
        ushort[] bits = Init.HeNormal().InitializeBFloat16(Shape, new PhiloxRandom(42));
        Init.HeNormal().InitializeBFloat16(Shape, 42).Should().Equal(bits);
        Init.HeNormal().WithRandom(new PhiloxRandom(42)).InitializeBFloat16(Shape).Should().Equal(bits);
        var weights = new ushort[Shape.Count];
        Init.HeNormal().InitializeBFloat16(weights, Shape, 42);
        weights.Should().Equal(bits);
        Init.HeNormal().WithRandom(new PhiloxRandom(42)).InitializeBFloat16(weights, Shape);
        weights.Should().Equal(bits);
    }

    [Fact]
    public void InitializeBFloat16_OfAFramework_IsItsOwnBFloat16()
    {
        var weights = new ushort[Shape.Count];
        PyTorchInit.Normal().InitializeBFloat16(weights, Shape, new PyTorchRandom(3));
        ((IWeightInitializer)PyTorchInit.Normal()).InitializeBFloat16(Shape, new PyTorchRandom(3)).Should().Equal(weights);
        PyTorchInit.Normal().InitializeBFloat16(Shape, 3).Should().Equal(weights);
    }

    [Fact]
    public void InitializeBFloat16_Refused_WritesNothingAndMovesNothing()
    {
        ushort[] weights = [7, 7, 7];
        PhiloxRandom random = Source();
        ((Action)(() => Init.HeNormal().InitializeBFloat16(weights, [2, 2], random)))
            .Should().Throw<ArgumentException>().WithParameterName("weights");
        ((Action)(() => Init.HeNormal().InitializeBFloat16(weights, [3], (IRandomSource)null!)))
            .Should().Throw<ArgumentNullException>().WithParameterName("random");
        ((Action)(() => ((IWeightInitializer)null!).InitializeBFloat16([3], random)))
            .Should().Throw<ArgumentNullException>().WithParameterName("initializer");
        ((Action)(() => Init.HeNormal().InitializeBFloat16([1L << 40], random)))
            .Should().Throw<ArgumentException>().WithParameterName("shape");
        weights.Should().OnlyContain(weight => weight == 7);
        random.Position.Should().Be(0);
    }

    private static PhiloxRandom Source() => TestSeed.Source(nameof(BFloat16ExtensionsTests));
}
