using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// The range of a number type, within which PyTorch requires the numbers of a fill. Messages use PyTorch's name for a number; the
/// exception's parameter is the one that the caller knows.
/// </summary>
internal static class TypeRange<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    /// <summary>The largest finite number.</summary>
    public static readonly double Largest = TType.Widen(TType.Next(TType.Round(double.PositiveInfinity), up: false));

    /// <summary>PyTorch's name for the type.</summary>
    public static string Name => typeof(TType).Name.ToLowerInvariant();

    /// <summary>Checks that a number does not overflow the type.</summary>
    /// <exception cref="ArgumentException">It does, or is NaN.</exception>
    public static double Within(double value, [CallerArgumentExpression(nameof(value))] string called = "", string? parameter = null) =>
        Math.Abs(value) <= Largest ? value
        : throw new ArgumentOutOfRangeException(parameter ?? called, value,
            Invariant($"{called} must be a number of {Name}, from {-Largest} to {Largest}, but was {value}."));

    /// <summary>Checks the bounds of <c>uniform_</c>: in range, in order, and no farther apart than the type's largest number.</summary>
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

    /// <summary>Checks the width or standard deviation of a function's values, which depends on its gain and the shape.</summary>
    /// <exception cref="ArgumentException">It is above the largest number.</exception>
    public static void Spread(double spread, string measure, PyTorchInitializer function, in TensorShape shape)
    {
        if (spread <= Largest) return;
        throw new ArgumentException(
            Invariant($"shape must keep the {measure} of {function} within {Largest}, the largest {Name}, but was {shape}, ")
            + Invariant($"which makes it {spread}."),
            nameof(shape));
    }
}
