import {
  bootstrapPls,
  fitPlsPath,
  type ImportancePerformanceMap,
  importancePerformanceMap,
  type LatentScores,
  latentScores,
  type PlsBootstrap,
  type PlsPathFit,
} from "customer-equity/satisfaction";
import { attempt, orNull, Refusal } from "../../answers/attempt.ts";
import type { SurveyAnswers } from "../survey-answers.ts";
import { about, type SurveyWarning, sameName } from "./survey-warning.ts";

/** The path model of satisfaction. */
export interface PathPart {
  readonly fit: PlsPathFit;
  readonly bootstrap: PlsBootstrap | null;
  readonly map: ImportancePerformanceMap | null;
  /** Indices of the respondents by block. */
  readonly indexes: LatentScores["indexes"];
  readonly target: string;
  readonly warnings: readonly SurveyWarning[];
}

/** Fits the path model; `null` where there is none. */
export function fitPath(answers: SurveyAnswers, level: number): PathPart | Refusal | null {
  const plan = answers.plan.path;
  if (plan === null) return null;
  const { model, scale, target } = plan;
  const items = Object.values(model.blocks).flatMap((block) => block.items);
  const columns = answers.byKey(Object.fromEntries(items.map((item) => [item, item])));
  const fit = attempt(() => fitPlsPath<string>(columns, { model, scale }));
  if (fit instanceof Refusal) return fit;
  const draws = Math.max(100, Math.min(500, Math.round(5e6 / answers.respondents.length)));
  const bootstrap = orNull(attempt(() => bootstrapPls(fit, columns, { seed: 1, draws, level })));
  const negative = Object.entries(fit.items).filter(([, { weight }]) => weight < 0);
  return {
    fit,
    bootstrap,
    map: orNull(attempt(() => importancePerformanceMap(fit, { target }))),
    indexes: latentScores(fit, columns).indexes,
    target,
    warnings: [
      // That a few left out an answer is said with the model.
      ...about(
        "path",
        fit.missing > answers.respondents.length / 10
          ? fit.warnings
          : fit.warnings.filter(({ code }) => code !== "respondents-left-out"),
        { "negative-weights": negative.map(([item]) => sameName(item)) },
      ),
      ...about("path", bootstrap?.warnings ?? []),
    ],
  };
}
