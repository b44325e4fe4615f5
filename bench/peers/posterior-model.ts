import {
  type GammaGammaModel,
  type LikelihoodFit,
  samplePosterior,
  type TransactionModel,
  type WorkingPrior,
} from "customer-equity/clv";
import { chainDiagnostics } from "../../src/statistics/chain-diagnostics.ts";
import type { Answers, Difference, Job, Step } from "./job.ts";
import { historyOf, type Portfolio } from "./portfolios.ts";

/** Standard errors of Monte Carlo by which two right samplers may differ. */
const chance = 4.5;

/** Parameters of a draw by name. */
export type Draw = Readonly<Record<string, number>>;

/**
 * The race of two samplers, by the time of an effective draw. Each takes its own weak priors, as its users do; so that they can be
 * compared, our draws are weighted by the ratio of the two.
 */
export function posteriorJob<M extends TransactionModel | GammaGammaModel>(race: {
  readonly title: string;
  readonly restsOn: string;
  readonly fit: (history: ReturnType<typeof historyOf>) => LikelihoodFit<M>;
  readonly parameters: readonly string[];
  /** The coordinates of the working space, of which our priors are normal. */
  readonly working: (draw: Draw) => readonly number[];
  /** Logarithm of the peer's prior density over that space, up to a constant. */
  readonly peersPrior: (draw: Draw) => number;
  readonly goals?: Step["goals"];
}): Job {
  const { parameters } = race;
  return {
    title: race.title,
    peer: "pymc-marketing",
    restsOn: `${race.restsOn} Warm-up of 300 steps here, of 500 there. Each side has its own weak priors, as its users do: only where answers are compared are our draws weighted by the ratio of the two.`,
    portfolios: {
      quick: ["cdnow-sample or portfolio-2k"],
      whole: ["cdnow-sample or portfolio-2k"],
    },
    settings: {
      quick: { chains: 2, draws: 500, warmUp: 300, peersWarmUp: 500 },
      whole: { chains: 4, draws: 500, warmUp: 300, peersWarmUp: 500 },
    },
    steps: [
      {
        name: "sample",
        title: "posterior, an effective draw",
        run: (portfolio) => {
          const history = historyOf(portfolio);
          const { chains, draws, warmUp } = portfolio.numbers;
          return samplePosterior(race.fit(history), history, { chains, draws, warmUp, seed: 1 });
        },
        answers: ({ models, priors }: { readonly models: readonly M[]; readonly priors: readonly WorkingPrior[] }) => {
          const draws = models as unknown as readonly Draw[];
          return {
            columns: {
              ...Object.fromEntries(parameters.map((name) => [name, draws.map((draw) => draw[name]!)])),
              logWeight: draws.map((draw) => race.peersPrior(draw) - normalPrior(priors, race.working(draw))),
            },
          };
        },
        worth: {
          unit: "effective draw",
          of: (answers, portfolio) =>
            Math.min(...parameters.map((name) => effectiveDraws(Array.from(answers.columns![name]!), portfolio))),
        },
        compare: (ours, peers, portfolio) => parameters.flatMap((name) => compareDraws(name, ours, peers, portfolio)),
        goals: race.goals,
      },
    ],
  };
}

function normalPrior(priors: readonly WorkingPrior[], point: readonly number[]): number {
  return priors.reduce(
    (sum, { mean, standardDeviation }, i) => sum - 0.5 * ((point[i]! - mean) / standardDeviation) ** 2,
    0,
  );
}

/**
 * The posterior mean and variance of a parameter, in standard errors of Monte Carlo, and whether our effective size of the peer's draws is
 * ArviZ's.
 */
function compareDraws(name: string, ours: Answers, peers: Answers, portfolio: Portfolio): readonly Difference[] {
  const weights = Array.from(ours.columns!["logWeight"]!, Math.exp);
  const [own, other] = [Array.from(ours.columns![name]!), Array.from(peers.columns![name]!)];
  const centre = moments(other).mean;
  const squares = (values: readonly number[]): number[] => values.map((value) => (value - centre) ** 2);
  const effective = effectiveDraws(other, portfolio);
  const byArviz = peers.numbers![`effective draws of ${name}`]!;
  return [
    compareMeans(`mean of ${name}`, own, weights, other, portfolio),
    compareMeans(`variance of ${name}`, squares(own), weights, squares(other), portfolio),
    {
      answer: `effective draws of ${name}`,
      difference: Math.abs(byArviz / effective - 1),
      limit: 0.02,
      ours: effective,
      peers: byArviz,
    },
  ];
}

function compareMeans(
  answer: string,
  own: readonly number[],
  weights: readonly number[],
  other: readonly number[],
  portfolio: Portfolio,
): Difference {
  const [ours, peers] = [moments(own, weights), moments(other)];
  const error = Math.hypot(
    ours.deviation / Math.sqrt(effectiveDraws(own, portfolio) * ours.kept),
    peers.deviation / Math.sqrt(effectiveDraws(other, portfolio)),
  );
  return {
    answer,
    difference: Math.abs(ours.mean - peers.mean) / error,
    limit: chance,
    ours: ours.mean,
    peers: peers.mean,
  };
}

/** The bulk effective size, of a column that holds chain after chain. */
function effectiveDraws(draws: readonly number[], { numbers }: Portfolio): number {
  const length = draws.length / numbers["chains"]!;
  const chains = Array.from({ length: numbers["chains"]! }, (_, k) => draws.slice(k * length, (k + 1) * length));
  return chainDiagnostics(chains).bulkEffectiveSize;
}

/** Weighted mean and deviation, and the share of the draws that the weights leave. */
function moments(
  all: readonly number[],
  weights: readonly number[] = all.map(() => 1),
): { readonly mean: number; readonly deviation: number; readonly kept: number } {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = all.reduce((sum, value, i) => sum + weights[i]! * value, 0) / total;
  const squares = all.reduce((sum, value, i) => sum + weights[i]! * (value - mean) ** 2, 0);
  const kept = total ** 2 / weights.reduce((sum, weight) => sum + weight ** 2, 0) / all.length;
  return { mean, deviation: Math.sqrt(squares / total), kept };
}
