namespace Initializers.Fingerprints;

/// <summary>Every name of the catalogue and every text of a recipe: in four number types, and in slices.</summary>
internal static class Catalogue
{
    private static readonly TensorShape[] Shapes =
    [
        TensorShape.Linear(inputs: 61, outputs: 77), TensorShape.Convolution(inputs: 6, outputs: 12, [3, 5]), TensorShape.Vector(1200),
        [37, 37], new TensorShape(48, 96).WithBlocks(3), TensorShape.Linear(inputs: 200, outputs: 150),
    ];

    /// <summary>Texts of initializers with parameters that take other ways than their defaults.</summary>
    private static readonly string[] Texts =
    [
        "Normal(-1, 0.5)", "Uniform(1, 2)", "TruncatedNormal(1, 0.5, -1, 0.25)", "TruncatedNormal(0, 1, 1.9, 2.1)",
        "VarianceScaling(0.5, GeometricMean, Uniform)", "GlorotNormal(gain: 1.6666666666666667)", "HeUniform(2.23606797749979)",
        "HeNormal(0.2, Out)", "Orthogonal(1.4142135623730951)", "Sparse(0.5, 2, Input)", "LooksLinear(HeNormal())",
        "PerBlock(Zeros(), HeUniform())", "GlorotNormal().Scaled(0.25)", "GlorotUniform().Repeated(2)", "Orthogonal().Scaled(0.1)",
    ];

    private static readonly (string Text, IWeightInitializer Initializer)[] Initializers = [.. Init.Names.Concat(Texts).Select(
        text => (text, Init.Parse(text.Contains('(', StringComparison.Ordinal) ? text : $"{text}()")))];

    public static void Print()
    {
        foreach ((string text, IWeightInitializer initializer) in Initializers)
        {
            foreach (TensorShape shape in Shapes)
            {
                string name = $"{text} {shape}";
                Fingerprint.Print(name, () => initializer.Initialize(shape, new PhiloxRandom(42)));
                Fingerprint.Print($"{name} double", () => initializer.Initialize<double>(shape, new PhiloxRandom(42)));
                Fingerprint.Print($"{name} half", () => initializer.Initialize<Half>(shape, new PhiloxRandom(42)));
                if (initializer is ISliceInitializer sliced) Fingerprint.Print($"{name} by slices", () => Slices(sliced, shape));
            }
        }
    }

    private static float[] Slices(ISliceInitializer initializer, TensorShape shape)
    {
        float[] whole = new float[shape.Count];
        for (int start = 0, length = 1; start < whole.Length; start += length, length = Math.Min(2 * length + 1, whole.Length - start))
            initializer.InitializeSlice(whole.AsSpan(start, length), start, shape, new PhiloxRandom(42));
        return whole;
    }
}
