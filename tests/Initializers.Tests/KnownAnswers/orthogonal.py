"""Writes orthogonal.txt, element by element with NumPy and no tiles, panels or threads: python3 orthogonal.py > orthogonal.txt
and the same in double: python3 orthogonal.py double > orthogonal-double.txt

A matrix of m rows and n <= m columns is H_1 H_2 ... H_n [I; 0] D, in floats or doubles. "Normals" are x(i), given below, in place of Gaussian numbers; reflector k
takes those from k m + k to k m + m - 1. Wide matrices are the transpose of tall ones. Every sum is one chain of fused multiply-adds.
"""
import ctypes
import hashlib
import sys
import numpy as np

BLOCK = 48
NUMBER = np.float64 if sys.argv[1:] == ["double"] else np.float32
WIDE_FMA = ctypes.CDLL("libm.so.6").fma
WIDE_FMA.restype, WIDE_FMA.argtypes = ctypes.c_double, [ctypes.c_double] * 3


def x(i):
    """Some float for each index: a multiple of 2^-21 in [-4, 4)."""
    h = (i.astype(np.uint64) * np.uint64(2654435761) + np.uint64(12345)) & np.uint64(0xFFFFFFFF)
    h ^= h >> np.uint64(15)
    h = (h * np.uint64(2246822519)) & np.uint64(0xFFFFFFFF)
    h ^= h >> np.uint64(13)
    return ((h >> np.uint64(8)).astype(np.int64) - (1 << 23)).astype(np.float64).astype(np.float32) / np.float32(1 << 21)


def fma(a, b, c):
    """a b + c, rounded once: of doubles by the C library; of floats the sum in double is rounded to odd before it becomes a float."""
    if NUMBER == np.float64:
        return np.frompyfunc(WIDE_FMA, 3, 1)(a, b, c).astype(np.float64)
    product = a.astype(np.float64) * b
    total = product + c
    share = total - product
    error = (product - (total - share)) + (c - share)
    bits = total.view(np.int64)
    towards = np.where((error > 0) == (total > 0), 1, -1)
    return np.where((error != 0) & (bits & 1 == 0), bits + towards, bits).view(np.float64).astype(np.float32)


def squared_norm(v):
    chains = [0.0] * 4
    whole = len(v) // 4 * 4
    for i in range(whole):
        chains[i % 4] += float(v[i]) * float(v[i])
    for i in range(whole, len(v)):
        chains[0] += float(v[i]) * float(v[i])
    return (chains[0] + chains[1]) + (chains[2] + chains[3])


def tall(normals):
    n, m = normals.shape
    v, tau, sign = np.zeros((m, n), NUMBER), [], np.zeros(n, NUMBER)
    for k in range(n):
        column = normals[k, k:]
        pivot = float(column[0]) + float(np.copysign(np.sqrt(squared_norm(column)), column[0]))
        vector = (column.astype(np.float64) * (1 / pivot)).astype(np.float32)
        vector[0] = 1
        v[k:, k], sign[k] = vector, -np.copysign(1, column[0])
        tau.append(2 / squared_norm(vector))

    q = np.eye(m, n, dtype=NUMBER)
    for start in reversed(range(0, n, BLOCK)):
        block, taus = v[start:, start:start + BLOCK], tau[start:start + BLOCK]
        width = block.shape[1]
        gram = np.zeros((width, width), NUMBER)
        for row in range(m - start):
            gram = fma(block[row][:, None], block[row][None, :], gram)
        t = np.zeros((width, width))
        for j in range(width):
            t[j, j] = taus[j]
            for i in range(j):
                total = 0.0
                for l in range(i, j):
                    total += t[i, l] * float(gram[l, j])
                t[i, j] = -taus[j] * total
        t = (-t).astype(NUMBER)

        inner = np.zeros((width, n), NUMBER)
        for row in range(m - start):
            inner = fma(block[row][:, None], q[start + row][None, :], inner)
        outer = np.zeros((width, n), NUMBER)
        for j in range(width):
            outer = fma(t[:, j][:, None], inner[j][None, :], outer)
        for k in range(width):
            q[start:] = fma(block[:, k][:, None], outer[k][None, :], q[start:])
    return q * sign


def matrix(rows, columns, gain, normals):
    tall_one = tall(normals.reshape(min(rows, columns), max(rows, columns)))
    return np.ascontiguousarray(NUMBER(gain) * (tall_one if rows >= columns else tall_one.T))


if __name__ == "__main__":
    print("# rows, columns, gain, and the bits of an orthogonal matrix, or where they are many their SHA-256; made by orthogonal.py")
    for rows, columns, gain in [(1, 1, 1), (1, 1, 3), (3, 2, 1), (2, 3, 1), (4, 4, 0.5), (1, 5, 1), (5, 1, 1), (6, 6, 1), (13, 7, 1), (48, 48, 1), (49, 49, 1), (60, 50, 1.5), (50, 60, 1), (97, 97, 1), (100, 131, 1), (257, 5, 1), (3, 200, 2), (145, 145, 1)]:
        values = matrix(rows, columns, gain, x(np.arange(rows * columns)))
        error = np.abs(values.astype(np.float64).T @ values / gain**2 - np.eye(columns)).max() if rows >= columns else np.abs(values.astype(np.float64) @ values.T / gain**2 - np.eye(rows)).max()
        assert error < (1e-14 if NUMBER == np.float64 else 1e-6), error
        stored = values.astype(values.dtype.newbyteorder(">")).tobytes().hex()
        print(rows, columns, gain, stored if values.size <= 16 else hashlib.sha256(values.tobytes()).hexdigest())
