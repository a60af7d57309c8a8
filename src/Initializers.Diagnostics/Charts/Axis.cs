namespace Initializers.Diagnostics;

/// <summary>An axis of a chart.</summary>
/// <param name="Title">The quantity, with its unit.</param>
/// <param name="Logarithmic">Whether equal ratios are equal distances.</param>
/// <param name="Minimum">The lower end; NaN to fit the values.</param>
/// <param name="Maximum">The upper end; NaN to fit the values.</param>
internal sealed record Axis(string Title, bool Logarithmic = false, double Minimum = double.NaN, double Maximum = double.NaN)
{
    /// <summary>The largest magnitude that is drawn: beyond it the difference of two values could overflow.</summary>
    private const double Largest = 1e300;

    /// <summary>The coordinate of a value along the axis: the value itself or its decimal logarithm; NaN if it cannot be drawn.</summary>
    public double Coordinate(double value) =>
        Logarithmic ? value > 0 && double.IsFinite(value) ? Math.Log10(value) : double.NaN
        : Math.Abs(value) <= Largest ? value : double.NaN;

    /// <summary>The coordinates of the ends of the axis, which enclose the given ones.</summary>
    public (double Lower, double Upper) Range(IEnumerable<double> coordinates, double padding = 0.04)
    {
        double[] finite = [.. coordinates.Where(double.IsFinite)];
        (double lower, double upper) = Widened(finite.DefaultIfEmpty(0).Min(), finite.DefaultIfEmpty(Logarithmic ? 0 : 1).Max());
        double room = padding * (upper - lower), minimum = Coordinate(Minimum), maximum = Coordinate(Maximum);
        lower = double.IsNaN(minimum) ? lower - room : minimum;
        upper = double.IsNaN(maximum) ? upper + room : maximum;
        return lower < upper ? (lower, upper) : double.IsNaN(minimum) ? (upper - 1, upper) : (lower, lower + Math.Max(1,
            Math.Abs(lower) / 2));
    }

    /// <summary>
    /// A range of at least a decade, so that noise around one value looks like noise, or wide enough for tick labels to differ.
    /// </summary>
    private (double Lower, double Upper) Widened(double lower, double upper)
    {
        double middle = lower + (upper - lower) / 2, largest = Math.Max(Math.Abs(lower), Math.Abs(upper));
        double least = Logarithmic ? 0.5 : upper - lower > 1e-9 * largest ? 0 : largest > 0 ? Math.Max(largest / 10, 1e-300) : 1;
        return (Math.Min(lower, middle - least), Math.Max(upper, middle + least));
    }
}
