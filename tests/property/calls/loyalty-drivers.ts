import fc from "fast-check";
import * as all from "../../../src/index.ts";
import type { Generated } from "./generated.ts";

const language = fc.constantFrom("en", "zh" as const);
const level = fc.constantFrom(0.5, 0.9, 0.95, 0.999);
const any = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(0, 1, -1, 1e-9));
const small = fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constantFrom(0, 1, -1));
const positive = fc.oneof(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.constantFrom(1e-9, 1, 1e9));
const amount = fc.oneof(positive, fc.constant(0));
const list = <T>(entry: fc.Arbitrary<T>, from = 1, to = 12) => fc.array(entry, { minLength: from, maxLength: to });
const rating = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 10 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

/** Some customers with loyalty and three determinants; ratings, or numbers of any size. */
const customers = fc
  .tuple(
    list(fc.tuple(rating, rating, rating, rating), 25, 40),
    list(fc.tuple(any, any, any, any), 20, 30),
    fc.boolean(),
  )
  .map(([ratings, numbers, rated]): readonly (readonly (number | null)[])[] =>
    rated ? ratings : numbers.map((row, i) => row.map((value, j) => value + 3 * Math.sin(1.7 * (i + 1) * (j + 2)))),
  )
  .map((rows) => ({
    loyalty: rows.map((row) => row[0]!),
    determinants: {
      satisfaction: rows.map((row) => row[1]!),
      trust: rows.map((row) => row[2]!),
      switchingCost: rows.map((row) => row[3]!),
    },
  }));
const fitted = fc.tuple(customers, fc.boolean(), level).map(([data, logit, l]) => () => {
  // Where one customer stands out beyond all others, the log-odds have no estimate.
  const method = logit && data.loyalty.every((value) => Number.isInteger(value ?? 0)) ? "logit" : "linear";
  const loyal = data.loyalty.map((value, i) => (value === null ? null : Number(value > 4 === i % 3 > 0)));
  return all.fitLoyaltyDeterminants(method === "logit" ? { ...data, loyalty: loyal } : data, { method, level: l });
});
const model = fc
  .record({
    satisfaction: small,
    trust: small,
    product: small,
    intercept: small,
    mean: any,
    deviation: positive,
    logit: fc.boolean(),
  })
  .map(({ product, intercept, mean, deviation, logit, ...coefficients }) =>
    all.loyaltyDeterminants({
      method: logit ? "logit" : "linear",
      coefficients,
      interactions: [{ of: ["satisfaction", "trust"], coefficient: product }],
      intercept,
      standards: { trust: { mean, deviation } },
    }),
  );
const slopes = fc.oneof(
  fc.tuple(fitted, list(small, 1, 6), level).map(([found, at, l]) => () => {
    return all.simpleSlopes(found(), { predictor: "satisfaction", moderator: "switchingCost", at, level: l });
  }),
  fc.tuple(model, list(small, 1, 6)).map(([given, at]) => () => {
    return all.simpleSlopes(given, { predictor: "trust", moderator: "satisfaction", at });
  }),
);
const curves = fc
  .tuple(list(fc.tuple(rating, fc.oneof(rating, small)), 20, 40), fc.constantFrom("score", "share", "binary" as const))
  .map(([rows, kind]) => () => {
    const of = (value: number | null): number | null =>
      value === null || kind === "score" ? value : kind === "share" ? Math.abs(value) / 10 : value > 4 ? 1 : 0;
    return all.satisfactionLoyaltyCurve(
      rows.map(([s]) => s),
      rows.map(([, value]) => of(value)),
      { scale: { min: 0, max: 10 }, loyaltyScale: kind === "score" ? { min: -5, max: 10 } : undefined },
    );
  });
const parts = (names: readonly string[]) =>
  fc.tuple(fc.boolean(), list(fc.array(rating, { minLength: names.length, maxLength: names.length }), 1, 8)).map(
    ([single, rows]) =>
      Object.fromEntries(
        names.map((name, j) => [name, single ? (rows[0]![j] ?? 3) : rows.map((row) => row[j]!)]),
        // The record has either numbers or columns.
      ) as never,
  );
const facets = [
  "economicRisk",
  "evaluation",
  "learning",
  "setup",
  "benefitLoss",
  "monetaryLoss",
  "personalRelationship",
  "brandRelationship",
];

/** A generator for each exported function of what drives loyalty. */
export const loyaltyDriverCalls: Readonly<Record<string, Generated>> = {
  fitLoyaltyDeterminants: fitted,
  loyaltyAtSatisfaction: fc
    .tuple(
      fc.constantFrom("linear", "logistic", "cubic", "piecewise", "power" as const),
      list(any, 4, 4),
      list(positive),
    )
    .map(([form, given, satisfaction]) => () => {
      const count = form === "cubic" || form === "piecewise" ? 4 : 2;
      const coefficients = given.slice(0, count);
      return all.loyaltyAtSatisfaction({ form, coefficients, bounds: [3, 4.5] }, satisfaction);
    }),
  loyaltyDeterminants: model.map((given) => () => given),
  loyaltyScore: fc.tuple(model, list(fc.tuple(any, any)), fc.boolean()).map(
    ([given, rows, single]) =>
      () =>
        single
          ? all.loyaltyScore(given, { satisfaction: rows[0]![0], trust: rows[0]![1] })
          : all.loyaltyScore(given, { satisfaction: rows.map(([s]) => s), trust: rows.map(([, t]) => t) }),
  ),
  mediation: fc
    .tuple(customers, fc.constantFrom("serial", "parallel" as const), fc.boolean(), fc.integer(), level)
    .map(([{ loyalty, determinants }, structure, resampled, seed, l]) => () => {
      const { satisfaction, ...mediators } = determinants;
      const bootstrap = resampled ? { seed, draws: 25 } : undefined;
      return all.mediation({ cause: satisfaction, mediators, outcome: loyalty }, { structure, bootstrap, level: l });
    }),
  perceivedValueScore: fc
    .tuple(
      fc.oneof(parts(["quality", "price", "emotional", "social"]), parts(["benefits", "sacrifices"])),
      fc.constantFrom("difference", "ratio" as const),
    )
    .map(
      ([ratings, form]) =>
        () =>
          all.perceivedValueScore(ratings, { form }),
    ),
  revealedSwitchingCost: list(fc.record({ price: amount, customers: positive }), 2, 6).map(
    (banks) => () => all.revealedSwitchingCost(Object.fromEntries(banks.map((bank, i) => [`b${i}`, bank]))),
  ),
  satisfactionLoyaltyChart: fc.tuple(curves, language).map(
    ([found, l]) =>
      () =>
        all.satisfactionLoyaltyChart(found(), { language: l }),
  ),
  satisfactionLoyaltyCurve: curves,
  simpleSlopes: slopes,
  simpleSlopesChart: fc.tuple(slopes, language).map(
    ([found, l]) =>
      () =>
        all.simpleSlopesChart(found(), { language: l }),
  ),
  sobelTest: fc.tuple(any, amount, any, amount, level).map(
    ([a, standardErrorA, b, standardErrorB, l]) =>
      () =>
        all.sobelTest({ a, standardErrorA, b, standardErrorB }, { level: l }),
  ),
  switchingCostMoney: fc
    .tuple(
      fc.record({
        valueOfTime: amount,
        monetaryLoss: amount,
        benefitLoss: list(amount, 0),
        annualGains: list(amount, 0),
      }),
      amount,
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(
      ([costs, hours, annualDiscountRate]) =>
        () =>
          all.switchingCostMoney(
            { ...costs, hours: { search: hours }, relational: { brand: hours } },
            { annualDiscountRate },
          ),
    ),
  switchingCostScore: fc.tuple(parts(facets), fc.constantFrom("types", "facets" as const)).map(
    ([ratings, overall]) =>
      () =>
        all.switchingCostScore(ratings, { overall }),
  ),
  trustEquation: fc
    .record({ credibility: positive, reliability: positive, intimacy: positive, selfOrientation: positive })
    .map((ratings) => () => all.trustEquation(ratings)),
  trustScore: parts(["ability", "benevolence", "integrity"]).map((ratings) => () => all.trustScore(ratings)),
};
