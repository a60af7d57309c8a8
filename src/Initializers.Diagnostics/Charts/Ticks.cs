namespace Initializers.Diagnostics;

/// <summary>The ticks of an axis: few, at round numbers.</summary>
/// <param name="Labels">Places of the long ticks, with their labels.</param>
/// <param name="Minor">Places of the short ones.</param>
internal sealed record Ticks(IReadOnlyDictionary<double, string> Labels, IReadOnlyList<double> Minor)
{
    /// <summary>Ticks for an axis between two places, at most so many.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="lower">The place of its lower end.</param>
    /// <param name="upper">The place of its upper end.</param>
    /// <param name="most">How many labels fit.</param>
    /// <param name="whole">Whether it counts, such as layers: no ticks between whole numbers.</param>
    public static Ticks Of(Axis axis, double lower, double upper, int most, bool whole = false) =>
        !axis.Logarithmic ? Linear(lower, upper, most, whole)
        : upper - lower <= 1.6 ? WithinDecades(lower, upper)
        : Decades(lower, upper, most);

    private static Ticks Linear(double lower, double upper, int most, bool whole)
    {
        double step = Step(lower, upper, most, whole);
        int digits = (int)Math.Clamp(Math.Ceiling(Math.Log10(Math.Max(Math.Abs(lower), Math.Abs(upper)) / step)) + 1, 4, 15);
        return new(Multiples(lower, upper, step).ToDictionary(place => place, place => Number.Text(place, digits)), []);
    }

    /// <summary>Powers of ten, each of them or each fifth, tenth, ...</summary>
    private static Ticks Decades(double lower, double upper, int most)
    {
        double[] exponents = [.. Multiples(lower, upper, Step(lower, upper, most, whole: true))];
        bool plain = exponents[0] >= -3 && exponents[^1] <= 4;
        return new(exponents.ToDictionary(place => place, place => plain ? Number.Text(Math.Pow(10, place)) : Number.Power((int)place)),
            upper - lower > 6 ? [] : Between(lower, upper, 2, 3, 4, 5, 6, 7, 8, 9));
    }

    /// <summary>1, 2, 5, 10, ...</summary>
    private static Ticks WithinDecades(double lower, double upper) =>
        new(Between(lower, upper, 1, 2, 5).ToDictionary(place => place, place => Number.Text(Math.Pow(10, place))),
            Between(lower, upper, 3, 4, 6, 7, 8, 9));

    private static double[] Between(double lower, double upper, params int[] digits) =>
        [.. from exponent in Enumerable.Range((int)Math.Floor(lower), (int)(Math.Ceiling(upper) - Math.Floor(lower)) + 1)
            from digit in digits
            let place = exponent + Math.Log10(digit)
            where place >= lower && place <= upper
            select place];

    /// <summary>The least of 1, 2, 5, 10, ... and of their tenths that gives no more ticks than fit.</summary>
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
