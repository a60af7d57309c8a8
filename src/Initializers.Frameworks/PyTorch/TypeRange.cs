using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// The range of a number type, within which PyTorch wants the numbers of a fill. Each is refused under what PyTorch calls it, and in the
/// name of the parameter that the caller knows, where that is another.
/// </summary>
internal static class TypeRange<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    /// <summary>The largest number: the one below infinity.</summary>
    public static readonly double Largest = TType.Widen(TType.Next(TType.Round(double.PositiveInfinity), up: false));

    /// <summary>PyTorch's name of the type.</summary>
    public static string Name => typeof(TType).Name.ToLowerInvariant();

    /// <summary>A number that does not overflow the type.</summary>
    /// <exception cref="ArgumentException">It does, or is NaN.</exception>
    public static double Within(double value, [CallerArgumentExpression(nameof(value))] string called = "", string? parameter = null) =>
        Math.Abs(value) <= Largest ? value
        : throw new ArgumentOutOfRangeException(parameter ?? called, value,
            Invariant($"{called} must be a number of {Name}, from {-Largest} to {Largest}, but was {value}."));

    /// <summary>The bounds of <c>uniform_</c>: numbers of the type, in order, and no farther apart than its largest.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static void Interval(double from, double to, string fromCalled, string toCalled, string? parameter = null)
    {
        if (!(Within(from, fromCalled, parameter) <= Within(to, toCalled, parameter)))
            throw new ArgumentException(
                Invariant($"{fromCalled} must not be above {toCalled}, but was {from}, and {toCalled} was {to}."),
                parameter ?? fromCalled);
        if (to - from <= Largest) return;
        throw new ArgumentException(
            Invariant(
                $"{fromCalled} and {toCalled} must have a distance of at most {Largest}, the largest {Name}, but were {from} and {to}."),
            parameter ?? toCalled);
    }

    /// <summary>How far apart the values of a function are, which follows from its gain and the shape.</summary>
    /// <exception cref="ArgumentException">Farther than the largest number.</exception>
    public static void Reach(double reach, PyTorchInitializer function, in TensorShape shape)
    {
        if (reach <= Largest) return;
        throw new ArgumentException(
            Invariant($"shape must make numbers of at most {Largest}, the largest {Name}, but was {shape}, of which {function} reaches ")
            + Invariant($"over {reach}."),
            nameof(shape));
    }
}
