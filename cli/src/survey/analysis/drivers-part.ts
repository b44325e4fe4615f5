import {
  type ClassName,
  type HiddenDrivers,
  hiddenDrivers,
  type ImportancePerformance,
  importancePerformance,
  type KeyDrivers,
  keyDrivers,
  type PenaltyReward,
  penaltyReward,
} from "customer-equity/satisfaction";
import type { AnswerScale } from "customer-equity/servqual";
import { attempt, orNull, Refusal } from "../../answers/attempt.ts";
import type { AnswerColumn } from "../../answers/file-answers.ts";
import type { SurveyAnswers } from "../survey-answers.ts";
import { meansUnder, meanUnder, turnedColumns } from "./columns.ts";
import type { SatisfactionPart } from "./satisfaction-part.ts";
import type { ServicePart } from "./service-part.ts";
import { about, type SurveyWarning } from "./survey-warning.ts";

/** A driver with its names. */
interface Driver extends ClassName {
  readonly key: string;
}

/** What drives satisfaction. */
export interface DriversPart {
  readonly drivers: readonly Driver[];
  readonly outcome: ClassName;
  /** What the drivers are. */
  readonly kind: "dimensions" | "ratings";
  readonly scale: AnswerScale;
  readonly analysis: KeyDrivers | Refusal;
  readonly performance: ImportancePerformance | null;
  /** Where the importance in it comes from. */
  readonly importance: "derived" | "stated";
  readonly hidden: HiddenDrivers | null;
  readonly contrasts: PenaltyReward | Refusal;
  /** Up to where a rating is bad, and from where it is good. */
  readonly limits: { readonly low: number; readonly high: number };
  /** Drivers with too few bad or good ratings for a contrast. */
  readonly withoutContrast: readonly Driver[];
  readonly warnings: readonly SurveyWarning[];
}

/** Bad and good ratings that a contrast needs at least. */
const minCell = 5;

/** Key drivers of satisfaction, importance and performance, penalty and reward; `null` where there is no outcome, or nothing that could drive it. */
export function findDrivers(
  answers: SurveyAnswers,
  service: ServicePart | null,
  satisfaction: SatisfactionPart | null,
  level: number,
): DriversPart | null {
  const found = driversOf(answers, service);
  const outcome = outcomeOf(answers, satisfaction);
  if (found === null || outcome === null) return null;
  const { drivers, columns, kind, scale, stated } = found;
  const analysis = attempt(() =>
    keyDrivers({ outcome: outcome.values, drivers: columns }, { level, bootstrap: bootstrapOf(answers) }),
  );
  const derived =
    analysis instanceof Refusal
      ? null
      : Object.fromEntries(analysis.drivers.map(({ name, shapley }) => [name, shapley]));
  const importance = derived ?? stated;
  const performance = Object.fromEntries(
    Object.entries(columns).flatMap(([key, column]) => {
      const mean = meanUnder(answers.weights, column);
      return mean === null ? [] : [[key, Math.min(scale.max, Math.max(scale.min, mean))] as const];
    }),
  );
  const third = (scale.max - scale.min) / 3;
  const limits = { low: scale.min + third, high: scale.max - third };
  const { usable, withoutContrast } = contrastable(drivers, columns, outcome.values, limits);
  const contrasts = attempt(() =>
    penaltyReward({ outcome: outcome.values, attributes: usable }, { ...limits, minCell, level }),
  );
  const named = (which: (name: string) => boolean): readonly ClassName[] => drivers.filter(({ key }) => which(key));
  return {
    drivers,
    outcome: outcome.name,
    kind,
    scale,
    analysis,
    performance: importance && orNull(attempt(() => importancePerformance({ importance, performance }, { scale }))),
    importance: derived === null ? "stated" : "derived",
    hidden: derived && stated && orNull(attempt(() => hiddenDrivers({ derived, stated }))),
    contrasts,
    limits,
    withoutContrast,
    warnings: [
      ...(analysis instanceof Refusal
        ? []
        : about("drivers", analysis.warnings, {
            "collinear-drivers": named((key) =>
              analysis.drivers.some(({ name, varianceInflation }) => name === key && varianceInflation > 10),
            ),
          })),
      ...(contrasts instanceof Refusal
        ? []
        : about("contrasts", contrasts.warnings, {
            "wrong-sign": named((key) => contrasts.attributes.some(({ name, wrongSign }) => name === key && wrongSign)),
          })),
    ],
  };
}

/** The ratings that an instrument names, or the respondents' scores in the dimensions of service quality. */
function driversOf(answers: SurveyAnswers, service: ServicePart | null) {
  const { drivers: plan, service: asked } = answers.plan;
  if (plan !== null) {
    const importance = plan.importance && answers.byKey(plan.importance);
    const stated = importance && meansUnder(answers.weights, importance);
    return {
      drivers: plan.ratings,
      columns: turnedColumns(answers, plan.ratings, plan),
      kind: "ratings" as const,
      scale: plan.scale,
      stated,
    };
  }
  const measure = service?.scores.perception ?? service?.scores.gap ?? null;
  if (service === null || measure === null || asked === null) return null;
  const { instrument, scale, weights } = service.scores;
  return {
    drivers: instrument.dimensions,
    columns: Object.fromEntries(instrument.dimensions.map(({ key }) => [key, measure.dimensions[key]?.scores ?? []])),
    kind: "dimensions" as const,
    scale,
    stated: weights?.means ?? null,
  };
}

/** The outcome that an instrument names, the satisfaction index, or else the recommendation. */
function outcomeOf(
  answers: SurveyAnswers,
  satisfaction: SatisfactionPart | null,
): { readonly name: ClassName; readonly values: AnswerColumn } | null {
  const { drivers, recommendation } = answers.plan;
  const column = drivers?.outcome?.column;
  if (column !== undefined) return { name: { label: column, labelZh: column }, values: answers.numbers(column) };
  if (satisfaction?.index != null) {
    return { name: { label: "satisfaction index", labelZh: "满意度指数" }, values: satisfaction.index.scores };
  }
  if (recommendation === null) return null;
  return { name: { label: "recommendation", labelZh: "推荐意愿" }, values: answers.numbers(recommendation) };
}

/** Fewer resamples of many respondents: their intervals are narrow, and the time is that of both together. The seed is 1. */
function bootstrapOf({ respondents }: SurveyAnswers): { readonly seed: number; readonly draws: number } {
  return { seed: 1, draws: Math.max(100, Math.min(1000, Math.round(2e6 / respondents.length))) };
}

function contrastable(
  drivers: readonly Driver[],
  columns: Readonly<Record<string, AnswerColumn>>,
  outcome: AnswerColumn,
  { low, high }: DriversPart["limits"],
): { readonly usable: Readonly<Record<string, AnswerColumn>>; readonly withoutContrast: readonly Driver[] } {
  const all = Object.values(columns);
  const rows = outcome.flatMap((value, i) => (value !== null && all.every((column) => column[i] !== null) ? [i] : []));
  const count = (column: AnswerColumn, counts: (value: number) => boolean): number =>
    rows.filter((i) => counts(column[i] as number)).length;
  const enough = ({ key }: Driver): boolean => {
    const column = columns[key] ?? [];
    return count(column, (value) => value <= low) >= minCell && count(column, (value) => value >= high) >= minCell;
  };
  return {
    usable: Object.fromEntries(drivers.filter(enough).map(({ key }) => [key, columns[key] ?? []])),
    withoutContrast: drivers.filter((driver) => !enough(driver)),
  };
}
