using Initializers.Frameworks;
using Initializers.TorchSharp.Tests.Support;
using static TorchSharp.torch;

namespace Initializers.TorchSharp.Tests.Generators;

public class TorchGeneratorTests
{
    [Fact]
    public void EitherSideGoesOnWhereTheOtherStopped()
    {
        for (int drawn = 0; drawn < 40; drawn++)
        {
            manual_seed(drawn);
            randn(drawn).Dispose(); // fewer than 16 in pairs, of which one may be kept
            PyTorchRandom random = Generator.Default.ToPyTorchRandom();
            random.InitialSeed.Should().Be((ulong)drawn);
            using Tensor there = randn(7), next = rand(700);
            PyTorchInit.Normal().Initialize([7], random).Should().Equal(TensorBits.Floats(there));
            PyTorchInit.Uniform().Initialize([700], random).Should().Equal(TensorBits.Floats(next));
            random.GetState().Should().Equal(TensorBits.Of(get_rng_state()));

            float[] here = PyTorchInit.Normal().Initialize([9], random);
            manual_seed(1);
            random.CopyTo(Generator.Default);
            random.GetState().Should().Equal(TensorBits.Of(get_rng_state()));
            using Tensor after = randn(5);
            TensorBits.Floats(after).Should().Equal(PyTorchInit.Normal().Initialize([5], random)).And.NotEqual(here[..5]);
        }
    }

    [Fact]
    public void OwnGeneratorsAndStatesAreResumed()
    {
        using var generator = new Generator(11, CPU);
        PyTorchRandom random = generator.ToPyTorchRandom();
        using Tensor there = empty(100).normal_(generator: generator);
        PyTorchInit.Normal().Initialize([100], random).Should().Equal(TensorBits.Floats(there));

        manual_seed(5);
        using Tensor state = get_rng_state(), first = randn(30);
        random.SetState(state);
        PyTorchInit.Normal().Initialize([30], random).Should().Equal(TensorBits.Floats(first));
        set_rng_state(random.GetStateTensor());
        using Tensor second = randn(30);
        PyTorchInit.Normal().Initialize([30], random).Should().Equal(TensorBits.Floats(second));
    }

    [Fact]
    public void DisposedGeneratorsAreRefused()
    {
        var generator = new Generator(4, CPU);
        generator.Dispose();
        generator.Invoking(one => one.ToPyTorchRandom()).Should().Throw<ArgumentException>().WithParameterName("generator");
        new PyTorchRandom(1).Invoking(one => one.CopyTo(generator)).Should().Throw<ArgumentException>().WithParameterName("generator");
    }

    [Fact]
    public void WhatIsNoStateIsRefused()
    {
        var random = new PyTorchRandom(1);
        byte[] before = random.GetState();
        using Tensor shorter = zeros(16, ScalarType.Byte), floats = zeros(5056), empty = zeros(5056, ScalarType.Byte);
        foreach (Tensor state in new[] { shorter, floats, empty })
            random.Invoking(one => one.SetState(state)).Should().Throw<ArgumentException>().WithParameterName("state");
        random.Invoking(one => one.SetState((Tensor)null!)).Should().Throw<ArgumentNullException>().WithParameterName("state");
        random.Invoking(one => one.CopyTo(null!)).Should().Throw<ArgumentNullException>().WithParameterName("generator");
        Action ofNull = () => ((Generator)null!).ToPyTorchRandom();
        ofNull.Should().Throw<ArgumentNullException>().WithParameterName("generator");
        random.GetState().Should().Equal(before);
    }
}
