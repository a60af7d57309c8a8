using static TorchSharp.torch;

namespace Initializers.TorchSharp;

/// <summary>A parameter or a buffer of a module: what a plan has to know of it, and the tensor.</summary>
/// <param name="Parameter">Its name in the module, its shape with the meaning that the kind of its layer gives it, and its role.</param>
/// <param name="Tensor">The tensor.</param>
internal sealed record ModuleTensor(PlanParameter Parameter, Tensor Tensor)
{
    public string Name => Parameter.Name;
}
