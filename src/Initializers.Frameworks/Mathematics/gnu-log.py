"""Writes GnuLogTable.cs from a file of 128 reciprocals, 16 hexadecimal digits each: python3 gnu-log.py RECIPROCALS > GnuLogTable.cs (needs mpmath)"""
import re, struct, sys
from mpmath import mp, mpf

mp.prec = 200


def double(u):
    return struct.unpack("<d", struct.pack("<Q", u))[0]


def bits(x):
    return "0x%016X" % struct.unpack("<Q", struct.pack("<d", x))[0]


def rows(values):
    return "\n".join("        " + " ".join(bits(v) + "," for v in values[i:i + 6]) for i in range(0, len(values), 6))


reciprocals = [double(int(word, 16)) for word in re.findall(r"\b[0-9a-fA-F]{16}\b", open(sys.argv[1]).read())]
assert len(reciprocals) == 128
logarithms = [int(mp.nint(-mp.log(mpf(c)) * 2**43)) / 2**43 for c in reciprocals]

print(f"""using static Initializers.Frameworks.BitPatterns;

namespace Initializers.Frameworks;

/// <summary>
/// The 128 rows of the GNU C library's logarithm: reciprocals c, from ARM's optimized routines (MIT licence: see THIRD-PARTY-NOTICES.txt),
/// and -ln c rounded to multiples of 2^-43, as the bits of doubles. Written by gnu-log.py.
/// </summary>
internal static class GnuLogTable
{{
    public static readonly double[] Rows = Doubles(
    [
{rows([value for row in zip(reciprocals, logarithms) for value in row])}
    ]);
}}""")
