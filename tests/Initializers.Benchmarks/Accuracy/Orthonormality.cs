using System.Diagnostics;
using System.Globalization;
using Initializers.Benchmarks.Compare;
using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace Initializers.Benchmarks.Accuracy;

/// <summary>
/// The orthogonality error of our matrices and PyTorch's: the largest element of |Q^T Q - I|, in double.
/// </summary>
public static class Orthonormality
{
    private static readonly int[] Sides = [64, 256, 1024, 2048];

    /// <summary>The table, in Markdown.</summary>
    public static string Table()
    {
        double?[] peers = PyTorch();
        IEnumerable<string> rows =
            Sides.Zip(peers, (side, peer) =>
                Invariant($"| {side:N0} x {side:N0} | {Ours(side):0.0e-0} | {(peer is { } error ? Invariant($"{error:0.0e-0}") : "")} |"));
        return "| matrix | ours | PyTorch |\n|---|--:|--:|\n" + string.Join('\n', rows) + "\n";
    }

    private static double Ours(int side)
    {
        double[] weights = Init.Orthogonal().Initialize<double>([side, side], new PhiloxRandom(42));
        Matrix<double> matrix = Matrix<double>.Build.Dense(side, side, weights);
        return (matrix.TransposeThisAndMultiply(matrix) - Matrix<double>.Build.DenseIdentity(side)).Enumerate().Max(Math.Abs);
    }

    /// <summary>PyTorch's errors; nulls if PyTorch is not installed.</summary>
    private static double?[] PyTorch()
    {
        if (!Contender.HasPython("torch")) return new double?[Sides.Length];
        string script = Path.Combine(AppContext.BaseDirectory, "Accuracy", "orthonormality.py");
        using Process process = Contender.Start(Contender.Interpreter,
            [script, .. Sides.Select(side => side.ToString(CultureInfo.InvariantCulture))]);
        return [.. Sides.Select(_ => (double?)double.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture))];
    }
}
