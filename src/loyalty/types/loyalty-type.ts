import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { ClassColumn, Classification, ClassName, Column } from "../../types.ts";
import { loyaltyMatrixClasses } from "../classes/loyalty-matrix.ts";
import { quadrantColumn } from "../classes/quadrant-column.ts";
import { type Classified, type CustomerRows, firstClass, readCustomers, withIds } from "../customer-columns.ts";
import { type CompiledRules, compileRules, matchRow } from "./compile-rules.ts";
import { type LoyaltyTypeRules, loyaltyTypeRules } from "./loyalty-type-rules.ts";

/** What tells the seven types of loyalty apart, of one customer. All from 0 to 1 but the first. */
export interface LoyaltyTypeCustomer {
  /** Competitors within reach for what the customer needs, 0 or more (可选择的竞争者数). */
  readonly alternatives: number;
  /** How attached the customer is (依恋程度): satisfaction, trust, recommendation, rescaled. */
  readonly attachment: number;
  /** How much of the business comes here again (重复购买): share of wallet or rate of repurchase. */
  readonly repeat: number;
  /** Share of the activity that is tied to a reward (激励动机). */
  readonly incentiveShare: number;
  /** Share of the decisions that went to the best price, or price as the stated reason (价格动机). */
  readonly priceShare: number;
  /** Place or channel as the stated reason, or the share at one nearest branch (便利动机). */
  readonly convenienceShare: number;
}

/** The same of many customers, one entry a customer. */
export interface LoyaltyTypeColumns {
  /** Competitors within reach (可选择的竞争者数). */
  readonly alternatives: Column;
  /** Attachment (依恋程度). */
  readonly attachment: Column;
  /** Repeat business (重复购买). */
  readonly repeat: Column;
  /** Share tied to a reward (激励动机). */
  readonly incentiveShare: Column;
  /** Share that follows the best price (价格动机). */
  readonly priceShare: Column;
  /** Share for place or channel (便利动机). */
  readonly convenienceShare: Column;
  /** Customer ids, each once; handed on in the result. */
  readonly customers?: readonly string[] | undefined;
}

/** Inputs of a decision list of one's own: by name a number, or a column, and `customers`. */
export type OwnLoyaltyInputs = Readonly<Record<string, number | Column | readonly string[] | undefined>>;

/** Options of {@link loyaltyType}. */
export interface LoyaltyTypeOptions {
  /**
   * The decision list: `loyaltyTypeRules`, `sixLoyaltyTypes`, or one's own.
   * @defaultValue loyaltyTypeRules
   */
  readonly rules?: LoyaltyTypeRules | undefined;
  /**
   * By name thresholds that go before those of the list.
   * @defaultValue those of the list: 0.5 for attachment, repeat and motive
   */
  readonly thresholds?: Readonly<Record<string, number>> | undefined;
}

/** What {@link loyaltyType} returns for one customer. */
export interface LoyaltyTypeClass extends Classification {
  /**
   * The kind of loyalty by its dimensions (Dick & Basu): attachment against repeat at their thresholds; `null` for a list that has no inputs
   * and thresholds of these names.
   */
  readonly cell: ClassName | null;
}

/** What {@link loyaltyType} returns for columns. */
export interface LoyaltyTypeColumn extends ClassColumn {
  /** The kind of loyalty of each customer by its dimensions (Dick & Basu), with the distance from the nearer threshold; `null` likewise. */
  readonly cells: ClassColumn | null;
}

/**
 * Why a customer stays (客户忠诚的七种类型): premium 超值, latent 潜在, monopoly 垄断, incentive 激励, price 价格, convenience 方便 or inertia
 * 惰性忠诚, or not loyal at all; by a decision list that is data.
 *
 * The first rule whose conditions all hold gives the type. A list of the bank's own takes the place of the default through `rules`;
 * `auditLoyaltyTypeRules` says whether it covers every customer. It is laid flat once, so that a million customers take a fraction of a
 * second.
 *
 * @param data - One customer as numbers, or many as columns without gaps; the inputs that the list names.
 * @param options - The list; thresholds that differ from its own.
 * @returns The type with the Dick–Basu cell; for columns a class column with cells. The rule is the index in the list. The distance says how
 * close the call was: no other rule fires as long as no input moves by as much, in its own unit (whole numbers in steps). It is 0 exactly
 * on a threshold that matters, and the largest double where no other rule can fire.
 * @throws InputError `empty`, `length-mismatch`, `duplicate-id`; `out-of-range` for an input outside its bounds; `not-finite`, also for a
 * missing entry; `bad-option` for a list with a mistake, which its path names, or one of whose rules none fires.
 * @remarks Source: the seven types are those that Chinese textbooks attribute to Sindell (2000), Loyalty Marketing for the Internet Age; not
 * verified. The list, its order and thresholds are conventions. There is no twin.
 * @example
 * ```ts
 * import { loyaltyType } from "customer-equity/loyalty";
 * const customer = {
 *   alternatives: 5, attachment: 0.3, repeat: 0.8, incentiveShare: 0.7, priceShare: 0.2, convenienceShare: 0.1,
 * };
 * const { labelZh, rule, distance, cell } = loyaltyType(customer);
 * console.log(labelZh, rule, distance.toFixed(1), cell?.labelZh); // 激励忠诚 4 0.2 虚假忠诚
 * ```
 */
export function loyaltyType<D extends LoyaltyTypeCustomer | LoyaltyTypeColumns | OwnLoyaltyInputs>(
  data: D,
  options?: LoyaltyTypeOptions,
): Classified<D, LoyaltyTypeClass, LoyaltyTypeColumn> {
  const { rules = loyaltyTypeRules, thresholds } = requireOptions(options);
  const compiled = compileRules(rules, "options.rules", thresholds);
  const read = readCustomers(data, compiled.inputs);
  const column = classify(compiled, read);
  const cells = cellsOf(compiled, read);
  const result = read.single
    ? { ...firstClass(column), cell: cells && cells.classes[cells.codes[0]!]! }
    : { ...column, cells };
  return result as Classified<D, LoyaltyTypeClass, LoyaltyTypeColumn>;
}

function classify(compiled: CompiledRules, { rows, columns, customers, single }: CustomerRows): ClassColumn {
  const codes = new Uint16Array(rows);
  const rules = new Uint16Array(rows);
  const distances = new Float64Array(rows);
  const row = new Float64Array(columns.length);
  const match = { rule: 0, distance: 0 };
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < row.length; j++) row[j] = columns[j]![i]!;
    matchRow(compiled, row, match);
    if (match.rule < 0) refuseUncovered(single ? "data" : `data (customer ${i})`);
    codes[i] = compiled.codes[match.rule]!;
    rules[i] = match.rule;
    distances[i] = match.distance;
  }
  return { classes: compiled.types, codes, rules, distances, ...withIds(customers) };
}

function refuseUncovered(path: string): never {
  throw new InputError({
    code: "bad-option",
    path,
    expected: "a customer for whom one of the rules fires",
    received: "none that does",
    advice: "End the list with a rule without conditions; auditLoyaltyTypeRules shows whom it leaves out.",
  });
}

function cellsOf({ inputs, thresholds }: CompiledRules, { columns, customers }: CustomerRows): ClassColumn | null {
  const sides = ["attachment", "repeat"].map((name) => {
    const values = columns[Object.keys(inputs).indexOf(name)];
    const cut = Object.hasOwn(thresholds, name) ? thresholds[name] : undefined;
    return values && cut !== undefined ? { values, cut, width: 1 } : null;
  });
  const [attachment, repeat] = sides;
  return attachment && repeat ? quadrantColumn(attachment, repeat, loyaltyMatrixClasses, customers) : null;
}
