namespace Initializers.Frameworks;

/// <summary>The error function of a double as the GNU C library computes it, of |x| below 28.</summary>
/// <remarks>
/// The method and the coefficients are those of Sun's fdlibm (1993), s_erf.c, <see href="https://www.netlib.org/fdlibm/"/>.
/// </remarks>
internal static class GnuErf
{
    private const double Erx = 8.45062911510467529297e-01;

    // From the lowest power up: |x| below 0.84375, from there to 1.25, to 1 / 0.35, and to 6.
    private static readonly double[] PP = [1.28379167095512558561e-01, -3.25042107247001499370e-01, -2.84817495755985104766e-02,
        -5.77027029648944159157e-03, -2.37630166566501626084e-05];
    private static readonly double[] QQ = [1, 3.97917223959155352819e-01, 6.50222499887672944485e-02, 5.08130628187576562776e-03,
        1.32494738004321644526e-04, -3.96022827877536812320e-06];
    private static readonly double[] PA = [-2.36211856075265944077e-03, 4.14856118683748331666e-01, -3.72207876035701323847e-01,
        3.18346619901161753674e-01, -1.10894694282396677476e-01, 3.54783043256182359371e-02, -2.16637559486879084300e-03];
    private static readonly double[] QA = [1, 1.06420880400844228286e-01, 5.40397917702171048937e-01, 7.18286544141962662868e-02,
        1.26171219808761642112e-01, 1.36370839120290507362e-02, 1.19844998467991074170e-02];
    private static readonly double[] RA = [-9.86494403484714822705e-03, -6.93858572707181764372e-01, -1.05586262253232909814e+01,
        -6.23753324503260060396e+01, -1.62396669462573470355e+02, -1.84605092906711035994e+02, -8.12874355063065934246e+01,
        -9.81432934416914548592e+00];
    private static readonly double[] SA = [1, 1.96512716674392571292e+01, 1.37657754143519042600e+02, 4.34565877475229228821e+02,
        6.45387271733267880336e+02, 4.29008140027567833386e+02, 1.08635005541779435134e+02, 6.57024977031928170135e+00,
        -6.04244152148580987438e-02];
    private static readonly double[] RB = [-9.86494292470009928597e-03, -7.99283237680523006574e-01, -1.77579549177547519889e+01,
        -1.60636384855821916062e+02, -6.37566443368389627722e+02, -1.02509513161107724954e+03, -4.83519191608651397019e+02];
    private static readonly double[] SB = [1, 3.03380607434824582924e+01, 3.25792512996573918826e+02, 1.53672958608443695994e+03,
        3.19985821950859553908e+03, 2.55305040643316442583e+03, 4.74528541206955367215e+02, -2.24409524465858183362e+01];

    public static double Invoke(double x)
    {
        double size = Math.Abs(x);
        if (size < 0.84375)
            return size < Math.ScaleB(1, -28) ? x + 1.28379167095512586316e-01 * x
                : x + x * (Polynomial(x * x, PP) / Polynomial(x * x, QQ));
        double erf = size < 1.25 ? Erx + Polynomial(size - 1, PA) / Polynomial(size - 1, QA) : size >= 6 ? 1 : 1 - Complement(size);
        return x < 0 ? -erf : erf;
    }

    private static double Complement(double x)
    {
        double s = 1 / (x * x), ratio = x < 1 / 0.35 ? Polynomial(s, RA) / Polynomial(s, SA) : Polynomial(s, RB) / Polynomial(s, SB);
        double z = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(x) & 0xFFFFFFFF00000000);
        return GnuExp.Invoke(-z * z - 0.5625) * GnuExp.Invoke((z - x) * (z + x) + ratio) / x;
    }

    /// <summary>Pairs of terms, each times a power of x^2, summed from the lowest up: the order in which the library adds.</summary>
    private static double Polynomial(double x, double[] coefficients)
    {
        double x2 = x * x, x4 = x2 * x2;
        ReadOnlySpan<double> powers = [1, x2, x4, x4 * x2, x4 * x4];
        double sum = 0;
        for (int i = 0; i < coefficients.Length; i += 2)
        {
            double pair = i + 1 < coefficients.Length ? coefficients[i] + x * coefficients[i + 1] : coefficients[i];
            sum += powers[i / 2] * pair;
        }
        return sum;
    }
}
