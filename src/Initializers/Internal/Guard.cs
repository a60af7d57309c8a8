using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The checks of arguments. Conditions are affirmative, so that NaN fails them. Every message says what the parameter must be, then what it
/// was.
/// </summary>
[StackTraceHidden]
internal static class Guard
{
    /// <summary>Requires a number that is finite as a float, which the weights are made of.</summary>
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        float.IsFinite((float)value) ? value : throw Refused(name, value, "a number that is finite as a float");

    /// <summary>Requires a factor for values of magnitude at most 1, up to a rounding.</summary>
    public static double FiniteTwice(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        float.IsFinite((float)(2 * value)) ? value : throw Refused(name, value, "a number that is finite as a float when doubled");

    public static double FiniteDouble(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) ? value : throw Refused(name, value, "a finite number");

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 && double.IsFinite(value) ? value : throw Refused(name, value, "a finite number of at least 0");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && double.IsFinite(value) ? value : throw Refused(name, value, "a finite number above 0");

    /// <summary>Requires a number above 0 whose square is finite and above 0, and returns the square.</summary>
    public static double Square(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Positive(value, name) * value is > 0 and <= double.MaxValue and var square ? square
        : throw Refused(name, value, "a number whose square is finite and above 0");

    /// <summary>Requires the upper bound of an interval around 0 whose length is finite as a float.</summary>
    public static double SymmetricBound(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        FiniteTwice(Positive(value, name), name);

    public static double Fraction(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and <= 1 ? value : throw Refused(name, value, "a number from 0 to 1");

    /// <summary>Requires a number above another that is finite as a float.</summary>
    public static double Above(double value, double low, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > low && float.IsFinite((float)value) ? value
        : throw Refused(name, value, Invariant($"a number above {low} that is finite as a float"));

    /// <summary>Requires a number strictly between two others.</summary>
    public static double Between(double value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > low && value < high ? value : throw Refused(name, value, Invariant($"a number above {low} and below {high}"));

    public static long NotNegative(long value, [CallerArgumentExpression(nameof(value))] string name = "", string? shown = null) =>
        value >= 0 ? value : throw Refused(name, value, "a whole number of at least 0", shown);

    public static long Positive(long value, [CallerArgumentExpression(nameof(value))] string name = "", string? shown = null) =>
        value > 0 ? value : throw Refused(name, value, "a whole number of at least 1", shown);

    /// <summary>Requires the bounds of an interval: neither is NaN, and the lower is below the upper.</summary>
    public static void Ordered(
        double lower, double upper,
        [CallerArgumentExpression(nameof(lower))] string lowerName = "", [CallerArgumentExpression(nameof(upper))] string upperName = "")
    {
        if (double.IsNaN(lower)) throw Refused(lowerName, lower, "a number, or an infinity for no bound");
        if (double.IsNaN(upper)) throw Refused(upperName, upper, "a number, or an infinity for no bound");
        if (!(lower < upper)) throw Refused(lowerName, lower, Invariant($"a number below {upperName}, which is {upper}"));
    }

    /// <summary>Requires the bounds of a range of whole numbers, the upper one exclusive.</summary>
    public static void Ordered(
        long lower, long upper,
        [CallerArgumentExpression(nameof(lower))] string lowerName = "", [CallerArgumentExpression(nameof(upper))] string upperName = "")
    {
        if (lower >= upper) throw Refused(lowerName, lower, Invariant($"a whole number below {upperName}, which is {upper}"));
    }

    /// <summary>Requires two numbers whose distance is finite as a float, and returns the distance.</summary>
    public static double Distance(double low, double high) =>
        float.IsFinite((float)(high - low)) ? high - low
        : throw Refused(nameof(high), high, Invariant($"a number whose distance from low, which is {low}, is finite as a float"));

    /// <summary>Requires two finite numbers whose distance is finite, and returns the distance.</summary>
    public static double FiniteDistance(double low, double high) =>
        double.IsFinite(FiniteDouble(high) - FiniteDouble(low)) ? high - low
        : throw Refused(nameof(high), high, Invariant($"a number whose distance from low, which is {low}, is finite"));

    /// <summary>
    /// Requires a standard deviation of which the given multiple, away from the mean, is finite as a float, so that no weight overflows.
    /// Both are rounded to floats first, as the kernels do.
    /// </summary>
    public static void Reach(double mean, double standardDeviation, double multiples)
    {
        if (!(Math.Abs((double)(float)mean) + multiples * (float)standardDeviation <= float.MaxValue))
            throw Refused(
                nameof(standardDeviation), standardDeviation,
                Invariant($"small enough for {mean} +/- {multiples:0.##} * {nameof(standardDeviation)} to be finite as a float"));
    }

    /// <summary>Requires the only bounds of a framework's truncated normals.</summary>
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

    /// <summary>Requires a buffer for all elements of a shape.</summary>
    public static void Length(long length, in TensorShape shape, string name = "weights")
    {
        if (length != shape.Count) throw LengthRefused(length, shape, name);
    }

    /// <summary>Checks the arguments of a fill of a whole parameter, and returns whether it has elements.</summary>
    public static bool FillArguments(int length, in TensorShape shape, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Length(length, shape);
        (random as ILimitedSource)?.CheckAvailable(0, length);
        return length > 0;
    }

    /// <summary>Requires a 16-bit number type that has a number between the bounds of an initializer.</summary>
    public static void NumberBetween<T>(FloatRange range, IWeightInitializer initializer) where T : unmanaged
    {
        if (range.In<T>().IsEmpty)
            throw new ArgumentException(
                $"initializer must have bounds with a {Numbers.NameOf<T>()} between them, but was {initializer}.",
                nameof(initializer));
    }

    /// <summary>Checks the arguments of a fill of a slice, which must lie within its parameter.</summary>
    public static void SliceArguments(long start, int length, in TensorShape shape, IRandomBitSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (!(start >= 0 && start <= shape.Count - length))
            throw Refused(nameof(start), start, Invariant($"at least 0 and leave room for {length} elements in the shape {shape}"));
        (random as ILimitedSource)?.CheckAvailable(start, length);
    }

    /// <summary>Requires a skip that is short enough for a generator that cannot jump.</summary>
    /// <param name="count">The number of words to skip.</param>
    /// <param name="drawn">The number of words to be drawn after them.</param>
    /// <param name="name">The parameter that <paramref name="count"/> comes from.</param>
    public static long SkipCount(long count, int drawn = 0, [CallerArgumentExpression(nameof(count))] string name = "") =>
        NotNegative(count, name) <= (1L << 32) - drawn ? count
        : throw new ArgumentOutOfRangeException(
            name, count,
            drawn == 0 ? Invariant($"{name} must be at most 2^32, since the generator cannot jump, but was {count}.")
            : Invariant($"{name} must be at most {(1L << 32) - drawn}, since the generator cannot jump, but was {count}."));

    /// <summary>Requires rows and columns that hold a shape in row-major order: the rows are its leading axes.</summary>
    public static void Matrix(long rows, long columns, in TensorShape shape, string name = "weights")
    {
        long leading = 1;
        bool splits = rows == 1;
        foreach (long dimension in shape) splits |= (leading *= dimension) == rows;
        if (!splits || shape.Count != rows * columns)
        {
            long first = shape.Rank == 0 ? 1 : shape[0], others = first == 0 ? 0 : shape.Count / first;
            throw new ArgumentException(
                Invariant($"weights must have the leading axes of the shape {shape} as rows and the others as columns, ")
                + Invariant($"such as {first} by {others}, but was {rows} by {columns}."),
                name);
        }
    }

    /// <summary>Requires a number of pairs whose words fit an array.</summary>
    public static int PairCount(int count, [CallerArgumentExpression(nameof(count))] string name = "") =>
        count >= 0 && count <= Array.MaxLength / 2 ? count
        : throw Refused(name, count, Invariant($"a whole number from 0 to {Array.MaxLength / 2}"));

    /// <summary>Requires two finite numbers whose distance is finite and at least 0, and returns the distance.</summary>
    public static double FiniteWidth(double low, double high) =>
        FiniteDistance(low, high) is >= 0 and var width ? width
        : throw Refused(nameof(high), high, Invariant($"a number of at least low, which is {low}"));

    public static BigInteger NotNegative(BigInteger value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value.Sign >= 0 ? value : throw Refused(name, value, "a whole number of at least 0");

    /// <summary>Requires a number that is finite when it is rounded to the type of the values.</summary>
    public static double FiniteAs(double rounded, double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(rounded) ? rounded : throw Refused(name, value, "a number that is finite in the type of the values");

    /// <summary>Requires two numbers whose distance is finite when it is rounded to the type of the values.</summary>
    public static void DistanceAs(double rounded, double low, double high)
    {
        if (!double.IsFinite(rounded))
            throw Refused(
                nameof(high), high, Invariant($"a number whose distance from low, which is {low}, is finite in the type of the values"));
    }

    /// <summary>As <see cref="Reach"/>, for a farthest value that has been rounded to the type of the values.</summary>
    public static void ReachAs(
        double farthest, double mean, double deviation, double multiples, [CallerArgumentExpression(nameof(deviation))] string name = "")
    {
        if (!double.IsFinite(farthest))
            throw Refused(
                name, deviation,
                Invariant($"small enough for {mean} +/- {multiples:0.##} * {name} to be finite in the type of the values"));
    }

    /// <summary>Requires an extent whose product with a factor is below 2^63, and returns the product.</summary>
    public static long Product(long extent, long factor, [CallerArgumentExpression(nameof(extent))] string name = "") =>
        NotNegative(extent, name) <= long.MaxValue / factor ? extent * factor
        : throw Refused(name, extent, Invariant($"a whole number of which {factor} times is below 2^63"));

    /// <summary>Requires a whole number that is at least another.</summary>
    public static long AtLeast(long value, long least, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= least ? value : throw Refused(name, value, Invariant($"a whole number of at least {least}"));

    /// <summary>Requires a whole number below another.</summary>
    public static long Below(
        long value, long limit, [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerArgumentExpression(nameof(limit))] string limitName = "") =>
        value < limit ? value : throw Refused(name, value, Invariant($"a whole number below {limitName}, which is {limit}"));

    /// <summary>Requires one of so many parts, which are numbered from 0, and returns it.</summary>
    public static long Part(
        long part, long parts, [CallerArgumentExpression(nameof(part))] string name = "",
        [CallerArgumentExpression(nameof(parts))] string partsName = "") =>
        Below(NotNegative(part, name), Positive(parts, partsName), name, partsName);

    /// <summary>Requires a shape whose elements fit an array, and returns their number.</summary>
    public static long ArrayLength(in TensorShape shape, [CallerArgumentExpression(nameof(shape))] string name = "") =>
        shape.Count <= Array.MaxLength ? shape.Count
        : throw Refused(name, shape, Invariant($"a shape of at most {Array.MaxLength} elements, as many as an array holds"));

    /// <summary>Requires an argument that is not null. That of a setter, <c>value</c>, is shown under the name of its property.</summary>
    public static T NotNull<T>(
        [NotNull] T? value, [CallerArgumentExpression(nameof(value))] string name = "", string? shown = null) where T : class =>
        value ?? throw (shown is null ? new ArgumentNullException(name) : new ArgumentNullException(name, $"{shown} must not be null."));

    /// <summary>Requires a list without nulls, and returns a read-only copy.</summary>
    public static ReadOnlyCollection<T> Items<T>(IEnumerable<T> items, [CallerArgumentExpression(nameof(items))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(items, name);
        T[] copy = [.. items];
        int missing = Array.FindIndex(copy, item => item is null);
        return missing < 0 ? Array.AsReadOnly(copy)
            : throw new ArgumentNullException(name, Invariant($"{name} must not contain null, but {name}[{missing}] was null."));
    }

    private static ArgumentException LengthRefused(long length, in TensorShape shape, string name) =>
        new(Invariant($"{name} must have {shape.Count} elements for the shape {shape}, but had {length}."), name);

    /// <summary>Returns names as a choice: <c>A, B or C</c>.</summary>
    private static string OneOf(string[] names) =>
        names is [.. { Length: > 0 } others, var last] ? $"{string.Join(", ", others)} or {last}" : string.Concat(names);

    /// <summary>The refusal of an argument. The parameter of a setter, <c>value</c>, is shown under the name of its property.</summary>
    private static ArgumentOutOfRangeException Refused(string name, object value, string required, string? shown = null) =>
        new(name, value, Invariant($"{shown ?? name} must be {required}, but was {value}."));
}
