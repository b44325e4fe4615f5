"""High-precision values behind GGompertz/NBD: the kernel of its likelihood with its gradient, discounted lifetimes, and discounted
purchases of the corner customers of mpmath_ggomnbd.json.

Integrals of the definitions by 24-point Gauss-Legendre in mpmath, 34 digits, over intervals so short that nothing happens twice in
one. The derivatives are integrals of the differentiated integrand. Run: python3 gompertz.py (two minutes)
"""
import json
import pathlib
import random
from mpmath import mp, mpf, exp, expm1, log, log1p, nstr, inf
from mpmath.calculus.quadrature import GaussLegendre

mp.dps = 34
NODES = GaussLegendre(mp).calc_nodes(4, mp.prec)  # 24 of them
folder = pathlib.Path(__file__).resolve().parent.parent


def exponent(b, beta, t):
    return log1p(expm1(b * t) / beta)


def log_density(b, s, beta, u):
    return log(s) + log(b) - log(beta) + b * u - (s + 1) * exponent(b, beta, u)


def edges(scales, rates, b, s, beta, start, end):
    """Interval ends: factors 4 away from every singularity, at most 2 / b while e^(bu) matters, no fall beyond e^-12."""
    points = [start]
    while points[-1] < end:
        u = points[-1]
        step = min([3 * (c + u) for c in scales] + [6 / r for r in rates(u)])
        if b * u < log(abs(beta - 1) + mpf(10) ** -40) + 60:
            step = min(step, 2 / b)
        y = exponent(b, beta, u)
        step = min(step, log1p(beta * expm1(y + 6 / s)) / b - u)
        points.append(min(end, u + step))
        if s * (exponent(b, beta, points[-1]) - exponent(b, beta, start)) > 80:
            break
    return points


def reach(b, beta):
    return min(-log(1 - beta) if beta < 1 else mpf(1), mpf(1)) / b


def integrals(f, points, count):
    """Integrals of the components of f over consecutive intervals."""
    sums = [mpf(0)] * count
    for low, high in zip(points, points[1:]):
        half, middle = (high - low) / 2, (high + low) / 2
        for node, weight in NODES:
            for i, value in enumerate(f(middle + half * node)):
                sums[i] += half * weight * value
    return sums


def kernel(p, A, b, s, beta, t0, t1):
    base = -p * log(A + t0) + log_density(b, s, beta, t0)
    points = edges([A, reach(b, beta)], lambda u: [p / (A + u)], b, s, beta, t0, t1)

    def parts(u):
        f = exp(-p * log(A + u) + log_density(b, s, beta, u) - base)
        grown = beta + expm1(b * u)
        pull = u - (s + 1) * u * exp(b * u) / grown
        return f, -f * log(A + u), -p * f / (A + u), f * pull, -f * log(grown / beta), -(s + 1) * f / grown

    total, *means = (m for m in integrals(parts, points, 6))
    gradient = [m / total + extra for m, extra in zip(means, (0, 0, 1 / b, 1 / s, s / beta))]
    return base + log(total), gradient


def lifetime(b, s, beta, t, delta, aged=0):
    """Integral of e^(-delta u) S(aged + u) / S(aged) over (0, t)."""
    beta = 1 + (beta - 1) * exp(-b * aged)
    end = t if t != inf else (80 + s * max(0, log(beta))) / (s * b + delta)
    points = edges([reach(b, beta)], lambda u: [mpf(1) / 10**30, delta + mpf(1) / 10**30], b, s, beta, mpf(0), end)
    return integrals(lambda u: [exp(-delta * u - s * exponent(b, beta, u))], points, 1)[0]


random.seed(20261122)
spread = lambda low, high: float(f"{low * (high / low) ** random.random():.4g}")
kernels, times = [], []
for _ in range(70):
    t1 = spread(1, 400)
    row = dict(p=spread(0.1, 600), A=spread(0.05, 200), b=spread(1e-6, 30) / t1, s=spread(0.03, 60), beta=spread(1e-7, 1e5), t0=0 if random.random() < 0.3 else t1 * random.random(), t1=t1)
    kernels.append(row)
kernels += [
    dict(p=5000.5, A=10.5, b=0.02, s=0.6, beta=0.26, t0=38, t1=39),
    dict(p=5000.5, A=0.01, b=0.02, s=0.6, beta=0.26, t0=0, t1=39),
    dict(p=0.5, A=10, b=2, s=0.6, beta=1e30, t0=3, t1=365),
    dict(p=0.5, A=10, b=20, s=0.001, beta=1e5, t0=3, t1=365),
    dict(p=30, A=1e-3, b=0.5, s=1e4, beta=1e6, t0=0, t1=52),
    dict(p=2.5, A=10.6, b=1e-9, s=0.6, beta=1.17e-8, t0=30, t1=39),
    dict(p=2.5, A=10.6, b=0.01, s=0.6, beta=1, t0=30, t1=39),
    dict(p=2.5, A=10.6, b=0.01, s=0.6, beta=1, t0=30, t1=30.0000001),
]
for row in kernels:
    value, gradient = kernel(*[mpf(float(row[k])) for k in ("p", "A", "b", "s", "beta", "t0", "t1")])
    row["logK"] = nstr(value, 20)
    row["gradient"] = [nstr(g, 20) for g in gradient]

for i in range(60):
    t = inf if i % 3 == 0 else spread(0.1, 2000)
    delta = [0, 0.0018, spread(1e-7, 1)][i % 4 % 3]
    row = dict(b=spread(1e-6, 10), s=spread(0.03, 60), beta=spread(1e-7, 1e5), t="Infinity" if t == inf else t, delta=delta)
    times.append(row)
times += [
    dict(b=0.02, s=0.6, beta=1, t="Infinity", delta=0.0027),
    dict(b=0.02, s=1e-4, beta=0.26, t="Infinity", delta=0),
    dict(b=1e-12, s=0.6, beta=1.17e-11, t="Infinity", delta=0.0027),
    dict(b=5, s=0.6, beta=1e30, t=39, delta=0.0027),
    dict(b=5, s=0.6, beta=1e30, t="Infinity", delta=0.0027),
]
for row in times:
    t = inf if row["t"] == "Infinity" else mpf(row["t"])
    row["value"] = nstr(lifetime(*[mpf(float(row[k])) for k in ("b", "s", "beta")], t, mpf(float(row["delta"]))), 20)

corners = json.loads((folder / "mpmath_ggomnbd.json").read_text())
discounted = []
for index, entry in enumerate(corners["sets"]):
    r, alpha, b, s, beta = (mpf(float(entry["params"][k])) for k in ("r", "alpha", "b", "s", "beta"))
    for place, row in enumerate(entry["customers"]):
        x, age = mpf(int(row["x"])), mpf(float(row["T_cal"]))
        delta, horizon = [(0.0027, inf), (0.0027, 52), (0.01, inf), (0.0005, 500)][place % 4]
        time = lifetime(b, s, beta, horizon if horizon == inf else mpf(horizon), mpf(delta), age)
        value = mpf(str(row["palive"])) * (r + x) / (alpha + age) * time
        discounted.append(dict(set=index, customer=place, delta=delta, horizon="Infinity" if horizon == inf else horizon, value=nstr(value, 16)))

(folder / "mpmath_gompertz.json").write_text(
    json.dumps({"source": "generate/gompertz.py: integrals of the definitions by mpmath, 40 digits, 20 printed", "kernels": kernels, "times": times, "discounted": discounted}, indent=1) + "\n"
)
