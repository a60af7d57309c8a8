namespace Initializers.Frameworks;

/// <summary>
/// The error function of a float as the GNU C library (before 2.41) computes it, in floats. Later ones give the nearest float.
/// </summary>
/// <remarks>
/// The method and the coefficients are those of Sun's fdlibm (1993), s_erff.c by Ian Lance Taylor,
/// <see href="https://www.netlib.org/fdlibm/"/>.
/// </remarks>
internal static class GnuErfSingle
{
    private const float Erx = 8.4506291151e-01f;

    // From the lowest power up: |x| below 0.84375, from there to 1.25, to 1 / 0.35, and to 6.
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
