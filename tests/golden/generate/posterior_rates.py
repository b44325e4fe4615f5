"""Posterior mean rates from their definition at 30 digits. Pareto/NBD: the likelihood of one customer with rates lambda and mu,
lambda^x (mu e^-((lambda + mu) t_x) + lambda e^-((lambda + mu) T)) / (lambda + mu), is integrated with both gamma densities by the trapezoid
rule in ln lambda and ln mu (analytic integrand: the error falls exponentially in 1 / step). BG/NBD and MBG/NBD: every term is a
product of a gamma and a beta integral, which are written out. None of it uses the mixture over the time of leaving of the package.

BG/BB, (M)BG/CNBD-k and PDO: the same, written out; GGompertz: the mixture over the time of leaving, by quadrature.

    python3 tests/golden/generate/posterior_rates.py > tests/golden/mpmath_posterior_rates.json      (about two minutes)
"""
import json
from math import factorial
from mpmath import mp, mpf, exp, expm1, linspace, log, beta, gamma, nstr, quad

mp.dps = 30

PARETO = [
    (dict(r="0.553", alpha="10.578", s="0.606", beta="11.669"), 2, "30.43", "38.86"),
    (dict(r="0.553", alpha="10.578", s="0.606", beta="11.669"), 0, "0", "38.86"),
    (dict(r="0.553", alpha="10.578", s="0.606", beta="11.669"), 1, "1.71", "38.86"),
    (dict(r="0.553", alpha="10.578", s="0.606", beta="11.669"), 26, "30.86", "31"),
    (dict(r="0.553", alpha="10.578", s="0.606", beta="11.669"), 7, "35", "35"),
    (dict(r="0.5", alpha="12", s="1", beta="3"), 40, "5", "900"),
    (dict(r="4", alpha="2", s="2.5", beta="60"), 3, "1", "4"),
    (dict(r="0.8", alpha="6", s="0.4", beta="2"), 0, "0", "0"),
]
BETA_GEOMETRIC = [
    (dict(r="0.243", alpha="4.414", a="0.793", b="2.426"), 2, "30.43", "38.86"),
    (dict(r="0.243", alpha="4.414", a="0.793", b="2.426"), 0, "0", "38.86"),
    (dict(r="0.243", alpha="4.414", a="0.793", b="2.426"), 1, "1.71", "38.86"),
    (dict(r="0.243", alpha="4.414", a="0.793", b="2.426"), 26, "30.86", "31"),
    (dict(r="0.5", alpha="6", a="1", b="1.6"), 5000, "36", "36.2"),
    (dict(r="5", alpha="40", a="1.7", b="9"), 12, "3", "300"),
    (dict(r="0.05", alpha="0.3", a="0.02", b="0.04"), 3, "8", "39"),
]


def axis(shape, scale, step):
    """Nodes of a gamma variable with this shape and (least) rate in the logarithm, where shape is the least power of it in the integrand."""
    middle = log(shape / scale)
    nodes = []
    y = middle
    while exp(shape * (y - middle)) > mpf(10) ** -26:
        y -= step
    while exp(y) * scale < 75 + 4 * shape:
        nodes.append(exp(y))
        y += step
    return nodes


def pareto(params, x, t_x, T):
    r, alpha, s, b = (mpf(params[name]) for name in ("r", "alpha", "s", "beta"))
    t_x, T = mpf(t_x), mpf(T)
    step = mpf(1) / 8 if r + x < 20 else mpf(1) / 16
    lambdas = axis(r + x, alpha + t_x, step)
    mus = axis(s, b + t_x, step)
    early = [(m, exp(-m * (t_x + b)) * m**s) for m in mus]
    late = [exp(-m * (T + b)) * m**s for m in mus]
    total = mean_lambda = mean_mu = mpf(0)
    for l in lambdas:
        weight = l ** (r + x)
        gone = weight * exp(-l * (alpha + t_x))
        here = weight * exp(-l * (alpha + T))
        sum0 = sum1 = mpf(0)
        for (m, e), d in zip(early, late):
            term = (m * e * gone + l * d * here) / (l + m)
            sum0 += term
            sum1 += term * m
        total += sum0
        mean_lambda += l * sum0
        mean_mu += sum1
    return mean_lambda / total, mean_mu / total


def beta_geometric(m, params, x, t_x, T):
    r, alpha, a, b = (mpf(params[name]) for name in ("r", "alpha", "a", "b"))
    t_x, T = mpf(t_x), mpf(T)
    drops = x + m

    def moment(i, j):
        """E[lambda^i p^j L]"""
        rate = lambda t: gamma(r + x + i) / (alpha + t) ** (r + x + i)
        here = rate(T) * beta(a + j, b + drops)
        return here + (rate(t_x) * beta(a + j + 1, b + drops - 1) if drops > 0 else 0)

    return moment(1, 0) / moment(0, 0), moment(0, 1) / moment(0, 0)


def of_moments(moment):
    return moment(1, 0) / moment(0, 0), moment(0, 1) / moment(0, 0)


def condensed(m, params, x, t_x, T):
    r, alpha, a, b = (mpf(params[name]) for name in ("r", "alpha", "a", "b"))
    k, t_x, T = int(params["k"]), mpf(t_x), mpf(T)
    drops = x + m

    def moment(i, j):
        rate = lambda more, t: gamma(r + k * x + more + i) / (alpha + t) ** (r + k * x + more + i)
        here = sum((T - t_x) ** n / mpf(factorial(n)) * rate(n, T) for n in range(k)) * beta(a + j, b + drops)
        return here + (rate(0, t_x) * beta(a + j + 1, b + drops - 1) if drops > 0 else 0)

    rate, chance = of_moments(moment)
    return rate / k, chance


def periodic(params, x, t_x, T):
    r, alpha, a, b, tau = (mpf(params[name]) for name in ("r", "alpha", "a", "b", "tau"))
    k1, k2 = int(mpf(t_x) / tau), int(mpf(T) / tau)

    def moment(i, j):
        rate = lambda t: gamma(r + x + i) / (alpha + t) ** (r + x + i)
        return rate(mpf(T)) * beta(a + j, b + k2) + sum(
            rate(k * tau) * beta(a + j + 1, b + k - 1) for k in range(k1 + 1, k2 + 1))

    return of_moments(moment)


def gompertz(params, x, t_x, T):
    t_x, T = mpf(t_x), mpf(T)
    r, alpha, b, s, scale = (mpf(params[name]) for name in ("r", "alpha", "b", "s", "beta"))

    def moment(i, j):
        rate = lambda t: gamma(r + x + i) / (alpha + t) ** (r + x + i)
        here = rate(T) * gamma(s + j) / (scale + expm1(b * T)) ** (s + j)
        density = lambda u: b * exp(b * u) * gamma(s + j + 1) / (scale + expm1(b * u)) ** (s + j + 1)
        return here + quad(lambda u: rate(u) * density(u), linspace(t_x, T, 9))

    rate, eta = of_moments(moment)
    return rate, b * eta


def opportunities(params, x, t_x, n):
    a, b, g, d = (mpf(params[name]) for name in ("alpha", "beta", "gamma", "delta"))

    def moment(i, j):
        here = beta(a + x + i, b + n - x) * beta(g + j, d + n)
        return here + sum(beta(a + x + i, b + m - x) * beta(g + j + 1, d + m) for m in range(t_x, n))

    return of_moments(moment)


def row(kind, params, x, t_x, T, means):
    numbers = {name: float(value) for name, value in params.items()}
    return dict(kind=kind, params=numbers, x=x, t_x=float(t_x), T_cal=float(T),
                purchase_rate=nstr(means[0], 20), drop_out=nstr(means[1], 20))


rows = [row("pareto-nbd", *given, pareto(*given)) for given in PARETO]
for m, kind in ((0, "bg-nbd"), (1, "mbg-nbd")):
    rows += [row(kind, *given, beta_geometric(m, *given)) for given in BETA_GEOMETRIC]
CONDENSED = [
    (dict(r="0.4", alpha="2", a="0.8", b="2.4", k="2"), 2, "30.43", "38.86"),
    (dict(r="0.4", alpha="2", a="0.8", b="2.4", k="3"), 0, "0", "38.86"),
    (dict(r="1.5", alpha="1", a="0.3", b="4", k="5"), 26, "30.86", "38.86"),
]
for m, kind in ((0, "bg-cnbd-k"), (1, "mbg-cnbd-k")):
    rows += [row(kind, *given, condensed(m, *given)) for given in CONDENSED]
PERIODIC = [
    (dict(r="0.5", alpha="10.4", a="0.43", b="2.6", tau="3"), 2, "30.43", "38.86"),
    (dict(r="0.5", alpha="10.4", a="0.43", b="2.6", tau="3"), 0, "0", "38.86"),
    (dict(r="0.5", alpha="10.4", a="1", b="1", tau="5"), 26, "8", "38.86"),
]
rows += [row("pdo", *given, periodic(*given)) for given in PERIODIC]
GOMPERTZ = [
    (dict(r="0.55", alpha="10.5", b="0.02", s="0.6", beta="0.26"), 2, "30.43", "38.86"),
    (dict(r="0.55", alpha="10.5", b="0.2", s="2", beta="30"), 0, "0", "38.86"),
    (dict(r="0.55", alpha="10.5", b="0.2", s="2", beta="30"), 12, "8", "38.86"),
]
rows += [row("ggompertz-nbd", *given, gompertz(*given)) for given in GOMPERTZ]
OPPORTUNITIES = [
    (dict(alpha="1.2", beta="0.75", gamma="0.66", delta="2.8"), 3, 5, 6),
    (dict(alpha="1.2", beta="0.75", gamma="0.66", delta="2.8"), 0, 0, 6),
    (dict(alpha="0.5", beta="6", gamma="1", delta="1"), 4, 60, 120),
]
rows += [row("bg-bb", *given, opportunities(*given)) for given in OPPORTUNITIES]
print(json.dumps(dict(source="tests/golden/generate/posterior_rates.py", rows=rows), indent=1))
