using Initializers.Benchmarks.Compare;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Benchmarks;

/// <summary>The work as TorchSharp's own initialization does it.</summary>
internal static class TorchWork
{
    public static Action? Of(Work work)
    {
        manual_seed(42);
        switch (work.Kind)
        {
            case Work.Model: return Tensors();
            case Work.ResNetModule: return All(ShapedModule.ResNet50());
            case Work.Gpt2Module: return All(ShapedModule.Gpt2());
        }
        Tensor values = work.Kind == Work.Orthogonal ? empty(work.Side, work.Side) : empty(work.Size);
        return work.Kind switch
        {
            Work.Fill => () => init.ones_(values),
            Work.Uniform => () => init.uniform_(values, -1, 1),
            Work.Normal => () => init.normal_(values),
            Work.Truncated => () => Truncate(values, 2),
            Work.Orthogonal => () => init.orthogonal_(values),
            _ => null,
        };
    }

    /// <summary>
    /// N(0, 1) within [-bound, bound] by the operations of PyTorch's <c>trunc_normal_</c> to 2.11, since TorchSharp's own function draws
    /// something else.
    /// </summary>
    private static void Truncate(Tensor values, double bound)
    {
        using IDisposable without = no_grad();
        double mass = special.erf(tensor(bound / Math.Sqrt(2), float64)).item<double>();
        values.uniform_(-mass, mass);
        values.erfinv_();
        values.mul_(Math.Sqrt(2));
        values.add_(0);
        values.clamp_(-bound, bound);
    }

    private static Action Tensors()
    {
        (Tensor Tensor, IWeightInitializer Initializer)[] parameters =
            [.. Gpt2.Small.Select(parameter => (empty(parameter.Shape.ToArray()), parameter.Initializer))];
        return () =>
        {
            foreach ((Tensor tensor, IWeightInitializer initializer) in parameters)
            {
                if (initializer is NormalInitializer normal) init.normal_(tensor, 0, normal.StandardDeviation);
                else if (tensor.dim() == 1) init.zeros_(tensor);
            }
        };
    }

    private static Action All(ShapedModule model) => () =>
    {
        foreach ((string name, Module layer) in model.named_modules()) Fill(name, layer);
    };

    /// <summary>What torchvision's ResNet and GPT-2 do to each layer.</summary>
    private static void Fill(string name, Module layer)
    {
        switch (layer)
        {
            case Conv2d convolution:
                init.kaiming_normal_(convolution.weight!, 0, init.FanInOut.FanOut, init.NonlinearityType.ReLU);
                break;
            case BatchNorm2d norm:
                init.ones_(norm.weight!);
                init.zeros_(norm.bias!);
                break;
            case LayerNorm norm:
                init.ones_(norm.weight!);
                init.zeros_(norm.bias!);
                break;
            case Embedding embedding:
                init.normal_(embedding.weight!, 0, 0.02);
                break;
            case Linear linear:
                init.kaiming_uniform_(linear.weight!, Math.Sqrt(5));
                init.uniform_(linear.bias!, -1 / Math.Sqrt(linear.in_features), 1 / Math.Sqrt(linear.in_features));
                break;
            case Conv1D projection:
                init.normal_(projection.Weight, 0, name.EndsWith("c_proj", StringComparison.Ordinal) ? 0.02 / Math.Sqrt(24) : 0.02);
                init.zeros_(projection.Bias);
                break;
        }
    }
}
