"""Customers and shares of value by tier, in exact fractions, for the figures in tests/unit/segmentation/tiers.test.ts.

python3 tier_counts.py FOLDER, with online-retail/online_retail.csv.gz and cdnow_master.csv in the folder.
"""
import csv
import gzip
import json
import math
import os
import sys
from collections import defaultdict
from fractions import Fraction

folder = sys.argv[1]


def by_value_share(values, boundaries):
    total = sum(value for value in values if value > 0)
    counts = [0] * (len(boundaries) + 1)
    sums = [Fraction(0)] * len(counts)
    before = Fraction(0)
    last = None
    for value in sorted(values, reverse=True):
        if value <= 0:
            tier = len(boundaries)
        elif value != last:
            tier = sum(before >= boundary * total for boundary in boundaries)
        counts[tier] += 1
        sums[tier] += value
        before += value
        last = value
    return {"customers": counts, "shares": [float(part / total) for part in sums]}


def by_customer_share(values, shares):
    ranked = sorted(values, reverse=True)
    reached, cumulative = [], Fraction(0)
    for share in shares[:-1]:
        cumulative += share
        reached.append(ranked[math.ceil(len(ranked) * cumulative) - 1])
    counts = [0] * len(shares)
    for value in ranked:
        counts[next((j for j, limit in enumerate(reached) if value >= limit), len(reached))] += 1
    return counts


def online_retail():
    spend = defaultdict(Fraction)
    with gzip.open(os.path.join(folder, "online-retail/online_retail.csv.gz"), "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            quantity, price = Fraction(row["Quantity"]), Fraction(row["UnitPrice"])
            if row["CustomerID"] and quantity > 0 and price > 0:
                spend[row["CustomerID"]] += quantity * price
    return list(spend.values())


def cdnow():
    spend = defaultdict(Fraction)
    with open(os.path.join(folder, "cdnow_master.csv"), encoding="utf-8") as file:
        for row in csv.DictReader(file):
            spend[row["customer_id"]] += Fraction(row["amount"])
    return list(spend.values())


for name, values in (("online-retail", online_retail()), ("cdnow", cdnow())):
    abc = by_value_share(values, [Fraction(4, 5), Fraction(19, 20)])
    curry = by_customer_share(values, [Fraction(percent, 100) for percent in (1, 4, 15, 80)])
    print(json.dumps({"data": name, "abc": abc, "curry": curry}))
