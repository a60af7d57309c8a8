"""The Chebyshev coefficients of MillsRatio.cs, computed from the definition with mpmath: python3 mills-ratio.py

(x + 5) R(x) = c0/2 + sum c[k] T_k(t) with t = (x - 5) / (x + 5), for R(x) = (1 - Phi(x)) / phi(x) and all x >= 0.
The first coefficient left out is 1.4e-18.
"""
import mpmath as mp

mp.mp.dps = 50
CENTRE, TERMS, NODES = 5, 26, 80


def mills(x):
    if x < 20:
        return mp.exp(x * x / 2) * mp.sqrt(mp.pi / 2) * mp.erfc(x / mp.sqrt(2))
    tail = mp.mpf(0)
    for k in range(400, 0, -1):  # Laplace's continued fraction
        tail = k / (x + tail)
    return 1 / (x + tail)


def value(t):
    x = CENTRE * (1 + t) / (1 - t)
    return (x + CENTRE) * mills(x)


angles = [mp.pi * (2 * i + 1) / (2 * NODES) for i in range(NODES)]
values = [value(mp.cos(a)) for a in angles]
for k in range(TERMS):
    print(repr(float(2 * sum(v * mp.cos(k * a) for v, a in zip(values, angles)) / NODES)) + ",")
