using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Benchmarks;

/// <summary>GPT-2's layer: a linear one whose weight is [in, out].</summary>
internal sealed class Conv1D : Module
{
    public Conv1D(long inputs, long outputs) : base(nameof(Conv1D))
    {
        (Weight, Bias) = (new Parameter(empty(inputs, outputs)), new Parameter(empty(outputs)));
        register_parameter("weight", Weight);
        register_parameter("bias", Bias);
    }

    public Parameter Weight { get; }

    public Parameter Bias { get; }
}
