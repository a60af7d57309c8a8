using Initializers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharpDigits;

/// <summary>Two convolutions and two linear layers, for images [examples, 1, 8, 8].</summary>
public sealed class ConvolutionalNetwork : Module<Tensor, Tensor>
{
    private readonly Sequential _layers = Sequential(
        ("conv1", Conv2d(1, 16, 3, padding: 1)), ("relu1", ReLU(inplace: true)),
        ("conv2", Conv2d(16, 32, 3, padding: 1)), ("relu2", ReLU(inplace: true)), ("pool", MaxPool2d(2)),
        ("flatten", Flatten()),
        ("hidden", Linear(32 * 4 * 4, 64)), ("relu3", ReLU(inplace: true)),
        ("out", Linear(64, 10)));

    public ConvolutionalNetwork() : base(nameof(ConvolutionalNetwork)) => register_module("layers", _layers);

    /// <summary>He's weights before each ReLU, LeCun's before the softmax.</summary>
    public static InitializationPlan Plan => new()
    {
        { "layers.out.weight", Init.LeCunNormal() },
        { "**.weight", Init.HeNormal() },
        { "**.bias", Init.Zeros() },
    };

    public override Tensor forward(Tensor images) => _layers.call(images);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _layers.Dispose();
        base.Dispose(disposing);
    }
}
