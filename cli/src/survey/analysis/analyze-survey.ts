import type { WaitingTime } from "customer-equity/servqual";
import { Refusal } from "../../answers/attempt.ts";
import { BadInput } from "../../bad-input.ts";
import { whyNot } from "../../report/why-not.ts";
import type { SurveyAnswers } from "../survey-answers.ts";
import { assessAnswers, type QualityPart } from "./answer-quality-part.ts";
import { type DriversPart, findDrivers } from "./drivers-part.ts";
import { type KanoPart, readKano } from "./kano-part.ts";
import { fitPath, type PathPart } from "./path-part.ts";
import { type Priorities, rankPriorities } from "./priorities.ts";
import { judgeScales, type ReliabilityPart } from "./reliability-part.ts";
import { measureSatisfaction, type SatisfactionPart } from "./satisfaction-part.ts";
import { type ServicePart, scoreService } from "./service-part.ts";
import type { SurveyWarning } from "./survey-warning.ts";
import { unansweredColumns } from "./unanswered-columns.ts";
import { judgeWaiting } from "./waiting-part.ts";

/** The parts of an analysis that there may or may not be. */
export type PartName = "quality" | "service" | "reliability" | "satisfaction" | "drivers" | "path" | "kano" | "waiting";

/** A part that is not there, and why: no columns for it, or answers that do not allow it. */
export interface LeftOutPart {
  readonly part: PartName;
  readonly reason: "no-columns" | Refusal;
}

/** All that the command finds out. */
export interface SurveyReport {
  readonly answers: SurveyAnswers;
  readonly level: number;
  readonly quality: QualityPart | null;
  readonly service: ServicePart | null;
  readonly reliability: ReliabilityPart | null;
  readonly satisfaction: SatisfactionPart | null;
  readonly drivers: DriversPart | null;
  readonly path: PathPart | null;
  readonly kano: KanoPart | null;
  readonly waiting: WaitingTime | null;
  readonly priorities: Priorities | null;
  readonly leftOut: readonly LeftOutPart[];
  readonly warnings: readonly SurveyWarning[];
}

/** Analyses a survey, each part by itself: what does not exist for these answers is left out and named. */
export function analyzeSurvey(answers: SurveyAnswers, level: number): SurveyReport {
  const { invited } = answers.plan;
  if (invited !== null && invited < answers.respondents.length) {
    throw new BadInput(
      `invited: expected how many were asked, at least the ${answers.respondents.length} who answered, found ${invited}.`,
    );
  }
  const leftOut: LeftOutPart[] = [];
  const part = <T>(name: PartName, result: T | Refusal | null): T | null => {
    if (result instanceof Refusal) leftOut.push({ part: name, reason: result });
    else if (result !== null) return result;
    else leftOut.push({ part: name, reason: "no-columns" });
    return null;
  };
  const quality = part("quality", assessAnswers(answers));
  const service = part("service", scoreService(answers, level));
  const reliability = part("reliability", judgeScales(answers, level));
  const satisfaction = part("satisfaction", measureSatisfaction(answers, quality?.unflagged ?? null, level));
  const drivers = part("drivers", findDrivers(answers, service, satisfaction, level));
  const path = part("path", fitPath(answers, level));
  const kano = part("kano", readKano(answers, level));
  const waiting = part("waiting", judgeWaiting(answers, level));
  if ([service, satisfaction, drivers, path, kano, waiting].every((one) => one === null)) {
    const why = leftOut.flatMap(({ part: name, reason }) =>
      reason === "no-columns" ? [] : [`${name}: ${whyNot(reason, "en")}`],
    );
    throw new BadInput(`${answers.file}: nothing can be computed of its answers (${why.join("; ")}).`);
  }
  const warned = [quality, service, reliability, satisfaction, drivers, path, kano];
  return {
    answers,
    level,
    quality,
    service,
    reliability,
    satisfaction,
    drivers,
    path,
    kano,
    waiting,
    priorities: rankPriorities(service, drivers, path),
    leftOut,
    warnings: [...unansweredColumns(answers), ...warned.flatMap((one) => one?.warnings ?? [])],
  };
}
