"""Likelihoods, means and medians of the models of spend from their definitions at 30 digits: the density of the amounts given a customer's
rate or mean is integrated over its distribution by quadrature in ln rate (or in the mean), nothing in closed form but gamma and normal densities.

- each: gamma-gamma, density of the single amounts; shifted: of the mean, above the shift; frequency: of the mean, with gamma (1 + x)^slope;
- normal: of the mean, of the single amounts, and the posterior mean;
- trend: sum over the amounts of the logarithm of the density given those before, each raised to the power 2^(-gap / half-life).

    python3 tests/golden/generate/spend_models.py > tests/golden/mpmath_spend_models.json      (about a minute)
"""
import json
from mpmath import mp, mpf, exp, findroot, gammainc, inf, log, loggamma, nstr, pi, quad, sqrt

mp.dps = 30


def S(x):
    return nstr(x, 20)


def log_gamma_density(z, shape, rate):
    return shape * log(rate) - loggamma(shape) + (shape - 1) * log(z) - rate * z


def over_rates(log_term, shape, rate):
    """ln of the integral over ln rate of exp(log_term) with the gamma density of rates of given posterior shape and rate as the axis."""
    centre = log(shape / rate)
    width = 1 / sqrt(shape)
    peak = log_term(exp(centre)) + centre
    f = lambda u: exp(log_term(exp(centre + width * u)) + centre + width * u - peak)
    reach = 60 if shape < 3 else 24
    points = [-reach, -12, -6, -3, 0, 3, 6, 12] + ([reach] if reach > 12 else [])
    return peak + log(width * quad(f, points))


AMOUNTS = [
    ["12"], ["10", "30"], ["29.73", "14.96", "26.48", "55.1"], ["5", "5", "5"],
    ["0.01", "800", "3.5", "7"], ["20", "20.001", "19.999", "20.0005", "20"],
]
GAMMA = [("6.25", "3.74", "15.44"), ("0.7", "0.9", "40"), ("3", "12", "200")]


def each():
    out = []
    for p, q, g in GAMMA:
        for amounts in AMOUNTS:
            P, Q, G = mpf(p), mpf(q), mpf(g)
            z = [mpf(a) for a in amounts]
            term = lambda v: log_gamma_density(v, Q, G) + sum(log_gamma_density(a, P, v) for a in z)
            value = over_rates(term, P * len(z) + Q, G + sum(z))
            out.append(dict(p=p, q=q, gamma=g, amounts=amounts, loglik=S(value)))
    return out


MEANS = [(1, "-7.5"), (3, "-19"), (2, "22.345"), (30, "9.99"), (400, "123.45")]


def of_mean(n, y, P, Q, G):
    term = lambda v: log_gamma_density(v, Q, G) + log_gamma_density(y, P * n, v * n)
    return over_rates(term, P * n + Q, G + n * y)


def median(n, y, P, Q, G):
    """Median of the next amount: P(Z <= z) integrated over the posterior of the rate."""
    a, b = P * n + Q, G + n * y
    mp.dps = 18
    share = lambda z: exp(over_rates(lambda v: log_gamma_density(v, a, b) + log(gammainc(P, 0, z * v, regularized=True)), a, b))
    root = findroot(lambda z: share(z) - mpf(1) / 2, (P * b / a, P * b / a * mpf("0.8")), solver="secant", tol=1e-15)
    mp.dps = 30
    return root


def shifted():
    out = []
    for p, q, g in GAMMA + [("4e4", "1e4", "250")]:
        for n, m in MEANS:
            P, Q, G, c = mpf(p), mpf(q), mpf(g), mpf("-20")
            y = mpf(m) - c
            row = dict(p=p, q=q, gamma=g, shift="-20", n=n, mean=m, loglik=S(of_mean(n, y, P, Q, G)))
            row["expected"] = S(c + P * (G + n * y) / (P * n + Q - 1))
            if n <= 3 and P < 100:
                row["median"] = nstr(c + median(n, y, P, Q, G), 12)
            out.append(row)
    return out


def frequency():
    out = []
    for p, q, g in GAMMA:
        for slope in ["0.3", "-0.8"]:
            for x, n, m in [(1, 1, "11.77"), (4, 5, "29.44"), (60, 60, "0.5")]:
                P, Q = mpf(p), mpf(q)
                G = mpf(g) * (1 + x) ** mpf(slope)
                value = of_mean(n, mpf(m), P, Q, G)
                out.append(dict(p=p, q=q, gamma=g, slope=slope, x=x, n=n, mean=m, loglik=S(value)))
    return out


def log_normal(z, mean, sd):
    return -log(2 * pi) / 2 - log(sd) - ((z - mean) / sd) ** 2 / 2


def normal():
    out = []
    for mu, sigma, tau in [("5", "20", "10"), ("-3", "0.5", "40"), ("1000", "3", "0.2")]:
        M, s, t = mpf(mu), mpf(sigma), mpf(tau)
        for amounts in [["-15"], ["-15", "40.5"], ["1000", "1001.5", "996"], ["3", "3", "3", "3"]]:
            z = [mpf(a) for a in amounts]
            n, m = len(z), sum(mpf(a) for a in amounts) / len(amounts)
            precision = n / s**2 + 1 / t**2
            centre, width = (n * m / s**2 + M / t**2) / precision, 1 / sqrt(precision)
            points = [centre + width * k for k in (-16, -8, -4, 0, 4, 8, 16)]

            def integral(log_term):
                peak = log_term(centre)
                return peak, quad(lambda x: exp(log_term(x) - peak), points), quad(lambda x: x * exp(log_term(x) - peak), points)

            top, mass, first = integral(lambda x: log_normal(x, M, t) + sum(log_normal(a, x, s) for a in z))
            top_mean, mass_mean, _ = integral(lambda x: log_normal(x, M, t) + log_normal(m, x, s / sqrt(mpf(n))))
            out.append(dict(mu=mu, sigma=sigma, tau=tau, amounts=amounts, loglik=S(top_mean + log(mass_mean)),
                            loglikEach=S(top + log(mass)), expected=S(first / mass)))
    return out


def trend():
    out = []
    days = [0, 3, 40, 41, 200]
    amounts = ["29.73", "14.96", "26.48", "255.1", "3"]
    for p, q, g in GAMMA:
        for half in ["0.5", "20", "3000"]:
            P, Q, G, h = mpf(p), mpf(q), mpf(g), mpf(half)
            z = [mpf(a) for a in amounts]
            total = mpf(0)
            for k in range(len(z)):
                w = [2 ** (-mpf(days[k] - days[i]) / 7 / h) for i in range(k)]
                before = lambda v: log_gamma_density(v, Q, G) + sum(wi * log_gamma_density(zi, P, v) for wi, zi in zip(w, z))
                a, b = Q + P * sum(w), G + sum(wi * zi for wi, zi in zip(w, z))
                below = over_rates(before, a, b)
                total += over_rates(lambda v: before(v) + log_gamma_density(z[k], P, v), a + P, b + z[k]) - below
            at = 230
            w = [2 ** (-mpf(at - d) / 7 / h) for d in days]
            W, T = sum(w), sum(wi * zi for wi, zi in zip(w, z))
            shape = P * W + Q - 1
            expected = S(P * (G + T) / shape) if shape > 0 else None
            out.append(dict(p=p, q=q, gamma=g, halfLife=half, days=days, amounts=amounts, until=at, loglik=S(total), expected=expected))
    return out


print(json.dumps(dict(source="mpmath quadrature", each=each(), shifted=shifted(), frequency=frequency(), normal=normal(), trend=trend()), indent=0))
