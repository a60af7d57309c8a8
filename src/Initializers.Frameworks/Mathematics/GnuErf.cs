namespace Initializers.Frameworks;

/// <summary>The error function of a double as the GNU C library computes it, for |x| below 28.</summary>
/// <remarks>
/// Method and coefficients: Sun's fdlibm (1993), s_erf.c, <see href="https://www.netlib.org/fdlibm/"/>.
/// </remarks>
internal static class GnuErf
{
    private const double Erx = 8.45062911510467529297e-01;

    // From the lowest power up, for |x| below 0.84375, 1.25, 1 / 0.35 and 6.
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

    /// <summary>Adds pairs of terms, each times a power of x^2, from the lowest up: the library's order of operations.</summary>
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

/// <summary>
/// The error function of a float as the GNU C library before 2.41 computes it, in floats. Later versions round correctly.
/// </summary>
/// <remarks>
/// Method and coefficients: Sun's fdlibm (1993), s_erff.c by Ian Lance Taylor, <see href="https://www.netlib.org/fdlibm/"/>.
/// </remarks>
internal static class GnuErfSingle
{
    private const float Erx = 8.4506291151e-01f;

    // From the lowest power up, for |x| below 0.84375, 1.25, 1 / 0.35 and 6.
    private static readonly float[] PP = [1.2837916613e-01f, -3.2504209876e-01f, -2.8481749818e-02f, -5.7702702470e-03f,
        -2.3763017452e-05f];
    private static readonly float[] QQ = [1, 3.9791721106e-01f, 6.5022252500e-02f, 5.0813062117e-03f, 1.3249473704e-04f,
        -3.9602282413e-06f];
    private static readonly float[] PA = [-2.3621185683e-03f, 4.1485610604e-01f, -3.7220788002e-01f, 3.1834661961e-01f, -1.1089469492e-01f,
        3.5478305072e-02f, -2.1663755178e-03f];
    private static readonly float[] QA = [1, 1.0642088205e-01f, 5.4039794207e-01f, 7.1828655899e-02f, 1.2617121637e-01f, 1.3637083583e-02f,
        1.1984500103e-02f];
    private static readonly float[] RA = [-9.8649440333e-03f, -6.9385856390e-01f, -1.0558626175e+01f, -6.2375331879e+01f,
        -1.6239666748e+02f, -1.8460508728e+02f, -8.1287437439e+01f, -9.8143291473e+00f];
    private static readonly float[] SA = [1, 1.9651271820e+01f, 1.3765776062e+02f, 4.3456588745e+02f, 6.4538726807e+02f, 4.2900814819e+02f,
        1.0863500214e+02f, 6.5702495575e+00f, -6.0424413532e-02f];
    private static readonly float[] RB = [-9.8649431020e-03f, -7.9928326607e-01f, -1.7757955551e+01f, -1.6063638306e+02f,
        -6.3756646729e+02f, -1.0250950928e+03f, -4.8351919556e+02f];
    private static readonly float[] SB = [1, 3.0338060379e+01f, 3.2579251099e+02f, 1.5367296143e+03f, 3.1998581543e+03f, 2.5530502930e+03f,
        4.7452853394e+02f, -2.2440952301e+01f];

    public static float Invoke(float x)
    {
        float size = MathF.Abs(x);
        if (size < 0.84375f)
            return size < 3.7252903e-9f ? x + 1.2837916613e-01f * x : x + x * (Polynomial(x * x, PP) / Polynomial(x * x, QQ));
        float erf = size < 1.25f ? Erx + Polynomial(size - 1, PA) / Polynomial(size - 1, QA) : size >= 6 ? 1 : 1 - Complement(size);
        return x < 0 ? -erf : erf;
    }

    private static float Complement(float x)
    {
        bool isNear = BitConverter.SingleToUInt32Bits(x) < 0x4036DB6E; // 1 / 0.35
        float s = 1 / (x * x), ratio = isNear ? Polynomial(s, RA) / Polynomial(s, SA) : Polynomial(s, RB) / Polynomial(s, SB);
        float z = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(x) & 0xFFFFF000);
        return GnuExpSingle.Invoke(-z * z - 0.5625f) * GnuExpSingle.Invoke((z - x) * (z + x) + ratio) / x;
    }

    private static float Polynomial(float x, float[] coefficients)
    {
        float sum = coefficients[^1];
        for (int i = coefficients.Length - 2; i >= 0; i--) sum = sum * x + coefficients[i];
        return sum;
    }
}
