namespace Initializers.Frameworks;

/// <summary>Sine and cosine of a double from 0 to 2 pi, within 1 ulp, by operations that are the same on every machine.</summary>
/// <remarks>Cody and Waite's reduction with pi / 2 in three parts, and the polynomials of fdlibm's kernels (Sun Microsystems 1993), <see href="https://www.netlib.org/fdlibm/"/>.</remarks>
internal static class SinCos
{
    private const double TwoOverPi = 0.63661977236758134308;

    /// <summary>pi / 2: 33 bits, the next 33 bits, and the rest.</summary>
    private const double First = 1.57079632673412561417e+00, Second = 6.07710050630396597660e-11, Rest = 2.02226624879595063154e-21;

    private static ReadOnlySpan<double> S => [-1.66666666666666324348e-01, 8.33333333332248946124e-03, -1.98412698298579493134e-04, 2.75573137070700676789e-06, -2.50507602534068634195e-08, 1.58969099521155010221e-10];

    private static ReadOnlySpan<double> C => [4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05, -2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11];

    public static (double Sine, double Cosine) Invoke(double angle)
    {
        int quarter = (int)(angle * TwoOverPi + 0.5);
        // The products are exact, and so is the first difference; what the others lose is kept.
        double far = angle - quarter * First, near = far - quarter * Second;
        double lost = far - near - quarter * Second - quarter * Rest, x = near + lost, y = near - x + lost;
        double sine = Sine(x, y), cosine = Cosine(x, y);
        return (quarter & 3) switch { 0 => (sine, cosine), 1 => (cosine, -sine), 2 => (-sine, -cosine), _ => (-cosine, sine) };
    }

    private static double Sine(double x, double y)
    {
        double z = x * x, cube = z * x, p = S[1] + z * (S[2] + z * (S[3] + z * (S[4] + z * S[5])));
        return x - (z * (0.5 * y - cube * p) - y - cube * S[0]);
    }

    private static double Cosine(double x, double y)
    {
        double z = x * x, p = z * (C[0] + z * (C[1] + z * (C[2] + z * (C[3] + z * (C[4] + z * C[5]))))), half = 0.5 * z, w = 1 - half;
        return w + (1 - w - half + (z * p - x * y));
    }
}
