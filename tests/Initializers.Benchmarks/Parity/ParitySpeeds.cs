using System.Diagnostics;
using System.Globalization;
using Initializers.Benchmarks.Compare;
using Initializers.Frameworks;
using static System.FormattableString;

namespace Initializers.Benchmarks.Parity;

/// <summary>
/// The speed of fills with the frameworks' values, here and in the frameworks that are installed: 2^24 values into warm memory on one
/// thread, in alternating rounds of which the best counts.
/// </summary>
public static class ParitySpeeds
{
    private const int Count = 1 << 24, Rounds = 7;

    private static readonly float[] Floats = new float[Count];
    private static readonly double[] Doubles = new double[Count];

    private static readonly PyTorchRandom Torch = new(0);
    private static readonly NumPyRandom NumPy = new(0);
    private static readonly NumPyLegacyRandom Legacy = new(0);
    private static readonly JaxKey Jax = JaxKey.FromSeed(0);
    private static readonly TensorFlowSeed TensorFlow = new(1, 2);

    /// <summary>Name, fill, and the name in parity.py; null for frameworks that Debian does not package.</summary>
    private static readonly (string Name, Action Fill, string? Peer)[] Works =
    [
        ("PyTorch, uniform, float32", () => PyTorchInit.Uniform(-1, 1).Initialize(Floats.AsSpan(), [Count], Torch), "torch uniform"),
        ("PyTorch, normal, float32", () => PyTorchInit.Normal().Initialize(Floats.AsSpan(), [Count], Torch), "torch normal"),
        ("PyTorch, uniform, float64", () => PyTorchInit.Uniform(-1, 1).Initialize(Doubles, [Count], Torch), "torch uniform float64"),
        ("PyTorch, normal, float64", () => PyTorchInit.Normal().Initialize(Doubles, [Count], Torch), "torch normal float64"),
        ("NumPy, random, float64", () => NumPy.Random(Doubles), "numpy random float64"),
        ("NumPy, random, float32", () => NumPy.Random(Floats), "numpy random float32"),
        ("NumPy, standard_normal, float64", () => NumPy.StandardNormal(Doubles), "numpy standard_normal float64"),
        ("NumPy, standard_normal, float32", () => NumPy.StandardNormal(Floats), "numpy standard_normal float32"),
        ("NumPy, RandomState.randn, float64", () => Legacy.RandN(Doubles), "numpy RandomState float64"),
        ("JAX, normal, float32", () => JaxInit.Normal(1).Initialize(Floats, [Count], Jax), null),
        ("JAX, truncated_normal, float32", () => JaxInit.TruncatedNormal(1).Initialize(Floats, [Count], Jax), null),
        ("TensorFlow, uniform, float32", () => TensorFlow.Uniform(Floats), null),
        ("TensorFlow, normal, float32", () => TensorFlow.Normal(Floats), null),
        ("TensorFlow, normal, float64", () => TensorFlow.Normal(Doubles), null),
    ];

    /// <summary>The table, in Markdown, in million values per second.</summary>
    public static string Table()
    {
        using Process? peers = Peers();
        IEnumerable<string> rows = Works.Select(work =>
        {
            (double ours, double theirs) = (0, 0);
            for (int round = 0; round < Rounds; round++)
            {
                long start = Stopwatch.GetTimestamp();
                work.Fill();
                ours = Math.Max(ours, Count / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e6);
                if (peers is null || work.Peer is null) continue;
                peers.StandardInput.WriteLine(work.Peer);
                theirs = Math.Max(theirs, double.Parse(peers.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture));
            }
            return Invariant($"| {work.Name} | {ours:0} | {(theirs > 0 ? Invariant($"{theirs:0}") : "")} |");
        });
        return "| fill | here | the framework |\n|---|--:|--:|\n" + string.Join('\n', rows.ToArray()) + "\n";
    }

    /// <summary>The process of the frameworks; null if they are not installed.</summary>
    private static Process? Peers() =>
        Contender.HasPython("torch") && Contender.HasPython("numpy")
        ? Contender.Start(Contender.Interpreter, [Path.Combine(AppContext.BaseDirectory, "Parity", "parity.py")]) : null;
}
