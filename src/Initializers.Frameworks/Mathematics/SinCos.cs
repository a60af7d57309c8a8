using Initializers.Kernels;

namespace Initializers.Frameworks;

/// <summary>Sine and cosine of a double from 0 to 2 pi, the nearest double in nearly all cases (within 0.51 ulp), by operations that are the same on every machine. The C library's are within 0.55 ulp, so that about one value in a thousand differs from theirs by an ulp.</summary>
/// <remarks>Cody and Waite's reduction with pi / 2 in three parts, and Taylor's series, whose first terms are kept with their errors.</remarks>
internal static class SinCos
{
    private const double TwoOverPi = 0.63661977236758134308;

    /// <summary>pi / 2: 33 bits, the next 33 bits, and the rest.</summary>
    private const double First = 1.57079632673412561417e+00, Second = 6.07710050630396597660e-11, Rest = 2.02226624879595063154e-21;

    /// <summary>-1/6 and 1/24 as the nearest double and what it leaves.</summary>
    private const double Sixth = -1.0 / 6, SixthRest = -9.2518585385429711702e-18, Fourth = 1.0 / 24, FourthRest = 2.31296463463574279255e-18;

    /// <summary>1/5!, -1/7!, ..., from the lowest power up.</summary>
    private static ReadOnlySpan<double> Odd => [1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800, 1.0 / 6227020800, -1.0 / 1307674368000, 1.0 / 355687428096000];

    /// <summary>-1/6!, 1/8!, ..., from the lowest power up.</summary>
    private static ReadOnlySpan<double> Even => [-1.0 / 720, 1.0 / 40320, -1.0 / 3628800, 1.0 / 479001600, -1.0 / 87178291200, 1.0 / 20922789888000, -1.0 / 6402373705728000];

    public static (double Sine, double Cosine) Invoke(double angle)
    {
        int quarter = (int)(angle * TwoOverPi + 0.5);
        // The products are exact, and so is the first difference; what the others lose is kept.
        double far = angle - quarter * First, near = far - quarter * Second;
        double lost = far - near - quarter * Second - quarter * Rest, x = near + lost, y = near - x + lost;
        double square = x * x, squareRest = ExactFma.ErrorOfProduct(x, x, square) + 2 * x * y;
        double sine = Sine(x, y, square, squareRest), cosine = Cosine(square, squareRest);
        return (quarter & 3) switch { 0 => (sine, cosine), 1 => (cosine, -sine), 2 => (-sine, -cosine), _ => (-cosine, sine) };
    }

    /// <summary>x + y + x^3 (-1/6 + x^2 / 120 - ...).</summary>
    private static double Sine(double x, double y, double square, double squareRest)
    {
        double cube = square * x, cubeRest = ExactFma.ErrorOfProduct(square, x, cube) + squareRest * x + square * y;
        return Sum(x, y, Product(cube, cubeRest, Sixth, SixthRest + square * Polynomial(square, Odd)));
    }

    /// <summary>1 - x^2 / 2 + x^4 (1/24 - x^2 / 720 + ...).</summary>
    private static double Cosine(double square, double squareRest)
    {
        double half = -square / 2, start = 1 + half, startRest = ExactFma.ErrorOfSum(1, half, start) - squareRest / 2;
        double fourth = square * square, fourthRest = ExactFma.ErrorOfProduct(square, square, fourth) + 2 * square * squareRest;
        return Sum(start, startRest, Product(fourth, fourthRest, Fourth, FourthRest + square * Polynomial(square, Even)));
    }

    /// <summary>A number with its error times another one.</summary>
    private static (double Value, double Error) Product(double a, double aRest, double b, double bRest)
    {
        double factor = b + bRest, factorRest = ExactFma.ErrorOfSum(b, bRest, factor), product = a * factor;
        return (product, ExactFma.ErrorOfProduct(a, factor, product) + a * factorRest + aRest * factor);
    }

    private static double Sum(double a, double aRest, (double Value, double Error) b)
    {
        double sum = a + b.Value;
        return sum + (ExactFma.ErrorOfSum(a, b.Value, sum) + aRest + b.Error);
    }

    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        double sum = coefficients[^1];
        for (int i = coefficients.Length - 2; i >= 0; i--) sum = sum * x + coefficients[i];
        return sum;
    }
}
