"""Prints the second moments of activation functions and of their derivatives for z ~ N(0, 1), from mpmath at 40 digits, as the C# of Activation.Named.cs has them: python3 moments.py"""
import mpmath as mp

mp.mp.dps = 40
phi = lambda x: mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)
Phi = lambda x: mp.erfc(-x / mp.sqrt(2)) / 2
sigmoid = lambda x: 1 / (1 + mp.exp(-x))
softplus = lambda x: mp.log1p(mp.exp(x)) if x < 60 else x + mp.exp(-x)
numeric = lambda f: lambda x: mp.diff(f, x)
gelu_tanh = lambda x: x / 2 * (1 + mp.tanh(mp.sqrt(2 / mp.pi) * (x + mp.mpf("0.044715") * x ** 3)))
mish = lambda x: x * mp.tanh(softplus(x))
alpha, scale = mp.mpf("1.6732632423543772848170429916717"), mp.mpf("1.0507009873554804934193349852946")
clamp = lambda x, a, b: max(a, min(b, x)) * mp.mpf(1)
one = lambda inside: mp.mpf(1 if inside else 0)

FUNCTIONS = {
    "negative part of ELU": (lambda x: mp.expm1(x) if x < 0 else mp.mpf(0), lambda x: mp.exp(x) if x < 0 else mp.mpf(0), [0]),
    "SELU": (lambda x: scale * (x if x > 0 else alpha * mp.expm1(x)), lambda x: scale * (mp.mpf(1) if x > 0 else alpha * mp.exp(x)), [0]),
    "GELU": (lambda x: x * Phi(x), lambda x: Phi(x) + x * phi(x), []),
    "GELUTanh": (gelu_tanh, numeric(gelu_tanh), []),
    "SiLU": (lambda x: x * sigmoid(x), lambda x: sigmoid(x) * (1 + x * (1 - sigmoid(x))), []),
    "Mish": (mish, numeric(mish), []),
    "HardSwish": (lambda x: x * clamp(x + 3, 0, 6) / 6, lambda x: one(x > 3) if abs(x) > 3 else (2 * x + 3) / mp.mpf(6), [-3, 3]),
    "HardSigmoid": (lambda x: clamp(x + 3, 0, 6) / 6, lambda x: one(abs(x) < 3) / 6, [-3, 3]),
    "HardTanh": (lambda x: clamp(x, -1, 1), lambda x: one(abs(x) < 1), [-1, 1]),
    "ReLU6": (lambda x: clamp(x, 0, 6), lambda x: one(0 < x < 6), [0, 6]),
    "Softplus": (softplus, sigmoid, []),
    "Softsign": (lambda x: x / (1 + abs(x)), lambda x: 1 / (1 + abs(x)) ** 2, [0]),
    "Tanh": (mp.tanh, lambda x: 1 / mp.cosh(x) ** 2, []),
    "Sigmoid": (sigmoid, lambda x: sigmoid(x) * (1 - sigmoid(x)), []),
    "Sin": (mp.sin, mp.cos, []),
}


def expectation(f, kinks):
    return mp.quad(lambda x: phi(x) * f(x), sorted({-40, -20, -10, -5, -2, 0, 2, 5, 10, 20, 40} | set(kinks)))


for name, (f, derivative, kinks) in FUNCTIONS.items():
    print(f"{name}: {mp.nstr(expectation(lambda x: f(x) ** 2, kinks), 20)}, {mp.nstr(expectation(lambda x: derivative(x) ** 2, kinks), 20)}", flush=True)
