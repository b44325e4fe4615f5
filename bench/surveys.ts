/**
 * Surveys of a bank: a SERVQUAL questionnaire of 22 items from 100,000 customers, a path model of 24 items, twelve drivers. Median of several
 * runs after a warm-up, in milliseconds, beside the time it is meant to take.
 *
 * Run: npm run bench -- surveys
 */
import { randomStream } from "../src/numeric/random.ts";
import {
  bootstrapPls,
  ecsiModel,
  fitPlsPath,
  keyDrivers,
  satisfactionIndex,
  withIndicators,
} from "../src/satisfaction/index.ts";
import { bankServqual, cronbachAlpha, servqualScores } from "../src/servqual/index.ts";

function time(name: string, goal: number | null, run: () => unknown): void {
  run();
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const meant = goal === null ? "" : `, meant to take ${goal}`;
  console.log(`${name.padEnd(64)} ${times[2]!.toFixed(1).padStart(9)} ms (fastest ${times[0]!.toFixed(1)}${meant})`);
}

/** Whole answers on a scale: an opinion of each respondent, one of each block, and chance. */
function answersTo(
  blocks: readonly (readonly string[])[],
  respondents: number,
  { min, max, shift = 0 }: { readonly min: number; readonly max: number; readonly shift?: number },
): Record<string, Float64Array> {
  const stream = randomStream(20_261_122, blocks.length);
  const common = Float64Array.from({ length: respondents }, () => stream.normal());
  const middle = (min + max) / 2 + shift;
  return Object.fromEntries(
    blocks.flatMap((items) => {
      const own = common.map((score) => 0.7 * score + 0.7 * stream.normal());
      return items.map((item) => [
        item,
        own.map((score) => Math.min(max, Math.max(min, Math.round(middle + score + 0.8 * stream.normal())))),
      ]);
    }),
  );
}

const seven = { min: 1, max: 7 };
const dimensions = bankServqual.dimensions.map(({ items }) => items.map(({ key }) => key));
const perceptions = answersTo(dimensions, 100_000, seven);
const expectations = answersTo(dimensions, 100_000, { ...seven, shift: 1.5 });
time("servqualScores, 22 items x 100,000 respondents", 500, () =>
  servqualScores({
    instrument: bankServqual,
    scale: seven,
    perceptions,
    expectations,
    weights: { tangibles: 11, reliability: 32, responsiveness: 22, assurance: 19, empathy: 16 },
  }),
);
time("satisfactionIndex, 22 items x 100,000 respondents", 500, () => satisfactionIndex(perceptions, { scale: seven }));
time("cronbachAlpha, 22 items x 100,000 respondents", null, () => cronbachAlpha(perceptions));

const concepts = ["image", "expectation", "quality", "value", "satisfaction", "loyalty"] as const;
const items = concepts.map((concept) => [1, 2, 3, 4].map((h) => `${concept}${h}`));
const model = withIndicators(
  ecsiModel,
  Object.fromEntries(concepts.map((concept, b) => [concept, items[b]!])) as Record<(typeof concepts)[number], string[]>,
);
const ten = { min: 1, max: 10 };
const many = answersTo(items, 10_000, ten);
time("fitPlsPath, 24 items x 10,000 respondents", 300, () => fitPlsPath(many, { model, scale: ten }));
const few = answersTo(items, 250, ten);
const fit = fitPlsPath(few, { model, scale: ten });
time("bootstrapPls, 500 draws of 24 items x 250 respondents", 2000, () =>
  bootstrapPls(fit, few, { draws: 500, seed: 1 }),
);

const drivers = Object.fromEntries(Object.entries(many).slice(0, 12));
time("keyDrivers, 12 drivers x 10,000 respondents", 1000, () => keyDrivers({ outcome: many["loyalty1"]!, drivers }));
