namespace Initializers.Diagnostics;

/// <summary>The ticks of an axis, at round numbers.</summary>
/// <param name="Labels">The coordinates and labels of the major ticks.</param>
/// <param name="Minor">The coordinates of the minor ticks.</param>
internal sealed record Ticks(IReadOnlyDictionary<double, string> Labels, IReadOnlyList<double> Minor)
{
    /// <summary>No ticks.</summary>
    public static readonly Ticks None = new(new Dictionary<double, string>(), []);

    /// <summary>The ticks of an axis between two coordinates.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="lower">The coordinate of its lower end.</param>
    /// <param name="upper">The coordinate of its upper end.</param>
    /// <param name="most">The largest number of labels.</param>
    /// <param name="whole">Whether ticks are at whole numbers only, as for layers.</param>
    public static Ticks Of(Axis axis, double lower, double upper, int most, bool whole = false) =>
        !axis.Logarithmic ? Linear(lower, upper, most, whole)
        : upper - lower <= 1.6 ? WithinDecades(lower, upper)
        : Decades(lower, upper, most);

    private static Ticks Linear(double lower, double upper, int most, bool whole)
    {
        double step = Step(lower, upper, most, whole);
        int digits = (int)Math.Clamp(Math.Ceiling(Math.Log10(Math.Max(Math.Abs(lower), Math.Abs(upper)) / step)) + 1, 4, 15);
        return new(Multiples(lower, upper, step).ToDictionary(coordinate => coordinate, coordinate => Number.Text(coordinate, digits)), []);
    }

    /// <summary>Ticks at powers of ten: at each of them, or at each second, fifth, tenth, ...</summary>
    private static Ticks Decades(double lower, double upper, int most)
    {
        double[] exponents = [.. Multiples(lower, upper, Step(lower, upper, most, whole: true))];
        bool plain = exponents[0] >= -3 && exponents[^1] <= 4;
        return new(
            exponents.ToDictionary(exponent => exponent,
                exponent => plain ? Number.Text(Math.Pow(10, exponent)) : Number.Power((int)exponent)),
            upper - lower > 6 ? [] : Between(lower, upper, 2, 3, 4, 5, 6, 7, 8, 9));
    }

    /// <summary>Ticks at 1, 2, 5, 10, ...</summary>
    private static Ticks WithinDecades(double lower, double upper) =>
        new(Between(lower, upper, 1, 2, 5).ToDictionary(coordinate => coordinate, coordinate => Number.Text(Math.Pow(10, coordinate))),
            Between(lower, upper, 3, 4, 6, 7, 8, 9));

    private static double[] Between(double lower, double upper, params int[] digits) =>
        [.. from exponent in Enumerable.Range((int)Math.Floor(lower), (int)(Math.Ceiling(upper) - Math.Floor(lower)) + 1)
            from digit in digits
            let coordinate = exponent + Math.Log10(digit)
            where coordinate >= lower && coordinate <= upper
            select coordinate];

    /// <summary>The smallest of 1, 2, 5 times a power of ten that gives no more ticks than fit.</summary>
    private static double Step(double lower, double upper, int most, bool whole)
    {
        double least = (upper - lower) / most, power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double step = least <= power ? power : least <= 2 * power ? 2 * power : least <= 5 * power ? 5 * power : 10 * power;
        return whole ? Math.Max(1, step) : step;
    }

    private static IEnumerable<double> Multiples(double lower, double upper, double step)
    {
        double first = Math.Ceiling(lower / step);
        for (int i = 0; (first + i) * step <= upper && i < 100; i++)
            if ((first + i) * step >= lower && (i == 0 || first + i > first + i - 1)) yield return (first + i) * step + 0.0;
    }
}
