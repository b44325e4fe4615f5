import { BadInput } from "../bad-input.ts";
import { outputOptions, outputOptionTypes } from "../options/output-options.ts";
import { type ReadOptions, readOptions, readOptionTypes } from "../options/read-options.ts";
import { valueOptions, valueOptionTypes } from "../options/value-options.ts";
import { filled, type OptionTypes, type OptionValues } from "../options/words.ts";
import type { ScoringOptions } from "../value/score-customers.ts";
import type { HistoryColumns } from "./read-customers.ts";
import type { StoredModels } from "./read-models.ts";

/** What `customer-equity score` is to do. */
export interface ScoreOptions extends ScoringOptions {
  readonly reading: ReadOptions;
  readonly columns: HistoryColumns;
  readonly out: string;
  readonly json: boolean;
}

/** The options of the command. What says how customers are valued has no default here: the models bring it. */
export const scoreOptionTypes = {
  customer: { type: "string", default: "customer" },
  frequency: { type: "string", default: "frequency" },
  recency: { type: "string", default: "recency" },
  age: { type: "string", default: "age" },
  "mean-spend": { type: "string" },
  separator: readOptionTypes.separator,
  encoding: readOptionTypes.encoding,
  "skip-bad-rows": readOptionTypes["skip-bad-rows"],
  horizon: { type: "string" },
  "discount-rate": { type: "string" },
  margin: { type: "string" },
  tiers: { type: "string" },
  labels: { type: "string" },
  out: outputOptionTypes.out,
  json: outputOptionTypes.json,
} as const satisfies OptionTypes;

/** Checks the options; throws `BadInput` with the option and what it expects. */
export function scoreOptions(values: OptionValues<typeof scoreOptionTypes>, stored: StoredModels): ScoreOptions {
  if (stored.spend === null) {
    for (const option of ["mean-spend", "margin"] as const) {
      if (values[option] === undefined) continue;
      throw new BadInput(
        `--${option}: ${stored.name} has no model of spend, so values are in purchases, not in money.`,
      );
    }
  }
  const { out, json } = outputOptions({ ...values, lang: outputOptionTypes.lang.default });
  const column = (option: "customer" | "frequency" | "recency" | "age"): string =>
    filled(option, values[option], "the name of a column").trim();
  return {
    ...scoringOptions(values, stored),
    reading: readOptions(values),
    columns: {
      customer: column("customer"),
      frequency: column("frequency"),
      recency: column("recency"),
      age: column("age"),
      meanSpend:
        stored.spend === null
          ? undefined
          : filled("mean-spend", values["mean-spend"] ?? "mean_spend", "the name of a column").trim(),
    },
    out,
    json,
  };
}

/** The options of `value`, with what the models were stored with in place of its defaults. */
function scoringOptions(
  values: OptionValues<typeof scoreOptionTypes>,
  { timeUnit, options }: StoredModels,
): ScoringOptions {
  const tiers = values.tiers ?? options.boundaries.join(",");
  const sameNumber = tiers.split(",").length === options.boundaries.length;
  const labels = values.labels ?? (sameNumber ? options.labels.join(",") : undefined);
  return valueOptions({
    unit: timeUnit,
    returns: valueOptionTypes.returns.default,
    model: valueOptionTypes.model.default,
    horizon: values.horizon ?? String(options.horizon),
    "discount-rate": values["discount-rate"] ?? String(options.annualDiscountRate),
    margin: values.margin ?? String(options.margin),
    tiers,
    ...(labels === undefined ? {} : { labels }),
  });
}
