using MathNet.Numerics.RootFinding;

namespace Initializers;

/// <summary>
/// Where a function changes its sign between neighbours of a grid. A search that is cancelled ends before the next value.
/// </summary>
internal sealed class RootSearch
{
    private readonly Func<double, double> _function;
    private readonly double[] _grid;

    /// <summary>A search, which begins with the values on the grid.</summary>
    /// <param name="function">The function, NaN where it has no value.</param>
    /// <param name="grid">The grid, rising.</param>
    /// <param name="progress">Is told which share of the grid is done.</param>
    /// <param name="cancellation">Ends the search.</param>
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

    /// <summary>The roots, rising; not where the function is 0 up to rounding, at all of neighbours.</summary>
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
