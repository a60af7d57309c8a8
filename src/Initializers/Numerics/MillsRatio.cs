using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// Mills' ratio of the standard normal distribution, R(x) = Q(x) / phi(x), its upper tail divided by its density. It varies slowly where
/// both underflow, so that tails can be computed from it at any distance.
/// </summary>
internal static class MillsRatio
{
    private const double Centre = 5;
    private const double SqrtTwoPi = 2.5066282746310002;

    /// <summary>Chebyshev coefficients of (x + 5) R(x) in t = (x - 5) / (x + 5), from mills-ratio.py beside this file.</summary>
    private static ReadOnlySpan<double> Coefficients =>
    [
        5.439370477535649,
        -2.369067605650879,
        0.8511076451912901,
        -0.25267101020189897,
        0.06101538640490704,
        -0.011475514073056178,
        0.0014946108965619613,
        -7.528550840431418e-05,
        -1.7441640986188533e-05,
        4.165069376460427e-06,
        -1.075491741115436e-07,
        -9.471226425550921e-08,
        1.1672253441654395e-08,
        1.8216467239028026e-09,
        -4.702612503635878e-10,
        -3.396099140347166e-11,
        1.6931861387628094e-11,
        7.116261233426692e-13,
        -6.192628267806253e-13,
        -2.267253181994824e-14,
        2.369054606339966e-14,
        1.2094286091906465e-15,
        -9.388069136947026e-16,
        -7.955671520049973e-17,
        3.726012047720447e-17,
        5.258006597929443e-18,
    ];

    /// <inheritdoc cref="Of{T}"/>
    public static double Of(double x) => Of(new Doubles64(x)).Value;

    /// <summary>
    /// Returns R(x). The relative error is at most 8e-16 for x of at least 0 (tested). Below, R(-x) = sqrt(2 pi) e^(x^2/2) - R(x), with an
    /// error of at most 1.3e-15 down to -5, and valid to -37, where the exponential overflows.
    /// </summary>
    public static T Of<T>(T x) where T : unmanaged, IDoubles<T>
    {
        T opposite = T.Broadcast(0) - x;
        if (!T.AnyAbove(opposite, 0)) return OfPositive(x);
        T ratio = OfPositive(T.WhereAbove(opposite, 0, opposite, x));
        return T.WhereAbove(opposite, 0, T.Broadcast(SqrtTwoPi) * PortableMath.Exp(x * x * T.Broadcast(0.5)) - ratio, ratio);
    }

    /// <summary>Evaluates the series by Clenshaw's recurrence.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // so that this formula has all of the compiler's inlining budget
    private static T OfPositive<T>(T x) where T : unmanaged, IDoubles<T>
    {
        T sum = x + T.Broadcast(Centre);
        T t = T.WhereAbove(x, 1e17, T.Broadcast(1), (x - T.Broadcast(Centre)) / sum), doubled = t + t;
        T next = T.Broadcast(0), current = T.Broadcast(0);
        for (int k = Coefficients.Length - 1; k > 0; k--)
            (next, current) = (current, doubled * current - next + T.Broadcast(Coefficients[k]));
        return (t * current - next + T.Broadcast(Coefficients[0] / 2)) / sum;
    }

    /// <summary>Returns Q(x), the probability of a value above x, with a relative error of about 1e-15 unless it underflows.</summary>
    public static double UpperTail(double x)
    {
        if (x < 0) return 1 - UpperTail(-x);
        if (x > 40) return 0; // below the smallest double
        double square = x * x;
        return Of(x) / SqrtTwoPi * PortableMath.Exp(-square / 2) * (1 - ExactFma.ErrorOfProduct(x, x, square) / 2);
    }
}
