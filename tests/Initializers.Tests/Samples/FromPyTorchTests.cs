using FromPyTorch;
using Initializers.Frameworks;

namespace Initializers.Tests.Samples;

/// <summary>The sample's network on the digits.</summary>
public class FromPyTorchTests
{
    [Fact]
    public void Loss_OfTheFirstDigits_IsPyTorchs()
    {
        IReadOnlyList<NamedTensor<float>> state = PyTorchInit
            .Sequential(PyTorchInit.Linear(64, 32), PyTorchInit.WithoutParameters("ReLU"), PyTorchInit.Linear(32, 10))
            .Initialize(new PyTorchRandom(0));
        // PyTorch 1.13 says 2.316685; sums of 64 floats are taken in another order.
        new TwoLayers(state).LossOfFirstDigits(50).Should().BeApproximately(2.316685, 2e-6);
    }
}
