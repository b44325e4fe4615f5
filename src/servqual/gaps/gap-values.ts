import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { meanEstimate } from "../../statistics/mean-estimate.ts";
import { requireNamedWeights } from "../../statistics/weights.ts";
import { type AnswerScale, answered, readAnswers, requireScale } from "../../survey/answers.ts";
import type { AnswersOrNumbers } from "../scoring/read-part.ts";

/**
 * What goes into the gap model: by key of the dimension one number, or a column of answers that is averaged. All have the same dimensions. Gaps
 * for which something is absent are `null` in the result.
 */
export interface GapModelValues {
  /** What customers expect (客户期望) E. */
  readonly customerExpectation?: AnswersOrNumbers | undefined;
  /** What managers believe that customers expect (管理者认知) M. */
  readonly managerPerceivedExpectation?: AnswersOrNumbers | undefined;
  /** The standards set (服务质量标准) S; in mode `"direct"` how formal they are, as rated by managers. */
  readonly standards?: AnswersOrNumbers | undefined;
  /** The service delivered (实际提供的服务) D; in mode `"direct"` how fully standards are met, as rated by contact staff. */
  readonly delivery?: AnswersOrNumbers | undefined;
  /** The service promised outside (对外承诺) C; in mode `"direct"` how fully promises are kept, as rated by contact staff. */
  readonly communication?: AnswersOrNumbers | undefined;
  /** What customers perceive (客户感知) P. */
  readonly customerPerception?: AnswersOrNumbers | undefined;
}

/** What the gap model compares. */
export type GapModelPart =
  | "customerExpectation"
  | "managerPerceivedExpectation"
  | "standards"
  | "delivery"
  | "communication"
  | "customerPerception";

const partNames: readonly GapModelPart[] = [
  "customerExpectation",
  "managerPerceivedExpectation",
  "standards",
  "delivery",
  "communication",
  "customerPerception",
];

/** The mean of what was given for a dimension. */
export interface GapValue {
  /** The mean, or the number itself; `null` where nobody answered. */
  readonly mean: number | null;
  /** Answers behind it; `null` where a number was given. */
  readonly n: number | null;
  /** Answers that are missing. */
  readonly missing: number;
  /** Standard error of the mean; `null` where a number was given or there are fewer than two answers. */
  readonly standardError: number | null;
}

/** The values as the model reads them. */
export interface GapInputs {
  /** The dimensions in their order. */
  readonly keys: readonly string[];
  readonly scale: AnswerScale;
  readonly weights: readonly number[] | null;
  /** By part one mean a dimension. */
  readonly parts: ReadonlyMap<GapModelPart, readonly GapValue[]>;
}

/** Checks what goes into the gap model, and averages answers. */
export function readGapValues(
  values: GapModelValues,
  options: { readonly scale: AnswerScale | undefined; readonly weights: Readonly<Record<string, number>> | undefined },
): GapInputs {
  const given = requireOptions(values, "values");
  const { min, max } = requireScale(options.scale ?? { min: 1, max: 7 }, "options.scale");
  const scale = { min, max };
  const parts = partNames.filter((name) => given[name] !== undefined);
  const keys = keysOf(given, parts);
  return {
    keys,
    scale,
    weights: options.weights === undefined ? null : requireNamedWeights(options.weights, keys, "options.weights"),
    parts: new Map(parts.map((part) => [part, readValues(given[part]!, `values.${part}`, keys, scale)])),
  };
}

/** The dimensions of the first part, which all parts have to have. */
function keysOf(values: GapModelValues, parts: readonly GapModelPart[]): readonly string[] {
  const unknown = Object.keys(values).find((name) => !(partNames as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: `values.${unknown}`,
      expected: `one of ${partNames.join(", ")}`,
      received: unknown,
    });
  }
  const keys = parts.length === 0 ? [] : Object.keys(requireOptions(values[parts[0]!], `values.${parts[0]}`));
  for (const part of parts) {
    const own = Object.keys(requireOptions(values[part], `values.${part}`));
    if (own.length === keys.length && own.every((key) => keys.includes(key))) continue;
    throw new InputError({
      code: "length-mismatch",
      path: `values.${part}`,
      expected: `the dimensions ${keys.join(", ")}, as in ${parts[0]}`,
      received: own.join(", "),
    });
  }
  if (keys.length > 0) return keys;
  throw new InputError({
    code: "empty",
    path: parts.length === 0 ? "values" : `values.${parts[0]}`,
    expected: "one dimension or more",
    received: keys,
  });
}

function readValues(
  part: AnswersOrNumbers,
  path: string,
  keys: readonly string[],
  scale: AnswerScale,
): readonly GapValue[] {
  return keys.map((key) => {
    const value = part[key]!;
    if (typeof value === "number") {
      return { mean: requireNumber(value, `${path}.${key}`, scale), n: null, missing: 0, standardError: null };
    }
    const { columns, missing } = readAnswers({ [key]: value }, path, { scale });
    const given = answered(columns[0]!);
    const { mean = null, standardError = null } = meanEstimate(given, 0.95) ?? {};
    return { mean, n: given.length, missing, standardError };
  });
}
