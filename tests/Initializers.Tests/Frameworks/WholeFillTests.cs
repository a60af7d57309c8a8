using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>
/// Sources whose values depend on how many are drawn at once: the core's initializers fill whole parameters from them, in every number
/// type.
/// </summary>
public class WholeFillTests
{
    private const int Count = 1030;

    public static TheoryData<string> Names => [.. Sources.Keys];

    private static readonly Dictionary<string, Func<IRandomSource>> Sources = new()
    {
        ["PyTorch"] = () => new PyTorchRandom(3),
        ["NumPy"] = () => new NumPyRandom(3),
        ["NumPy, legacy"] = () => new NumPyLegacyRandom(3),
        ["JAX"] = () => new JaxRandom(3),
        ["TensorFlow"] = () => new TensorFlowRandom(3),
        ["Keras, a number"] = () => new KerasRandom(3, KerasBackend.TensorFlow),
        ["Keras, a generator"] = () => KerasRandom.Generator(3, KerasBackend.Torch),
    };

    private static readonly ElementwiseInitializer[] Initializers =
        [Init.Uniform(-1, 2), Init.Normal(0, 0.5), Init.TruncatedNormal(0, 0.5)];

    [Theory]
    [MemberData(nameof(Names))]
    public void OtherNumberTypes_OfAnInitializerOfTheCore_AreTheFloats(string source)
    {
        foreach (ElementwiseInitializer initializer in Initializers)
        {
            float[] floats = initializer.Initialize([Count], Sources[source]());
            initializer.Initialize<double>([Count], Sources[source]())
                .Should().Equal(floats.Select(value => (double)value), $"the initializer is {initializer}");
            initializer.Initialize<Half>([Count], Sources[source]()).Should().Equal(floats.Select(value => (Half)value));
            var matrix = new double[10, Count / 10];
            initializer.Initialize(matrix, Sources[source]());
            matrix.Cast<double>().Should().Equal(floats.Select(value => (double)value));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Slices_TakeASourceOfWords_WhichNoneOfTheseIs(string source) =>
        Sources[source]().Should().NotBeAssignableTo<IRandomBitSource>(
            "a framework's values depend on how many are drawn at once, so slices must not compile");

    [Theory]
    [MemberData(nameof(Names))]
    public void Sparse_FromAnySource_KeepsWhatItSays(string source)
    {
        float[] weights = Init.Sparse(0.75, 2).Initialize([50, 40], Sources[source]());
        weights.Should().Equal(Init.Sparse(0.75, 2).Initialize([50, 40], Sources[source]()));
        weights.Chunk(40).Should().OnlyContain(row => row.Count(weight => weight != 0) == 10);
    }

    [Fact]
    public void NumberTypes_OfAFrameworksOwnInitializer_AreItsOwn()
    {
        var expected = new Half[20];
        PyTorchInit.Normal().Initialize(expected.AsSpan(), [20], new PyTorchRandom(0));
        PyTorchInit.Normal().Initialize<Half>([20], new PyTorchRandom(0)).Should().Equal(expected)
            .And.NotEqual(PyTorchInit.Normal().Initialize([20], new PyTorchRandom(0)).Select(value => (Half)value));

        KerasInit.RandomNormal().Initialize(expected.AsSpan(), [20], new KerasRandom(0, KerasBackend.Jax));
        KerasInit.RandomNormal().Initialize<Half>([20], new KerasRandom(0, KerasBackend.Jax)).Should().Equal(expected);

        JaxKey key = new JaxRandom(0).NextKey();
        JaxInit.Normal().Initialize(expected.AsSpan(), [20], key);
        JaxInit.Normal().Initialize<Half>([20], new JaxRandom(0)).Should().Equal(expected);
        var doubles = new double[20];
        JaxInit.Normal().Initialize(doubles.AsSpan(), [20], key);
        JaxInit.Normal().Initialize<double>([20], new JaxRandom(0)).Should().Equal(doubles);
    }
}
