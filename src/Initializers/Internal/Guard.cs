using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The checks at the public boundary. Numbers are tested in the affirmative, so that NaN fails; every message says
/// what the parameter must be, and what it was.
/// </summary>
[StackTraceHidden]
internal static class Guard
{
    /// <summary>A number that is finite as a float too, since that is what reaches the weights.</summary>
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        float.IsFinite((float)value) ? value : throw Refused(name, value, "a number that is finite as a float");

    /// <summary>A factor of numbers that are at most 1 but for a rounding.</summary>
    public static double FiniteTwice(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        float.IsFinite((float)(2 * value)) ? value
        : throw new ArgumentOutOfRangeException(
            name, value, Invariant($"{name} must be a number of which twice is finite as a float, but was {value}."));

    public static double FiniteDouble(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) ? value : throw Refused(name, value, "a finite number");

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 && double.IsFinite(value) ? value : throw Refused(name, value, "a finite number of at least 0");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && double.IsFinite(value) ? value : throw Refused(name, value, "a finite number above 0");

    /// <summary>The square of a number above 0, which is a finite number above 0 itself.</summary>
    public static double Square(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && value * value is > 0 and <= double.MaxValue ? value * value
        : throw new ArgumentOutOfRangeException(
            name, value, Invariant($"{name} must be a number above 0 whose square is finite and above 0, but was {value}."));

    /// <summary>The upper bound of an interval around 0.</summary>
    public static double Reflected(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && float.IsFinite((float)(2 * value)) ? value
        : throw new ArgumentOutOfRangeException(
            name, value, Invariant($"{name} must be a number above 0 of which twice is finite as a float, but was {value}."));

    /// <summary>A part of a whole.</summary>
    public static double Share(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and <= 1 ? value : throw Refused(name, value, "a number from 0 to 1");

    /// <summary>A number strictly between two others.</summary>
    public static double Inside(double value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > low && value < high ? value : throw Refused(name, value, Invariant($"a number between {low} and {high}"));

    public static long NotNegative(long value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 ? value : throw Refused(name, value, "a whole number of at least 0");

    public static long Positive(long value, [CallerArgumentExpression(nameof(value))] string name = "", string? shown = null) =>
        value > 0 ? value : throw Refused(name, value, "a whole number of at least 1", shown);

    /// <summary>The two ends of an interval: neither is NaN, and the lower lies below the upper.</summary>
    public static void Ordered(
        double lower, double upper,
        [CallerArgumentExpression(nameof(lower))] string lowerName = "", [CallerArgumentExpression(nameof(upper))] string upperName = "")
    {
        if (double.IsNaN(lower)) throw Refused(lowerName, lower, "a number, or an infinity for no bound");
        if (double.IsNaN(upper)) throw Refused(upperName, upper, "a number, or an infinity for no bound");
        if (!(lower < upper)) throw Refused(lowerName, lower, Invariant($"a number below {upperName}, which is {upper}"));
    }

    /// <summary>The lowest of some whole numbers, and what lies above the highest.</summary>
    public static void Ordered(
        long lower, long upper,
        [CallerArgumentExpression(nameof(lower))] string lowerName = "", [CallerArgumentExpression(nameof(upper))] string upperName = "")
    {
        if (lower >= upper) throw Refused(lowerName, lower, Invariant($"a whole number below {upperName}, which is {upper}"));
    }

    /// <summary>The distance between two numbers, finite as a float.</summary>
    public static double Distance(double low, double high) =>
        float.IsFinite((float)(high - low)) ? high - low
        : throw Refused(nameof(high), high, Invariant($"a number whose distance from low, which is {low}, is finite as a float"));

    /// <summary>The distance between two finite numbers, finite itself.</summary>
    public static double FiniteDistance(double low, double high) =>
        double.IsFinite(FiniteDouble(high) - FiniteDouble(low)) ? high - low
        : throw Refused(nameof(high), high, Invariant($"a number whose distance from low, which is {low}, is finite"));

    /// <summary>
    /// A deviation whose multiples around the mean are finite floats, both rounded to floats first as the kernels do: no weight overflows.
    /// </summary>
    public static void Reach(double mean, double standardDeviation, double multiples)
    {
        if (!(Math.Abs((double)(float)mean) + multiples * (float)standardDeviation <= float.MaxValue))
            throw Refused(
                nameof(standardDeviation), standardDeviation,
                Invariant($"a deviation whose values, up to {multiples:0.##} of them from the mean {mean}, are finite as floats"));
    }

    /// <summary>The only bounds of a framework's truncated normals.</summary>
    public static void TwoDeviations(double lower, double upper, string framework)
    {
        string message = Invariant(
            $"lower and upper must be -2 and 2, the only bounds of {framework}'s truncated normals, but were {lower} and {upper}.");
        if (lower != -2) throw new ArgumentOutOfRangeException(nameof(lower), lower, message);
        if (upper != 2) throw new ArgumentOutOfRangeException(nameof(upper), upper, message);
    }

    public static T Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "", string? shown = null)
        where T : struct, Enum => Enum.IsDefined(value) ? value : throw Undefined(value, name, shown);

    public static ArgumentOutOfRangeException Undefined<T>(
        T value, [CallerArgumentExpression(nameof(value))] string name = "", string? shown = null)
        where T : struct, Enum => Refused(name, value, OneOf(Enum.GetNames<T>()), shown);

    /// <summary>A buffer for all elements of a parameter.</summary>
    public static void Length(long length, in TensorShape shape, string name = "weights")
    {
        if (length != shape.Count) throw LengthRefused(length, shape, name);
    }

    /// <summary>The arguments of a fill of all elements of a parameter; returns whether there are any.</summary>
    public static bool Fill(int length, in TensorShape shape, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Length(length, shape);
        (random as ILimitedSource)?.Require(0, length);
        return length > 0;
    }

    /// <summary>A number type of 16 bits that has a number in the range of an initializer.</summary>
    public static void NumberBetween<T>(FloatRange range, IWeightInitializer initializer) where T : unmanaged
    {
        if (range.Of<T>().IsEmpty)
            throw new ArgumentException(
                $"initializer must have bounds with a number of {Numbers.NameOf<T>()} between them, but was {initializer}.",
                nameof(initializer));
    }

    /// <summary>A slice that lies within a parameter.</summary>
    public static void Slice(long start, int length, in TensorShape shape, IRandomBitSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (!(start >= 0 && start <= shape.Count - length))
            throw Refused(
                nameof(start), start,
                Invariant($"from 0 to {shape.Count - length} for a slice of {length} elements of the shape {shape}")
                + Invariant($", which has {shape.Count}"));
        (random as ILimitedSource)?.Require(start, length);
    }

    /// <summary>How many words a generator that cannot jump skips: not so many that it takes long.</summary>
    public static long Steps(long count, [CallerArgumentExpression(nameof(count))] string name = "") =>
        NotNegative(count, name) <= 1L << 32 ? count
        : throw new ArgumentOutOfRangeException(
            name, count, Invariant($"{name} must be at most 2^32, since the generator cannot jump, but was {count}."));

    /// <summary>Rows and columns that hold a parameter in row-major order: the rows are its leading axes.</summary>
    public static void Matrix(long rows, long columns, in TensorShape shape, string name = "weights")
    {
        long leading = 1;
        bool splits = rows == 1;
        foreach (long dimension in shape) splits |= (leading *= dimension) == rows;
        if (!splits || shape.Count != rows * columns)
            throw new ArgumentException(
                Invariant($"weights must have rows and columns that the shape {shape} splits into, ")
                + Invariant($"but had {rows} rows and {columns} columns."),
                name);
    }

    /// <summary>How many pairs are drawn: an array holds twice as many words.</summary>
    public static int Pairs(int count, [CallerArgumentExpression(nameof(count))] string name = "") =>
        count >= 0 && count <= Array.MaxLength / 2 ? count
        : throw Refused(name, count, Invariant($"a whole number from 0 to {Array.MaxLength / 2}"));

    /// <summary>The distance between two finite numbers, finite itself and at least 0.</summary>
    public static double FiniteWidth(double low, double high) =>
        FiniteDistance(low, high) is >= 0 and var width ? width
        : throw Refused(nameof(high), high, Invariant($"a number of at least low, which is {low}"));

    public static BigInteger NotNegative(BigInteger value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value.Sign >= 0 ? value : throw Refused(name, value, "a whole number of at least 0");

    /// <summary>A number that is finite in a type of numbers, which makes it another one.</summary>
    public static double FiniteAs(double rounded, double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(rounded) ? rounded : throw Refused(name, value, "a number that is finite in the type of the values");

    /// <summary>The distance between two numbers, finite in a type of numbers.</summary>
    public static void DistanceAs(double rounded, double low, double high)
    {
        if (!double.IsFinite(rounded))
            throw Refused(
                nameof(high), high, Invariant($"a number whose distance from low, which is {low}, is finite in the type of the values"));
    }

    /// <summary>A deviation whose multiples around the mean are finite in a type of numbers, of which the farthest is given.</summary>
    public static void ReachAs(
        double farthest, double mean, double deviation, double multiples, [CallerArgumentExpression(nameof(deviation))] string name = "")
    {
        if (!double.IsFinite(farthest))
            throw Refused(
                name, deviation,
                Invariant($"a deviation whose values, up to {multiples:0.##} of them from the mean {mean}, are finite in their type"));
    }

    /// <summary>A multiple of an extent, below 2^63.</summary>
    public static long Times(long extent, long factor, [CallerArgumentExpression(nameof(extent))] string name = "") =>
        NotNegative(extent, name) <= long.MaxValue / factor ? extent * factor
        : throw Refused(name, extent, Invariant($"a whole number of which {factor} times is below 2^63"));

    /// <summary>A whole number below another.</summary>
    public static long Below(
        long value, long limit, [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerArgumentExpression(nameof(limit))] string limitName = "") =>
        value < limit ? value : throw Refused(name, value, Invariant($"a whole number below {limitName}, which is {limit}"));

    /// <summary>The elements of a shape, as many as an array holds.</summary>
    public static long ArrayLength(in TensorShape shape, [CallerArgumentExpression(nameof(shape))] string name = "") =>
        shape.Count <= Array.MaxLength ? shape.Count
        : throw Refused(name, shape, Invariant($"a shape of at most {Array.MaxLength} elements, which an array holds"));

    /// <summary>A list without nulls, as a copy that nobody can change.</summary>
    public static ReadOnlyCollection<T> Items<T>(IEnumerable<T> items, [CallerArgumentExpression(nameof(items))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(items, name);
        T[] copy = [.. items];
        int missing = Array.FindIndex(copy, item => item is null);
        return missing < 0 ? Array.AsReadOnly(copy)
            : throw new ArgumentNullException(name, Invariant($"{name} must hold no null, but {name}[{missing}] was null."));
    }

    private static ArgumentException LengthRefused(long length, in TensorShape shape, string name) =>
        new(Invariant($"{name} must have {shape.Count} elements, as many as the shape {shape}, but had {length}."), name);

    /// <summary>What may be chosen, in words: <c>A, B or C</c>.</summary>
    private static string OneOf(string[] names) =>
        names is [.. { Length: > 0 } others, var last] ? $"{string.Join(", ", others)} or {last}" : string.Concat(names);

    /// <summary>The refusal of a parameter; that of a setter, <c>value</c>, is shown as its property.</summary>
    private static ArgumentOutOfRangeException Refused(string name, object value, string required, string? shown = null) =>
        new(name, value, Invariant($"{shown ?? name} must be {required}, but was {value}."));
}
