using MathNet.Numerics.RootFinding;

namespace Initializers;

/// <summary>
/// Searches for roots of a function between neighbouring grid points at which its signs differ. Cancellation takes effect before the next
/// evaluation.
/// </summary>
internal sealed class RootSearch
{
    private readonly Func<double, double> _function;
    private readonly double[] _grid;

    /// <summary>Starts a search by evaluating the function on the grid.</summary>
    /// <param name="function">The function; NaN where it is undefined.</param>
    /// <param name="grid">The grid, in ascending order.</param>
    /// <param name="progress">Receives the share of the grid that is done.</param>
    /// <param name="cancellation">Cancels the search.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public RootSearch(Func<double, double> function, double[] grid, IProgress<double>? progress, CancellationToken cancellation)
    {
        (_function, _grid) = (Value, grid);
        Values = new double[grid.Length];
        for (int i = 0; i < grid.Length; i++)
        {
            Values[i] = Value(grid[i]);
            progress?.Report((i + 1.0) / grid.Length);
        }

        double Value(double x)
        {
            cancellation.ThrowIfCancellationRequested();
            return function(x);
        }
    }

    /// <summary>The values on the grid.</summary>
    public double[] Values { get; }

    /// <summary>The roots, in ascending order; skips neighbours at which the function is 0 up to rounding.</summary>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public IEnumerable<double> Roots()
    {
        for (int i = 0; i + 1 < _grid.Length; i++)
        {
            if (!double.IsFinite(Values[i]) || !double.IsFinite(Values[i + 1]) || Values[i] > 0 == Values[i + 1] > 0) continue;
            if (Math.Abs(Values[i]) < 1e-12 && Math.Abs(Values[i + 1]) < 1e-12) continue;
            if (Brent.TryFindRoot(_function, _grid[i], _grid[i + 1], 1e-14, 200, out double root)) yield return root;
        }
    }
}
