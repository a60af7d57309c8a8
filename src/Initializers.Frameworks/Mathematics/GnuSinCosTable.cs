using System.Numerics;

namespace Initializers.Frameworks;

/// <summary>
/// Sine and cosine of k / 128 for k from 0 to 110, each as the nearest double and the double nearest to what it leaves: the table of the
/// GNU C library is these numbers.
/// </summary>
internal static class GnuSinCosTable
{
    private const int Count = 111;

    private static readonly Row[] Rows = [.. Enumerable.Range(0, Count).Select(Compute)];

    public readonly record struct Row(double Sine, double SineRest, double Cosine, double CosineRest);

    public static Row At(int k) => Rows[k];

    private static Row Compute(int k)
    {
        BigInteger angle = FixedPoint.One * k / 128;
        (double sine, BigInteger sineLeft) = FixedPoint.Nearest(FixedPoint.Sin(angle));
        (double cosine, BigInteger cosineLeft) = FixedPoint.Nearest(FixedPoint.Cos(angle));
        return new(sine, FixedPoint.Nearest(sineLeft).Value, cosine, FixedPoint.Nearest(cosineLeft).Value);
    }
}
