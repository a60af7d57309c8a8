using TorchSharp;

namespace Initializers.TorchSharp.Tests;

/// <summary>What the other tests stand on.</summary>
public class LibtorchTests
{
    [Fact]
    public void LibtorchIsThere()
    {
        torch.manual_seed(3);
        torch.rand(3).data<float>().ToArray().Should().Equal(0.0042635202f, 0.10556936f, 0.28584248f);
    }
}
