import { InputError } from "../../errors.ts";
import { type ChainDiagnostics, chainDiagnostics } from "../../statistics/chain-diagnostics.ts";
import type { TimeUnit } from "../../time.ts";
import type { Warning } from "../../types.ts";
import type { Draws } from "../uncertainty/draws.ts";
import { posteriorWarnings } from "../uncertainty/posterior-warnings.ts";
import type { ChainSettings } from "./chain-options.ts";

/** Numbers of customers' draws kept at once. */
const largest = 2e8;

/** What the draws say about each customer: means over all kept draws, one entry a customer, in the history's order. */
export interface CustomerSummaries {
  /** Chance that the customer is still active. */
  readonly probabilityAlive: Float64Array;
  /** Mean of the customer's purchase rate (λ), per time unit. */
  readonly purchaseRate: Float64Array;
  /** Mean of the customer's attrition rate (μ), per time unit. */
  readonly dropOut: Float64Array;
  /** Mean of the customer's regularity (k): 1 for purchases at random, more for a steady rhythm. Pareto/GGG only. */
  readonly regularity?: Float64Array;
  /** Expected purchases within the horizon; where one was given. */
  readonly expectedTransactions?: Float64Array;
  /** Chance of at least one purchase within the horizon; where one was given. */
  readonly probabilityActive?: Float64Array;
}

/** The customers' own rates, draw by draw: `purchaseRate[k][i]` is that of customer i in the k-th model of the population draws. */
export interface CustomerDraws {
  readonly probabilityAlive: readonly Float64Array[];
  readonly purchaseRate: readonly Float64Array[];
  readonly dropOut: readonly Float64Array[];
  readonly regularity?: readonly Float64Array[];
  readonly expectedTransactions?: readonly Float64Array[];
  readonly probabilityActive?: readonly Float64Array[];
}

/** The posterior distribution of a hierarchical model (层次贝叶斯), as sampled. */
export interface HierarchicalSample<P> {
  /** The kept draws of the population, chain after chain. */
  readonly population: Draws<P>;
  /** Means for each customer. */
  readonly customers: CustomerSummaries;
  /** The customers' own rates in each kept draw; only with `keepCustomerDraws`. */
  readonly customerDraws?: CustomerDraws;
  /** By population parameter, over all steps after the warm-up. */
  readonly diagnostics: Readonly<Record<string, ChainDiagnostics>>;
  /** Share of accepted proposals of random walks after the warm-up: about 0.3 by design. */
  readonly acceptanceRate: number;
  readonly chains: number;
  /** Steps from one kept draw to the next. */
  readonly thin: number;
  readonly timeUnit: TimeUnit;
  readonly seed: number;
  /** What the reader should know: those of the population draws. */
  readonly warnings: readonly Warning[];
}

/** The columns of one draw, by the names of {@link CustomerSummaries}. */
export type CustomerColumns = { readonly [K in keyof CustomerSummaries]-?: Float64Array };

/** Collects what the chains of a sampler give: traces of the population, kept draws, and running sums for each customer. */
export class ChainRecord<P> {
  readonly #settings: ChainSettings;
  readonly #timeUnit: TimeUnit;
  readonly #names: readonly string[];
  readonly #traces: readonly (readonly Float64Array[])[];
  readonly #columns: readonly (keyof CustomerSummaries)[];
  readonly #sums: Map<keyof CustomerSummaries, Float64Array>;
  readonly #draws: Map<keyof CustomerSummaries, Float64Array[]>;
  readonly #models: P[] = [];
  #accepted = 0;
  #proposed = 0;

  constructor(
    settings: ChainSettings,
    timeUnit: TimeUnit,
    parameters: readonly string[],
    columns: readonly (keyof CustomerSummaries)[],
    customers: number,
  ) {
    const horizonColumns = ["expectedTransactions", "probabilityActive"] as const;
    this.#columns = settings.horizon === undefined ? columns : [...columns, ...horizonColumns];
    if (settings.keepCustomerDraws) {
      requireRoom(customers * settings.draws * settings.chains * this.#columns.length);
    }
    this.#settings = settings;
    this.#timeUnit = timeUnit;
    this.#names = parameters;
    const steps = settings.draws * settings.thin;
    this.#traces = parameters.map(() => Array.from({ length: settings.chains }, () => new Float64Array(steps)));
    this.#sums = new Map(this.#columns.map((name) => [name, new Float64Array(customers)]));
    this.#draws = new Map(this.#columns.map((name) => [name, []]));
  }

  /** Records the population's parameters after a step; steps count from 0 at the end of the warm-up. */
  trace(chain: number, step: number, values: ArrayLike<number>): void {
    for (let j = 0; j < this.#traces.length; j++) this.#traces[j]![chain]![step] = values[j]!;
  }

  /** Adds a kept draw: the population's model, and what it says about each customer. */
  keep(model: P, columns: CustomerColumns): void {
    this.#models.push(model);
    for (const name of this.#columns) {
      const column = columns[name];
      const sum = this.#sums.get(name)!;
      for (let i = 0; i < sum.length; i++) sum[i]! += column[i]!;
      if (this.#settings.keepCustomerDraws) this.#draws.get(name)!.push(column.slice());
    }
  }

  /** Counts proposals after the warm-up, and how many of them were accepted. */
  count(accepted: number, proposed: number): void {
    this.#accepted += accepted;
    this.#proposed += proposed;
  }

  /** The result. */
  sample(): HierarchicalSample<P> {
    const { chains, thin, seed, keepCustomerDraws } = this.#settings;
    const diagnostics = Object.fromEntries(this.#names.map((name, j) => [name, chainDiagnostics(this.#traces[j]!)]));
    const acceptanceRate = this.#accepted / this.#proposed;
    const warnings = [...posteriorWarnings(diagnostics, chains)];
    if (acceptanceRate < 0.1 || acceptanceRate > 0.7) {
      warnings.push({
        code: "proposals-not-tuned",
        message: `${Math.round(100 * acceptanceRate)} % of the proposals were accepted instead of about 30 %: the chains move slowly. Take a longer warm-up.`,
      });
    }
    for (const sum of this.#sums.values()) for (let i = 0; i < sum.length; i++) sum[i]! /= this.#models.length;
    return {
      population: { models: this.#models, method: "posterior", seed, warnings },
      customers: Object.fromEntries(this.#sums) as unknown as CustomerSummaries,
      ...(keepCustomerDraws ? { customerDraws: Object.fromEntries(this.#draws) as unknown as CustomerDraws } : {}),
      diagnostics,
      acceptanceRate,
      chains,
      thin,
      timeUnit: this.#timeUnit,
      seed,
      warnings,
    };
  }
}

function requireRoom(size: number): void {
  if (size <= largest) return;
  throw new InputError({
    code: "out-of-range",
    path: "options.keepCustomerDraws",
    expected: `at most ${largest} numbers (customers times draws times chains times columns)`,
    received: size,
    advice: "Keep fewer draws, sample in parts (selectRows), or take the means of `customers`.",
  });
}

/** Columns for one draw, to be filled again and again. */
export function customerColumns(customers: number): CustomerColumns {
  const column = (): Float64Array => new Float64Array(customers);
  return {
    probabilityAlive: column(),
    purchaseRate: column(),
    dropOut: column(),
    regularity: column(),
    expectedTransactions: column(),
    probabilityActive: column(),
  };
}
