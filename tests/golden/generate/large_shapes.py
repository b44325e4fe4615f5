"""Likelihood and chance to be active where shapes are so large that customers hardly differ, at 50 digits.

One customer (3 repeat purchases, the last at 20, observed for 39) under each process, with one or both pairs of parameters scaled to 1e3 ...
1e14 at a fixed mean. Lifetimes are integrated (or summed) directly. Writes ../mpmath_large_shapes.json.
"""

import json
from pathlib import Path

from mpmath import exp, expm1, floor, fsum, linspace, log, log1p, loggamma, mp, mpf, nstr, quad

mp.dps = 50
x, recency, age = 3, mpf(20), mpf(39)


def models(scale):
    rates = {"r": scale, "alpha": scale / 0.15}
    plain = {"r": 0.5, "alpha": 5.0}
    yield {"kind": "pareto-nbd", **rates, "s": 0.6, "beta": 12.0}
    yield {"kind": "pareto-nbd", **rates, "s": scale, "beta": scale / 0.02}
    yield {"kind": "pareto-nbd", **plain, "s": scale, "beta": scale / 0.02}
    yield {"kind": "ggompertz-nbd", **rates, "b": 0.02, "s": 0.6, "beta": 0.3}
    yield {"kind": "ggompertz-nbd", **plain, "b": 0.05, "s": scale, "beta": scale / 0.2}
    yield {"kind": "ggompertz-nbd", **plain, "b": 1 / scale, "s": 0.6, "beta": 12 / scale}
    yield {"kind": "pdo", **rates, "a": 0.6, "b": 5.0, "tau": 3.0}
    yield {"kind": "pdo", **plain, "a": 0.1 * scale, "b": 0.9 * scale, "tau": 3.0}
    yield {"kind": "mbg-nbd", **rates, "a": 0.6, "b": 5.0}
    yield {"kind": "mbg-nbd", **plain, "a": 0.1 * scale, "b": 0.9 * scale}


def log_beta(p, q):
    return loggamma(p) + loggamma(q) - loggamma(p + q)


def figures(model):
    m = {name: mpf(value) for name, value in model.items() if name != "kind"}
    shape, alpha = m["r"] + x, m["alpha"]
    rates = loggamma(shape) - loggamma(m["r"]) + m["r"] * log(alpha) - shape * log(alpha + age)
    kind = model["kind"]
    if kind == "mbg-nbd":
        a, b, drops = m["a"], m["b"], x + 1
        stayed = rates + log_beta(a, b + drops) - log_beta(a, b)
        odds = a / (b + drops - 1) * exp(shape * log((alpha + age) / (alpha + recency)))
    elif kind == "pdo":
        a, b, tau = m["a"], m["b"], m["tau"]
        survival = log_beta(a, b + floor(age / tau)) - log_beta(a, b)
        ends = range(int(recency / tau) + 1, int(age / tau) + 1)
        stayed = rates + survival
        odds = fsum(
            exp(
                log_beta(a + 1, b + k - 1) - log_beta(a, b) - survival + shape * (log(alpha + age) - log(alpha + k * tau))
            )
            for k in ends
        )
    else:
        s, scale = m["s"], m["beta"]
        if kind == "pareto-nbd":
            survival = -s * log1p(age / scale)
            density = lambda u: log(s / scale) - (s + 1) * log1p(u / scale)
        else:
            b = m["b"]
            survival = -s * log1p(expm1(b * age) / scale)
            density = lambda u: log(s * b / scale) + b * u - (s + 1) * log1p(expm1(b * u) / scale)
        stayed = rates + survival
        integrand = lambda u: exp(density(u) - survival + shape * (log(alpha + age) - log(alpha + u)))
        odds = quad(integrand, linspace(recency, age, 6))
    return {"logLikelihood": nstr(stayed + log1p(odds), 17), "probabilityAlive": nstr(1 / (1 + odds), 17)}


rows = [
    {"model": model, **figures(model)} for exponent in (3, 6, 8, 10, 12, 14) for model in models(10.0**exponent)
]
customer = {"frequency": x, "recency": float(recency), "age": float(age)}
target = Path(__file__).parent.parent / "mpmath_large_shapes.json"
target.write_text(json.dumps({"customer": customer, "rows": rows}, indent=1) + "\n")
