"""Writes mills-ratio.txt: R(x) = Q(x) / phi(x) and Q(x) = 1 - Phi(x) from mpmath at 50 digits: python3 mills-ratio.py > mills-ratio.txt"""
import random
import mpmath as mp

mp.mp.dps = 50
random.seed(20260101)


def mills(x):
    x = mp.mpf(x)
    if x < 20:
        return mp.exp(x * x / 2) * mp.sqrt(mp.pi / 2) * mp.erfc(x / mp.sqrt(2))
    tail = mp.mpf(0)
    for k in range(600, 0, -1):  # Laplace's continued fraction
        tail = k / (x + tail)
    return 1 / (x + tail)


# Edges, then points spread over each region, then those where a scan of 10 million points found the largest errors.
points = [-5.0, -1.0, -1e-9, 0.0, 1e-9, 0.5, 1.0, 5.0, 40.0, 1e3, 1e6]
points += [random.uniform(-5, 0) for _ in range(100)]
points += [random.uniform(0, 1) for _ in range(200)] + [random.uniform(1, 38) for _ in range(150)] + [10 ** random.uniform(1, 6) for _ in range(100)]
points += [-4.03504607742126, -0.016848468041211095, 0.030413911851931541, 1.2451003594045384, 7.7288656614999924, -0.02185037546701496, 0.054769985540670252, 28.688829059554351, 29.979051676289846, 63.487466128941129, 685078.79498495581]

print("# x, R(x) as the sum of two doubles, Q(x) or 0 where it is below the normal doubles; made by mills-ratio.py")
for x in points:
    value = mills(x)
    high = float(value)
    tail = value * mp.exp(-mp.mpf(x) ** 2 / 2) / mp.sqrt(2 * mp.pi)
    print(repr(x), repr(high), repr(float(value - high)), repr(float(tail) if tail > mp.mpf(2) ** -1022 else 0.0))
