"""High-precision values for BG/NBD and MBG/NBD: discounted purchases, the chance to be alive ahead, and counts.

Discounted purchases come from the definition, the integral of exp(-delta u) times the purchase rate at u, with the rate as
a 2F1 that mpmath evaluates to 50 digits; the package uses other forms. In the limits of many parameters (r up to 1e8, b down
to 0.01), which the 2F1 does not reach, the rate is its mean over the drop-out chance, summed on a grid of logits (error below
1e-25) at 22 digits. Run: python3 bg_discounted.py
"""
import json
import pathlib
from mpmath import mp, mpf, quad, hyp2f1, exp, log, log1p, sqrt, beta, inf, rf, factorial, nstr, betainc

mp.dps = 50

SETS = [  # r, alpha, a, b, m
    ("0.243", "4.414", "0.793", "2.426", 0),
    ("0.243", "4.414", "1", "2.426", 0),
    ("0.05", "0.7", "0.02", "0.5", 0),
    ("2.5", "40", "1.5", "30", 0),
    ("20", "300", "0.3", "0.4", 0),
    ("0.525", "6.183", "0.891", "1.614", 1),
]
CUSTOMERS = [("0", "0", "38.857142857142854"), ("0", "0", "0"), ("1", "1.71", "38.86"), ("7", "35", "38.86"), ("26", "30.86", "31"), ("300", "360", "365"), ("5000", "38", "39")]
RATES = ["0.0018328880731600900", "0.0027", "0.00001", "0.05"]
HORIZONS = ["1", "39", "156", "2000"]


def odds_dead(r, alpha, a, b, m, x, tx, T):
    return mpf(0) if x + m == 0 else a / (b + x + m - 1) * ((alpha + T) / (alpha + tx)) ** (r + x)


def alive(*args):
    return 1 / (1 + odds_dead(*args))


def discounted(r, alpha, a, b, m, x, tx, T, delta, end):
    shape, scale, c = r + x, alpha + T, a + b + x + m
    rate = lambda u: exp(-delta * u) * shape / scale * hyp2f1(shape + 1, a, c, -u / scale)
    cut = 110 / delta if end == inf else end
    points = sorted({mpf(0), cut, *[scale * mpf(10) ** k for k in range(-3, 8) if scale * mpf(10) ** k < cut], *[k / delta for k in (1, 5, 20) if k / delta < cut]})
    return quad(rate, points)


rows = []
for si, (r, alpha, a, b, m) in enumerate(SETS):
    r_, al_, a_, b_ = mpf(float(r)), mpf(float(alpha)), mpf(float(a)), mpf(float(b))
    for ci, (x, tx, T) in enumerate(CUSTOMERS):
        if float(T) == 0 and si % 2 == 1:
            continue
        x_, tx_, T_ = mpf(int(x)), mpf(float(tx)), mpf(float(T))
        args = (r_, al_, a_, b_, m, x_, tx_, T_)
        now = alive(*args)
        row = {"params": {"r": float(r), "alpha": float(alpha), "a": float(a), "b": float(b)}, "m": m, "x": int(x), "t_x": float(tx), "T_cal": float(T), "palive": nstr(now, 20)}
        delta = RATES[(si + ci) % len(RATES)]
        end = HORIZONS[(si + 2 * ci) % len(HORIZONS)]
        row["delta"] = float(delta)
        row["horizon"] = float(end)
        given = discounted(*args, mpf(float(delta)), mpf(float(end)))
        forever = discounted(*args, mpf(float(delta)), inf)
        row["discounted_given_alive"] = nstr(given, 20)
        row["discounted_forever_given_alive"] = nstr(forever, 20)
        row["log_alive_ahead_given_alive"] = nstr(log(hyp2f1(r_ + x_, a_, a_ + b_ + x_ + m, -mpf(float(end)) / (al_ + T_))), 20)
        shape, scale, bb = r_ + x_, al_ + T_, b_ + x_ + m
        t = mpf(float(end))
        pmf = {}
        for n in (0, 1, 3, 40, 200):
            nb = rf(shape, n) / factorial(n) * (scale / (scale + t)) ** shape * (t / (scale + t)) ** n
            value = beta(a_, bb + n) / beta(a_, bb) * nb
            if n > 0:
                value += beta(a_ + 1, bb + n - 1) / beta(a_, bb) * betainc(n, shape, 0, t / (scale + t), regularized=True)
            pmf[str(n)] = nstr(value, 20)
        row["pmf_given_alive"] = pmf
        rows.append(row)
        print(si, ci, row["discounted_given_alive"], row["discounted_forever_given_alive"], flush=True)

LIMITS = [  # r, alpha, a, b; x, T; rate a week, horizon
    ("1e8", "5e7", "3", "2.4", "0", "0", "0.0018265986", ("156", "1e5")),
    ("1.43e8", "3.10e8", "25070", "95212", "0", "0", "0.0018265986", ("156", "1e5")),
    ("1000", "500", "0.8", "2.4", "0", "0", "0.0018265986", ("1", "156", "1e5")),
    ("100", "5", "3", "0.01", "0", "0", "0.0018265986", ("1", "1e6")),
    ("1e5", "1e7", "0.02", "0.01", "3", "39", "0.0133", ("39", "2000")),
    ("1e8", "1e10", "0.8", "0.4", "0", "39", "1e-5", ("156", "1e6")),
    ("1e8", "1e6", "60", "1000", "8", "39", "0.0018265986", ("1", "1e5")),
    ("100", "50", "0.3", "1e4", "300", "365", "0.0133", ("39", "1e5")),
    ("2.5e3", "1e3", "1", "30", "26", "31", "0.0018265986", ("156", "1e4")),
]


def drop_out_grid(a, stay):
    """Drop-out chances and their weights: the trapezoid rule in the logit, whose error falls as exp(-pi^2 / step)."""
    step = min(mpf("0.14"), sqrt((a + stay) / (a * stay)) / 2)
    peak = log(a / stay)
    grid = []
    for sign, shape in ((1, stay), (-1, a)):
        k = 0 if sign == 1 else 1
        while True:
            odds = exp(peak + sign * k * step)
            p = odds / (1 + odds)
            # Relative to the peak, so that nothing underflows.
            weight = exp(a * (log(p) + log1p(stay / a)) - stay * (log1p(odds) - log1p(a / stay)))
            k += 1
            if abs(log(odds)) > 70:
                # From here on p is 0 or 1 and the weights are a geometric series.
                grid.append((p, weight / (1 - exp(-shape * step))))
                break
            grid.append((p, weight))
            if weight < mpf("1e-30") * min(1, p):
                break
    total = sum(weight for _, weight in grid)
    return [(p, weight / total) for p, weight in grid if weight > mpf("1e-24") * total]


def limit(r, alpha, a, b, x, T, delta, end):
    shape, scale, grid = r + x, alpha + T, drop_out_grid(a, b + x)
    cut = min(end, 75 / delta)

    def rate(u):
        total = mpf(0)
        for p, weight in grid:
            fall = delta * u + (shape + 1) * log1p(p * u / scale)
            if fall < 80:
                total += weight * exp(-fall)
        return total * shape / scale

    low = scale / shape
    points = sorted({mpf(0), cut, *[low * mpf(10) ** k for k in range(0, 20) if low * mpf(10) ** k < cut], *[k / delta for k in (1, 5, 20) if k / delta < cut]})
    return quad(rate, points, method="gauss-legendre", maxdegree=5)


mp.dps = 22
limits = []
for *params, delta, horizons in LIMITS:
    r, alpha, a, b, x, T = map(float, params)
    exact = [mpf(value) for value in (r, alpha, a, b, x, T, float(delta))]
    for end in (*horizons, "inf"):
        given = limit(*exact, mpf(end))
        limits.append({"params": {"r": r, "alpha": alpha, "a": a, "b": b}, "x": int(x), "T_cal": T, "delta": float(delta), "horizon": None if end == "inf" else float(end), "discounted_given_alive": nstr(given, 16)})
        print(limits[-1], flush=True)

out = pathlib.Path(__file__).resolve().parent.parent / "mpmath_bg_discounted.json"
out.write_text(json.dumps({"source": "generate/bg_discounted.py: definition integrals by mpmath, 50 digits, 20 printed; limits at 22", "rows": rows, "limits": limits}, indent=1) + "\n")
