using Initializers.Frameworks;

namespace Initializers.Fingerprints;

/// <summary>The frameworks' generators and distributions, in float and double.</summary>
internal static class FrameworkDraws
{
    private const int Count = 20_011;

    private static readonly TensorShape Shape = TensorShape.Linear(inputs: 61, outputs: 77);

    public static void Print()
    {
        foreach ((string name, Func<IRandomSource> source) in Sources())
        {
            Fingerprint.Print($"{name} uniforms", () => Floats(values => source().NextUniform(values, -1, 1)));
            Fingerprint.Print($"{name} normals", () => Floats(values => source().NextNormal(values, 0, 1)));
            Fingerprint.Print($"{name} truncated normals", () => Floats(
                values => source().NextTruncatedNormal(values, mean: 0, standardDeviation: 1, lower: -2, upper: 2)));
            foreach (string text in (string[])["HeNormal()", "GlorotUniform()", "TruncatedNormal(0, 1, -2, 2)", "Orthogonal()"])
            {
                Fingerprint.Print($"{name} {text}", () => Init.Parse(text).Initialize(Shape, source()));
                Fingerprint.Print($"{name} {text} double", () => Init.Parse(text).Initialize<double>(Shape, source()));
            }
        }
        foreach (NamedTensor<float> tensor in PyTorchInit.Sequential(
            PyTorchInit.Linear(30, 20), PyTorchInit.Conv(3, 8, [5, 5]), PyTorchInit.Lstm(7, 9)).Initialize(new PyTorchRandom(0)))
            Fingerprint.Print<float>($"PyTorch's module {tensor.Name}", tensor.Values);
    }

    private static IEnumerable<(string, Func<IRandomSource>)> Sources() =>
    [
        ("PyTorch", () => new PyTorchRandom(1)),
        ("PyTorch without AVX2", () => new PyTorchRandom(1, PyTorchCpuCapability.Default)),
        ("JAX", () => new JaxRandom(1)),
        ("NumPy's RandomState", () => new NumPyLegacyRandom(1)),
        ("TensorFlow", () => new TensorFlowRandom(1)),
        .. Enum.GetValues<NumPyBitGenerator>().Select(
            generator => ($"NumPy's {generator}", (Func<IRandomSource>)(() => new NumPyRandom(1, generator)))),
        .. Enum.GetValues<KerasBackend>().Select(
            backend => ($"Keras on {backend}", (Func<IRandomSource>)(() => new KerasRandom(1, backend)))),
    ];

    private static float[] Floats(Action<float[]> draw)
    {
        float[] values = new float[Count];
        draw(values);
        return values;
    }
}
