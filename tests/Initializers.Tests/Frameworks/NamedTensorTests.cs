using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>The parameters that modules, layers and models return.</summary>
public class NamedTensorTests
{
    [Fact]
    public void Text_OfEachFramework_IsNameAndDimensions()
    {
        PyTorchInit.Linear(3, 2).Initialize(new PyTorchRandom(1)).Select(tensor => tensor.ToString())
            .Should().Equal("weight [2, 3]", "bias [2]");
        new KerasModel(KerasLayer.Dense(3, 2)).Initialize(1, KerasBackend.TensorFlow).Select(tensor => tensor.ToString())
            .Should().Equal("dense/kernel [3, 2]", "dense/bias [2]");
        FlaxLayer.Dense(3, 2).Initialize(JaxKey.FromSeed(1), ["Block_0", "Dense_0"]).Select(tensor => tensor.ToString())
            .Should().Equal("Block_0/Dense_0/kernel [3, 2]", "Block_0/Dense_0/bias [2]");
    }

    [Fact]
    public void Nulls_AreRefused()
    {
        ((Func<object>)(() => new NamedTensor<float>(null!, [1], [1]))).Should().Throw<ArgumentNullException>().WithParameterName("Name");
        ((Func<object>)(() => new NamedTensor<float>("a", [1], null!))).Should().Throw<ArgumentNullException>().WithParameterName("Values");
        ((Func<object>)(() => new NamedTensor<float>("a", [1], [1]) with { Name = null! })).Should().Throw<ArgumentNullException>();
    }
}
