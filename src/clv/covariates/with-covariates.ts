import { InputError } from "../../errors.ts";
import { groupRows } from "../history/compress-rows.ts";
import type { ParameterDefinition } from "../models.ts";
import type { Rows, TransactionModelBase, TransactionProcess } from "../transactions/process.ts";

/** The range of a parameter of one customer: far beyond any that means something, and near enough to compute with. */
const [least, most] = [1e-60, 1e60] as const;

/**
 * A process whose customers have parameters of their own, the model's times e^(±γ'z): rows with the same covariates z are scored together, by
 * the process without covariates with the parameters that these customers have.
 */
export function withCovariates<M extends TransactionModelBase>(plain: TransactionProcess<M>): TransactionProcess<M> {
  const { rates } = plain;
  return {
    ...plain,
    logLikelihoods(model, rows, out) {
      byGroup(plain, model, rows, [out], (own, part, [column]) => plain.logLikelihoods(own, part, column!));
    },
    probabilityAlive(model, rows, ahead, out) {
      byGroup(plain, model, rows, [out], (own, part, [column]) => plain.probabilityAlive(own, part, ahead, column!));
    },
    expectedTransactions(model, rows, horizons, out) {
      byGroup(plain, model, rows, out, (own, part, columns) =>
        plain.expectedTransactions(own, part, horizons, columns),
      );
    },
    discountedExpectedTransactions(model, rows, horizon, rates, out) {
      // A rate for each row: groups may be of one, which does not pay for interpolation.
      const deltas = typeof rates === "number" ? new Float64Array(rows.length).fill(rates) : rates;
      byGroup(plain, model, rows, [out], (own, part, [column], slice) =>
        plain.discountedExpectedTransactions(own, part, horizon, slice(deltas), column!),
      );
    },
    transactionProbabilities(model, rows, horizon, counts, out) {
      byGroup(plain, model, rows, out, (own, part, columns) =>
        plain.transactionProbabilities(own, part, horizon, counts, columns),
      );
    },
    simulate(model, rows, i, horizon, stream, times) {
      return plain.simulate(new OwnParameters(plain, model, rows).at(i), rows, i, horizon, stream, times);
    },
    ...(rates === undefined
      ? {}
      : {
          rates: {
            dropOutPer: rates.dropOutPer,
            means(model, rows, purchaseRate, dropOut) {
              byGroup(plain, model, rows, [purchaseRate, dropOut], (own, part, [purchases, leaving]) =>
                rates.means(own, part, purchases!, leaving!),
              );
            },
          },
        }),
  };
}

/** One parameter and what moves it. */
interface Effect {
  readonly parameter: string;
  readonly value: number;
  readonly sign: number;
  readonly terms: readonly {
    readonly covariate: string;
    readonly coefficient: number;
    readonly column: Float64Array;
  }[];
}

/** The model without covariates that each row has. */
class OwnParameters<M extends TransactionModelBase> {
  readonly #plain: Omit<M, "covariates">;
  readonly #effects: readonly Effect[];

  constructor(process: TransactionProcess<M>, model: M, rows: Rows) {
    const { covariates: effects, ...plain } = model;
    this.#plain = plain;
    this.#effects = Object.entries(effects!).map(([parameter, coefficients]) => ({
      parameter,
      value: (model as unknown as Readonly<Record<string, number>>)[parameter]!,
      sign: signOf(process.parameters, parameter),
      terms: Object.entries(coefficients).map(([covariate, coefficient]) => ({
        covariate,
        coefficient,
        column: rows.covariates![covariate]!,
      })),
    }));
  }

  at(i: number): M {
    const own: Record<string, unknown> = { ...this.#plain };
    for (const { parameter, value, sign, terms } of this.#effects) {
      let exponent = 0;
      for (let k = 0; k < terms.length; k++) exponent += terms[k]!.coefficient * terms[k]!.column[i]!;
      const scaled = value * Math.exp(sign * exponent);
      if (exponent !== 0 && !(scaled >= least && scaled <= most)) refuseExtreme(parameter, terms, i, scaled);
      own[parameter] = scaled;
    }
    // A correlation is that of the rates apart from what covariates do to them.
    if (own["m"] !== undefined) own["baseline"] = this.#plain;
    return own as unknown as M;
  }
}

function refuseExtreme(parameter: string, terms: Effect["terms"], i: number, scaled: number): never {
  const term = terms.reduce((a, b) =>
    Math.abs(b.coefficient * b.column[i]!) > Math.abs(a.coefficient * a.column[i]!) ? b : a,
  );
  throw new InputError({
    code: "out-of-range",
    path: `covariates.${term.covariate}[${i}]`,
    expected: `a value at which ${parameter} stays between ${least} and ${most}`,
    received: term.column[i],
    advice: `It would be ${scaled}: the covariate lies far beyond those that the model was fitted on, or counts in another unit.`,
  });
}

/** The sign with which covariates act on a parameter. */
export function signOf(definitions: readonly ParameterDefinition[], parameter: string): 1 | -1 {
  return definitions.find(({ name }) => name === parameter)!.covariates!;
}

/** Runs a verb over each group of rows with the same covariates, and puts its columns where the rows came from. */
function byGroup<M extends TransactionModelBase>(
  process: TransactionProcess<M>,
  model: M,
  rows: Rows,
  out: readonly Float64Array[],
  run: (own: M, part: Rows, columns: readonly Float64Array[], slice: (column: Float64Array) => Float64Array) => void,
): void {
  if (rows.length === 0) return;
  const own = new OwnParameters(process, model, rows);
  const { first, codes } = groupRows(Object.values(rows.covariates!));
  const { order, ends } = orderByCode(codes, first.length);
  // Columns in the order of the groups, of which each group is a part: continuous covariates make a group of every row.
  const frequency = pick(rows.frequency, order);
  const recency = pick(rows.recency, order);
  const age = pick(rows.age, order);
  const logGapSum = rows.logGapSum && pick(rows.logGapSum, order);
  const columns = out.map(() => new Float64Array(rows.length));
  const sorted = new Map<Float64Array, Float64Array>();
  for (let group = 0, start = 0; group < ends.length; start = ends[group++]!) {
    const end = ends[group]!;
    const part: Rows = {
      length: end - start,
      frequency: frequency.subarray(start, end),
      recency: recency.subarray(start, end),
      age: age.subarray(start, end),
      logGapSum: logGapSum?.subarray(start, end),
    };
    const slice = (column: Float64Array): Float64Array => {
      const known = sorted.get(column) ?? pick(column, order);
      sorted.set(column, known);
      return known.subarray(start, end);
    };
    run(
      own.at(first[group]!),
      part,
      columns.map((column) => column.subarray(start, end)),
      slice,
    );
  }
  for (let c = 0; c < out.length; c++) for (let k = 0; k < order.length; k++) out[c]![order[k]!] = columns[c]![k]!;
}

/** The rows in the order of their codes, ascending within each, and where each code ends: a counting sort. */
export function orderByCode(
  codes: Uint32Array,
  groups: number,
): { readonly order: Uint32Array; readonly ends: Uint32Array } {
  const ends = new Uint32Array(groups);
  for (let i = 0; i < codes.length; i++) ends[codes[i]!]!++;
  for (let group = 1; group < groups; group++) ends[group]! += ends[group - 1]!;
  const order = new Uint32Array(codes.length);
  const next = Uint32Array.from(ends, (_, group) => (group === 0 ? 0 : ends[group - 1]!));
  for (let i = 0; i < codes.length; i++) order[next[codes[i]!]!++] = i;
  return { order, ends };
}

function pick(column: Float64Array, indices: Uint32Array): Float64Array {
  const picked = new Float64Array(indices.length);
  for (let k = 0; k < indices.length; k++) picked[k] = column[indices[k]!]!;
  return picked;
}
