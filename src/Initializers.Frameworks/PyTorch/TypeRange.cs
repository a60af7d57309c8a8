using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>The range of a number type, within which PyTorch wants the numbers of a fill.</summary>
internal static class TypeRange<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    /// <summary>The largest number: the one below infinity.</summary>
    public static readonly double Largest = TType.Widen(TType.Next(TType.Round(double.PositiveInfinity), up: false));

    /// <summary>PyTorch's name of the type.</summary>
    public static string Name => typeof(TType).Name.ToLowerInvariant();

    /// <summary>A number that does not overflow the type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does, or is NaN.</exception>
    public static double Within(double value, [CallerArgumentExpression(nameof(value))] string name = "") => Math.Abs(value) <= Largest ? value
        : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} is {value}; accepted is a number of {Name}, from {-Largest} to {Largest}."));

    /// <summary>The bounds of <c>uniform_</c>: numbers of the type, in order, and no farther apart than its largest.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static void Interval(
        double from, double to,
        [CallerArgumentExpression(nameof(from))] string fromName = "", [CallerArgumentExpression(nameof(to))] string toName = "")
    {
        if (!(Within(from, fromName) <= Within(to, toName))) throw new ArgumentException(Invariant($"{fromName} is {from} and {toName} {to}; accepted is a {fromName} that is not above {toName}."), fromName);
        if (to - from > Largest) throw new ArgumentException(Invariant($"{fromName} is {from} and {toName} {to}; accepted are bounds whose distance is a number of {Name}, at most {Largest}."), toName);
    }

    /// <summary>How far apart the values of a function are, which follows from one of its numbers and the shape.</summary>
    /// <exception cref="ArgumentException">Farther than the largest number.</exception>
    public static void Reach(double reach, PyTorchInitializer function, in TensorShape shape, string name)
    {
        if (reach > Largest) throw new ArgumentException(Invariant($"{name} is too large: {function} of {shape} reaches over {reach}; accepted is at most {Largest}, the largest {Name}."), name);
    }
}
