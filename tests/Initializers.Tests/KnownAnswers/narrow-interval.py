"""Writes narrow-interval.txt: quantiles of N(0, 1) kept in [lower, upper] at t = (word + 1/2) / 2^32, from mpmath at 60 digits:
python3 narrow-interval.py > narrow-interval.txt

With Q the upper tail and the interval reflected so that |lower| <= |upper|, z solves Q(z) = Q(lower) - t (Q(lower) - Q(upper)).
"""
import random
import mpmath as mp

mp.mp.dps = 60
random.seed(20260102)

INTERVALS = [
    ("6", "7"), ("-40", "-39"), ("3", "3.1"), ("-2.6", "-2.5"), ("0.25", "0.250001"), ("-1.000001", "-1"), ("3.9", "Infinity"), ("-Infinity", "-8"), ("1000", "1001"),
    ("100", "Infinity"), ("-0.001", "0.001"), ("-0.0005", "0.001"), ("-5e-7", "5e-7"), ("0", "1e-6"), ("0", "0.004"), ("0.5", "0.504"), ("-9", "-3"), ("5", "9"), ("3", "12"), ("1e5", "Infinity"),
]
WORDS = [0, 1, 2, 2**31 - 1, 2**31, 2**32 - 2, 2**32 - 1] + [2**k for k in range(4, 31, 3)] + [2**32 - 1 - 2**k for k in range(4, 31, 3)] + [random.getrandbits(32) for _ in range(25)]


def tail(x):
    """Q(x) e^(x^2 / 2)."""
    if x < 25:
        return mp.exp(x * x / 2) * mp.erfc(x / mp.sqrt(2)) / 2
    fraction = mp.mpf(0)
    for k in range(400, 0, -1):  # Laplace's continued fraction
        fraction = k / (x + fraction)
    return 1 / (x + fraction) / mp.sqrt(2 * mp.pi)


def quantile(lower, upper, t):
    if mp.isinf(lower) or abs(lower) > abs(upper):
        return -quantile(-upper, -lower, 1 - t)
    left = mp.mpf(0) if mp.isinf(upper) else mp.exp((lower - upper) * (lower + upper) / 2) * tail(upper) / tail(lower)
    target = mp.log1p(-t * (1 - left))  # log(Q(z) / Q(lower))
    gap = lambda z: mp.log(tail(z) / tail(lower)) - (z - lower) * (z + lower) / 2 - target
    z = mp.sqrt(lower * lower - 2 * target)  # too far: Newton's method on a concave function comes back in a few steps
    for _ in range(60):
        step = gap(z) * tail(z) * mp.sqrt(2 * mp.pi)
        z += step
        if abs(step) < mp.mpf(10) ** -45:
            return z
    raise ArithmeticError((lower, upper, t))


print("# lower, upper, word, quantile at (word + 1/2) / 2^32; made by narrow-interval.py")
for lower, upper in INTERVALS:
    # The bounds as the doubles that C# reads.
    a, b = mp.mpf(float(lower)), mp.mpf(float(upper))
    for word in WORDS:
        print(lower, upper, word, mp.nstr(quantile(a, b, (word + mp.mpf(1) / 2) / 2**32), 25))
