"""Writes ZigguratTables.cs: python3 ziggurat.py > ZigguratTables.cs (needs mpmath)

256 layers of equal area V under exp(-x^2 / 2), the last one with the tail from R on (Marsaglia and Tsang 2000). The numbers are NumPy's, of
numpy/random/src/distributions/ziggurat_constants.h: logarithms and exponentials are correctly rounded, but for one density, which
is an ulp above.
"""
import math, struct
from mpmath import mp, mpf

mp.prec = 200
R, V = 3.6541528853610088, 0.004928673233974652


def exp(x):
    return float(mp.exp(mpf(x)))


def log(x):
    return float(mp.log(mpf(x)))


def bits(x):
    return "0x%016X" % struct.unpack("<Q", struct.pack("<d", x))[0]


densities, widths, accepted = [0.0] * 256, [0.0] * 256, [0] * 256
x = R
densities[255], widths[255] = exp(-0.5 * R * R), R / 2**52
for i in range(254, 0, -1):
    x = math.sqrt(-2 * log(V / x + densities[i + 1]))
    widths[i], densities[i] = x / 2**52, exp(-0.5 * x * x)
    if i == 38:
        densities[i] = math.nextafter(densities[i], 1) if hasattr(math, "nextafter") else float.fromhex("0x1.5ad29acc85c89p-1")
densities[0], widths[0] = 1.0, V / densities[255] / 2**52
accepted[0] = int(R * densities[255] / V * 2**52)
for i in range(2, 256):
    accepted[i] = round(widths[i - 1] / widths[i] * 2**52)


def rows(values, a_row):
    return "\n".join("        " + " ".join(v + "," for v in values[i:i + a_row]) for i in range(0, len(values), a_row))


print(f"""using static Initializers.Frameworks.BitPatterns;

namespace Initializers.Frameworks;

/// <summary>
/// The tables of NumPy's ziggurat (numpy/random/src/distributions/ziggurat_constants.h, BSD licence: see
/// THIRD-PARTY-NOTICES.txt), as the bits of doubles. Written by ziggurat.py, from their formula.
/// </summary>
internal static class ZigguratTables
{{
    /// <summary>The 52-bit numbers below which a layer accepts without a further test.</summary>
    public static readonly ulong[] Accepted =
    [
{rows(["0x%013X" % k for k in accepted], 4)}
    ];

    /// <summary>The width of a layer, over 2^52.</summary>
    public static readonly double[] Widths = Doubles(
    [
{rows([bits(w) for w in widths], 6)}
    ]);

    /// <summary>The density at the outer end of a layer.</summary>
    public static readonly double[] Densities = Doubles(
    [
{rows([bits(f) for f in densities], 6)}
    ]);
}}""")
