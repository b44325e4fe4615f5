"""High-precision values of the numeric kernels: python3 kernels.py (needs mpmath; about six minutes).

Writes ../mpmath_kernels.json. Parameters are exact doubles; values were computed with at least 40
digits and rounded to doubles.
"""

import json
import random
from pathlib import Path

from mpmath import beta, cos, exp, expint, expm1, hyp2f1, inf, log, log1p, mp, mpf, nstr, pi, quad, sqrt

mp.dps = 50
draw = random.Random(20261122)


def log_uniform(low, high):
    return float("%.6g" % exp(draw.uniform(float(log(low)), float(log(high)))))


def digits(value):
    return float(nstr(value, 20))


def legendre_rule(n):
    nodes, weights = [], []
    for i in range(1, n + 1):
        x = cos(pi * (i - mpf(1) / 4) / (n + mpf(1) / 2))
        for _ in range(9):
            before, value = mpf(1), x
            for k in range(2, n + 1):
                before, value = value, ((2 * k - 1) * x * value - (k - 1) * before) / k
            slope = n * (x * value - before) / (x * x - 1)
            x -= value / slope
        nodes.append(x)
        weights.append(2 / ((1 - x * x) * slope * slope))
    return list(zip(nodes, weights))


# ---------------------------------------------------------------- power integral


def power_integral_rows():
    rows = []
    for s in (0.0, 1e-9, 0.3, 1 - 1e-6, 1 - 2.0**-53, 1.0, 1 + 2.0**-52, 1.0000001, 1.5, 7.0, 300.0):
        for y in (1e-300, 1e-12, 0.01, 1.0, 30.0, 1e6, 1e12):
            s_, y_ = mpf(s), mpf(y)
            with mp.workdps(400):
                value = log1p(y_) if s == 1 else ((1 + y_) ** (1 - s_) - 1) / (1 - s_)
            rows.append({"s": s, "y": y, "value": digits(value)})
    return rows


# ---------------------------------------------------------------- scaled exponential integral


def exponential_integral_rows():
    rows = []
    zs = (1e-300, 1e-100, 1e-12, 1e-6, 0.001, 0.0315, 0.3, 0.5, 0.999, 1.0, 1.7, 10.0, 50.0, 700.0, 1e4, 1e10)
    for s in (0.0, 1e-8, 0.05, 0.606, 1 - 1e-9, 1.0, 1 + 1e-9, 1.4, 3.0, 9.7, 29.0, 30.0, 64.0, 200.0, 3000.0, 1e6):
        for z in zs:
            s_, z_ = mpf(s), mpf(z)
            if s < 40 and z < 100:
                with mp.workdps(60 if z > 1e-20 else 400):
                    value = exp(z_) * expint(s_, z_)
            else:
                # g = integral of exp(-z v - s ln(1+v)): decays over a length of 1 / (z + s).
                scale = 1 / (s_ + z_)
                points = [0] + [scale * 4 * k for k in range(1, 40)]
                value = quad(lambda v: exp(-z_ * v - s_ * log1p(v)), points)
            rows.append({"s": s, "z": z, "value": digits(value)})
    return rows


# ---------------------------------------------------------------- 2F1(1, b; c; z)


def one_b_rows():
    rows = []

    def add(b, c, z):
        with mp.workdps(60):
            value = hyp2f1(1, mpf(b), mpf(c), mpf(z))
        rows.append({"b": b, "c": c, "z": z, "value": digits(value)})

    for b, c, z in ((2.5, 4.2, 0.3), (2.5, 4.2, 0.99), (500.5, 501.8, 0.9), (0.5, 2.1, 0.9999), (3.0, 3.7, -5.0)):
        add(b, c, z)
    zs = (0.0, 1e-12, -1e-12, 0.2, -0.2, 0.5, 0.75, -1.0, 0.999, 1 - 1e-9, 1 - 2.0**-53, -30.0, -1e4, -1e6, -1e9, -1e15)
    for b, d in ((0.793, 2.426), (1.0, 1.0), (1e-3, 5.0), (5.0, 1e-3), (1e-8, 1e-8), (20.0, 31.5), (1000.2, 0.7), (0.4, 2000.0)):
        for z in zs:
            add(b, b + d, z)
    for _ in range(60):
        b, d = log_uniform(0.01, 1000), log_uniform(0.01, 1000)
        w = log_uniform(1e-3, 1e6)
        add(b, b + d, -w if draw.random() < 0.5 else w / (1 + w))
    return rows


# ---------------------------------------------------------------- expected purchases of BG-type processes


def bracket_series(rho, a, stay, w, dps):
    with mp.workdps(dps):
        e, c, big_a, zeta, length = a - 1, a + stay - 1, a + stay - 1 - rho, w / (1 + w), log1p(w)
        rest = c * length if e == 0 else c * (exp(e * length) - 1) / e
        term, n = big_a * zeta, 1
        while True:
            rest -= term
            ratio = (big_a + n) * (e + n) * zeta / ((c + n) * (n + 1))
            if abs(term) < abs(rest) * mpf(10) ** -45 / (1 + w) and abs(ratio) < (1 + zeta) / 2:
                return rest * exp(-e * length)
            term *= ratio
            n += 1


def bracket(rho, a, stay, w):
    with mp.workdps(50):
        value = bracket_trapezoid(rho, a, stay, w)
    if w < 10 and a < 50 and rho * w < 300 and stay < 1e4:
        assert abs(bracket_series(rho, a, stay, w, 350) / value - 1) < mpf(10) ** -30, (rho, a, stay, w)
    return value


def bracket_trapezoid(rho, a, stay, w):
    """E[(1 - (1 + p w)^-rho) / p] for p ~ Beta(a, stay): trapezoid rule in logit p, normalised by the beta function."""
    total = a + stay
    start = log(a / stay)
    step = min(mpf("0.06"), mpf("0.25") / sqrt(a * stay / total))

    def term(s):
        p = 1 / (1 + exp(-s))
        return p**a * (1 / (1 + exp(s))) ** stay * -expm1(-rho * log1p(p * w)) / p

    total_sum = term(start)
    for direction, tail in ((-1, a), (1, stay)):
        s = start
        while True:
            s += direction * step
            now = term(s)
            if abs(s) > 110 + log(1 + total + rho) + log(1 + w * (1 + rho)):
                total_sum += now / -expm1(-tail * step)
                break
            total_sum += now
            if now < total_sum * mpf(10) ** -45 and tail > 1:
                break
    return total_sum * step / beta(a, stay)


def bracket_rows():
    rows = []

    def add(r, alpha, a, b, m, x, age, t):
        rho, stay = mpf(r) + x, mpf(b) + x + m
        value = bracket(rho, mpf(a), stay, mpf(t) / (mpf(alpha) + mpf(age)))
        rows.append({"r": r, "alpha": alpha, "a": a, "b": b, "m": m, "x": x, "age": age, "t": t, "value": digits(value)})

    # The corners: c = 0 and below, a = 1, x = 500, tiny t, no dropout, no stayers, huge shapes and the limits they stand for.
    add(0.5, 5.0, 0.3, 0.7, 0, 0, 0.0, 39.0)
    for m in (0, 1):
        for x in (0, 1, 7, 500, 100000):
            for a in (0.793, 1.0, 1.0000001, 1 - 2.0**-53, 0.05, 1e-8, 3.7):
                add(0.243, 4.414, a, 2.426, m, x, 38.86, 39.0)
            for t in (1e-12, 1e-6, 0.01, 1.0, 400.0, 20000.0):
                add(0.243, 4.414, 0.793, 2.426, m, x, 38.86, t)
        for x in (0, 3):
            for a, b in ((0.3, 1e-8), (1e-8, 1e-8), (1e-8, 0.3), (1e-3, 1e8), (1.3, 1e8), (1e8, 0.4), (1e8, 3e8), (1e5, 3e5), (25.0, 0.01)):
                for t in (1e-9, 0.5, 39.0, 3000.0):
                    add(0.243, 4.414, a, b, m, x, 38.86, t)
            for alpha, r in ((1e8, 5e6), (1e8, 3e8), (1e4, 300.0), (1e6, 1e-3), (1e-3, 1e-8), (0.01, 60.0)):
                for t in (1e-6, 1.0, 39.0, 400.0):
                    add(r, alpha, 0.793, 2.426, m, x, 38.86, t)
    for _ in range(200):
        x = draw.choice((0, 0, 1, 2, 5, 20, 100))
        add(log_uniform(0.03, 16), log_uniform(0.1, 200), log_uniform(0.03, 10), log_uniform(0.03, 30),
            draw.choice((0, 1)), x, log_uniform(1, 300), log_uniform(0.5, 300))
    return rows


# ---------------------------------------------------------------- Pareto/NBD kernel


def pareto(p, q, a, b, t0, t1, rule):
    """ln K and its gradient in (p, q, A, B), by Gauss-Legendre panels in y = ln((c + u) / (c + t0)), c = min(A, B)."""
    c = min(a, b)
    end = log1p((t1 - t0) / (c + t0)) if t1 != inf else inf
    sums = [mpf(0)] * 5
    y = mpf(0)
    while y < end:
        # The slope of the integrand's logarithm grows along y: what it is one unit ahead bounds the panel.
        ahead = t0 + (c + t0) * (exp(y + 1) - 1)
        slope = (c + ahead) * (p / (a + ahead) + (q + 1) / (b + ahead))
        width = min(mpf(1), 8 / (1 + slope), end - y)
        added = mpf(0)
        for node, weight in rule:
            u = t0 + (c + t0) * (exp(y + width * (1 + node) / 2) - 1)
            f = weight * width / 2 * (c + u) * ((a + u) / (a + t0)) ** -p * ((b + u) / (b + t0)) ** -(q + 1)
            for j, g in enumerate((1, -log(a + u), -log(b + u), -p / (a + u), -(q + 1) / (b + u))):
                sums[j] += f * g
            added += f
        if added < sums[0] * mpf(10) ** -40:
            break
        y += width
    scale = -p * log(a + t0) - (q + 1) * log(b + t0)
    return scale + log(sums[0]), [s / sums[0] for s in sums[1:]]


def pareto_rows():
    rule = legendre_rule(40)
    rows = []

    def add(p, q, a, b, t0, t1):
        p_, q_, a_, b_, t0_, t1_ = map(mpf, (p, q, a, b, t0, t1))
        with mp.workdps(45):
            value, gradient = pareto(p_, q_, a_, b_, t0_, t1_, rule)
        rows.append({"p": p, "q": q, "A": a, "B": b, "t0": t0, "t1": "Infinity" if t1 == inf else t1,
                     "logK": digits(value), "gradient": [digits(g) for g in gradient]})

    add(2.553, 0.606, 10.578, 11.669, 30.43, 38.86)
    add(510.465, 3.0516, 0.00798565, 2.82, 4.0, 37.0)
    add(0.218, 0.177, 0.0135, 113.0, 0.0, 17.1)
    add(100.3, 0.5, 0.009, 137.0, 0.0, 40.0)
    for x in (0, 1, 30, 500):
        for s in (1e-6, 0.03, 1.0, 8.0):
            for a, b in ((10.0, 10.0), (10.0, 10.000001), (0.01, 300.0), (300.0, 0.01), (1e-3, 1e5), (1e5, 1e-3)):
                add(0.55 + x, s, a, b, 3.0 if x else 0.0, 39.0)
        for s in (0.4, 3.0):
            add(0.55 + x, s, 10.0, 4.0, 12.0, inf)
            add(0.55 + x, s, 0.5, 40.0, 0.0, inf)
        for span in (1e-13, 1e-7, 1e-3, 1.0):
            add(0.55 + x, 0.606, 10.5, 11.6, 17.0, 17.0 + span)
    add(1.5, 1e8, 10.0, 1.6e9, 5.0, 39.0)
    add(4e7, 0.6, 1e8, 11.0, 5.0, 39.0)
    for _ in range(250):
        x = draw.choice((0, 0, 1, 2, 5, 20, 100, 500))
        age = log_uniform(1, 300)
        add(log_uniform(0.03, 16) + x, log_uniform(0.03, 10), log_uniform(0.006, 200), log_uniform(0.1, 200),
            0.0 if x == 0 else float("%.6g" % (age * draw.random())), age)
    return rows


out = {
    "source": "mpmath, at least 40 digits (tests/golden/generate/kernels.py)",
    "powerIntegral": power_integral_rows(),
    "scaledExponentialIntegral": exponential_integral_rows(),
    "hypergeometricOneB": one_b_rows(),
    "bgBracket": bracket_rows(),
    "paretoKernel": pareto_rows(),
}
target = Path(__file__).resolve().parent.parent / "mpmath_kernels.json"
text = json.dumps(out, indent=0).replace(",\n\"", ", \"").replace("{\n", "{").replace("\n}", "}")
target.write_text(text + "\n")
print({key: len(value) for key, value in out.items() if key != "source"})
