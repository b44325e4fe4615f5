import {
  expectedTransactions,
  logLikelihood,
  type PurchaseHistory,
  probabilityAlive,
  type TransactionModel,
} from "customer-equity/clv";
import { type Job, type KnownDisagreement, relativeDifferences, type Step } from "./job.ts";
import { historyOf, type Portfolio } from "./portfolios.ts";

/** What a fit shows of itself. */
interface FitShown {
  readonly model: object;
  readonly logLikelihood: number;
  readonly standardErrors: Readonly<Record<string, number>> | null;
}

/** Parameters, log-likelihood and standard errors of a fit as answers, named alike on both sides. */
export function fitAnswers(fit: FitShown, names: readonly string[]): Record<string, number> {
  const model = fit.model as Readonly<Record<string, number>>;
  return {
    logLikelihood: fit.logLikelihood,
    ...Object.fromEntries(names.map((name) => [name, model[name]!])),
    ...Object.fromEntries(names.map((name) => [`error of ${name}`, fit.standardErrors?.[name] ?? Number.NaN])),
  };
}

/**
 * How far apart fits may be: optimizers stop at different places of a flat top, which shows in the parameters first (`apart`), and
 * standard errors from differences have fewer digits.
 */
export function fitTolerances(names: readonly string[], withErrors: boolean, apart = 1e-5): Record<string, number> {
  return {
    logLikelihood: 1e-9,
    "logLikelihood at common parameters": 1e-10,
    ...Object.fromEntries(names.map((name) => [name, apart])),
    ...(withErrors ? Object.fromEntries(names.map((name) => [`error of ${name}`, 2e-4])) : {}),
  };
}

/** The race of a purchase process: its fit, and at common parameters the chance to be active and the purchases of the next 39 weeks. */
export function purchaseModelJob(race: {
  readonly title: string;
  readonly parameters: readonly string[];
  /** Common parameters at which both sides score. */
  readonly model: TransactionModel;
  readonly fit: (history: PurchaseHistory) => FitShown;
  readonly withErrors: boolean;
  /** How far apart the parameters of both fits may be. */
  readonly apart?: number | undefined;
  readonly restsOn: string;
  readonly goals: Step["goals"];
  readonly known?: readonly KnownDisagreement[] | undefined;
}): Job {
  const { model, parameters } = race;
  const alive = (portfolio: Portfolio): Float64Array => probabilityAlive(model, historyOf(portfolio));
  const expected = (portfolio: Portfolio): Float64Array =>
    expectedTransactions(model, historyOf(portfolio), { horizon: 39 });
  return {
    title: race.title,
    peer: "lifetimes",
    restsOn: race.restsOn,
    portfolios: {
      quick: ["cdnow-sample or portfolio-2k", "portfolio-10k"],
      whole: ["cdnow-sample or portfolio-2k", "cdnow-master", "portfolio-10k", "portfolio-100k", "portfolio-1m"],
    },
    steps: [
      {
        name: "fit",
        title: "fit",
        run: (portfolio) => race.fit(historyOf(portfolio)),
        answers: (fit: FitShown, portfolio) => ({
          numbers: {
            ...fitAnswers(fit, parameters),
            "logLikelihood at common parameters": logLikelihood(model, historyOf(portfolio)),
          },
        }),
        compare: relativeDifferences(fitTolerances(parameters, race.withErrors, race.apart)),
        goals: race.goals,
        known: race.known,
      },
      {
        name: "alive",
        title: "chance to be active",
        run: alive,
        answers: (chances: Float64Array) => ({ columns: { alive: chances } }),
        compare: relativeDifferences({ alive: 1e-9 }),
      },
      {
        name: "expected",
        title: "expected purchases",
        run: expected,
        answers: (purchases: Float64Array) => ({ columns: { expected: purchases } }),
        compare: relativeDifferences({ expected: 1e-9 }),
      },
      {
        name: "score",
        title: "both scores",
        run: (portfolio) => [alive(portfolio), expected(portfolio)],
        answers: ([chances, purchases]: readonly Float64Array[]) => ({
          columns: { alive: chances!, expected: purchases! },
        }),
        compare: relativeDifferences({ alive: 1e-9, expected: 1e-9 }),
        goals: { "portfolio-1m": 4 },
      },
    ],
  };
}
