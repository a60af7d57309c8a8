namespace Initializers.Diagnostics;

/// <summary>Where a line's values come from, which is how it is drawn.</summary>
internal enum LineKind
{
    /// <summary>Solid, with markers.</summary>
    Measured,

    /// <summary>Dashed, without.</summary>
    Theory,
}

/// <summary>A point of a line; where a coordinate is NaN, or not positive on a logarithmic axis, the line has a gap.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Upwards.</param>
/// <param name="Lower">The lower end of what is likely; NaN for none.</param>
/// <param name="Upper">The upper end.</param>
internal readonly record struct LinePoint(double X, double Y, double Lower = double.NaN, double Upper = double.NaN);

/// <summary>A line of a chart.</summary>
/// <param name="Series">
/// The name at its end. Lines of one series share their colour and the name: what was measured, and its theory.
/// </param>
/// <param name="Kind">Measured or theory.</param>
/// <param name="Points">From left to right.</param>
internal sealed record Line(string Series, LineKind Kind, IReadOnlyList<LinePoint> Points);
