namespace Initializers.Benchmarks.Compare;

/// <summary>
/// A piece of work to measure: a fill of a kind and size, a square orthogonal matrix with the given number of elements, or all parameters
/// of a model.
/// </summary>
public sealed record Work(string Kind, int Size)
{
    public const string Fill = "fill", Uniform = "uniform", Normal = "normal", Truncated = "truncated", Orthogonal = "orthogonal",
        Model = "gpt2", ResNetModule = "resnet50-module", Gpt2Module = "gpt2-module";

    public const int Large = 1 << 24, Small = 64;

    public static readonly Work LargeFill = new(Fill, Large), Matrix = new(Orthogonal, 1024 * 1024),
        LargeMatrix = new(Orthogonal, 2048 * 2048);

    /// <summary>All parameters of a model as the modules of TorchSharp hold them.</summary>
    public static readonly IReadOnlyList<Work> Modules = [new(ResNetModule, 25_557_032), new(Gpt2Module, 124_439_808)];

    /// <summary>All work, in the order of the table.</summary>
    public static IReadOnlyList<Work> All { get; } =
    [
        .. from kind in (string[])[Fill, Uniform, Normal, Truncated]
           from size in (int[])[Small, 4096, 1 << 20, Large]
           select new Work(kind, size),
        Matrix,
        LargeMatrix,
        new(Model, checked((int)Gpt2.Small.Sum(parameter => parameter.Shape.Count))),
    ];

    /// <summary>The number of rows and columns of a square matrix.</summary>
    public int Side => (int)Math.Sqrt(Size);

    /// <summary>Whether it is a model of TorchSharp's modules.</summary>
    public bool IsModule => Kind is ResNetModule or Gpt2Module;

    public override string ToString() => $"{Kind} {Size}";

    public static Work Parse(string text) =>
        text.Split(' ') is [var kind, var size] ? new Work(kind, int.Parse(size))
        : throw new FormatException($"text must be a kind and a size, but was \"{text}\".");
}
