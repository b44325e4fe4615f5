import { requireColumn, requireOneOf, requireOptions, requireRows } from "../../checks.ts";
import { likelihoodRatioTest } from "../../statistics/likelihood-ratio-test.ts";
import type { LikelihoodFit, Warning } from "../../types.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { type FittedKind, fitters, type PurchaseCovariates, regularKinds } from "../transactions/fitters.ts";
import { processOf, type TransactionModel } from "../transactions/kinds.ts";
import { type HoldoutMetrics, holdoutMetrics } from "./holdout-metrics.ts";

/** Options of {@link compareTransactionModels}. */
export interface CompareTransactionModelsOptions {
  /**
   * Which models.
   * @defaultValue all that the history can be fitted by: those of regular purchases need `logGapSum`
   */
  readonly kinds?: readonly FittedKind[] | undefined;
  /** Covariates of the history that every model is to use: `purchases` for how often customers buy, `attrition` for when they leave. */
  readonly covariates?: PurchaseCovariates | undefined;
}

/** One model of a comparison. */
export interface ComparedModel {
  readonly kind: FittedKind;
  readonly label: string;
  readonly labelZh: string;
  readonly fit: LikelihoodFit<TransactionModel>;
  /** Akaike's criterion, 2 k − 2 ln L. */
  readonly aic: number;
  /** The Bayesian criterion, k ln n − 2 ln L. */
  readonly bic: number;
  /** Weight of the evidence by BIC: the weights of all models sum to 1. */
  readonly weight: number;
  /** How it did after the split; `null` without a holdout period. */
  readonly holdout: HoldoutMetrics | null;
}

/** What {@link compareTransactionModels} returns. */
export interface TransactionModelComparison {
  /** The models, the best by BIC first. */
  readonly models: readonly ComparedModel[];
  /** The one to use. */
  readonly best: FittedKind;
  /** Why, in sentences. */
  readonly reasons: readonly string[];
  /** The same in Chinese. */
  readonly reasonsZh: readonly string[];
  readonly warnings: readonly Warning[];
}

/** Criteria that differ by less cannot tell two models apart (Kass & Raftery 1995). */
const negligible = 2;

/**
 * Fits several models of purchases to the same customers and says which to use (模型比较与选择), and why.
 *
 * Ranked by BIC = k ln n − 2 ln L. Among models within 2 of the lowest, which the data cannot tell apart, the one with the smallest
 * error after the split is chosen where there is a holdout period, else the one with the fewest warnings, else the lowest BIC.
 *
 * @param history - Purchase histories; with `holdout` (made with `splitAt`) the models are judged by it, too.
 * @param options - Which models, and covariates for all of them.
 * @returns Fits, criteria, holdout measures, the choice and the reasons for it in English and Chinese.
 * @throws InputError `no-repeat-purchases` where nobody bought twice; `bad-option` for an unknown kind; what a fit throws.
 * @remarks Source: Schwarz (1978); Kass & Raftery (1995), JASA 90. Twins: none; CLVTools gives AIC and BIC one model at a time.
 * @example
 * ```ts
 * import { bgNbd, compareTransactionModels, simulateCohort } from "customer-equity/clv";
 * const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 2000, age: 52, holdout: 26, seed: 1 });
 * const { best, reasons } = compareTransactionModels(history);
 * console.log(best, reasons.length > 1);
 * ```
 */
export function compareTransactionModels(
  history: PurchaseHistory,
  options?: CompareTransactionModelsOptions,
): TransactionModelComparison {
  const all = Object.keys(fitters) as FittedKind[];
  const { logGapSum } = requireOptions(history, "history");
  const possible = logGapSum === undefined ? all.filter((kind) => !regularKinds.includes(kind)) : all;
  const { kinds = possible, covariates } = requireOptions(options);
  requireNames(covariates);
  requireRows(kinds, "options.kinds");
  const wanted = [...new Set(kinds)].map((kind, i) => requireOneOf(kind, `options.kinds[${i}]`, all));
  const fits = wanted.map((kind) => ({ kind, fit: fitters[kind](history, covariates) }));
  const criteria = fits.map(({ fit }) => bicOf(fit));
  const lowest = Math.min(...criteria);
  const evidence = criteria.map((bic) => Math.exp(-0.5 * (bic - lowest)));
  const sum = evidence.reduce((total, entry) => total + entry, 0);
  const models = fits
    .map(({ kind, fit }, i): ComparedModel => {
      const { label, labelZh } = processOf(fit.model);
      return {
        kind,
        label,
        labelZh,
        fit,
        aic: 2 * parametersOf(fit) - 2 * fit.logLikelihood,
        bic: criteria[i]!,
        weight: evidence[i]! / sum,
        holdout: history.holdout === undefined ? null : holdoutMetrics(fit, history),
      };
    })
    .sort((a, b) => a.bic - b.bic);
  const best = choose(models);
  return {
    models,
    best: best.kind,
    ...reasonsFor(best, models),
    warnings: best.fit.warnings,
  };
}

function requireNames(covariates: PurchaseCovariates | undefined): void {
  for (const [which, names] of Object.entries(requireOptions(covariates, "options.covariates"))) {
    const path = `options.covariates.${requireOneOf(which, "options.covariates", ["purchases", "attrition"])}`;
    if (names !== undefined && !Array.isArray(names)) requireColumn(names, path);
  }
}

function bicOf(fit: LikelihoodFit<TransactionModel>): number {
  return parametersOf(fit) * Math.log(fit.customers) - 2 * fit.logLikelihood;
}

/** A regularity k that was chosen counts as a parameter. */
function parametersOf({ model, parameterNames }: LikelihoodFit<TransactionModel>): number {
  return parameterNames.length + (regularKinds.some((kind) => kind === model.kind) ? 1 : 0);
}

/** One whose fit did not converge is chosen only among its like: its log-likelihood is not a maximum, and its parameters mean little. */
function choose(models: readonly ComparedModel[]): ComparedModel {
  const converged = models.filter(({ fit }) => fit.converged);
  const candidates = converged.length > 0 ? converged : models;
  const close = candidates.filter(({ bic }) => bic - candidates[0]!.bic < negligible);
  const cost = ({ holdout, fit }: ComparedModel): number =>
    holdout === null ? fit.warnings.length : holdout.model.rootMeanSquaredError;
  return close.reduce((best, model) => (cost(model) < cost(best) ? model : best));
}

function reasonsFor(
  best: ComparedModel,
  models: readonly ComparedModel[],
): Pick<TransactionModelComparison, "reasons" | "reasonsZh"> {
  const reasons: string[] = [];
  const reasonsZh: string[] = [];
  const say = (english: string, chinese: string): void => {
    reasons.push(english);
    reasonsZh.push(chinese);
  };
  const others = models.filter((model) => model !== best);
  const gaps = others.map(({ label, bic }) => `${label} ${(bic - best.bic).toFixed(1)}`).join(", ");
  const gapsZh = others.map(({ label, bic }) => `${label} 高 ${(bic - best.bic).toFixed(1)}`).join("，");
  if (others.length > 0) {
    say(
      `${best.label} is chosen with a BIC of ${best.bic.toFixed(1)}; the others differ by: ${gaps} (below ${negligible}: no telling apart; above 10: clear).`,
      `选用${best.labelZh}（${best.label}），BIC 为 ${best.bic.toFixed(1)}；其余模型：${gapsZh}（差距小于 ${negligible} 无法区分，大于 10 则差异明显）。`,
    );
  }
  const nbd = models.find(({ kind }) => kind === "nbd");
  // NBD is no special case of purchases more regular than chance.
  const containsNbd = best.kind !== "nbd" && !("k" in best.fit.model && best.fit.model.k > 1);
  if (nbd !== undefined && containsNbd) {
    const { pValue } = likelihoodRatioTest(nbd.fit, best.fit, { boundary: true });
    const found = pValue < 0.05;
    say(
      `Customers ${found ? "do" : "may not"} drop out: against a model in which nobody leaves, the p-value is ${percentile(pValue)}.`,
      `与无流失模型（NBD）相比，似然比检验的 p 值为 ${percentile(pValue)}：${found ? "存在流失" : "流失证据不足"}。`,
    );
  }
  if (best.holdout !== null) {
    const { model, benchmarks, duration, timeUnit } = best.holdout;
    const bias = model.bias === null ? "" : `, ${(100 * model.bias).toFixed(1)} % in sum`;
    const biasZh = model.bias === null ? "" : `，总量偏差 ${(100 * model.bias).toFixed(1)} %`;
    const rule = Math.min(benchmarks.pastRate.rootMeanSquaredError, benchmarks.hiatus.rootMeanSquaredError);
    const better = model.rootMeanSquaredError < rule;
    say(
      `In the ${round(duration)} ${timeUnit === "opportunity" ? "opportunities" : `${timeUnit}s`} after the split it erred by ${model.rootMeanSquaredError.toFixed(3)} purchases a customer (root mean square)${bias}; the better of two rules of thumb by ${rule.toFixed(3)}${better ? "" : ": on these data the rule does as well"}.`,
      `检验期 ${round(duration)} ${unitsZh[timeUnit]}内，每位客户的均方根误差为 ${model.rootMeanSquaredError.toFixed(3)} 次${biasZh}；较好的经验法则为 ${rule.toFixed(3)} 次${better ? "" : "，与模型不相上下"}。`,
    );
  }
  if (best.fit.warnings.length > 0) {
    const codes = best.fit.warnings.map(({ code }) => code).join(", ");
    say(`Mind its warnings: ${codes}.`, `请注意该模型的警示：${codes}。`);
  }
  return { reasons, reasonsZh };
}

const unitsZh = { hour: "小时", day: "天", week: "周", month: "个月", year: "年", opportunity: "次机会" } as const;

function percentile(pValue: number): string {
  return pValue < 0.001 ? "< 0.001" : pValue.toFixed(3);
}

function round(value: number): string {
  return String(Number(value.toPrecision(4)));
}
