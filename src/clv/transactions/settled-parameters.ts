import type { BetaGeometricModel } from "./beta-geometric.ts";
import type { TransactionProcess } from "./process.ts";

/** Beyond this a gamma or beta distribution is a point to twelve digits, and sums over it have no end. */
const farthest = 1e12;

/**
 * A beta-geometric process whose predictions see r and max(a, b) at most 1e12, and max(a, b) at least 1e-12, since sums over such
 * distributions would have no end: r and alpha, or a and b, change together, which keeps the mean rate and the mean drop-out chance.
 */
export function withSettledParameters<M extends BetaGeometricModel>(
  process: TransactionProcess<M>,
): TransactionProcess<M> {
  return {
    ...process,
    probabilityAlive: (model, rows, ahead, out) => process.probabilityAlive(settled(model), rows, ahead, out),
    expectedTransactions: (model, rows, horizons, out) =>
      process.expectedTransactions(settled(model), rows, horizons, out),
    discountedExpectedTransactions: (model, rows, horizon, rates, out) =>
      process.discountedExpectedTransactions(settled(model), rows, horizon, rates, out),
    transactionProbabilities: (model, rows, horizon, counts, out) =>
      process.transactionProbabilities(settled(model), rows, horizon, counts, out),
  };
}

function settled<M extends BetaGeometricModel>(model: M): M {
  const { r, alpha, a, b } = model;
  const rates = Math.max(1, r / farthest);
  const larger = Math.max(a, b);
  const dropOuts = larger > farthest ? larger / farthest : Math.min(1, larger * farthest);
  if (rates === 1 && dropOuts === 1) return model;
  return { ...model, r: r / rates, alpha: alpha / rates, a: a / dropOuts, b: b / dropOuts };
}
