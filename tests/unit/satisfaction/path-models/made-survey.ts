import { randomStream } from "../../../../src/numeric/random.ts";
import { type PathModel, pathModel } from "../../../../src/satisfaction/index.ts";

/** A model of three blocks, the first acting on the last directly and through the second. */
export const threeBlocks: PathModel<"quality" | "value" | "loyalty"> = pathModel({
  blocks: {
    quality: { items: ["q1", "q2", "q3"], labelZh: "质量" },
    value: { items: ["v1", "v2"] },
    loyalty: { items: ["l1", "l2", "l3"] },
  },
  edges: [
    ["quality", "value"],
    ["quality", "loyalty"],
    ["value", "loyalty"],
  ],
});

/** Answers from 1 to 10 of made-up customers whom {@link threeBlocks} describes: value 0.6 quality, loyalty 0.3 quality + 0.5 value, plus chance. */
export function madeSurvey(respondents: number, seed: number): Record<string, number[]> {
  const stream = randomStream(seed);
  const answers: Record<string, number[]> = {};
  const answer = (item: string, score: number, loading: number): void => {
    const x = 6.5 + 1.4 * (loading * score + Math.sqrt(1 - loading ** 2) * stream.normal());
    answers[item] ??= [];
    answers[item].push(Math.min(10, Math.max(1, x)));
  };
  for (let i = 0; i < respondents; i++) {
    const quality = stream.normal();
    const value = 0.6 * quality + 0.8 * stream.normal();
    const loyalty = 0.3 * quality + 0.5 * value + Math.sqrt(1 - 0.09 - 0.25 - 0.18) * stream.normal();
    [0.9, 0.8, 0.7].forEach((loading, h) => {
      answer(`q${h + 1}`, quality, loading);
    });
    [0.85, 0.85].forEach((loading, h) => {
      answer(`v${h + 1}`, value, loading);
    });
    [0.9, 0.8, 0.6].forEach((loading, h) => {
      answer(`l${h + 1}`, loyalty, loading);
    });
  }
  return answers;
}

/** Some respondents of a survey, in an order. */
export function pick<T>(answers: Readonly<Record<string, readonly T[]>>, rows: readonly number[]): Record<string, T[]> {
  return Object.fromEntries(Object.entries(answers).map(([item, column]) => [item, rows.map((row) => column[row]!)]));
}

/** Pearson's correlation of two columns. */
export function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (column: readonly number[]) => column.reduce((sum, value) => sum + value, 0) / column.length;
  const [mx, my] = [mean(x), mean(y)];
  const sum = (f: (i: number) => number) => x.reduce((total, _, i) => total + f(i), 0);
  return (
    sum((i) => (x[i]! - mx) * (y[i]! - my)) / Math.sqrt(sum((i) => (x[i]! - mx) ** 2) * sum((i) => (y[i]! - my) ** 2))
  );
}
