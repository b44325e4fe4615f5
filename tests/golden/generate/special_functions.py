"""High-precision tables of the special functions and of the six distributions.

Every argument is a double, taken exactly; every value is computed by mpmath with at least 50 digits (more where a difference
cancels) and rounded to 18. Writes mpmath_special_functions.json and mpmath_distributions.json into the folder above.
Run: python3 special_functions.py (about two minutes).
"""
import json
import pathlib
import random
from mpmath import mp, mpf, loggamma, psi, log, exp, erf, erfc, sqrt, nstr, quad

mp.dps = 60
rng = random.Random(20261122)
FOLDER = pathlib.Path(__file__).resolve().parent.parent


def number(value):
    return float(nstr(value, 18, strip_zeros=False))


def spread(low, high, count):
    """Doubles whose logarithms are uniform."""
    return [10 ** rng.uniform(low, high) for _ in range(count)]


# --- Gamma functions -------------------------------------------------------------------------------------------------

POINTS = sorted(
    {1e-300, 1e-100, 1e-20, 1e-8, 1e-3, 0.1, 0.25, 0.499999, 0.5, 0.500001, 0.75, 0.9, 0.99, 0.999999, 1 - 2**-53, 1.0, 1 + 2**-52}
    | {1.0000001, 1.001, 1.1, 1.25, 1.4616321449683622, 1.4616321449683624, 1.4616, 1.462, 1.499999, 1.5, 1.500001, 1.75, 1.999, 1.9999999}
    | {2 - 2**-52, 2.0, 2 + 2**-51, 2.0000001, 2.001, 2.25, 2.4999999, 2.5, 2.50001, 3.0, 3.5, 4.0, 5.0, 6.5, 7.0, 8.5, 9.999, 10.0, 11.0}
    | {11.5, 11.999999, 12.0, 12.000001, 12.5, 13.0, 15.0, 20.5, 50.0, 99.5, 171.6, 1e3, 12345.678, 1e6, 1e8, 1e12, 1e15, 1e50, 1e300}
    | set(spread(-6, 6, 60))
    | set(rng.uniform(0.5, 3) for _ in range(60))
)
STEPS = [0, 1, 2, 3, 7, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 1000, 5000, 1000000, 1e-10, 1e-3, 0.3, 0.5, 1.5, 2.25, 17.5, 64.5, 1e3 + 0.5, 1e9]
BASES = [1e-300, 1e-12, 1e-5, 0.01, 0.243, 0.5, 0.9, 1.0, 1.5, 2.0, 4.4, 11.9, 12.0, 30.5, 777.7, 1e4, 1e6, 1e9, 1e12, 1e15]


def difference_pairs():
    pairs = [(a, n) for a in BASES for n in STEPS]
    pairs += list(zip(spread(-8, 9, 80), [float(int(n)) for n in spread(0, 6, 80)]))
    pairs += list(zip(spread(-8, 9, 40), spread(-8, 6, 40)))
    return pairs


def log_gamma_difference(a, n):
    return loggamma(mpf(a) + mpf(n)) - loggamma(mpf(a))


def digamma_difference(a, n):
    return psi(0, mpf(a) + mpf(n)) - psi(0, mpf(a))


def log_beta_difference(a, b, n):
    a, b, n = mpf(a), mpf(b), mpf(n)
    return loggamma(b + n) - loggamma(b) - loggamma(a + b + n) + loggamma(a + b)


def log_beta_triples():
    shapes = [1e-30, 1e-12, 1e-6, 0.02, 0.793, 1.0, 2.426, 12.0, 40.0, 1e3, 1e6, 1e9, 1e12]
    steps = [0, 1, 2, 7, 24, 25, 64, 65, 300, 5000, 1000000, 1e-9, 0.5, 1.5, 33.3, 1e4 + 0.25]
    triples = [(a, b, n) for a in shapes for b in shapes for n in steps if rng.random() < 0.4]
    triples += list(zip(spread(-8, 9, 120), spread(-8, 9, 120), [float(int(n)) for n in spread(0, 6, 120)]))
    return triples


def gamma_tables():
    mp.dps = 60
    tables = {
        "logGamma": [[x, number(loggamma(mpf(x)))] for x in POINTS],
        "digamma": [[x, number(psi(0, mpf(x)))] for x in POINTS],
        "trigamma": [[x, number(psi(1, mpf(x)))] for x in POINTS if x > 1e-150],
    }
    mp.dps = 130  # the differences cancel up to 65 digits
    tables["logGammaDifference"] = [[a, n, number(log_gamma_difference(a, n))] for a, n in difference_pairs()]
    tables["digammaDifference"] = [[a, n, number(digamma_difference(a, n))] for a, n in difference_pairs() if a > 1e-299]
    tables["logBetaDifference"] = [[a, b, n, number(log_beta_difference(a, b, n))] for a, b, n in log_beta_triples()]
    pairs = [(a, b) for a in BASES for b in BASES] + list(zip(spread(-8, 12, 150), spread(-8, 12, 150)))
    tables["logBeta"] = [[a, b, number(loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b)))] for a, b in pairs]
    mp.dps = 60
    return tables


# --- Error function --------------------------------------------------------------------------------------------------


def error_function_tables():
    points = [0.0, 1e-300, 1e-20, 1e-8, 1e-3, 0.1, 0.3, 0.46875, 0.4999, 0.5, 0.5001, 0.9, 0.9999, 1.0, 1.0001, 1.5, 2.0, 2.5, 3.3, 4.0, 5.0]
    points += [6.0, 6.25, 6.283, 6.2832, 6.3, 7.7, 9.9, 12.0, 18.3, 25.0, 26.0] + [rng.uniform(0, 26) for _ in range(80)] + spread(-6, 1, 40)
    signed = [s * x for x in points for s in (1, -1)]
    scaled = points + [30.0, 100.0, 1e4, 1e8, 1e150]
    return {
        "erf": [[x, number(erf(mpf(x)))] for x in signed],
        "erfc": [[x, number(erfc(mpf(x)))] for x in signed],
        "scaledErfc": [[x, number(scaled_erfc(mpf(x)))] for x in scaled],
    }


def scaled_erfc(x):
    if x > 1e4:
        return (1 - 1 / (2 * x * x) + 3 / (4 * x**4) - 15 / (8 * x**6) + 105 / (16 * x**8) - 945 / (32 * x**10) + 10395 / (64 * x**12)) / (x * sqrt(mp.pi))
    return exp(x * x) * erfc(x)


# --- Incomplete gamma and beta functions -----------------------------------------------------------------------------

SMALLEST = mpf(10) ** -290


def gamma_tails(a, x):
    """P by its series of positive terms, and Q = 1 - P with so many digits more; 0 for a tail below 1e-300."""
    a, x = mpf(a), mpf(x)
    digits = -int((a * log(x) - x - loggamma(a)) / log(10))
    if digits > 300 and (x > a + 1 or a > 1000):
        return (mpf(0), mpf(1)) if x < a else (mpf(1), mpf(0))
    saved, mp.dps = mp.dps, mp.dps + (max(0, digits) if x > a else 0)
    total = term = 1 / a
    k = 0
    while term > total * mpf(10) ** -mp.dps:
        k += 1
        term *= x / (a + k)
        total += term
    lower = exp(a * log(x) - x - loggamma(a)) * total
    upper = 1 - lower
    mp.dps = saved
    return +lower, +upper


def beta_series(x, a, b):
    """I_x(a, b) by x^a y^b / (a B) 2F1(a + b, 1; a + 1; x), a series of positive terms; None where it is long."""
    total = term = mpf(1)
    for k in range(6000):
        term *= (a + b + k) * x / (a + 1 + k)
        total += term
        if (a + b + k) * x < a + 1 + k and term < total * mpf(10) ** (-mp.dps + 15) * (1 - x):
            front = a * log(x) + b * log(1 - x) - log(a) - loggamma(a) - loggamma(b) + loggamma(a + b)
            return exp(front) * total
    return None


def beta_quadrature(x, a, b):
    """The defining integral, for large a and b: panels as wide as the standard deviation, down from x."""
    width = sqrt(a * b / (a + b) ** 3)
    ends = [x - k * width * 2 for k in range(12) if x - k * width * 2 > 0]
    peak = a * log(x) + b * log(1 - x)
    f = lambda t: exp((a - 1) * log(t) + (b - 1) * log(1 - t) - peak)
    return exp(peak - loggamma(a) - loggamma(b) + loggamma(a + b)) * quad(f, sorted(ends))


def beta_tails(x, a, b, y=None):
    """I_x(a, b) and its complement; None where too long to compute."""
    x, a, b = mpf(x), mpf(a), mpf(b)
    y = 1 - x if y is None else y
    lower = a * y >= b * x
    arguments = (x, a, b) if lower else (y, b, a)
    own = beta_series(*arguments)
    if own is None and 1 - arguments[0] < 0.3:
        # The other side's series is short, and the digits that the difference costs can be paid for.
        front = (a * log(x) + b * log(y) - loggamma(a) - loggamma(b) + loggamma(a + b)) / log(10)
        saved, mp.dps = mp.dps, mp.dps + max(0, int(-front)) + 15
        other = beta_series(*((y, b, a) if lower else (x, a, b)))
        own = None if other is None else 1 - other
        mp.dps = saved
    if own is None and min(a, b) > 50:
        own = beta_quadrature(*arguments)
    if own is None:
        return None
    return (own, 1 - own) if lower else (1 - own, own)


def incomplete_tables():
    mp.dps = 50
    shapes = [1e-10, 1e-3, 0.1, 0.5, 0.999, 1.0, 1.5, 4.0, 20.0, 77.5, 199.9, 200.0, 1e3, 1e5, 1e7]
    gammas = [(a, a * r) for a in shapes for r in (1e-6, 0.01, 0.2, 0.6, 0.95, 0.999, 1.0, 1.001, 1.1, 1.7, 4.0)]
    gammas += [(a, x) for a in shapes[:10] for x in (1e-200, 1e-8, 0.3, 1.0, 1.01, 2.0, 7.0, 50.0, 600.0)]
    gammas += [(a, abs(a + rng.gauss(0, 4) * (a + 0.1) ** 0.5)) for a in spread(-2, 6, 80)]
    rows = [(a, x, *gamma_tails(a, x)) for a, x in gammas]
    betas = [(m * r, a, b) for a in shapes[:13] for b in shapes[:13] for m in [a / (a + b)] for r in (1e-4, 0.3, 0.97, 1.0, 1.1) if m * r < 1]
    betas = [row for row in betas if rng.random() < 0.5] + [(rng.random(), *spread(-2, 3, 2)) for _ in range(120)]
    betas += [(a / (a + b) * (1 + z * (b / a / (a + b)) ** 0.5), a, b) for a, b in [(1e4, 1e4), (1e5, 2e4), (3e3, 1e6), (1e7, 1e7)] for z in (-9.0, -3.0, -0.5, 0.0, 2.0, 6.0)]
    found = [(x, a, b, *tails) for x, a, b in betas for tails in [beta_tails(x, a, b)] if tails]
    return {
        "regularizedGammaP": [[a, x, number(p)] for a, x, p, q in rows if p > SMALLEST],
        "regularizedGammaQ": [[a, x, number(q)] for a, x, p, q in rows if q > SMALLEST],
        "regularizedBeta": [[x, a, b, number(p)] for x, a, b, p, q in found if p > SMALLEST],
        "regularizedBetaComplement": [[x, a, b, number(q)] for x, a, b, p, q in found if q > SMALLEST],
    }


# --- Distributions ---------------------------------------------------------------------------------------------------


def root(tails, p, low, high):
    """Place at which the lower tail is p, between low and high: bisection on the own tail, then secant steps."""
    p = mpf(p)
    index, target = (0, log(p)) if p <= 0.5 else (1, log(1 - p))
    sign = 1 - 2 * index
    f = lambda v: sign * (log(tails(v)[index]) - target)
    mp.dps = 20
    low, high = mpf(low), mpf(high)
    for _ in range(26):
        middle = (low + high) / 2
        if f(middle) < 0:
            low = middle
        else:
            high = middle
    mp.dps = 50
    old, new = low, high
    f_old, f_new = f(old), f(new)
    for _ in range(9):
        if f_new == f_old or abs(new - old) < mpf(10) ** -40 * abs(new):
            break
        old, new, f_old = new, new - f_new * (new - old) / (f_new - f_old), f_new
        f_new = f(new)
    assert abs(new - old) < mpf(10) ** -22 * max(1, abs(new)), (p, low, high, new)
    return new


def normal_tails(z):
    return erfc(-z / sqrt(mpf(2))) / 2, erfc(z / sqrt(mpf(2))) / 2


def odds_tails(odds, a, b):
    return beta_tails(odds / (1 + odds), a, b, 1 / (1 + odds))


def t_tails(t, df):
    """Lower and upper tail."""
    t, df = mpf(t), mpf(df)
    inside, outside = odds_tails(t * t / df, mpf(1) / 2, df / 2)
    return (outside / 2, 1 - outside / 2) if t < 0 else (1 - outside / 2, outside / 2)


PROBABILITIES = [1e-20, 1e-10, 1e-3, 0.05, 0.25, 0.4999, 0.5, 0.51, 0.75, 0.95, 0.999, 1 - 1e-9]


def log_odds_quantile(p, a, b):
    return root(lambda v: odds_tails(exp(v), mpf(a), mpf(b)), p, *log_odds_range(p, a, b))


def log_odds_range(p, a, b):
    """A range around the root: power laws of either end, which bound it, widened."""
    low = min(mpf(0), (log(mpf(p)) + log(mpf(a)) + loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b))) / a) - 5
    high = max(mpf(0), -(log(1 - mpf(p)) + log(mpf(b)) + loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b))) / b) + 5
    return low - abs(log(mpf(a) / b)), high + abs(log(mpf(a) / b))


def distribution_tables():
    mp.dps = 50
    zs = [-37.5, -30.0, -20.1, -8.0, -3.3, -1.96, -0.71, -0.69, -0.1, -1e-9, 0.0, 1e-20, 0.3, 0.7, 1.0, 1.645, 5.0, 6.0, 8.3, 9.0, 25.0, 37.4]
    zs += [rng.uniform(-37, 37) for _ in range(40)]
    tables = {
        "normalCdf": [[z, number(normal_tails(mpf(z))[0])] for z in zs],
        "normalSurvival": [[z, number(normal_tails(mpf(z))[1])] for z in zs],
        "normalQuantile": [],
    }
    for p in [1e-300, 1e-200, 1e-100, 1e-40, 0.02425, 0.2499, 0.2501, 0.49, 0.4999999, 0.5000001, 0.975] + PROBABILITIES:
        tables["normalQuantile"].append([p, number(root(normal_tails, p, -40, 8))] if p != 0.5 else [p, 0.0])

    frees = [0.3, 1.0, 2.0, 3.0, 5.0, 12.0, 30.5, 100.0, 1000.0]
    ts = [1e-12, 1e-3, 0.2, 0.7, 1.3, 2.5, 6.0, 40.0, 1e4, 1e12]
    rows = [(t, df, *t_tails(t, df)) for df in frees for t in [s * t for t in ts for s in (-1, 1)] if abs(t) < 50 or df < 20]
    tables["studentTCdf"] = [[t, df, number(p)] for t, df, p, q in rows if p > SMALLEST]
    tables["studentTSurvival"] = [[t, df, number(q)] for t, df, p, q in rows if q > SMALLEST]
    tables["studentTQuantile"] = []
    for df in frees[:8]:
        for p in PROBABILITIES:
            tail = min(mpf(p), 1 - mpf(p))
            size = sqrt(df * exp(-log_odds_quantile(2 * tail, df / 2, 0.5))) if p != 0.5 else mpf(0)
            tables["studentTQuantile"].append([p, df, number(-size if p < 0.5 else size)])

    squares = [(df * r, df) for df in [0.1, 1.0, 2.0, 3.0, 7.0, 40.0, 399.0, 1e4, 1e6] for r in (1e-3, 0.3, 0.98, 1.0, 1.05, 3.0)]
    rows = [(x, df, *gamma_tails(mpf(df) / 2, mpf(x) / 2)) for x, df in squares]
    tables["chiSquareCdf"] = [[x, df, number(p)] for x, df, p, q in rows if p > SMALLEST]
    tables["chiSquareSurvival"] = [[x, df, number(q)] for x, df, p, q in rows if q > SMALLEST]
    log_gamma_quantile = lambda p, a: root(lambda v: gamma_tails(a, exp(v)), p, *log_gamma_range(p, a))
    tables["chiSquareQuantile"] = [[p, df, number(2 * exp(log_gamma_quantile(p, mpf(df) / 2)))] for df in (0.5, 1.0, 2.0, 7.0, 40.0, 399.0, 1e4) for p in PROBABILITIES]
    tables["gammaQuantile"] = [[p, a, r, number(exp(log_gamma_quantile(p, a)) / mpf(r))] for a, r in ((0.02, 1.0), (0.243, 4.414), (1.5, 1e-6), (250.0, 3.0)) for p in PROBABILITIES]
    tables["gammaCdf"] = [[x, a, r, number(gamma_tails(a, mpf(r) * mpf(x))[0])] for a, r in ((0.02, 1.0), (0.243, 4.5), (1.5, 0.25), (250.0, 2.0)) for x in (0.125, 1.0, 20.0, 150.0)]

    pairs = [(1.0, 1.0), (1.0, 10.0), (2.0, 7.0), (5.0, 0.7), (12.0, 120.0), (300.0, 40.0), (700.0, 900.0)]
    rows = [(x, a, b, *odds_tails(mpf(a) / b * mpf(x), mpf(a) / 2, mpf(b) / 2)) for a, b in pairs for x in (1e-6, 0.1, 0.8, 1.0, 1.2, 4.0, 300.0)]
    tables["fCdf"] = [[x, a, b, number(p)] for x, a, b, p, q in rows if p > SMALLEST]
    tables["fSurvival"] = [[x, a, b, number(q)] for x, a, b, p, q in rows if q > SMALLEST]
    tables["fQuantile"] = [[p, a, b, number(mpf(b) / a * exp(log_odds_quantile(p, a / 2, b / 2)))] for a, b in pairs for p in PROBABILITIES[:: 2 if a > 100 else 1]]
    shapes = [(0.05, 0.3), (0.793, 2.426), (6.25, 3.74), (1.0, 1e4), (400.0, 300.0)]
    tables["betaQuantile"] = [[p, a, b, number(1 / (1 + exp(-log_odds_quantile(p, a, b))))] for a, b in shapes for p in PROBABILITIES[:: 2 if a > 100 else 1]]
    rows = [(x, a, b, *beta_tails(x, a, b)) for a, b in shapes for x in (1e-9, 0.01, 0.4, 0.6, 0.999)]
    tables["betaCdf"] = [[x, a, b, number(p)] for x, a, b, p, q in rows if p > SMALLEST]
    tables["betaSurvival"] = [[x, a, b, number(q)] for x, a, b, p, q in rows if q > SMALLEST]
    return tables


def log_gamma_range(p, a):
    power = (log(mpf(p)) + loggamma(mpf(a) + 1)) / a
    return power - 1, log(mpf(a) + 10 * sqrt(mpf(a)) + 60)


def write(name, tables):
    source = "special_functions.py, mpmath with at least 50 digits; every row is the arguments, then the value"
    lines = [f'    "{key}": [\n' + ",\n".join("      " + json.dumps(row) for row in rows) + "\n    ]" for key, rows in tables.items()]
    text = '{\n  "source": ' + json.dumps(source) + ',\n  "tables": {\n' + ",\n".join(lines) + "\n  }\n}\n"
    (FOLDER / name).write_text(text)
    print(name, {key: len(rows) for key, rows in tables.items()})


if __name__ == "__main__":
    write("mpmath_special_functions.json", {**gamma_tables(), **error_function_tables(), **incomplete_tables()})
    write("mpmath_distributions.json", distribution_tables())
