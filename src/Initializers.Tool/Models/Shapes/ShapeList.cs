namespace Initializers.Tool;

/// <summary>Names and shapes of a model, layer by layer, as PyTorch stores them.</summary>
internal sealed class ShapeList : List<(string Name, TensorShape Shape)>
{
    /// <summary>The number of elements of all parameters.</summary>
    public long Elements => this.Sum(parameter => parameter.Shape.Count);

    public void Convolution(string name, long outputs, long inputs, long side, bool bias = false)
    {
        Add(($"{name}.weight", [outputs, inputs, side, side]));
        if (bias) Add(($"{name}.bias", [outputs]));
    }

    public void Linear(string name, long outputs, long inputs, bool bias = true)
    {
        Add(($"{name}.weight", [outputs, inputs]));
        if (bias) Add(($"{name}.bias", [outputs]));
    }

    public void Norm(string name, long width)
    {
        Add(($"{name}.weight", [width]));
        Add(($"{name}.bias", [width]));
    }

    /// <summary>A convolution and its norm, as torchvision names them: <c>name.0</c> and <c>name.1</c>.</summary>
    public void Normed(string name, long outputs, long inputs, long side) => Normed($"{name}.0", $"{name}.1", outputs, inputs, side);

    public void Normed(string convolution, string norm, long outputs, long inputs, long side)
    {
        Convolution(convolution, outputs, inputs, side);
        Norm(norm, outputs);
    }
}
