import { kanoAnswers } from "customer-equity/satisfaction";
import { yesNo } from "../../answers/cell-rules.ts";
import { FileHeader } from "../../answers/file-header.ts";
import type { CellRule, PlannedColumn } from "../../answers/sheet-plan.ts";
import {
  type ComplaintDefinition,
  type KanoDefinition,
  type SurveyDefinition,
  servicePartNames,
} from "../definition/survey-definition.ts";
import type { SurveyOptions } from "../survey-options.ts";
import { planPath } from "./plan-path.ts";
import { planDrivers, planSatisfaction } from "./plan-questions.ts";
import { planService } from "./plan-service.ts";
import type { Role, SurveyPlan } from "./survey-plan.ts";
import { usualGroups, usualNames } from "./usual-names.ts";

const text: CellRule = { kind: "text" };
const atLeastZero: CellRule = { kind: "number", min: 0, max: Infinity, whole: false };
const recommendation: CellRule = { kind: "number", min: 0, max: 10, whole: true };
/** What the command line says of the columns. */
export type PlanOptions = Pick<SurveyOptions, "scale" | "satisfactionScale" | "reversed" | "rescalePoints">;

/** Which columns of a file are what: those that the definition names, and the others by their usual names. `source` is for messages. */
export function planSurvey(
  file: string,
  names: readonly string[],
  definition: SurveyDefinition,
  options: PlanOptions,
  source: string,
): SurveyPlan {
  const header = new FileHeader<Role>(file, names);
  const single = (
    role: Role & keyof typeof usualNames,
    given: string | null | undefined,
    rule: CellRule,
  ): string | null => {
    const column = given === undefined ? header.find(usualNames[role], role) : given;
    if (column !== null) header.take(role, [column], rule, `${source}, ${role}`);
    return column;
  };
  const respondent = single("respondent", definition.respondent, text);
  const groups =
    definition.groups ?? (definition.groups === null ? [] : header.filter((name) => usualGroups.includes(name)));
  if (groups.length > 0) header.take("groups", groups, text, `${source}, groups`);
  const weight = single("weight", definition.weight, atLeastZero);
  const seconds = single("seconds", definition.seconds, atLeastZero);
  const service = planService(header, definition.serviceQuality, options, source);
  const satisfaction = planSatisfaction(header, definition.satisfaction, options.satisfactionScale, source);
  const recommended = single("recommendation", definition.recommendation, recommendation);
  const version = definition.effort?.version ?? 2;
  const easy: CellRule = { kind: "number", min: 1, max: version === 2 ? 7 : 5, whole: false };
  const effort = single("effort", definition.effort === null ? null : definition.effort?.column, easy);
  const { column: said, words } = definition.complaint ?? {};
  const complaint = single("complaint", definition.complaint === null ? null : said, complaintRule(words));
  const waiting = single("waiting", definition.waiting === null ? null : definition.waiting?.column, atLeastZero);
  const drivers =
    service === null || definition.drivers !== undefined
      ? planDrivers(header, definition.drivers, options.satisfactionScale ?? satisfaction?.scale, source)
      : null;
  const kano = definition.kano ?? null;
  if (kano !== null) takeKano(header, kano, `${source}, kano`);
  const path = planPath(header, definition.pathModel, satisfaction, source);
  if (
    [service, satisfaction, recommended, effort, complaint, waiting, drivers, kano, path].every((part) => part === null)
  ) {
    header.refuseAll("a question");
  }
  return {
    label: definition.label,
    labelZh: definition.labelZh,
    columns: header.columns,
    respondent,
    groups,
    weight,
    seconds,
    invited: definition.invited ?? null,
    service,
    satisfaction,
    recommendation: recommended,
    effort: effort === null ? null : { column: effort, version },
    complaint: complaint === null ? null : { column: complaint, ...(words === undefined ? {} : { words }) },
    waiting: waiting === null ? null : { column: waiting, target: definition.waiting?.target ?? 10 },
    drivers,
    kano,
    path,
    taken: header.taken,
    unused: header.unused,
    scaleAdvice,
    wordsAdvice,
  };
}

function complaintRule(words: ComplaintDefinition["words"]): CellRule {
  return words === undefined ? yesNo : wordsRule(words, (answer) => (answer === "yes" ? 1 : 0));
}

/** Cells that hold one of the words of an instrument file. */
function wordsRule<T extends string>(words: Readonly<Record<string, T>>, numberOf: (answer: T) => number): CellRule {
  const given = Object.entries(words).map(([word, answer]) => [word.toLowerCase(), numberOf(answer)] as const);
  return { kind: "words", words: new Map(given), expected: `one of ${given.map(([word]) => word).join(", ")}` };
}

/** By default a cell holds the answer in English or Chinese, or its number in the questionnaire, 1 to 5. */
function takeKano(header: FileHeader<Role>, { attributes, words }: KanoDefinition, where: string): void {
  const usual = kanoAnswers.flatMap(({ label, labelZh }, k) =>
    [label, label.replace("-", " "), labelZh, `${k + 1}`, `${k + 1}.0`].map((word) => [word, k] as const),
  );
  const columns = Object.values(attributes).flatMap(({ functional, dysfunctional }) => [functional, dysfunctional]);
  const rule: CellRule =
    words === undefined
      ? {
          kind: "words",
          words: new Map(usual),
          expected: "like, must-be, neutral, live-with or dislike (or 1 to 5)",
        }
      : wordsRule(words, (answer) => kanoAnswers.findIndex(({ label }) => label === answer));
  header.take("kano", columns, rule, `${where}.attributes`);
}

/** How other words are said of a column. */
function wordsAdvice({ role }: PlannedColumn<Role>): string {
  const recode = role === "complaint" ? "recode to 1 and 0 or yes and no, or give " : "";
  return `for other words: ${recode}"words" in an instrument file`;
}

/** How another scale is said of a column. */
function scaleAdvice({ role, rule }: PlannedColumn<Role>): string | null {
  if (rule.kind !== "number" || rule.max === Infinity) return null;
  if ((servicePartNames as readonly string[]).includes(role)) return "--scale MIN-MAX";
  if (role === "satisfaction" || role === "path") return "--satisfaction-scale MIN-MAX";
  if (role === "outcome") return 'its "scale" in an instrument file';
  return role === "ratings" || role === "effort" ? "an instrument file" : null;
}
