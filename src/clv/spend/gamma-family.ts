import { inverseRegularizedBetaLogit } from "../../numeric/incomplete-beta.ts";
import type { ParameterDefinition } from "../models.ts";
import type { SpendProcess, SpendView } from "./spend-process.ts";
import type { SpendRows } from "./spend-rows.ts";

/** The parameters that all members share. */
interface GammaGammaShape {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** What makes a member of the family. */
interface Member<M> {
  readonly kind: string;
  readonly parameters: readonly ParameterDefinition[];
  readonly make: (parameters: never) => M;
  readonly unit?: "time" | undefined;
  /** The amount from which a customer's purchases are counted; 0 where absent. */
  readonly shiftOf?: ((model: M) => number) | undefined;
  /** The rate parameter for a customer with so many repeat purchases; γ where absent. */
  readonly gammaOf?: ((model: M, frequency: number) => number) | undefined;
}

/**
 * Models in which amounts above a shift c are Gamma(p, ν) with ν ~ Gamma(q, γ) across customers. Given n amounts of mean m, ν is
 * Gamma(pn + q, γ + n(m − c)), and the next amount c + (γ + n(m − c)) y/(1 − y) with y ~ Beta(p, pn + q).
 */
export function gammaFamily<M extends GammaGammaShape>(member: Member<M>): SpendProcess<M> {
  const { shiftOf = () => 0, gammaOf = (model: M) => model.gamma } = member;
  const aboveShift = (rows: SpendRows, i: number, shift: number): number =>
    positivePart(rows.count[i]! * (rows.meanSpend[i]! - shift));
  return {
    kind: member.kind,
    parameters: member.parameters,
    make: member.make,
    unit: member.unit,
    lowest: shiftOf,
    view: (model, rows, i): SpendView => {
      const { p, q } = model;
      const shift = shiftOf(model);
      const gamma = gammaOf(model, rows.frequency[i]!);
      const known = p * rows.count[i]!;
      const shape = known + q - 1;
      return {
        expected: meanAmount(p, shape, shift, gamma + aboveShift(rows, i, shift)),
        ownWeight: q > 1 ? (shape === Infinity ? 1 : known / shape) : null,
        populationMean: q > 1 ? shift + (p * gamma) / (q - 1) : Infinity,
      };
    },
    means: (model, { count, meanSpend, frequency, length }, out) => {
      const { p, q, gamma } = model;
      const shift = shiftOf(model);
      for (let i = 0; i < length; i++) {
        const own = member.gammaOf === undefined ? gamma : member.gammaOf(model, frequency[i]!);
        const n = count[i]!;
        out[i] = meanAmount(p, p * n + q - 1, shift, own + positivePart(n * (meanSpend[i]! - shift)));
      }
    },
    medians: (model, rows, out) => {
      const { p, q } = model;
      const shift = shiftOf(model);
      const oddsByCount = new Map<number, number>();
      for (let i = 0; i < rows.length; i++) {
        const count = rows.count[i]!;
        let odds = oddsByCount.get(count);
        if (odds === undefined) {
          odds = Math.exp(inverseRegularizedBetaLogit(0.5, p, p * count + q));
          oddsByCount.set(count, odds);
        }
        out[i] = shift + (gammaOf(model, rows.frequency[i]!) + aboveShift(rows, i, shift)) * odds;
      }
    },
    drawer: (model, rows) => {
      const { p, q } = model;
      const shift = shiftOf(model);
      return (i, count, stream) => {
        // Of somebody drawn at random the amounts are those of the customer that the purchases make: `count` of them.
        const frequency = rows === undefined ? count - 1 : rows.frequency[i]!;
        const bought = rows === undefined ? 0 : rows.count[i]!;
        const spent = rows === undefined ? 0 : aboveShift(rows, i, shift);
        const rate = stream.gamma(p * bought + q) / (gammaOf(model, Math.max(0, frequency)) + spent);
        return Array.from({ length: count }, () => shift + stream.gamma(p) / rate);
      };
    },
  };
}

/** The mean of the next amount; `shape` is that of the customer's rate, less 1. */
function meanAmount(p: number, shape: number, shift: number, rate: number): number {
  return shape > 0 ? shift + (p * rate) / shape : Infinity;
}

/** max(0, v), without the comparison, which is a coin toss where many did not come back. */
function positivePart(v: number): number {
  return 0.5 * v + 0.5 * Math.abs(v);
}
