import type { AnswerScale, ClassName } from "customer-equity/satisfaction";
import {
  type CronbachAlpha,
  cronbachAlpha,
  type DifferenceReliability,
  differenceReliability,
  type HeterotraitMonotrait,
  heterotraitMonotrait,
  type KaiserMeyerOlkin,
  kaiserMeyerOlkin,
  type McDonaldOmega,
  mcdonaldOmega,
  type ParallelAnalysis,
  parallelAnalysis,
} from "customer-equity/servqual";
import { attempt, orNull, Refusal } from "../../answers/attempt.ts";
import type { AnswerColumn } from "../../answers/file-answers.ts";
import type { SurveyAnswers } from "../survey-answers.ts";
import { about, type SurveyWarning } from "./survey-warning.ts";

/** A scale: questions whose mean is to measure one thing. */
export interface ScaleReliability extends ClassName {
  readonly key: string;
  /** What its questions ask for. */
  readonly part: "perceptions" | "differences" | "satisfaction" | "ratings";
  readonly alpha: CronbachAlpha | Refusal;
  /** `null` where it has fewer than three questions, or omega does not exist. */
  readonly omega: McDonaldOmega | null;
  /** Of perception less expectation; `null` where there are not both. */
  readonly difference: DifferenceReliability | null;
}

/** Whether the scales can be trusted. */
export interface ReliabilityPart {
  readonly scales: readonly ScaleReliability[];
  /** Of all items of the dimensions together: whether their structure shows. */
  readonly structure: {
    readonly adequacy: KaiserMeyerOlkin | null;
    readonly factors: ParallelAnalysis | null;
    readonly distinct: HeterotraitMonotrait | null;
  } | null;
  readonly warnings: readonly SurveyWarning[];
}

/** Random sets of the parallel analysis; its seed is 1. */
const draws = 200;

/** A scale before it is judged. */
interface Scale extends ClassName {
  readonly key: string;
  readonly part: ScaleReliability["part"];
  readonly answers: Readonly<Record<string, AnswerColumn>>;
  readonly expectations: Readonly<Record<string, AnswerColumn>> | undefined;
  readonly reversed: readonly string[];
  readonly scale: AnswerScale;
  readonly labels: ReadonlyMap<string, ClassName>;
}

/** Reliability of the dimensions, of the satisfaction questions and of the ratings; `null` where there is no scale. */
export function judgeScales(answers: SurveyAnswers, level: number): ReliabilityPart | null {
  const scales = scalesOf(answers);
  if (scales.length === 0) return null;
  const judged = scales.map((scale) => judge(scale, level));
  return {
    scales: judged.map(({ result }) => result),
    structure: structureOf(scales.filter(({ part }) => part === "perceptions" || part === "differences")),
    warnings: judged.flatMap(({ warnings }) => warnings),
  };
}

function scalesOf(answers: SurveyAnswers): readonly Scale[] {
  const { service, satisfaction, drivers } = answers.plan;
  const scales: Scale[] = [];
  if (service !== null) {
    const { parts, instrument, scale } = service;
    const part = parts.perceptions === undefined ? "differences" : "perceptions";
    for (const { key, label, labelZh, items } of instrument.dimensions) {
      if (items.length < 2) continue;
      const own = (columns: Readonly<Record<string, string>> | undefined) =>
        columns && answers.byKey(Object.fromEntries(items.map((item) => [item.key, columns[item.key] as string])));
      scales.push({
        key,
        label,
        labelZh,
        part,
        scale,
        answers: own(parts[part]) ?? {},
        expectations: own(parts.expectations),
        reversed: items.filter(({ reversed }) => reversed).map((item) => item.key),
        labels: new Map(items.map((item) => [item.key, item])),
      });
    }
  }
  const questions = (
    part: "satisfaction" | "ratings",
    plan: typeof satisfaction | typeof drivers,
    names: ClassName,
  ): void => {
    if (plan === null) return;
    const list = "questions" in plan ? plan.questions : plan.ratings;
    if (list.length < 2) return;
    scales.push({
      key: part,
      ...names,
      part,
      scale: plan.scale,
      answers: answers.byKey(Object.fromEntries(list.map(({ key, column }) => [key, column]))),
      expectations: undefined,
      reversed: plan.reversed,
      labels: new Map(list.map((question) => [question.key, question])),
    });
  };
  questions("satisfaction", satisfaction, { label: "satisfaction", labelZh: "满意度" });
  questions("ratings", drivers, { label: "ratings", labelZh: "各项评分" });
  return scales;
}

function judge(
  { key, label, labelZh, part, answers, expectations, reversed, scale, labels }: Scale,
  level: number,
): { readonly result: ScaleReliability; readonly warnings: readonly SurveyWarning[] } {
  const rules = { scale, reversed };
  const alpha = attempt(() => cronbachAlpha(answers, { ...rules, level }));
  const omega = Object.keys(answers).length < 3 ? null : orNull(attempt(() => mcdonaldOmega(answers, rules)));
  const difference =
    expectations === undefined
      ? null
      : orNull(attempt(() => differenceReliability({ first: answers, second: expectations }, rules)));
  const result = { key, label, labelZh, part, alpha, omega, difference };
  if (alpha instanceof Refusal) return { result, warnings: [] };
  const named = (which: (item: CronbachAlpha["items"][number]) => boolean): readonly ClassName[] =>
    alpha.items.filter(which).map(({ item }) => keyed(item, labels.get(item) as ClassName));
  const ofAlpha = about("reliability", alpha.warnings, {
    "reversed-item": named(({ itemRest }) => itemRest !== null && itemRest < 0),
    "constant-item": named(({ itemTotal }) => itemTotal === null),
    "negative-alpha": [{ label, labelZh }],
  });
  // Omega repeats what alpha says of reversed items; its other warnings concern the scale.
  const ofOmega = (omega?.warnings ?? []).filter(({ code }) => code !== "reversed-item");
  const names = Object.fromEntries(ofOmega.map(({ code }) => [code, [{ label, labelZh }]]));
  return { result, warnings: [...ofAlpha, ...about("reliability", ofOmega, names)] };
}

/** The name of an item with its key, by which it is found in the file. */
function keyed(key: string, { label, labelZh }: ClassName): ClassName {
  return key === label ? { label, labelZh } : { label: `${key} (${label})`, labelZh: `${key}（${labelZh}）` };
}

function structureOf(scales: readonly Scale[]): ReliabilityPart["structure"] {
  const [first] = scales;
  if (first === undefined || scales.length < 2) return null;
  const answers = Object.assign({}, ...scales.map((scale) => scale.answers)) as Scale["answers"];
  const rules = { scale: first.scale, reversed: scales.flatMap(({ reversed }) => reversed) };
  const dimensions = Object.fromEntries(scales.map((scale) => [scale.key, Object.keys(scale.answers)]));
  return {
    adequacy: orNull(attempt(() => kaiserMeyerOlkin(answers, rules))),
    factors: orNull(attempt(() => parallelAnalysis(answers, { ...rules, seed: 1, draws }))),
    distinct: orNull(attempt(() => heterotraitMonotrait(answers, { ...rules, dimensions }))),
  };
}
