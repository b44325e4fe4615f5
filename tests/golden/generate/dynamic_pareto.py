"""Pareto/NBD with covariates over time by direct integration, at 30 digits.

Purchases are Poisson at the rate lambda a(t) and the lifetime ends at the rate mu d(t), a and d constant on pieces. With the two gamma mixtures
done by hand what is left is an integral over the time u at which the customer left, by quadrature on each piece: no kernel of Pareto/NBD,
no sum in logarithms. For some customers the integrals over lambda and mu are done numerically, too (trapezoid rule in ln lambda and ln mu,
in double precision), and have to agree. Writes ../mpmath_dynamic_pareto.json.
"""

import json
import math
from pathlib import Path

from mpmath import exp, factorial, gamma, log, mp, mpf, nstr, quad

mp.dps = 30

# Covariates: a year of 8 periods of uneven length, repeated; times count in weeks from the first purchase.
PERIODS = [0, 3, 9, 13, 20.5, 26, 38, 46, 52]
SEASON = [0, 1, 0.5, -1, 0, 2, -0.25, 0.75]
PRICE = [0.1, 0.1, -0.3, -0.3, 0.4, 0, 0, 0.2]
YEARS = 12

MODELS = [  # r, alpha, s, beta, coefficients (season, price) of purchases and of attrition
    (("0.55", "10.6", "0.61", "11.7"), ("0.7", "-0.4"), ("0.3", "1.2")),
    (("2.1", "124", "1.26", "85"), ("0.72", "0"), ("-2.5", "0.5")),
    (("0.05", "0.3", "0.4", "150"), ("-1.5", "2"), ("0", "3")),
    (("3", "0.5", "1", "3"), ("1", "0.1"), ("0.25", "-1")),
]
CUSTOMERS = [  # repeat purchases, the last one, age, sums of season and price at the purchases
    (0, "0", "38.86", "0", "0"),
    (2, "30.43", "38.86", "2.5", "-0.2"),
    (7, "3.5", "39", "3", "0.4"),
    (26, "30.5", "31", "11", "1.5"),
    (1, "38", "38", "2", "0"),
    (400, "519", "520", "120", "-8"),
    (30, "180", "520", "20", "3"),
    (5000, "560", "580", "900", "40"),
    (0, "0", "0", "0", "0"),
]
HORIZON, AHEAD, DELTA = mpf(39), mpf(13), mpf("0.0027")
COUNTS = [0, 1, 4, 20]
# Model and customer that are integrated over both rates as well.
DOUBLE = [(0, 0), (0, 1), (0, 2), (1, 3), (3, 2), (3, 6)]


def pieces(since, until, on_purchases, on_attrition):
    """Length, a, d of each piece of (since, until)."""
    out = []
    for year in range(YEARS):
        for k, (season, price) in enumerate(zip(SEASON, PRICE)):
            start, end = mpf(52 * year + PERIODS[k]), mpf(52 * year + PERIODS[k + 1])
            start, end = max(start, since), min(end, until)
            if end > start:
                a = exp(on_purchases[0] * mpf(season) + on_purchases[1] * mpf(price))
                d = exp(on_attrition[0] * mpf(season) + on_attrition[1] * mpf(price))
                out.append((end - start, a, d))
    return out


def clocks(parts):
    return sum((l * a for l, a, _ in parts), mpf(0)), sum((l * d for l, _, d in parts), mpf(0))


def over(parts, f, A=mpf(0), D=mpf(0), steep=False):
    """Sum over pieces of the integral of f(A, D, a, d, t) over each."""
    total = t = mpf(0)
    for length, a, d in parts:
        # Halved towards the start, where a power of many purchases falls off.
        nodes = [0] + [length / 2**k for k in range(9, -1, -1)] if steep else [0, length]
        total += quad(lambda v: f(A + a * v, D + d * v, a, d, t + v), nodes)
        A, D, t = A + a * length, D + d * length, t + length
    return total


def figures(r, alpha, s, beta, g, h, x, tx, T, sums):
    before, silent, after = pieces(0, tx, g, h), pieces(tx, T, g, h), pieces(T, T + HORIZON, g, h)
    p = r + x
    Atx, Dtx = clocks(before)
    As, Ds = clocks(silent)
    a0, b0 = alpha + Atx + As, beta + Dtx + Ds
    # Everything relative to the survivors' term.
    ratio = lambda A, D, m, n: (a0 / (alpha + A)) ** (p + m) * (b0 / (beta + D)) ** (s + n)
    gone = over(silent, lambda A, D, a, d, t: s * d / (beta + D) * ratio(A, D, 0, 0), Atx, Dtx, x > 50)
    rate = p / a0 * (1 + over(silent, lambda A, D, a, d, t: s * d / (beta + D) * ratio(A, D, 1, 0), Atx, Dtx, x > 50))
    leave = s / b0 * (1 + over(silent, lambda A, D, a, d, t: (s + 1) * d / (beta + D) * ratio(A, D, 0, 1), Atx, Dtx, x > 50))
    alive = 1 / (1 + gone)
    stay = lambda D: (b0 / (b0 + D)) ** s
    AH, DH = clocks(after)

    def count(n, A):
        if A == 0:
            return mpf(n == 0)
        return gamma(p + n) / gamma(p) / factorial(n) * (a0 / (a0 + A)) ** p * (A / (a0 + A)) ** n

    speed = silent[-1] if silent else before[-1] if before else after[0]
    return {
        "loglik": log(gamma(p) / gamma(r)) + r * log(alpha) - p * log(a0) + s * log(beta / b0) + log(1 + gone) + g[0] * sums[0] + g[1] * sums[1],
        "log_odds_dead": log(gone) if gone else None,
        "palive": alive,
        "ahead": alive * stay(clocks(pieces(T, T + AHEAD, g, h))[1]),
        "cet": alive * p / a0 * over(after, lambda A, D, a, d, t: a * stay(D)),
        "dect": alive * p / a0 * over(after, lambda A, D, a, d, t: a * stay(D) * exp(-DELTA * t)),
        "purchase_rate": alive * rate * speed[1],
        "drop_out": alive * leave * speed[2],
        "pmf": [
            alive * (stay(DH) * count(n, AH) + over(after, lambda A, D, a, d, t: s * d / (b0 + D) * stay(D) * count(n, A)))
            + (1 - alive if n == 0 else 0)
            for n in COUNTS
        ],
    }


def grid(shape, slow, fast):
    """Points x and weights of x^(shape - 1) dx = x^shape d ln x, for integrands between e^(-x fast) and e^(-x slow)."""
    h = min(0.2, math.sqrt(2 * math.pi**2 / (36 * shape)))
    y = math.log(shape / fast) - (math.sqrt(80 / shape) + 80 / shape if shape > 4 else max(36 / shape, 3))
    points = []
    while True:
        z = math.exp(y)
        if z * slow > shape and z * slow - shape - shape * math.log(z * slow / shape) > 40:
            return points
        points.append((z, math.log(h) + shape * y))
        y += h


def double_integral(r, alpha, s, beta, g, h, x, tx, T):
    """ln of the likelihood without the values at purchases, P(alive) and expectation, by integration over both rates."""
    plain = lambda parts: [tuple(float(v) for v in part) for part in parts]
    before, silent, after = (plain(pieces(u, v, g, h)) for u, v in ((0, tx), (tx, T), (T, T + HORIZON)))
    r, alpha, s, beta = (float(v) for v in (r, alpha, s, beta))
    clock = lambda parts: (sum(l * a for l, a, _ in parts), sum(l * d for l, _, d in parts))
    (Atx, Dtx), (As, Ds), (_, DH) = clock(before), clock(silent), clock(after)
    buying = grid(r + x, alpha + Atx, alpha + Atx + As)
    leaving = grid(s, beta + Dtx, beta + Dtx + Ds + DH)
    top = max(w - l * (alpha + Atx) for l, w in buying)
    total, active, expected = [], [], []
    for u, wu in leaving:
        D, ahead = 0.0, 0.0
        for length, a, d in after:
            ahead -= a * math.exp(-u * D) * math.expm1(-u * d * length) / (u * d)
            D += d * length
        for l, wl in buying:
            base = math.exp(wl - top - l * (alpha + Atx) + wu - u * (beta + Dtx))
            here = base * math.exp(-u * Ds - l * As)
            left = lA = lD = 0.0
            for length, a, d in silent:
                speed = l * a + u * d
                left -= u * d / speed * math.exp(-l * lA - u * lD) * math.expm1(-speed * length)
                lA, lD = lA + a * length, lD + d * length
            total.append(here + base * left)
            active.append(here)
            expected.append(here * l * ahead)
    sum_all = math.fsum(total)
    scale = top + r * math.log(alpha) + s * math.log(beta) - math.lgamma(r) - math.lgamma(s)
    return math.log(sum_all) + scale, math.fsum(active) / sum_all, math.fsum(expected) / sum_all


def main():
    sets = []
    for m, (parameters, on_purchases, on_attrition) in enumerate(MODELS):
        rows = []
        g, h = [mpf(v) for v in on_purchases], [mpf(v) for v in on_attrition]
        arguments = [mpf(v) for v in parameters]
        for c, (x, tx, T, season, price) in enumerate(CUSTOMERS):
            found = figures(*arguments, g, h, x, mpf(tx), mpf(T), (mpf(season), mpf(price)))
            if (m, c) in DOUBLE:
                both = double_integral(*arguments, g, h, x, mpf(tx), mpf(T))
                single = (found["loglik"] - g[0] * mpf(season) - g[1] * mpf(price), found["palive"], found["cet"])
                errors = [abs(one / float(other) - 1) for one, other in zip(both, single)]
                print(m, c, "both rates:", ["%.1e" % e for e in errors])
                assert max(errors) < 2e-11, errors
            row = {"x": x, "t_x": tx, "T_cal": T, "season": float(season), "price": float(price)}
            row |= {k: None if v is None else nstr(v, 18) for k, v in found.items() if k != "pmf"}
            row["pmf"] = [{"n": n, "value": nstr(v, 18)} for n, v in zip(COUNTS, found["pmf"])]
            rows.append(row)
        names = ("r", "alpha", "s", "beta")
        by = lambda values: dict(zip(("season", "price"), map(float, values)))
        sets.append({"params": dict(zip(names, map(float, parameters))), "alpha": by(on_purchases), "beta": by(on_attrition), "customers": rows})
    table = {
        "source": "mpmath quad over the time of leaving, 30 digits (generate/dynamic_pareto.py)",
        "periods": PERIODS,
        "season": SEASON,
        "price": PRICE,
        "years": YEARS,
        "horizon": float(HORIZON),
        "ahead": float(AHEAD),
        "discount_continuous": float(DELTA),
        "sets": sets,
    }
    path = Path(__file__).parent.parent / "mpmath_dynamic_pareto.json"
    path.write_text(json.dumps(table, indent=1) + "\n")


if __name__ == "__main__":
    main()
