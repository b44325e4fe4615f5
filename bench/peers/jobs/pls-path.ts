import { bootstrapPls, fitPlsPath, type PathModel, type PlsBootstrap, pathModel } from "customer-equity/satisfaction";
import { type Answers, type Job, relativeDifferences } from "../job.ts";
import { type Portfolio, surveyBlocks } from "../portfolios.ts";

/** The European index without complaints, four questions to a concept. */
const model: PathModel = pathModel<string>({
  blocks: Object.fromEntries(surveyBlocks.map((block) => [block, { items: [1, 2, 3, 4].map((h) => `${block}${h}`) }])),
  edges: [
    ["image", "expectation"],
    ["image", "satisfaction"],
    ["image", "loyalty"],
    ["expectation", "quality"],
    ["expectation", "value"],
    ["expectation", "satisfaction"],
    ["quality", "value"],
    ["quality", "satisfaction"],
    ["value", "satisfaction"],
    ["satisfaction", "loyalty"],
  ],
});
const options = { model, scheme: "path", tolerance: 1e-7 } as const;

/** A large survey is resampled ten times: an hour would be asked of the peer otherwise. */
const drawsOf = ({ rows, numbers }: Portfolio): number => (rows > 1000 ? 10 : numbers["draws"]!);

export const job: Job = {
  title: "PLS path model",
  peer: "plspm",
  restsOn:
    "Both fit with the path scheme until weights change by less than 1e-7 (the peer adds up squares, below 1e-14), and judge blocks, links and total effects. Here reliabilities, HTMT and an f² for which the model is estimated anew without each link come on top; there a test of each coefficient. The peer divides all items by one deviation: its twin standardizes them first, once for all resamples. Both resample in one process; the peer's intervals are of the same percentiles.",
  portfolios: { quick: ["survey-250"], whole: ["survey-250", "survey-1k", "survey-10k"] },
  settings: { quick: { draws: 10 }, whole: { draws: 500 } },
  steps: [
    {
      name: "fit",
      title: "fit",
      run: ({ columns }) => fitPlsPath(columns as Record<string, Float64Array>, options),
      answers: (fit: ReturnType<typeof fitPlsPath>): Answers => ({
        columns: {
          coefficients: fit.paths.map(({ coefficient }) => coefficient),
          loadings: Object.values(fit.items).map(({ loading }) => loading),
          explained: Object.values(fit.blocks).flatMap(({ rSquared }) => rSquared ?? []),
        },
        numbers: { goodnessOfFit: fit.goodnessOfFit! },
      }),
      compare: relativeDifferences({ coefficients: 1e-5, loadings: 1e-6, explained: 1e-6, goodnessOfFit: 1e-6 }),
    },
    {
      name: "bootstrap",
      title: "fit and bootstrap",
      run: (portfolio) => {
        const answers = portfolio.columns as Record<string, Float64Array>;
        return bootstrapPls(fitPlsPath(answers, options), answers, { draws: drawsOf(portfolio), seed: 1 });
      },
      answers: ({ paths }: PlsBootstrap): Answers => ({ columns: { errors: paths.map((path) => path.standardError) } }),
      // Standard errors of so many draws differ by chance: by about one part in the root of the draws.
      compare: (ours, peers, portfolio) =>
        relativeDifferences({ errors: 4 / Math.sqrt(drawsOf(portfolio)) })(ours, peers, portfolio),
    },
  ],
};
