using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Tests.Support;

/// <summary>A module of given tensors: parameters <c>p0</c>, <c>p1</c>, ...</summary>
internal sealed class Raw : Module
{
    public Raw(params IEnumerable<Tensor> tensors) : base(nameof(Raw))
    {
        int number = 0;
        foreach (Tensor tensor in tensors) register_parameter($"p{number++}", new Parameter(tensor.detach()));
    }
}
