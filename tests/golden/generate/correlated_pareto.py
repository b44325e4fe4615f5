"""Pareto/NBD with correlated rates (Sarmanov) by direct integration over both rates, at 30 digits.

Each figure is a double integral over (ln lambda, ln mu) of the likelihood of the purchase times given the rates, times the two gamma
densities, times 1 + m (e^-lambda - LA)(e^-mu - LB), by the trapezoid rule (which converges exponentially here), no kernel, no mixture.
Writes ../mpmath_correlated_pareto.json.
"""

import json
from pathlib import Path

from mpmath import exp, gamma, inf, log, mp, mpf, nstr, pi, sqrt

mp.dps = 30

MODELS = [  # r, alpha, s, beta, m
    ("0.5315", "9.89", "0.4954", "9.1685", "21"),
    ("0.8", "6", "0.9", "20", "-1.05"),
    ("2", "0.5", "1.2", "3", "1.3"),
    ("1.5", "40", "0.5", "45", "25"),
    ("0.6", "70", "1", "80", "-0.9"),
]
CUSTOMERS = [("0", "0", "38.86"), ("2", "30.43", "38.86"), ("7", "3.5", "39"), ("26", "30.86", "31"), ("1", "38", "38")]
HORIZON, DELTA = mpf(39), mpf("0.0027")
COUNTS = [0, 1, 3]


def grid(shape, scale):
    """Points x and weights of the measure x^(shape - 1) dx = x^shape d ln x, for integrands that fall like e^(-x scale)."""
    h = min(mpf("0.18"), sqrt(2 * pi**2 / (60 * shape)))
    low = log(shape / scale) - max(60 / shape, 3)
    if shape > 4:  # the peak is narrow: nothing is left where its logarithm has fallen by 70
        low = log(shape / scale) - sqrt(140 / shape) - 140 / shape
    y, points = low, []
    while True:
        x = exp(y)
        if x * scale > shape and x * scale - shape - shape * log(x * scale / shape) > 75:
            return points
        points.append((x, h * x**shape))
        y += h


def figures(r, alpha, s, beta, m, x, tx, T):
    LA, LB = (alpha / (alpha + 1)) ** r, (beta / (beta + 1)) ** s
    # The slowest fall in lambda is that of those who left just after tx; in mu that of the prior.
    buying = [(l, w, exp(-l * alpha), exp(-l * tx), exp(-l * T), exp(-l * HORIZON), exp(-l) - LA) for l, w in grid(r + x, alpha + tx)]
    leaving = [(u, w, exp(-u * beta), exp(-u * tx), exp(-u * T), exp(-u * HORIZON), exp(-u) - LB) for u, w in grid(s, beta + tx)]
    total = active = expected = discounted = rate = leave = staying = mpf(0)
    counts = [mpf(0) for _ in COUNTS]
    factor = [gamma(n + 1) for n in COUNTS]
    for l, wl, al, xl, tl, hl, ul in buying:
        powers = [(l * HORIZON) ** n / factor[i] for i, n in enumerate(COUNTS)]
        for u, wu, bu, xu, tu, hu, vu in leaving:
            weight = wl * wu * al * bu * (1 + m * ul * vu)
            both = l + u
            here = weight * tl * tu
            gone = weight * u / both * (xl * xu - tl * tu)
            total += here + gone
            active += here
            staying += here * hu
            expected += here * l / u * (1 - hu)
            discounted += here * l / (u + DELTA)
            rate += (here + gone) * l
            leave += (here + gone) * u
            end = hl * hu
            # Those who leave after n purchases: mu lambda^n / (lambda + mu)^(n + 1) P(a gamma of shape n + 1 ends before).
            c = both * HORIZON
            term, below = mpf(1), mpf(1)
            sums = {0: mpf(1)}
            for n in range(1, max(COUNTS) + 1):
                term *= c / n
                below += term
                sums[n] = below
            for i, n in enumerate(COUNTS):
                left = u / both * (l / both) ** n * (1 - end * sums[n])
                counts[i] += here * (powers[i] * end + left) + (gone if n == 0 else 0)
    constant = r * log(alpha) + s * log(beta) - log(gamma(r)) - log(gamma(s))
    return {
        "x": int(x),
        "t_x": nstr(tx, 20),
        "T_cal": nstr(T, 20),
        "loglik": nstr(log(total) + constant, 20),
        "palive": nstr(active / total, 20),
        "palive_ahead": nstr(staying / total, 20),
        "cet": nstr(expected / total, 20),
        "dert": nstr(discounted / total, 20),
        "rate": nstr(rate / total, 20),
        "leave": nstr(leave / total, 20),
        "pmf": [nstr(value / total, 20) for value in counts],
    }


def main():
    sets = []
    for model in MODELS:
        parameters = [mpf(value) for value in model]
        rows = [figures(*parameters, *(mpf(value) for value in customer)) for customer in CUSTOMERS]
        sets.append({"params": dict(zip(["r", "alpha", "s", "beta", "m"], map(float, model))), "customers": rows})
        print(model, rows[0]["loglik"], flush=True)
    table = {
        "source": "trapezoid rule over both rates by mpmath at 30 digits (generate/correlated_pareto.py)",
        "horizon": 39,
        "discount_continuous": 0.0027,
        "counts": COUNTS,
        "sets": sets,
    }
    Path(__file__).parent.parent.joinpath("mpmath_correlated_pareto.json").write_text(json.dumps(table, indent=1) + "\n")


if __name__ == "__main__":
    main()
