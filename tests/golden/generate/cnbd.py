"""(M)BG/CNBD-k from its definition at 30 digits: the purchase rate is integrated out by the trapezoid rule in ln lambda (analytic
integrand: the error falls exponentially in 1 / step), gaps are Erlang-k given the rate, counts of steps are Poisson given the rate, the
drop-out chance enters by its beta moments. None of it uses the negative binomial mixture or the roots of unity of the package.

    python3 tests/golden/generate/cnbd.py > tests/golden/mpmath_cnbd.json      (about five minutes)
"""
import json
from mpmath import mp, mpf, exp, log, beta, gamma, loggamma, hyp2f1, sqrt, floor

mp.dps = 30
DELTA = mpf("0.0027")

cdnow = dict(r="0.8", alpha="6", a="0.8", b="3")
sparse = dict(r="0.3", alpha="1.5", a="1", b="1.6")
regular = dict(r="5", alpha="4", a="1.7", b="9")
tiny = dict(r="0.05", alpha="0.3", a="0.02", b="0.04")
alike = dict(r="200", alpha="150", a="6", b="40")

# m, k, parameters, x, t_x, T, ln-gap sum, horizon
ROWS = [
    (0, 1, cdnow, 2, "30.43", "38.86", "5.2", "39"),
    (0, 2, cdnow, 2, "30.43", "38.86", "5.2", "39"),
    (1, 2, cdnow, 0, "0", "38.86", "0", "39"),
    (0, 2, cdnow, 0, "0", "0", "0", "39"),
    (1, 3, cdnow, 7, "35", "38.86", "11.1", "13"),
    (0, 3, cdnow, 1, "1.71", "38.86", "0.54", "52"),
    (0, 3, regular, 12, "36", "36", "13", "26"),
    (1, 5, sparse, 4, "20", "38", "6.3", "39"),
    (0, 12, regular, 6, "33", "38", "10.2", "39"),
    (1, 12, regular, 0, "0", "0", "0", "0.4"),
    (1, 12, cdnow, 3, "12", "30", "4.1", "0.01"),
    (0, 4, tiny, 3, "8", "39", "2.9", "39"),
    (1, 3, tiny, 0, "0", "39", "0", "520"),
    (0, 3, alike, 26, "38", "38.5", "9.8", "39"),
    (0, 2, sparse, 60, "38", "39", "-27", "520"),
    # Long futures.
    (0, 2, cdnow, 2, "30.43", "38.86", "5.2", "6000"),
    (0, 3, sparse, 0, "0", "0", "0", "400"),
    (1, 4, tiny, 1, "3", "10", "1.1", "5000"),
    (0, 3, alike, 26, "38", "38.5", "9.8", "3000"),
    (1, 12, regular, 40, "38.5", "39", "-1.7", "800"),
]


def row_values(m, k, params, x, t_x, T, litt, t):
    r, alpha, a, b = (mpf(params[name]) for name in ("r", "alpha", "a", "b"))
    t_x, T, litt, t = mpf(t_x), mpf(T), mpf(litt), mpf(t)
    X = x + m
    s = T - t_x
    stay = b + X
    rho = r + k * x

    q = [mpf(1)]
    cumulative = [mpf(0), mpf(1)]

    def need(n):
        while len(q) <= n + 1:
            i = len(q) - 1
            q.append(q[-1] * (stay + i) / (a + stay + i))
            cumulative.append(cumulative[-1] + q[-1])

    counts = list(range(0, 4)) + [9]
    step = min(mpf("0.1"), mpf("0.25") / sqrt(rho + k))
    names = ["ended", "alive", "cet", "ahead", "dect", "dert"] + ["pmf_%d" % n for n in counts]
    total = dict.fromkeys(names, mpf(0))

    def poisson_window(mean):
        """Poisson probabilities where they are above 1e-32 of the largest, as (first, list)."""
        if mean == 0:
            return 0, [mpf(1)]
        middle = int(floor(mean))
        top = exp(middle * log(mean) - mean - loggamma(middle + 1))
        up = [top]
        n = middle
        while up[-1] > top * mpf(10) ** -32:
            n += 1
            up.append(up[-1] * mean / n)
        down = []
        n, p = middle, top
        while n > 0 and p > top * mpf(10) ** -32:
            p = p * n / mean
            n -= 1
            down.append(p)
        return n, down[::-1] + up

    def add(y):
        lam = exp(y)
        density = exp(rho * y - (alpha + t_x) * lam)
        total["ended"] += density
        phases = []
        term = exp(-lam * s)
        for j in range(k):
            phases.append(density * term)
            term = term * lam * s / (j + 1)
        total["alive"] += sum(phases)
        first, chances = poisson_window(lam * t)
        need((first + len(chances) + k) // k + 2)
        u = lam / (lam + DELTA)
        first_d, chances_d = poisson_window((lam + DELTA) * t)
        forever = hyp2f1(1, stay, a + stay, u**k)
        for j in range(k):
            if phases[j] == 0:
                continue
            cet = ahead = mpf(0)
            pmf = [mpf(0)] * len(counts)
            for i, chance in enumerate(chances):
                n = (first + i + j) // k
                cet += chance * cumulative[n]
                ahead += chance * q[n]
                for c, count in enumerate(counts):
                    if n == count:
                        pmf[c] += chance * q[n]
                    if count > 0 and n >= count:
                        pmf[c] += chance * (q[count - 1] - q[count])
            total["cet"] += phases[j] * cet
            total["ahead"] += phases[j] * ahead
            for c, count in enumerate(counts):
                total["pmf_%d" % count] += phases[j] * pmf[c]
            dect = mpf(0)
            n, worth = 0, mpf(0)
            need((first_d + len(chances_d) + k) // k + 2)
            discounted = u ** (k - j)
            factor = u**k
            for i in range(first_d + len(chances_d)):
                while (n + 1) * k - j <= i:
                    worth += q[n] * discounted
                    discounted *= factor
                    n += 1
                if i >= first_d:
                    dect += chances_d[i - first_d] * worth
            total["dect"] += phases[j] * dect
            total["dert"] += phases[j] * u ** (k - j) * forever

    centre = log(rho / (alpha + t_x))
    add(centre)
    for sign in (1, -1):
        y = centre
        while True:
            before = dict(total)
            y += sign * step
            add(y)
            if sign == -1 and y < centre - 3:
                # Once the rate is too small to bring an event the sums go on as a geometric series.
                lam = exp(y)
                if lam * (T + t) < mpf(10) ** -25:
                    for name in ("ended", "alive", "ahead"):
                        last = total[name] - before[name]
                        total[name] += last * exp(-rho * step) / (1 - exp(-rho * step))
                    last = total["pmf_0"] - before["pmf_0"]
                    total["pmf_0"] += last * exp(-rho * step) / (1 - exp(-rho * step))
                    if lam < DELTA * mpf(10) ** -12:
                        break
                    break
            if all(total[name] - before[name] <= mpf(10) ** -28 * total[name] for name in names):
                break
    for name in names:
        total[name] *= step

    alive_part = beta(a, b + X) / beta(a, b) * total["alive"]
    ended_part = beta(a + 1, b + X - 1) / beta(a, b) * total["ended"] if X > 0 else mpf(0)
    front = r * log(alpha) - loggamma(r) + (k - 1) * litt - x * loggamma(k)
    alive = alive_part / (alive_part + ended_part)
    given = {name: total[name] / total["alive"] for name in names}
    return {
        "m": m, "k": k, "params": {name: float(value) for name, value in params.items()},
        "x": x, "t_x": float(t_x), "T": float(T), "logGapSum": float(litt), "horizon": float(t), "delta": float(DELTA),
        "loglik": mp.nstr(front + log(alive_part + ended_part), 18),
        "palive": mp.nstr(alive, 18),
        **{name: mp.nstr(alive * given[name], 18) for name in ("cet", "ahead", "dect", "dert")},
        # Poisson probabilities are cut off at 1e-32: smaller chances are not known to all digits.
        "pmf": {
            str(n): mp.nstr(alive * given["pmf_%d" % n] + (1 - alive if n == 0 else 0), 18)
            for n in counts
            if n == 0 or given["pmf_%d" % n] > mpf(10) ** -14
        },
    }


if __name__ == "__main__":
    rows = [row_values(*row) for row in ROWS]
    print(json.dumps({"source": "mpmath, 30 digits (tests/golden/generate/cnbd.py)", "rows": rows}, indent=1))
