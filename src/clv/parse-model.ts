import { InputError } from "../errors.ts";
import { requireVersion } from "../model-version.ts";
import { type SpendModel, spendProcesses } from "./spend/kinds.ts";
import { type TransactionModel, transactionProcesses } from "./transactions/kinds.ts";

/** Every model of this area. */
export type ClvModel = TransactionModel | SpendModel;

/** How a stored model becomes one again: the checked constructor of its kind. */
const constructors: Readonly<Record<string, (parameters: never) => ClvModel>> = {
  ...Object.fromEntries(Object.values(transactionProcesses).map(({ kind, make }) => [kind, make])),
  ...Object.fromEntries(Object.values(spendProcesses).map(({ kind, make }) => [kind, make])),
};

/**
 * Reads a stored model (读取模型): JSON text, or the object it holds, of a model or of a whole fit. Which model it is need not be
 * known: the generic verbs look at its `kind`.
 *
 * @param json - JSON text or an object.
 * @returns The model, checked and frozen.
 * @throws InputError `unknown-kind` for what is not a model of this package, `bad-option` for text that is not JSON or a version
 * of the stored form that is newer than this package, `out-of-range` or `not-finite` for a parameter.
 * @remarks A model that lifetimes stores is a pickle that runs code when it is loaded; this one is data.
 * @example
 * ```ts
 * import { bgNbd, parseModel, probabilityAlive } from "customer-equity/clv";
 * const stored = JSON.stringify(bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" }));
 * const model = parseModel(stored);
 * if (model.kind === "bg-nbd") console.log(probabilityAlive(model, { frequency: 0, recency: 0, age: 10 })); // 1
 * ```
 */
export function parseModel(json: unknown): ClvModel {
  const value = typeof json === "string" ? parseJson(json) : json;
  const inner = isRecord(value) && isRecord(value["model"]) ? value["model"] : value;
  const kind = isRecord(inner) ? inner["kind"] : undefined;
  if (!isRecord(inner) || typeof kind !== "string" || !Object.hasOwn(constructors, kind)) {
    throw new InputError({
      code: "unknown-kind",
      path: "model.kind",
      expected: `one of ${Object.keys(constructors).join(", ")}`,
      received: kind,
    });
  }
  requireVersion(inner["version"], "model.version");
  return (constructors[kind] as (parameters: never) => ClvModel)(inner as never);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError({ code: "bad-option", path: "json", expected: "JSON text", received: text });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
