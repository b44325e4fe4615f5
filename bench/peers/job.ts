import type { Portfolio } from "./portfolios.ts";

/** What a step answered, to be compared with what the peer answered: single numbers, and columns with an entry a customer. */
export interface Answers {
  readonly numbers?: Readonly<Record<string, number>> | undefined;
  readonly columns?: Readonly<Record<string, ArrayLike<number>>> | undefined;
}

/** How far apart two answers are, in the measure of its limit. */
export interface Difference {
  readonly answer: string;
  readonly difference: number;
  readonly limit: number;
  /** Where they are single numbers. */
  readonly ours?: number | undefined;
  readonly peers?: number | undefined;
}

/** A disagreement that is understood: who is right, by which high-precision figure. */
export interface KnownDisagreement {
  readonly portfolio: string;
  readonly answer: string;
  /** How large it is known to be; a larger one is another. */
  readonly upTo: number;
  readonly because: string;
}

/** A piece of work that is timed. */
export interface Step {
  readonly name: string;
  /** What it does, for the table. */
  readonly title: string;
  readonly run: (portfolio: Portfolio) => unknown;
  readonly answers: (result: never, portfolio: Portfolio) => Answers;
  /** How far apart the answers of both sides are. */
  readonly compare: (ours: Answers, peers: Answers, portfolio: Portfolio) => readonly Difference[];
  /** Where work is not done when it ends but when it is worth something: times are divided by this. */
  readonly worth?:
    | { readonly unit: string; readonly of: (answers: Answers, portfolio: Portfolio) => number }
    | undefined;
  /** How many times as fast as the peer it is meant to be, by portfolio. */
  readonly goals?: Readonly<Record<string, number>> | undefined;
  readonly known?: readonly KnownDisagreement[] | undefined;
}

/** The same work here and in a peer: this file says what is done here, its twin of the same name what is done there. */
export interface Job {
  readonly title: string;
  /** Who does the twin's work: a package, as PyPI calls it, or plain C. */
  readonly peer:
    | "lifetimes"
    | "pymc-marketing"
    | "lifelines"
    | "scikit-learn"
    | "plspm"
    | "factor_analyzer"
    | "pingouin"
    | "C";
  /** What the ratio rests on: what is equal on both sides, and what is not. */
  readonly restsOn: string;
  /** The portfolios on which it is run, in a quick race and in a whole one; of `a or b` the first whose data are there. */
  readonly portfolios: { readonly quick: readonly string[]; readonly whole: readonly string[] };
  /** Numbers that both sides read beside those of the portfolio. */
  readonly settings?: { readonly quick: Settings; readonly whole: Settings } | undefined;
  /** What is done once in a process, untimed, before the first step. */
  readonly prepare?: ((portfolio: Portfolio) => unknown) | undefined;
  readonly steps: readonly Step[];
}

type Settings = Readonly<Record<string, number>>;

/** Answers compared one by one, relative to the larger of two; entries of columns all of them. Every one named has to be there. */
export function relativeDifferences(tolerances: Readonly<Record<string, number>>): Step["compare"] {
  return (ours, peers) =>
    Object.entries(tolerances).map(([answer, limit]): Difference => {
      const [a, b] = [ours.numbers?.[answer], peers.numbers?.[answer]];
      if (a !== undefined && b !== undefined) {
        return { answer, difference: relative(a, b), limit, ours: a, peers: b };
      }
      const [column, other] = [ours.columns?.[answer], peers.columns?.[answer]];
      if (column === undefined || other === undefined || column.length !== other.length) {
        return { answer, difference: Infinity, limit };
      }
      let difference = 0;
      for (let i = 0; i < column.length; i++) difference = Math.max(difference, relative(column[i]!, other[i]!));
      return { answer, difference, limit };
    });
}

/** Infinity where one of the two is no number. */
function relative(a: number, b: number): number {
  if (a === b) return 0;
  const difference = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  return Number.isNaN(difference) ? Infinity : difference;
}
