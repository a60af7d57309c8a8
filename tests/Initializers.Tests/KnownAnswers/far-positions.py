"""Computes far-positions.txt: elements of huge parameters, from docs/philox4x32-10-v1.md by exact arithmetic.

Run in the repository's root: python3 tests/Initializers.Tests/KnownAnswers/far-positions.py > tests/Initializers.Tests/KnownAnswers/far-positions.txt
"""
import csv, hashlib, struct
from fractions import Fraction

MASK = 0xFFFFFFFF

def fork(parent, name):
    data = name.encode()
    digest = hashlib.sha256(b"philox4x32-10/v1" + parent + b"n" + struct.pack("<Q", len(data)) + data).digest()
    return digest[:16]

def block(b, stream):
    k0, k1, c2, c3 = struct.unpack("<4I", stream)
    x = [b & MASK, b >> 32, c2, c3]
    for _ in range(10):
        p0, p1 = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
        x = [(p1 >> 32) ^ x[1] ^ k0, p1 & MASK, (p0 >> 32) ^ x[3] ^ k1, p0 & MASK]
        k0, k1 = (k0 + 0x9E3779B9) & MASK, (k1 + 0xBB67AE85) & MASK
    return x

def word(p, stream):
    return block(16 * (p // 64) + p % 16, stream)[p % 64 // 16]

def f32(x):
    """The nearest float of a fraction, ties to even, as a fraction; it is normal or 0."""
    if x == 0:
        return x
    size = abs(x)
    exponent = size.numerator.bit_length() - size.denominator.bit_length()
    while Fraction(2) ** exponent > size:
        exponent -= 1
    unit = Fraction(2) ** (exponent - 23)
    return round(x / unit) * unit

def floats(bits):
    return Fraction(struct.unpack("<f", struct.pack("<I", int(bits, 16)))[0])

def bits(x):
    return struct.pack(">f", float(x)).hex()

rows = [row for row in csv.reader(open("docs/octave-quantile.csv")) if row and row[0].isdigit()]
table = [[floats(cell) for cell in row[1:10]] for row in rows]

def normal(w):
    m = (w ^ (MASK if w >> 31 else 0)) & 0x7FFFFFFF
    a = 2 * m + 1
    k = 32 - a.bit_length()
    signed = (a << k & MASK) - (1 << 32)
    r = f32(Fraction(signed)) * Fraction(-1, 2 ** 31)
    z = table[k][8]
    for c in reversed(table[k][:8]):
        z = f32(z * r + c)
    return z if w >> 31 else -z

def uniform(w):
    return f32(Fraction(w >> 8, 2 ** 24) * 2 - 1)

stream = fork(struct.pack("<QQ", 5, 0), "decoder.weight")
for start in (2 ** 40 - 2, 2 ** 40 + 61, 2 ** 41 + 7, 2 ** 48 + 33, 2 ** 53 + 1, 2 ** 62 + 12345):
    for p in range(start, start + 6):
        w = word(p, stream)
        print(p, bits(uniform(w)), bits(normal(w)))
