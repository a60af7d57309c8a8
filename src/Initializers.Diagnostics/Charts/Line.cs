namespace Initializers.Diagnostics;

/// <summary>The origin of a line's values, which decides how it is drawn.</summary>
internal enum LineKind
{
    /// <summary>Solid, with markers.</summary>
    Measured,

    /// <summary>Dashed, without markers.</summary>
    Theory,
}

/// <summary>A point of a line; where a value is NaN, or not positive on a logarithmic axis, the line has a gap.</summary>
/// <param name="X">The horizontal value.</param>
/// <param name="Y">The vertical value.</param>
/// <param name="Lower">The lower end of the interval around it. Defaults to none.</param>
/// <param name="Upper">The upper end of the interval.</param>
internal readonly record struct LinePoint(double X, double Y, double Lower = double.NaN, double Upper = double.NaN);

/// <summary>A line of a chart.</summary>
/// <param name="Series">
/// The name at the end of the line. The measurements and the theory of one series share their name and colour.
/// </param>
/// <param name="Kind">Measured or theory.</param>
/// <param name="Points">The points, from left to right.</param>
internal sealed record Line(string Series, LineKind Kind, IReadOnlyList<LinePoint> Points);
