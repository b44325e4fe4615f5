/** Laws of satisfaction measurement: what holds for any answers. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomStream } from "../../../src/numeric/random.ts";
import {
  allocateSample,
  analyticHierarchy,
  csat,
  customerEffortScore,
  domainMeans,
  entropyWeights,
  indicatorIndex,
  type KanoCounts,
  kanoAttribute,
  keyDrivers,
  netPromoterScore,
  rakeWeights,
  satisfactionIndex,
  weightedMean,
} from "../../../src/satisfaction/index.ts";

const law = <T>(name: string, given: fc.Arbitrary<T>, check: (value: T) => void, runs = 200) => {
  test(name, () => {
    fc.assert(fc.property(given, check), { seed: 20261130, numRuns: runs });
  });
};

const scale = { min: 1, max: 10 };
const answer = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 10 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const weight = fc.oneof(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.constant(1));
/** Respondents: two answers, a weight, and a place to be shuffled to. */
const respondents = fc
  .array(fc.record({ a: answer, b: answer, weight, place: fc.double({ noNaN: true }) }), {
    minLength: 2,
    maxLength: 30,
  })
  .filter((rows) => rows.some(({ a }) => a !== null) && rows.some(({ b }) => b !== null));
type Rows = readonly { a: number | null; b: number | null; weight: number; place: number }[];
const columns = (rows: Rows) => ({ a: rows.map(({ a }) => a), b: rows.map(({ b }) => b) });
const weightsOf = (rows: Rows) => rows.map((row) => row.weight);
const shuffled = (rows: Rows) => [...rows].sort((one, other) => one.place - other.place);
const itemWeights = { a: 2, b: 1 };

const close = (actual: number | null, expected: number | null, digits = 9) => {
  if (expected === null || actual === null) expect(actual).toBe(expected);
  else expect(actual).toBeCloseTo(expected, digits);
};

law("the order of respondents changes nothing", respondents, (rows) => {
  const other = shuffled(rows);
  const options = (of: Rows) => ({ scale, itemWeights, respondentWeights: weightsOf(of) });
  const [one, two] = [rows, other].map((of) => satisfactionIndex(columns(of), options(of)));
  close(two!.index, one!.index);
  close(two!.standardError, one!.standardError);
  const scores = [rows, other].map((of) => csat(columns(of).a, options(of)));
  close(scores[1]!.top.lower, scores[0]!.top.lower);
  const promoters = [rows, other].map((of) => netPromoterScore(columns(of).a, { respondentWeights: weightsOf(of) }));
  close(promoters[1]!.standardError, promoters[0]!.standardError);
});

law("equal weights are none", fc.tuple(respondents, weight), ([rows, same]) => {
  const respondentWeights = rows.map(() => same);
  const { a } = columns(rows);
  expect(satisfactionIndex(columns(rows), { scale, respondentWeights })).toEqual(
    satisfactionIndex(columns(rows), { scale }),
  );
  expect(csat(a, { scale, respondentWeights })).toEqual(csat(a, { scale }));
  expect(netPromoterScore(a, { respondentWeights })).toEqual(netPromoterScore(a));
  const ease = a.map((value) => (value === null ? null : Math.min(7, value)));
  expect(customerEffortScore(ease, { respondentWeights })).toEqual(customerEffortScore(ease));
});

law("a respondent of weight 2 is two for the estimate, and one for its accuracy", respondents, (rows) => {
  const doubled = rows.map((_, i) => (i === 0 ? 2 : 1));
  const twice = [rows[0]!, ...rows];
  const one = csat(columns(rows).a, { scale, respondentWeights: doubled });
  const two = csat(columns(twice).a, { scale });
  close(one.mean.mean, two.mean.mean);
  close(one.top.share, two.top.share);
  expect(one.effectiveN).toBeLessThanOrEqual(two.effectiveN + 1e-9);
});

law("indices and their intervals lie between 0 and 100, and boxes sum to 1", respondents, (rows) => {
  const { index, lower, upper, scores } = satisfactionIndex(columns(rows), {
    scale,
    respondentWeights: weightsOf(rows),
  });
  for (const value of [index, lower ?? index, upper ?? index, ...scores.filter((score) => score !== null)]) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(100);
  }
  const { top, middle, bottom } = csat(columns(rows).b, {
    scale,
    top: 3,
    bottom: 4,
    respondentWeights: weightsOf(rows),
  });
  expect(top.share + middle.share + bottom.share).toBeCloseTo(1, 12);
  for (const share of [top, middle, bottom]) {
    expect(share.lower).toBeLessThanOrEqual(share.share + 1e-12);
    expect(share.upper).toBeGreaterThanOrEqual(share.share - 1e-12);
  }
});

law("answers turned round turn the index and the net promoter score round", respondents, (rows) => {
  const options = { scale, respondentWeights: weightsOf(rows) };
  const one = satisfactionIndex(columns(rows), options);
  const turned = satisfactionIndex(columns(rows), { ...options, reversed: ["a", "b"] });
  close(turned.index, 100 - one.index);
  close(turned.standardError, one.standardError);
  const { a } = columns(rows);
  const promoters = { scale, cuts: { promotersFrom: 8, detractorsTo: 3 }, respondentWeights: weightsOf(rows) };
  const mirrored = netPromoterScore(
    a.map((value) => (value === null ? null : 11 - value)),
    promoters,
  );
  close(mirrored.score, -netPromoterScore(a, promoters).score);
});

law("means of subgroups add up to the mean of all", respondents, (rows) => {
  const groups = rows.map(({ place }) => (place > 0 ? "x" : "y"));
  const { overall, domains } = domainMeans(columns(rows).a, groups);
  const total = domains.reduce((sum, { mean, n }) => sum + mean * n, 0);
  close(total / overall.n, overall.mean);
});

const drivers = fc.record({ seed: fc.integer(), rows: fc.integer({ min: 8, max: 40 }) }).map(({ seed, rows }) => {
  const stream = randomStream(seed);
  const outcome = Array.from({ length: rows }, () => stream.normal());
  const column = () => outcome.map((value) => value + 2 * stream.normal());
  return { outcome, drivers: { a: column(), b: column(), c: column(), d: column() } };
});

law("importances sum to R², and none but Pratt's is negative", drivers, (data) => {
  const { rSquared, drivers: found } = keyDrivers(data);
  for (const measure of ["shapley", "relativeWeight", "pratt"] as const)
    expect(found.reduce((sum, driver) => sum + driver[measure], 0)).toBeCloseTo(rSquared, 8);
  for (const { shapley, relativeWeight, varianceInflation } of found) {
    expect(shapley).toBeGreaterThanOrEqual(-1e-12);
    expect(relativeWeight).toBeGreaterThanOrEqual(0);
    expect(varianceInflation).toBeGreaterThanOrEqual(1 - 1e-9);
  }
});

law("importances do not depend on the order or the units of drivers", drivers, ({ outcome, drivers: given }) => {
  const one = keyDrivers({ outcome, drivers: given });
  const turned = Object.entries(given)
    .reverse()
    .map(([name, values], j): [string, number[]] => [name, values.map((value) => value * 10 ** j + j)]);
  const other = keyDrivers({ outcome: outcome.map((value) => 7 * value), drivers: Object.fromEntries(turned) });
  for (const driver of one.drivers) {
    const same = other.drivers.find(({ name }) => name === driver.name)!;
    expect(same.shapley).toBeCloseTo(driver.shapley, 8);
    expect(same.relativeWeight).toBeCloseTo(driver.relativeWeight, 8);
  }
});

const positive = fc.double({ min: 0.05, max: 20, noNaN: true });

law(
  "weights of consistent judgments are exact, and their ratio 0",
  fc.array(positive, { minLength: 1, maxLength: 10 }),
  (true_) => {
    const { weights, consistencyRatio } = analyticHierarchy(true_.map((one) => true_.map((other) => one / other)));
    const total = true_.reduce((sum, value) => sum + value, 0);
    Object.values(weights).forEach((found, i) => {
      expect(found).toBeCloseTo(true_[i]! / total, 12);
    });
    expect(consistencyRatio).toBeCloseTo(0, 10);
  },
);

law(
  "weights of any judgments sum to 1, and those of the transposed matrix turn the order of two criteria round",
  fc.array(positive, { minLength: 6, maxLength: 6 }),
  (upper) => {
    const matrix = Array.from({ length: 4 }, () => new Array<number>(4).fill(1));
    let k = 0;
    for (let i = 0; i < 4; i++) {
      for (let j = i + 1; j < 4; j++) {
        matrix[i]![j] = upper[k]!;
        matrix[j]![i] = 1 / upper[k++]!;
      }
    }
    const { weights, largestEigenvalue } = analyticHierarchy(matrix);
    expect(Object.values(weights).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    expect(largestEigenvalue).toBeGreaterThanOrEqual(4);
    // An eigenvector: A w = λ w.
    const vector = Object.values(weights);
    matrix.forEach((row, i) => {
      const product = row.reduce((sum, entry, j) => sum + entry * vector[j]!, 0);
      expect(product / (largestEigenvalue * vector[i]!)).toBeCloseTo(1, 9);
    });
  },
);

law(
  "entropy weights sum to 1 and do not depend on the order of units",
  fc.array(fc.tuple(positive, positive), { minLength: 3, maxLength: 12 }),
  (rows) => {
    const of = (list: readonly (readonly [number, number])[]) =>
      entropyWeights({ a: list.map(([a]) => a), b: list.map(([, b]) => b) });
    if (rows.every(([a, b]) => a === rows[0]![0] && b === rows[0]![1])) return;
    const { weights, entropy } = of(rows);
    expect(weights.a! + weights.b!).toBeCloseTo(1, 12);
    expect(entropy.a).toBeLessThanOrEqual(1);
    expect(of([...rows].reverse()).weights.a).toBeCloseTo(weights.a!, 9);
  },
);

law(
  "raked margins are the targets",
  fc.record({
    rows: fc.array(fc.tuple(fc.nat(2), fc.nat(1)), { minLength: 12, maxLength: 40 }),
    age: fc.tuple(positive, positive, positive),
    channel: fc.tuple(positive, positive),
  }),
  ({ rows, age, channel }) => {
    // Each cell has somebody, so that there is a solution.
    const all = [...rows, [0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [2, 1]] as (readonly [number, number])[];
    const names = { age: ["x", "y", "z"], channel: ["p", "q"] };
    const record = (keys: readonly string[], values: readonly number[]) =>
      Object.fromEntries(keys.map((key, k) => [key, values[k]!]));
    const { shares, weights, converged } = rakeWeights(
      {
        age: { categories: all.map(([a]) => names.age[a]!), targets: record(names.age, age) },
        channel: { categories: all.map(([, c]) => names.channel[c]!), targets: record(names.channel, channel) },
      },
      { maxSweeps: 2000 },
    );
    expect(converged).toBe(true);
    const total = age.reduce((sum, value) => sum + value, 0);
    names.age.forEach((name, k) => {
      expect(shares.age![name]).toBeCloseTo(age[k]! / total, 7);
    });
    expect(Math.min(...weights)).toBeGreaterThan(0);
    expect(weights.reduce((sum, value) => sum + value, 0)).toBeCloseTo(all.length, 6);
  },
);

law(
  "contributions and shortfalls of the leaves make up the index",
  fc
    .array(fc.option(fc.double({ min: 0, max: 100, noNaN: true })), { minLength: 4, maxLength: 4 })
    .filter((values) => values.some((value) => value !== null)),
  (values) => {
    const leaf = (j: number) => ({ name: `l${j}`, weight: j + 1 });
    const tree = { name: "goal", children: [{ name: "d", weight: 2, children: [leaf(0), leaf(1)] }, leaf(2), leaf(3)] };
    const { index, nodes } = indicatorIndex(tree, Object.fromEntries(values.map((value, j) => [`l${j}`, value])));
    const leaves = nodes.filter(({ leaf: end }) => end);
    expect(leaves.reduce((sum, { contribution }) => sum + (contribution ?? 0), 0)).toBeCloseTo(index!, 9);
    expect(leaves.reduce((sum, { shortfall }) => sum + (shortfall ?? 0), 0)).toBeCloseTo(100 - index!, 9);
    expect(leaves.reduce((sum, { pathWeight }) => sum + pathWeight, 0)).toBeCloseTo(1, 12);
  },
);

law(
  "allocations sum to the total within their bounds",
  fc.record({
    strata: fc.array(
      fc.record({
        population: fc.integer({ min: 1, max: 500 }),
        standardDeviation: fc.double({ min: 0, max: 5, noNaN: true }),
      }),
      {
        minLength: 1,
        maxLength: 8,
      },
    ),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    minPerStratum: fc.nat(4),
    neyman: fc.boolean(),
  }),
  ({ strata, share, minPerStratum, neyman }) => {
    const populations = strata.map(({ population }) => population);
    const least = populations.reduce((sum, size) => sum + Math.min(size, minPerStratum), 0);
    const most = populations.reduce((sum, size) => sum + size, 0);
    const total = Math.max(1, Math.round(least + share * (most - least)));
    if (neyman && strata.every(({ standardDeviation }) => standardDeviation === 0)) return;
    const { sizes } = allocateSample(Object.fromEntries(strata.map((stratum, h) => [`h${h}`, stratum])), {
      total,
      minPerStratum,
      method: neyman ? "neyman" : "proportional",
    });
    const found = Object.values(sizes);
    expect(found.reduce((sum, size) => sum + size, 0)).toBe(total);
    found.forEach((size, h) => {
      expect(Number.isInteger(size)).toBe(true);
      expect(size).toBeGreaterThanOrEqual(Math.min(populations[h]!, minPerStratum));
      expect(size).toBeLessThanOrEqual(populations[h]!);
    });
  },
);

law(
  "better and worse lie in their ranges, and strengths in theirs",
  fc.array(fc.nat(50), { minLength: 6, maxLength: 6 }).filter((sizes) => sizes.some((size) => size > 0)),
  ([a, o, m, i, r, q]) => {
    const counts: KanoCounts = {
      attractive: a!,
      "one-dimensional": o!,
      "must-be": m!,
      indifferent: i!,
      reverse: r!,
      questionable: q!,
    };
    const { better, worse, categoryStrength, totalStrength, category } = kanoAttribute(counts);
    if (better !== null && worse !== null) {
      expect(better.share - worse.share).toBeLessThanOrEqual(2);
      expect(better.share).toBeGreaterThanOrEqual(0);
      expect(worse.share).toBeLessThanOrEqual(0);
    }
    expect(categoryStrength).toBeGreaterThanOrEqual(0);
    expect(totalStrength).toBeLessThanOrEqual(1);
    expect(counts[category.label as keyof KanoCounts]).toBe(Math.max(a!, o!, m!, i!, r!, q!));
  },
);

law("a weighted mean lies between its values, and its effective size between 1 and n", respondents, (rows) => {
  const { mean, effectiveN, n } = weightedMean(columns(rows).a, weightsOf(rows));
  const values = columns(rows).a.filter((value) => value !== null);
  expect(mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
  expect(mean).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
  expect(effectiveN).toBeGreaterThanOrEqual(1 - 1e-9);
  expect(effectiveN).toBeLessThanOrEqual(n + 1e-9);
});
