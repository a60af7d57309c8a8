using Initializers.Tool;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Benchmarks;

/// <summary>A model of TorchSharp's modules, from the names and shapes of its parameters.</summary>
internal sealed class ShapedModule : Module
{
    private readonly Dictionary<string, ShapedModule> _inner = [];

    private ShapedModule(string name) : base(name)
    {
    }

    public static ShapedModule ResNet50() => Of(VisionShapes.ResNet(isBottleneck: true), channels => BatchNorm2d(channels));

    public static ShapedModule Gpt2() => Of(ModelShapes.Gpt2(), width => LayerNorm(width));

    private static ShapedModule Of(IEnumerable<(string Name, TensorShape Shape)> parameters, Func<long, Module> norm)
    {
        var model = new ShapedModule("model");
        foreach (IGrouping<string, (string Name, TensorShape Shape)> layer in parameters.GroupBy(parameter => Path(parameter.Name)))
        {
            ShapedModule within = model;
            string[] names = layer.Key.Split('.');
            foreach (string name in names[..^1]) within = within.Inner(name);
            within.register_module(names[^1], Layer([.. layer.Select(parameter => parameter.Shape)], norm, names[^1]));
        }
        return model;
    }

    private static string Path(string parameter) => parameter[..parameter.LastIndexOf('.')];

    private ShapedModule Inner(string name)
    {
        if (_inner.TryGetValue(name, out ShapedModule? inner)) return inner;
        inner = new(name);
        register_module(name, inner);
        return _inner[name] = inner;
    }

    /// <summary>The layer that has a weight, and a bias where there are two shapes.</summary>
    private static Module Layer(TensorShape[] shapes, Func<long, Module> norm, string name) => (shapes[0].ToArray(), shapes.Length) switch
    {
        ([var outputs, var inputs, var height, var width], 1) => Conv2d(inputs, outputs, (height, width), bias: false),
        ([var channels], 2) => norm(channels),
        ([var rows, var width], 1) => Embedding(rows, width),
        ([var outputs, var inputs], 2) when name == "fc" => Linear(inputs, outputs),
        ([var inputs, var outputs], 2) => new Conv1D(inputs, outputs),
        _ => throw new ArgumentException($"shapes must be those of a layer, but were {string.Join(", ", shapes)}.", nameof(shapes)),
    };
}
