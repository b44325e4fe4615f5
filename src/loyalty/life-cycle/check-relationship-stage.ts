import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { requireClassColumn, requireSameCustomers } from "../../class-column.ts";
import { reaches } from "../../numeric/reaches.ts";
import type { ClassColumn, Classification, ClassName, Column, Warning } from "../../types.ts";
import { type Classified, firstClass, readCustomers, withIds } from "../customer-columns.ts";
import { type LoyaltyDriver, relationshipStages } from "./relationship-stages.ts";

/** What drives one customer's loyalty, each from 0 to 1. */
export interface ObservedDrivers {
  /** Perceived value (感知价值). */
  readonly value: number;
  /** Satisfaction (客户满意). */
  readonly satisfaction: number;
  /** Trust (信任). */
  readonly trust: number;
  /** Switching cost (转换成本). */
  readonly switchingCost: number;
}

/** What drives the loyalty of many customers, one entry a customer, each from 0 to 1. */
export interface ObservedDriverColumns {
  /** Perceived value (感知价值). */
  readonly value: Column;
  /** Satisfaction (客户满意). */
  readonly satisfaction: Column;
  /** Trust (信任). */
  readonly trust: Column;
  /** Switching cost (转换成本). */
  readonly switchingCost: Column;
  /** Customer ids, each once; handed on in the result. */
  readonly customers?: readonly string[] | undefined;
}

/** Options of {@link checkRelationshipStage}. */
export interface CheckRelationshipStageOptions {
  /**
   * Score from which on a driver is there. A convention.
   * @defaultValue 0.5
   */
  readonly threshold?: number | undefined;
}

/** What {@link checkRelationshipStage} returns for one customer. */
export interface StageCheck extends Classification {
  /** A warning with what to do, where drivers and stage do not agree. */
  readonly warnings: readonly Warning[];
}

/** What {@link checkRelationshipStage} returns for many customers. */
export interface StageCheckColumn extends ClassColumn {
  /** A warning for each kind of disagreement that there is, with the number of customers. */
  readonly warnings: readonly Warning[];
}

/** What the check can find, in the order of the rules, and what to do about it. */
const findings: readonly (ClassName & { readonly message: string })[] = [
  { label: "consistent", labelZh: "驱动因素与阶段相符", message: "" },
  {
    label: "without-value",
    labelZh: "考察期缺乏感知价值",
    message: "In exploration without perceived value: show what the bank is worth before the customer looks elsewhere.",
  },
  {
    label: "without-satisfaction",
    labelZh: "形成期缺乏满意",
    message: "The relationship builds up without satisfaction: find out what is amiss before growth stops.",
  },
  {
    label: "barrier-only",
    labelZh: "仅靠转换成本维持的稳定",
    message:
      "Stable by barrier only, without trust: expect these customers to leave when switching becomes cheaper; build trust.",
  },
  {
    label: "trust-only",
    labelZh: "仅靠信任维持的稳定",
    message:
      "Stable by trust only, at no switching cost: keep the trust, and add benefits that would be lost with the bank.",
  },
  {
    label: "without-driver",
    labelZh: "缺乏驱动因素的稳定",
    message:
      "Stable with neither trust nor switching cost: nothing measured holds these customers; check the measures, and act early.",
  },
  {
    label: "against-drivers",
    labelZh: "驱动因素良好而退化",
    message:
      "In decline in spite of value, satisfaction and trust: look for the reason outside the relationship, such as changed needs.",
  },
];

/**
 * Whether what drives a customer's loyalty fits the stage of the relationship (驱动因素与生命周期阶段的一致性检查): who is stable only because
 * leaving is hard, who builds up without being satisfied.
 *
 * Exploration needs perceived value, build-up satisfaction, stability trust and switching cost (one alone: `trust-only`, `barrier-only`;
 * neither: `without-driver`). Decline with value, satisfaction and trust all there is `against-drivers`. A score at the threshold is there.
 *
 * @param stages - What `relationshipStage` returns for the same customers, one or many.
 * @param data - The drivers of one customer as numbers, or of many as columns without gaps.
 * @param options - The threshold.
 * @returns What was found, with warnings; for many customers a class column. Rules 0 to 6: consistent, without-value, without-satisfaction,
 * barrier-only, trust-only, without-driver, against-drivers. The distance is that of the nearest driver that counts in the stage from the
 * threshold.
 * @throws InputError `empty`, `duplicate-id`; `length-mismatch`, also where both sides have ids and they differ; `out-of-range` for a driver outside 0 to 1; `not-finite`, also for a missing
 * entry; `bad-option` for what is no stage.
 * @remarks The stage table after a Chinese dynamic model of loyalty (管理工程学报 2003(2) 90–93), its mapping inferred; the check is a
 * convention. Scores that are not from 0 to 1 are rescaled first, (x − min)/(max − min).
 * @example
 * ```ts
 * import { checkRelationshipStage, relationshipStage } from "customer-equity/loyalty";
 * const stage = relationshipStage({ series: [90, 100, 105, 98, 102, 100] }, { matureLevel: 100 });
 * const check = checkRelationshipStage(stage, { value: 0.6, satisfaction: 0.4, trust: 0.2, switchingCost: 0.9 });
 * console.log(stage.labelZh, check.label, check.labelZh); // 稳定期 barrier-only 仅靠转换成本维持的稳定
 * ```
 */
export function checkRelationshipStage<D extends ObservedDrivers | ObservedDriverColumns>(
  stages: D extends ObservedDrivers ? ClassName : ClassColumn,
  data: D,
  options?: CheckRelationshipStageOptions,
): Classified<D, StageCheck, StageCheckColumn> {
  const { threshold = 0.5 } = requireOptions(options);
  const share = { min: 0, max: 1 };
  requireNumber(threshold, "options.threshold", share);
  const drivers = { value: share, satisfaction: share, trust: share, switchingCost: share };
  const { single, rows, columns, customers: own } = readCustomers(data, drivers);
  const given = single ? undefined : (stages as ClassColumn | undefined)?.customers;
  requireSameCustomers(given, own, ["stages.customers", "data.customers"]);
  const customers = own ?? given;
  const stageAt = readStages(stages, single ? null : rows);
  const codes = new Uint16Array(rows);
  const distances = new Float64Array(rows);
  const places = relationshipStages.map(({ label }) =>
    drivenBy(label).map((name) => Object.keys(drivers).indexOf(name)),
  );
  for (let i = 0; i < rows; i++) {
    const stage = stageAt(i);
    const scores = places[stage]!.map((place) => columns[place]![i]!);
    codes[i] = findingOf(
      stage,
      scores.map((score) => reaches(score, threshold)),
    );
    distances[i] = Math.min(...scores.map((score) => Math.abs(score - threshold)));
  }
  const classes = findings.map(({ label, labelZh }) => ({ label, labelZh }));
  const column = { classes, codes, rules: codes.slice(), distances, ...withIds(customers) };
  const warnings = warn(codes);
  const result: StageCheck | StageCheckColumn = single ? { ...firstClass(column), warnings } : { ...column, warnings };
  return result as Classified<D, StageCheck, StageCheckColumn>;
}

/** The drivers that the check looks at in a stage: the main ones, and in decline those that should have held the customer. */
function drivenBy(stage: string): readonly LoyaltyDriver[] {
  const { mainDrivers } = relationshipStages.find(({ label }) => label === stage)!;
  return mainDrivers.length > 0 ? mainDrivers : ["value", "satisfaction", "trust"];
}

/** The index of what is found, from which of the drivers of the stage are there. */
function findingOf(stage: number, there: readonly boolean[]): number {
  const [first, second] = there;
  switch (relationshipStages[stage]!.label) {
    case "exploration":
      return first ? 0 : 1;
    case "build-up":
      return first ? 0 : 2;
    case "stability":
      if (first) return second ? 0 : 4;
      return second ? 3 : 5;
    default:
      return there.every(Boolean) ? 6 : 0;
  }
}

/** For each row the index of its stage; `rows` is `null` for one customer. */
function readStages(stages: ClassName | ClassColumn, rows: number | null): (row: number) => number {
  const labels = relationshipStages.map(({ label }) => label);
  const placeOf = (label: unknown, path: string): number => labels.indexOf(requireOneOf(label, path, labels));
  if (rows === null) {
    const place = placeOf((requireOptions(stages, "stages") as Partial<ClassName>).label, "stages.label");
    return () => place;
  }
  const { classes, codes } = requireClassColumn(stages, "stages", rows);
  const places = classes.map((one, k) =>
    placeOf(requireOptions(one, `stages.classes[${k}]`).label, `stages.classes[${k}].label`),
  );
  return (row) => places[codes[row]!]!;
}

function warn(codes: Uint16Array): Warning[] {
  const counts = findings.map(() => 0);
  for (const code of codes) counts[code]!++;
  return findings.flatMap(({ label, message }, k) =>
    k > 0 && counts[k]! > 0 ? [{ code: label, message, count: counts[k]! }] : [],
  );
}
