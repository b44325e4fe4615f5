import { requireKnown, requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { deepFreeze } from "../../survey/deep-freeze.ts";

/** How complaints ended, as shares that sum to 1. */
export interface ComplaintOutcomes<V = number> {
  /** Complained and was not satisfied. */
  readonly unsatisfied: V;
  /** Complained and was satisfied in the end. */
  readonly satisfied: V;
  /** Complained and was satisfied quickly. */
  readonly satisfiedQuickly: V;
}

/** Of customers with a problem, the share that stays, by what they did and what came of it. */
export interface ProblemRepurchase extends ComplaintOutcomes {
  /** Said nothing. */
  readonly silent: number;
}

/** Shares of customers who stay. */
export interface RepurchaseShares extends ProblemRepurchase {
  /** Had no problem: what retention would be without problems. */
  readonly noProblem: number;
}

/** Published repurchase shares of customers with a problem. */
export interface MarketDamagePreset {
  /** The shares; add `noProblem` from the bank's own records. */
  readonly repurchase: ProblemRepurchase;
  /** Where they come from. */
  readonly source: string;
}

/**
 * Repurchase shares published by TARP, by the size of the loss (TARP 回购率). American consumers of the 1970s and 1980s: take the bank's own
 * figures where it has them.
 *
 * @example
 * ```ts
 * import { marketDamagePresets } from "customer-equity/loyalty";
 * console.log(marketDamagePresets["large-loss"].repurchase.satisfiedQuickly); // 0.82
 * ```
 */
export const marketDamagePresets: Readonly<Record<"large-loss" | "small-loss", MarketDamagePreset>> = deepFreeze({
  "large-loss": {
    repurchase: { silent: 0.09, unsatisfied: 0.19, satisfied: 0.54, satisfiedQuickly: 0.82 },
    source: "TARP, losses above 100 dollars",
  },
  "small-loss": {
    repurchase: { silent: 0.37, unsatisfied: 0.46, satisfied: 0.7, satisfiedQuickly: 0.95 },
    source: "TARP, losses below 5 dollars",
  },
});

/** How often there are problems, and what becomes of them. */
export interface ComplaintHandling {
  /** Share of the customers who have a problem in the period. */
  readonly problemRate: number;
  /** Share of those who complain. */
  readonly complaintRate: number;
  /** How complaints end. */
  readonly mix: ComplaintOutcomes;
  /** Who stays. */
  readonly repurchase: RepurchaseShares;
}

/** A market and how its complaints are handled today. */
export interface ComplaintMarket extends ComplaintHandling {
  /** Customers. */
  readonly customers: number;
  /**
   * What a customer kept brings.
   * @defaultValue 0
   */
  readonly margin?: number | undefined;
}

/** Options of {@link marketDamage}. */
export interface MarketDamageOptions {
  /**
   * What would be otherwise: any part of how complaints are handled.
   * @defaultValue none
   */
  readonly scenario?:
    | {
        /** Share of the customers who have a problem. */
        readonly problemRate?: number | undefined;
        /** Share of those who complain. */
        readonly complaintRate?: number | undefined;
        /** How complaints end. */
        readonly mix?: ComplaintOutcomes | undefined;
        /** Who stays. */
        readonly repurchase?: RepurchaseShares | undefined;
      }
    | undefined;
}

/** Customers with a problem to whom the same happened. */
export interface DamagePart {
  /** What happened. */
  readonly label: "silent" | "unsatisfied" | "satisfied" | "satisfied quickly";
  /** 中文名称。 */
  readonly labelZh: string;
  /** Customers. */
  readonly customers: number;
  /** Share of them who stay. */
  readonly repurchase: number;
  /** Those who are lost because of the problem: customers · (noProblem − repurchase); below 0 where recovered customers stay more often. */
  readonly lost: number;
  /** What they would have brought. */
  readonly marginLost: number;
}

/** What problems cost under one way to handle complaints. */
export interface DamageEstimate {
  /** Share of all customers who stay (客户保持率). */
  readonly retention: number;
  /** The same if there were no problems. */
  readonly retentionIfNoProblems: number;
  /** Customers lost to problems: customers · (retentionIfNoProblems − retention). */
  readonly customersLost: number;
  /** What they would have brought (市场损失). */
  readonly marginLost: number;
  /** Where they are lost: the silent first. The parts sum to `customersLost`. */
  readonly parts: readonly DamagePart[];
}

/** What {@link marketDamage} returns. */
export interface MarketDamage extends DamageEstimate {
  /** The same under the scenario; `null` without one. */
  readonly scenario: DamageEstimate | null;
  /** Customers kept more under the scenario; `null` without one. */
  readonly customersSaved: number | null;
  /** customersSaved · margin; `null` without a scenario. */
  readonly marginSaved: number | null;
}

const kinds = [
  { field: "silent", label: "silent", labelZh: "未投诉" },
  { field: "unsatisfied", label: "unsatisfied", labelZh: "投诉后不满意" },
  { field: "satisfied", label: "satisfied", labelZh: "投诉后满意" },
  { field: "satisfiedQuickly", label: "satisfied quickly", labelZh: "投诉后很快满意" },
] as const;
const outcomes = ["unsatisfied", "satisfied", "satisfiedQuickly"] as const;
const share = { min: 0, max: 1 };

/**
 * What problems cost the bank in customers (市场损失模型, TARP): how many are lost because they had a problem, whether they said so or not, and
 * what it would be worth to have more of them complain and to satisfy those who do.
 *
 * retention = (1 − π) r₀ + π [(1 − c) r_silent + c (m_u r_u + m_s r_s + m_q r_q)] with π the problem rate, c the complaint rate, m the mix of
 * outcomes and r the shares who stay. Customers lost = N (r₀ − retention).
 *
 * @param market - Customers, how often they have problems and complain, how complaints end, who stays, and what a customer brings.
 * @param options - A scenario to compare with.
 * @returns Retention and customers lost, where they are lost, and what the scenario would save.
 * @throws InputError `out-of-range` for shares outside 0 to 1, a mix that does not sum to 1 or negative customers, `not-finite`, `bad-option`.
 * @remarks Source: TARP (Technical Assistance Research Programs), whose repurchase shares are in {@link marketDamagePresets}; the share without
 * problems is the bank's own. Differences between those who complain and those who do not are taken as effects of how they were treated;
 * people who complain may be the more loyal ones to begin with. Word of mouth of the lost is not counted: see {@link complaintIceberg}.
 * There is no standard twin.
 * @example
 * ```ts
 * import { marketDamage, marketDamagePresets } from "customer-equity/loyalty";
 * const damage = marketDamage(
 *   {
 *     customers: 50_000,
 *     problemRate: 0.12,
 *     complaintRate: 0.4,
 *     mix: { unsatisfied: 0.3, satisfied: 0.3, satisfiedQuickly: 0.4 },
 *     repurchase: { noProblem: 0.92, ...marketDamagePresets["large-loss"].repurchase },
 *     margin: 300,
 *   },
 *   { scenario: { complaintRate: 0.6, mix: { unsatisfied: 0.2, satisfied: 0.2, satisfiedQuickly: 0.6 } } },
 * );
 * console.log(damage.retention.toFixed(6), Math.round(damage.customersLost), Math.round(damage.parts[0]!.lost)); // 0.842336 3883 2988
 * console.log(Math.round(damage.customersSaved!), Math.round(damage.marginSaved!)); // 876 262800
 * ```
 */
export function marketDamage(market: ComplaintMarket, options?: MarketDamageOptions): MarketDamage {
  const { scenario } = requireOptions(options);
  const given = requireOptions(market, "market") as ComplaintMarket;
  const size = {
    customers: requireNumber(given.customers, "market.customers", { min: 0, max: 1e15 }),
    margin: requireNumber(given.margin ?? 0, "market.margin", { min: -1e15, max: 1e15 }),
  };
  const base = readHandling(given, "market");
  const baseline = estimate(base, size);
  if (scenario === undefined) return { ...baseline, scenario: null, customersSaved: null, marginSaved: null };
  const changes = requireOptions(scenario, "options.scenario");
  requireKnown(changes, ["problemRate", "complaintRate", "mix", "repurchase"], "options.scenario");
  const changed = readHandling(
    {
      problemRate: changes.problemRate ?? base.problemRate,
      complaintRate: changes.complaintRate ?? base.complaintRate,
      mix: changes.mix ?? base.mix,
      repurchase: changes.repurchase ?? base.repurchase,
    },
    "options.scenario",
  );
  const other = estimate(changed, size);
  const customersSaved = size.customers * (other.retention - baseline.retention);
  return { ...baseline, scenario: other, customersSaved, marginSaved: customersSaved * size.margin };
}

function readHandling(given: ComplaintHandling, path: string): ComplaintHandling {
  const { problemRate, complaintRate } = given;
  requireNumber(problemRate, `${path}.problemRate`, share);
  requireNumber(complaintRate, `${path}.complaintRate`, share);
  const mix = requireOptions(given.mix, `${path}.mix`);
  const total = outcomes.reduce(
    (sum, outcome) => sum + requireNumber(mix[outcome], `${path}.mix.${outcome}`, share),
    0,
  );
  if (Math.abs(total - 1) > 1e-9) {
    throw new InputError({
      code: "out-of-range",
      path: `${path}.mix`,
      expected: "shares that sum to 1",
      received: total,
    });
  }
  const repurchase = requireOptions(given.repurchase, `${path}.repurchase`);
  for (const field of ["noProblem", "silent", ...outcomes] as const) {
    requireNumber(repurchase[field], `${path}.repurchase.${field}`, share);
  }
  return { problemRate, complaintRate, mix, repurchase };
}

function estimate(
  { problemRate, complaintRate, mix, repurchase }: ComplaintHandling,
  { customers, margin }: { readonly customers: number; readonly margin: number },
): DamageEstimate {
  const part = (field: (typeof kinds)[number]["field"]): number =>
    problemRate * (field === "silent" ? 1 - complaintRate : complaintRate * mix[field]);
  const retention = kinds.reduce(
    (sum, { field }) => sum + part(field) * repurchase[field],
    (1 - problemRate) * repurchase.noProblem,
  );
  const parts = kinds.map(({ field, label, labelZh }): DamagePart => {
    const affected = customers * part(field);
    const lost = affected * (repurchase.noProblem - repurchase[field]);
    return { label, labelZh, customers: affected, repurchase: repurchase[field], lost, marginLost: lost * margin };
  });
  const customersLost = parts.reduce((sum, { lost }) => sum + lost, 0);
  return {
    retention,
    retentionIfNoProblems: repurchase.noProblem,
    customersLost,
    marginLost: customersLost * margin,
    parts,
  };
}
