/** Worked cases of satisfaction measurement, computed with numpy and scipy from the formulas, some of them with published inputs. */
import { describe, expect, it } from "vitest";
import {
  allocateSample,
  analyticHierarchy,
  comparePromoterScores,
  compositeSatisfaction,
  csat,
  customerEffortScore,
  deliveredValueScore,
  disconfirmation,
  entropyWeights,
  importancePerformance,
  indirectSatisfaction,
  type KanoAnswer,
  kanoAttribute,
  kanoCategory,
  netPromoterScore,
  netPromoterScoreOfShares,
  type SatisfactionLevelName,
  sampleSize,
  satisfactionIndex,
  satisfactionIndexOfMeans,
  satisfactionProfitChain,
  sevenLevelSatisfaction,
  stratifiedMean,
  weightedMean,
} from "../../src/satisfaction/index.ts";
import { shapleyValues } from "../../src/statistics/shapley-values.ts";
import golden from "./satisfaction-cases.json" with { type: "json" };
import { workedCases } from "./worked-cases.ts";

const { caseOf, figure } = workedCases("satisfaction", golden.cases, "numpy/scipy from the formula");

describe("satisfaction-cases.json", () => {
  it("ACSI score with published and with equal weights", () => {
    const { input, expected } = caseOf("acsi-ohio-weights");
    const names = ["overall", "disconfirmation", "ideal"];
    const record = (values: number[]) => Object.fromEntries(names.map((name, j) => [name, values[j]!]));
    const scale = { min: input.min, max: input.max };
    const weighted = satisfactionIndexOfMeans(record(input.means), { scale, itemWeights: record(input.weights) });
    figure("acsi-ohio-weights", "score", expected.score, weighted.index);
    const equal = satisfactionIndexOfMeans(record(input.means), { scale });
    figure("acsi-ohio-weights", "equal-weight score", expected.equal_weight_score, equal.index);
    // The same from answers whose means are these.
    const answers = { overall: [8, 8], disconfirmation: [7, 8], ideal: [7.2, 7.2] };
    expect(satisfactionIndex(answers, { scale, itemWeights: record(input.weights) }).index).toBeCloseTo(
      expected.score,
      10,
    );
  });

  it("index with weights that are rescaled", () => {
    const { input, expected } = caseOf("csi-rescaled-weights");
    const record = (values: number[]) => Object.fromEntries(values.map((value, j) => [`Q${j}`, value]));
    const { index, items } = satisfactionIndexOfMeans(record(input.means), {
      scale: { min: input.min, max: input.max },
      itemWeights: record(input.weights),
    });
    figure("csi-rescaled-weights", "score", expected.score, index);
    for (const [j, weight] of expected.normalised_weights.entries())
      figure("csi-rescaled-weights", `weight ${j + 1}`, weight, items[j]!.weight);
  });

  it("net promoter score of published shares", () => {
    const { input, expected } = caseOf("nps-published-variance");
    const { score, variance, standardError, lower, upper } = netPromoterScoreOfShares(input);
    figure("nps-published-variance", "score", expected.nps, score);
    figure("nps-published-variance", "variance", expected.variance_per_respondent, variance);
    figure("nps-published-variance", "standard error", expected.se, standardError);
    figure("nps-published-variance", "lower end", expected.ci95[0], lower);
    figure("nps-published-variance", "upper end", expected.ci95[1], upper);
  });

  it("net promoter score of answers", () => {
    const { input, expected } = caseOf("nps-raw");
    const found = netPromoterScore(input);
    figure("nps-raw", "score", expected.nps, found.score);
    for (const kind of ["promoters", "passives", "detractors"] as const)
      figure("nps-raw", kind, expected[kind], found[kind]);
    figure("nps-raw", "variance", expected.variance_per_respondent, found.variance);
    figure("nps-raw", "standard error", expected.se, found.standardError);
    figure("nps-raw", "lower end", expected.ci95[0], found.lower);
    figure("nps-raw", "upper end", expected.ci95[1], found.upper);
  });

  it("difference of two net promoter scores", () => {
    const { input, expected } = caseOf("nps-difference");
    const scoreOf = ({ p, d, n }: { p: number; d: number; n: number }) =>
      netPromoterScoreOfShares({ promoters: p, detractors: d, n });
    const { difference, z, pValue } = comparePromoterScores(scoreOf(input.a), scoreOf(input.b));
    figure("nps-difference", "difference", expected.difference, difference);
    figure("nps-difference", "z", expected.z, z);
    figure("nps-difference", "p", expected.p_two_sided, pValue);
  });

  it("satisfaction score with Wilson's interval", () => {
    const { input, expected } = caseOf("csat-top2-wilson");
    const { mean, top, bottom, index } = csat(input.ratings, { scale: { min: 1, max: input.scaleMax } });
    figure("csat-top2-wilson", "mean", expected.mean, mean.mean);
    figure("csat-top2-wilson", "top two", expected.top2, top.share);
    figure("csat-top2-wilson", "bottom two", expected.bottom2, bottom.share);
    figure("csat-top2-wilson", "lower end", expected.wilson95[0], top.lower);
    figure("csat-top2-wilson", "upper end", expected.wilson95[1], top.upper);
    figure("csat-top2-wilson", "index", expected.index0100, index);
  });

  it("customer effort score", () => {
    const { input, expected } = caseOf("ces-1-7");
    const { mean, easy } = customerEffortScore(input);
    figure("ces-1-7", "mean", expected.mean, mean.mean);
    figure("ces-1-7", "share of easy", expected.easyShare, easy?.share);
  });

  it("ratio form of satisfaction", () => {
    const { input, expected } = caseOf("ratio-satisfaction-c=b/a");
    const pairs = input as { perceived: number; expected: number }[];
    const data = { perceived: pairs.map((one) => one.perceived), expected: pairs.map((one) => one.expected) };
    const { values, classes } = disconfirmation(data, { form: "ratio" });
    for (const [i, ratio] of expected.entries()) figure("ratio-satisfaction-c=b/a", `pair ${i + 1}`, ratio, values[i]);
    expect([...classes.codes]).toEqual([1, 0, 2]);
  });

  it("disconfirmation with loss aversion", () => {
    const { input, expected } = caseOf("disconfirmation-loss-aversion");
    const pairs = input.pairs as [number, number][];
    const data = { perceived: pairs.map(([p]) => p), expected: pairs.map(([, e]) => e) };
    const { values } = disconfirmation(data, { form: "loss-aversion", lossAversion: input.lambda });
    expect(values).toEqual(expected);
  });

  it("seven levels", () => {
    const { input, expected } = caseOf("csm-seven-level");
    figure("csm-seven-level", "CSM", expected.csm, sevenLevelSatisfaction(input as SatisfactionLevelName[]).csm.mean);
  });

  it("delivered value", () => {
    const { input, expected } = caseOf("delivered-value");
    const columns = (record: Record<string, number>) =>
      Object.fromEntries(Object.entries(record).map(([name, value]) => [name, [value]]));
    const { difference, ratio } = deliveredValueScore({ value: columns(input.value), cost: columns(input.cost) });
    figure("delivered-value", "difference", expected.difference, difference[0]);
    figure("delivered-value", "ratio", expected.ratio, ratio[0]);
  });

  it("direct, indirect and composite", () => {
    const { input, expected } = caseOf("direct-indirect-composite");
    const { index, nodes } = indirectSatisfaction(
      Object.fromEntries(input.indicators.map(({ name, ...figures }: { name: string }) => [name, figures])),
    );
    const id = "direct-indirect-composite";
    for (const [i, score] of expected.scores.entries()) figure(id, `score ${i + 1}`, score, nodes[i + 1]!.score);
    figure(id, "indirect", expected.indirect, index);
    const both = compositeSatisfaction({ direct: input.direct, indirect: index ?? 0 }, { directWeight: input.lambda });
    figure(id, "composite", expected.composite, both.index);
    // A difference of figures near 69, to the digits that are left.
    expect(both.divergence).toBeCloseTo(expected.divergence, 10);
    expect(both.diverges).toBe(false);
  });

  it("sample sizes", () => {
    const share = caseOf("sample-size-proportion");
    const options = { level: share.input.confidence, population: share.input.N };
    const target = { margin: share.input.e, share: share.input.p };
    const found = sampleSize(target, options);
    figure("sample-size-proportion", "of a population without end", share.expected.n0, found.ofInfinite);
    figure("sample-size-proportion", "of the population", share.expected.n_fpc, found.ofPopulation);
    expect(found.n).toBe(share.expected.n_fpc_ceil);
    expect(sampleSize(target, { level: share.input.confidence }).n).toBe(share.expected.n0_ceil);
    const mean = caseOf("sample-size-mean");
    const forMean = { margin: mean.input.e, standardDeviation: mean.input.sd };
    figure("sample-size-mean", "of a population without end", mean.expected.n0, sampleSize(forMean).ofInfinite);
    expect(sampleSize(forMean).n).toBe(mean.expected.n_ceil_infinite);
    expect(sampleSize(forMean, { population: mean.input.N }).n).toBe(mean.expected.n_fpc_ceil);
  });

  it("stratified mean and allocation", () => {
    const { input, expected } = caseOf("stratified-mean");
    const strata = input.strata as { N: number; n: number; mean: number; s2: number }[];
    const named = Object.fromEntries(
      strata.map(({ N, n, mean, s2 }, h) => [`h${h}`, { population: N, n, mean, variance: s2 }]),
    );
    const found = stratifiedMean(named);
    figure("stratified-mean", "mean", expected.mean, found.mean);
    figure("stratified-mean", "standard error", expected.se, found.standardError);
    figure("stratified-mean", "lower end", expected.ci95[0], found.lower);
    figure("stratified-mean", "upper end", expected.ci95[1], found.upper);
    const sampled = Object.fromEntries(
      strata.map(({ N, s2 }, h) => [`h${h}`, { population: N, standardDeviation: Math.sqrt(s2) }]),
    );
    const proportional = allocateSample(sampled, { total: input.allocate });
    const neyman = allocateSample(sampled, { total: input.allocate, method: "neyman" });
    for (const h of [0, 1, 2]) {
      figure("stratified-mean", `proportional ${h + 1}`, expected.proportional[h], proportional.exact[`h${h}`]);
      figure("stratified-mean", `Neyman ${h + 1}`, expected.neyman[h], neyman.exact[`h${h}`]);
    }
    expect(Object.values(neyman.sizes)).toEqual([163, 69, 18]);
  });

  it("weighted mean", () => {
    const { input, expected } = caseOf("weighted-mean");
    const found = weightedMean(input.y, input.w);
    figure("weighted-mean", "mean", expected.mean, found.mean);
    figure("weighted-mean", "effective size", expected.kish_n_eff, found.effectiveN);
    figure("weighted-mean", "design effect", expected.deff, found.designEffect);
    figure("weighted-mean", "linearised standard error", expected.se_linearised, found.standardError);
  });

  it("analytic hierarchy", () => {
    const { input, expected } = caseOf("ahp-4");
    const eigen = analyticHierarchy(input);
    const means = analyticHierarchy(input, { method: "geometric-mean" });
    for (const i of [0, 1, 2, 3]) {
      figure("ahp-4", `weight ${i + 1}`, expected.weights_eigen[i], eigen.weights[`${i + 1}`]);
      figure(
        "ahp-4",
        `weight ${i + 1} by geometric means`,
        expected.weights_geometric_mean[i],
        means.weights[`${i + 1}`],
      );
    }
    figure("ahp-4", "largest eigenvalue", expected.lambda_max, eigen.largestEigenvalue);
    figure("ahp-4", "consistency index", expected.ci, eigen.consistencyIndex);
    figure("ahp-4", "consistency ratio", expected.cr, eigen.consistencyRatio);
    expect(means.consistencyRatio).toBe(eigen.consistencyRatio);
  });

  it("entropy weights", () => {
    const { input, expected } = caseOf("entropy-weights");
    const rows = input as number[][];
    const columns = Object.fromEntries([0, 1, 2].map((j) => [`i${j}`, rows.map((row) => row[j]!)]));
    const { weights, entropy } = entropyWeights(columns);
    for (const j of [0, 1, 2]) {
      figure("entropy-weights", `entropy ${j + 1}`, expected.entropy[j], entropy[`i${j}`]);
      figure("entropy-weights", `weight ${j + 1}`, expected.weights[j], weights[`i${j}`]);
    }
  });

  it("Kano coefficients", () => {
    const { input, expected } = caseOf("kano-coefficients");
    const counts = {
      attractive: input.A,
      "one-dimensional": input.O,
      "must-be": input.M,
      indifferent: input.I,
      reverse: input.R,
      questionable: input.Q,
    };
    const found = kanoAttribute(counts);
    expect(found.category.label).toBe("one-dimensional");
    figure("kano-coefficients", "better", expected.better, found.better?.share);
    figure("kano-coefficients", "worse", expected.worse, found.worse?.share);
    figure("kano-coefficients", "total strength", expected.total_strength, found.totalStrength);
    figure("kano-coefficients", "category strength", expected.category_strength, found.categoryStrength);
    figure("kano-coefficients", "Fong's threshold", expected.fong_threshold, found.fong.threshold);
    expect(found.fong.clear).toBe(expected.fong_significant);
  });

  it("Kano table", () => {
    const { input, expected } = caseOf("kano-classify");
    const words: Record<string, KanoAnswer> = { L: "like", M: "must-be", N: "neutral", W: "live-with", D: "dislike" };
    const letterOf = (functional: string, dysfunctional: string) =>
      kanoCategory({ functional: words[functional]!, dysfunctional: words[dysfunctional]! }).letter;
    for (const [functional, row] of Object.entries(input.table as Record<string, Record<string, string>>))
      for (const [dysfunctional, letter] of Object.entries(row))
        expect(letterOf(functional, dysfunctional), functional + dysfunctional).toBe(letter);
    expect((input.pairs as [string, string][]).map(([f, d]) => letterOf(f, d))).toEqual(expected);
  });

  it("Shapley values of published R²", () => {
    const { input, expected } = caseOf("shapley-published");
    const worth = new Float64Array(8);
    for (const [subset, explained] of Object.entries(input as Record<string, number>)) {
      const mask = [...subset].reduce((bits, player) => bits | (1 << (Number(player) - 1)), 0);
      worth[mask] = explained;
    }
    const values = shapleyValues(worth, 3);
    for (const j of [1, 2, 3]) figure("shapley-published", `driver ${j}`, expected[`${j}`], values[j - 1]);
  });

  it("satisfaction–profit chain", () => {
    const { input, expected } = caseOf("profit-chain");
    const { retentionChange, profitChange } = satisfactionProfitChain({
      change: input.deltaServiceQuality,
      links: input.links.map(({ name, b }: { name: string; b: number }) => ({ name, coefficient: b })),
      customers: input.customers,
      annualMargin: input.annualMarginPerCustomer,
    });
    figure("profit-chain", "change of retention", expected.deltaRetention, retentionChange);
    figure("profit-chain", "change of profit", expected.deltaProfit, profitChange);
  });

  it("importance and performance of total effects", () => {
    const { input, expected } = caseOf("ipma");
    const { cuts, attributes } = importancePerformance(
      { importance: input.totalEffects, performance: input.performance },
      { scale: { min: 0, max: 100 } },
    );
    figure("ipma", "cut of importance", expected.cutImportance, cuts.importance);
    figure("ipma", "cut of performance", expected.cutPerformance, cuts.performance);
    expect(Object.fromEntries(attributes.map(({ name, quadrant }) => [name, quadrant.label]))).toEqual({
      IMAG: "possible overkill",
      QUAL: "low priority",
      VAL: "concentrate here",
    });
    expect(Object.keys(expected.quadrant)).toHaveLength(3);
  });
});
