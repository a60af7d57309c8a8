using TorchSharp.Modules;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>The activation functions that TorchSharp's modules are.</summary>
internal static class TorchActivations
{
    /// <summary>The function of a module; null for one that is none, or that this library does not have.</summary>
    public static Activation? Of(Module module) => module switch
    {
        ReLU => Activation.ReLU,
        ReLU6 => Activation.ReLU6,
        LeakyReLU leaky => Activation.LeakyReLU(leaky.negative_slope),
        PReLU { num_parameters: 1 } slope => Activation.PReLU(slope.init),
        ELU exponential => Activation.ELU(exponential.alpha),
        CELU exponential => Activation.CELU(exponential.alpha),
        SELU => Activation.SELU,
        GELU { approximate: GELU.Approximate.tanh } => Activation.GELUTanh,
        GELU => Activation.GELU,
        SiLU => Activation.SiLU,
        Mish => Activation.Mish,
        Hardswish => Activation.HardSwish,
        Hardsigmoid => Activation.HardSigmoid,
        Hardtanh { min_val: -1, max_val: 1 } => Activation.HardTanh,
        Softplus { beta: 1 } => Activation.Softplus,
        Softsign => Activation.Softsign,
        Tanh => Activation.Tanh,
        Sigmoid => Activation.Sigmoid,
        _ => null,
    };
}
