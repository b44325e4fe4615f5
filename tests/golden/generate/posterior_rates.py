"""Posterior mean rates from their definition at 30 digits. Pareto/NBD: the likelihood of one customer with rates lambda and mu,
lambda^x (mu e^-((lambda + mu) t_x) + lambda e^-((lambda + mu) T)) / (lambda + mu), is integrated with both gamma densities by the trapezoid
rule in ln lambda and ln mu (analytic integrand: the error falls exponentially in 1 / step). BG/NBD and MBG/NBD: every term is a
product of a gamma and a beta integral, which are written out. None of it uses the mixture over the time of leaving of the package.

    python3 tests/golden/generate/posterior_rates.py > tests/golden/mpmath_posterior_rates.json      (about two minutes)
"""
import json
from mpmath import mp, mpf, exp, log, beta, gamma, nstr

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


def row(kind, params, x, t_x, T, means):
    numbers = {name: float(value) for name, value in params.items()}
    return dict(kind=kind, params=numbers, x=x, t_x=float(t_x), T_cal=float(T),
                purchase_rate=nstr(means[0], 20), drop_out=nstr(means[1], 20))


rows = [row("pareto-nbd", *given, pareto(*given)) for given in PARETO]
for m, kind in ((0, "bg-nbd"), (1, "mbg-nbd")):
    rows += [row(kind, *given, beta_geometric(m, *given)) for given in BETA_GEOMETRIC]
print(json.dumps(dict(source="tests/golden/generate/posterior_rates.py", rows=rows), indent=1))
