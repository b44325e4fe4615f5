"""Erlang's formulas B and C and the waits of a queue M/M/c with 40 digits, by Erlang's recursion.

python3 tests/golden/generate/erlang.py > tests/golden/mpmath_erlang.json
"""
import json

from mpmath import exp, mp, mpf, nstr

mp.dps = 40


def erlang_b(load, servers):
    inverse = mpf(1)
    for k in range(1, servers + 1):
        inverse = 1 + inverse * k / load
    return 1 / inverse


CASES = [
    # load, servers
    ("0.5", 1),
    ("0.999999", 1),
    ("1e-8", 2),
    ("1.6", 2),
    ("2", 3),
    ("5", 6),
    ("4.461", 10),
    ("10", 14),
    ("48", 55),
    ("99.5", 100),
    ("200", 230),
    ("20", 90),
    ("9950", 10000),
    ("99999", 100000),
    ("99000", 100000),
]
rows = []
for load, servers in CASES:
    a = mpf(float(load))
    b = erlang_b(a, servers)
    c = b / (1 - a / servers * (1 - b))
    # One service an hour: waits in hours, chance to wait longer than half an hour.
    rows.append(
        {
            "load": float(a),
            "servers": servers,
            "b": nstr(b, 20),
            "c": nstr(c, 20),
            "wait": nstr(c / (servers - a), 20),
            "over": nstr(c * exp(-(servers - a) / 2), 20),
        }
    )
print(json.dumps({"about": "Erlang B and C by recursion, mpmath with 40 digits", "rows": rows}, indent=1))
