import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { InputError, type ModelUnit } from "customer-equity";
import { type ClvModel, parseModel, type SpendModel, type TransactionModel, type Warning } from "customer-equity/clv";
import { BadInput } from "../bad-input.ts";
import { requireReadable } from "../input/find-files.ts";
import type { ScoringModels, ScoringOptions } from "../value/score-customers.ts";

/** Models that `value` stored, and how it valued with them. */
export interface StoredModels extends ScoringModels {
  readonly name: string;
  readonly timeUnit: ModelUnit;
  /** Last day of the log that they were fitted on, as text; `null` where the file does not say. */
  readonly observedUntil: string | null;
  readonly options: ScoringOptions;
}

/** Reads `models.json`; throws {@link BadInput} where it is not what `value` writes. */
export function readModels(file: string): StoredModels {
  requireReadable(file);
  const name = basename(file);
  const stored = recordAt(parse(readFileSync(file, "utf8"), name), name, "");
  const transactions = modelAt<TransactionModel>(stored, name, "transactions", "a model of purchases", isOfPurchases);
  const spend =
    stored["spend"] === null
      ? null
      : modelAt<SpendModel>(stored, name, "spend", "a model of spend, or null", (model) => !isOfPurchases(model));
  const value = recordAt(stored["value"], name, "value");
  const tiers = recordAt(stored["tiers"], name, "tiers");
  const observedUntil = recordAt(stored["history"], name, "history")["observedUntil"];
  const number = (field: string, max: number): number =>
    check(value[field], name, `value.${field}`, `a number from 0 to ${max}`, within(max));
  return {
    name,
    transactions,
    spend,
    timeUnit: transactions.model.timeUnit,
    observedUntil: typeof observedUntil === "string" ? observedUntil : null,
    options: {
      horizon: number("horizon", 1e6),
      annualDiscountRate: number("annualDiscountRate", 1),
      // Without spend there is no margin, and 1 is what leaves values as they are.
      margin: value["margin"] === null && spend === null ? 1 : number("margin", 1),
      boundaries: check(tiers["boundaries"], name, "tiers.boundaries", "shares from 0 to 1", listOf(within(1))),
      labels: check(tiers["labels"], name, "tiers.labels", "names", listOf(isText)),
    },
  };
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(`${name}: expected JSON, such as the models.json that value writes, found something else.`);
  }
}

function modelAt<M extends ClvModel>(
  stored: Readonly<Record<string, unknown>>,
  file: string,
  field: string,
  expected: string,
  wanted: (model: ClvModel) => boolean,
): { readonly model: M; readonly warnings: readonly Warning[] } {
  const fit = recordAt(stored[field], file, field);
  let model: ClvModel;
  try {
    model = parseModel(fit);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new BadInput(`${file}, ${field}: ${error.message}`);
  }
  if (!wanted(model)) throw new BadInput(`${file}, ${field}: expected ${expected}, found ${model.kind}.`);
  const { warnings = [] } = fit;
  return { model: model as M, warnings: check(warnings, file, `${field}.warnings`, "warnings", listOf(isWarning)) };
}

/** Purchases take place in time, spend does not. */
function isOfPurchases(model: ClvModel): model is TransactionModel {
  return "timeUnit" in model;
}

function recordAt(value: unknown, file: string, path: string): Readonly<Record<string, unknown>> {
  return check(value, file, path, "an object, as in the models.json that value writes", isRecord);
}

function check<T>(value: unknown, file: string, path: string, expected: string, is: (value: unknown) => value is T): T {
  if (is(value)) return value;
  const found = value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);
  throw new BadInput(`${file}${path === "" ? "" : `, ${path}`}: expected ${expected}, found ${found}.`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isWarning(value: unknown): value is Warning {
  return isRecord(value) && isText(value["code"]) && isText(value["message"]);
}

function within(max: number): (value: unknown) => value is number {
  return (value): value is number => typeof value === "number" && value >= 0 && value <= max;
}

function listOf<T>(is: (value: unknown) => value is T): (value: unknown) => value is readonly T[] {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(is);
}
