import { InputError } from "../../errors.ts";
import type { Column } from "../../types.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import { requireSame, requireSameFields } from "./require-same.ts";

/** What a history knows of its customers besides their purchases. */
type Known = Pick<PurchaseHistory, "covariates" | "covariateBases">;

/** Checks that every shard has the covariates of the first, categories with the same base. */
function requireSameCovariates(histories: readonly PurchaseHistory[], first: PurchaseHistory): void {
  histories.forEach((history, i) => {
    const path = `histories[${i}]`;
    requireSameFields(history, first, ["covariates", "covariateBases"], path);
    const [own, expected] = [history.covariates ?? {}, first.covariates ?? {}];
    const names = [...new Set([...Object.keys(expected), ...Object.keys(own)])];
    requireSameFields(own, expected, names, `${path}.covariates`);
    const [bases, expectedBases] = [history.covariateBases ?? {}, first.covariateBases ?? {}];
    for (const name of new Set([...Object.keys(expectedBases), ...Object.keys(bases)])) {
      requireSame(bases[name], expectedBases[name], `${path}.covariateBases.${name}`);
    }
  });
}

/** The covariates of shards one below the other; `join` does it with a column. */
export function joinCovariates(
  histories: readonly PurchaseHistory[],
  first: PurchaseHistory,
  join: (column: (history: PurchaseHistory) => Column | undefined) => Float64Array,
): Known {
  requireSameCovariates(histories, first);
  const { covariates, covariateBases } = first;
  if (covariates === undefined) return {};
  return {
    covariates: Object.fromEntries(
      Object.keys(covariates).map((name) => [name, join((history) => history.covariates![name])]),
    ),
    ...(covariateBases === undefined ? {} : { covariateBases }),
  };
}

/** The covariates of customers who may be in several shards, in each with the same ones; `customers` are those of the merged history. */
export function matchCovariates(
  histories: readonly PurchaseHistory[],
  first: PurchaseHistory,
  customers: readonly string[],
): Known {
  requireSameCovariates(histories, first);
  const { covariates, covariateBases } = first;
  if (covariates === undefined) return {};
  const names = Object.keys(covariates);
  const rowOf = new Map(customers.map((id, row) => [id, row]));
  const seen = new Uint8Array(customers.length);
  const columns = names.map(() => new Float64Array(customers.length));
  histories.forEach((history, h) => {
    names.forEach((name, c) => {
      const column = history.covariates![name]!;
      (history.customers ?? []).forEach((id, i) => {
        const row = rowOf.get(id);
        if (row === undefined) return;
        if (seen[row] === 1 && columns[c]![row] !== column[i]) {
          throw new InputError({
            code: "bad-option",
            path: `histories[${h}].covariates.${name}[${i}]`,
            expected: `${columns[c]![row]}, as customer "${id}" has in a shard before`,
            received: column[i],
            advice: "Covariates do not change with time: add them after the merge, with one value a customer.",
          });
        }
        columns[c]![row] = column[i]!;
      });
    });
    for (const id of history.customers ?? []) {
      const row = rowOf.get(id);
      if (row !== undefined) seen[row] = 1;
    }
  });
  const missing = seen.indexOf(0);
  if (missing >= 0) {
    throw new InputError({
      code: "missing-covariate",
      path: "histories",
      expected: `covariates of customer "${customers[missing]}"`,
      received: undefined,
      advice: "The customer is in the columns of no shard: add covariates after the merge.",
    });
  }
  return {
    covariates: Object.fromEntries(names.map((name, c) => [name, columns[c]!])),
    ...(covariateBases === undefined ? {} : { covariateBases }),
  };
}
