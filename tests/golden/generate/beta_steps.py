"""High-precision sums over the steps of a beta-geometric lifetime, the pieces of the PDO model: plain sums of their terms by mpmath,
30 digits; endless ones as 2F1. Run: python3 beta_steps.py (half a minute)
"""
import json
import pathlib
from mpmath import mp, mpf, exp, log, hyp2f1, nstr, inf, loggamma

mp.dps = 30


def survival(a, b, k):
    return exp(loggamma(b + k) + loggamma(a + b) - loggamma(b) - loggamma(a + b + k))


def total(factor, a, b, low, high):
    """Sum of S_(k-1) factor(k) over k = low..high, the survival by recursion; ends where it no longer shows."""
    alive, result = survival(a, b, low - 1), mpf(0)
    for k in range(low, high + 1):
        term = alive * factor(mpf(k))
        result += term
        if term * (high - k) < result * mpf(10) ** -22:
            break
        alive *= (b + k - 1) / (a + b + k - 1)
    return result


sums = [
    dict(p=p, scale=scale, a=a, b=b, **{"from": low, "to": high})
    for p, scale, a, b, low, high in [
        (2.515, 3.47, 0.43, 2.6, 10, 12), (0.515, 3.47, 0.43, 2.6, 0, 12), (26.5, 3.47, 0.43, 2.6, 10, 12), (5000.5, 3.47, 0.43, 2.6, 3, 250),
        (5000.5, 0.01, 0.43, 2.6, 0, 250), (0.5, 50, 2, 0.03, 0, 255), (0.5, 50, 2, 0.03, 0, 700), (7.5, 500, 1, 40, 100, 900), (0.1, 1e4, 0.05, 900, 0, 100000),
        (300.2, 1e5, 30, 5000, 50000, 100000), (0.8, 6e4, 0.9, 2e5, 0, 200000), (3, 0.5, 1e-4, 1e-4, 0, 300), (3, 0.5, 50, 0.2, 2, 300),
    ]
]
for row in sums:
    p, scale, a, b = (mpf(row[k]) for k in ("p", "scale", "a", "b"))
    value = total(lambda k: a / (a + b + k - 1) * (1 + k / scale) ** -p, a, b, row["from"] + 1, row["to"])
    row["value"] = nstr(log(value), 20)

steps = [
    dict(a=a, b=b, n="Infinity" if n == inf else n, delta=delta)
    for a, b, n, delta in [
        (0.43, 2.6, 13, 0), (0.43, 2.6, 13, 0.01), (0.43, 2.6, 2, 1e-9), (0.43, 2.6, inf, 0.01), (1, 2.6, 130, 0), (1.0000001, 2.6, 130, 0), (0.9999999, 2.6, 130, 0),
        (1.7, 2.6, inf, 0), (1.7, 0.01, 3000, 0), (0.3, 0.2, 3000, 0), (0.3, 0.2, 3000, 1e-6), (0.3, 0.2, 3000, 0.002), (5, 300, 100000, 1e-7), (0.05, 900, 100000, 1e-9),
        (0.6, 1e4, inf, 1e-6), (40, 2, 50, 0.3), (1e-4, 1e-4, 300, 0.001), (0.5, 5, inf, 40),
    ]
]
for row in steps:
    a, b, delta = (mpf(row[k]) for k in ("a", "b", "delta"))
    if row["n"] == "Infinity":
        value = b / (a - 1) if delta == 0 else b / (a + b) * hyp2f1(1, b + 1, a + b + 1, exp(-delta))
    else:
        value = total(lambda k: (b + k - 1) / (a + b + k - 1) * exp(-delta * (k - 1)), a, b, 1, row["n"] - 1)
    row["value"] = nstr(value, 20)

(pathlib.Path(__file__).resolve().parent.parent / "mpmath_beta_steps.json").write_text(
    json.dumps({"source": "generate/beta_steps.py: sums of the definition by mpmath, 30 digits, 20 printed", "sums": sums, "steps": steps}, indent=1) + "\n"
)
