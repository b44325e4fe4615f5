import type { AnswerScale } from "customer-equity/satisfaction";
import { indexQuestions } from "customer-equity/satisfaction";
import type { FileHeader } from "../../answers/file-header.ts";
import { BadInput } from "../../bad-input.ts";
import type { DriversDefinition, QuestionDefinition, SatisfactionDefinition } from "../definition/survey-definition.ts";
import type { DriversPlan, Question, Role, SatisfactionPlan } from "./survey-plan.ts";
import { blockNames, usualNames } from "./usual-names.ts";

const tenPoints: AnswerScale = { min: 1, max: 10 };

/** The questions behind the satisfaction index; `null` where there are none. */
export function planSatisfaction(
  header: FileHeader<Role>,
  definition: SatisfactionDefinition | null | undefined,
  givenScale: AnswerScale | undefined,
  source: string,
): SatisfactionPlan | null {
  if (definition === null) return null;
  const { questions: given, scale: said, weights } = definition ?? {};
  const questions = given === undefined ? usualQuestions(header) : questionsOf(given);
  if (questions.length === 0) return null;
  if (weights !== undefined) requireWeights(weights, questions, `${source}, satisfaction.weights`);
  const scale = givenScale ?? said ?? tenPoints;
  const columns = questions.map(({ column }) => column);
  header.take("satisfaction", columns, { kind: "number", ...scale, whole: false }, `${source}, satisfaction`);
  return { scale, questions, reversed: reversedOf(given), weights };
}

/** A weight for every question, and not all of them 0. */
function requireWeights(
  weights: Readonly<Record<string, number>>,
  questions: readonly Question[],
  where: string,
): void {
  const keys = questions.map(({ key }) => key);
  const stray = Object.keys(weights).find((key) => !keys.includes(key));
  const missing = keys.find((key) => weights[key] === undefined);
  if (stray === undefined && missing === undefined && keys.some((key) => (weights[key] as number) > 0)) return;
  const found =
    stray === undefined ? (missing === undefined ? "0 for all" : `none for ${missing}`) : `one for ${stray}`;
  throw new BadInput(
    `${where}: expected a weight for each of ${keys.join(", ")}, one above 0 at least, found ${found}.`,
  );
}

/** The three questions of the national indices by their usual names, or numbered ones such as `sat1`, `sat2`. */
function usualQuestions(header: FileHeader<Role>): readonly Question[] {
  const found = indexQuestions.flatMap(({ name, label, labelZh }): Question[] => {
    const column = header.find(usualNames[name as "overall" | "disconfirmation" | "ideal"], "satisfaction");
    return column === null ? [] : [{ key: name, label, labelZh, column }];
  });
  if (found.length > 0) return found;
  return numbered(header, "satisfaction").map((column) => ({ key: column, label: column, labelZh: column, column }));
}

/** The numbered questions of a block, by the spelling that most of them have. */
export function numbered(header: FileHeader<Role>, block: string): readonly string[] {
  const spellings = (blockNames[block] ?? []).map((start) => {
    const shape = new RegExp(`^${start}\\d{1,2}$`, "u");
    return header.filter((name) => shape.test(name));
  });
  return spellings.reduce<readonly string[]>((one, other) => (other.length > one.length ? other : one), []);
}

/** Ratings that may drive an outcome, as an instrument file names them; `null` where it names none. */
export function planDrivers(
  header: FileHeader<Role>,
  definition: DriversDefinition | null | undefined,
  satisfactionScale: AnswerScale | undefined,
  source: string,
): DriversPlan | null {
  const outcomeScale = satisfactionScale ?? tenPoints;
  if (definition === null) return null;
  if (definition === undefined) return usualRatings(header, outcomeScale, source);
  const where = `${source}, drivers`;
  const scale = definition.scale ?? tenPoints;
  const ratings = questionsOf(definition.ratings);
  const rule = { kind: "number", ...scale, whole: false } as const;
  header.take(
    "ratings",
    ratings.map(({ column }) => column),
    rule,
    `${where}.ratings`,
  );
  const { importance } = definition;
  const outcome = takeOutcome(header, definition.outcome, outcomeScale, `${where}.outcome`);
  if (importance !== undefined) {
    const any = { kind: "number", min: 0, max: Infinity, whole: false } as const;
    header.take("statedImportance", Object.values(importance), any, `${where}.importance`);
  }
  return { outcome, ratings, scale, reversed: reversedOf(definition.ratings), importance: importance ?? null };
}

/** An outcome may be a question of its own (recommendation, satisfaction) at the same time: its answers are then those of that question. */
function takeOutcome(
  header: FileHeader<Role>,
  given: DriversDefinition["outcome"],
  usualScale: AnswerScale,
  where: string,
): DriversPlan["outcome"] {
  if (given === undefined) return null;
  const { column, scale } = given;
  const known = header.ruleOf(column);
  const own = known?.kind === "number" && Number.isFinite(known.max) ? known : undefined;
  const { min, max } = scale ?? own ?? usualScale;
  const same = own !== undefined && own.min === min && own.max === max;
  header.take("outcome", [column], { kind: "number", min, max, whole: same && own.whole }, where);
  return { column, scale: { min, max } };
}

/** The numbered questions of quality of the national models. */
function usualRatings(header: FileHeader<Role>, scale: AnswerScale, source: string): DriversPlan | null {
  const columns = numbered(header, "quality");
  if (columns.length < 2) return null;
  header.take("ratings", columns, { kind: "number", ...scale, whole: false }, `${source}, drivers`);
  const ratings = columns.map((column) => ({ key: column, label: column, labelZh: column, column }));
  return { outcome: null, ratings, scale, reversed: [], importance: null };
}

function questionsOf(given: Readonly<Record<string, QuestionDefinition>>): readonly Question[] {
  return Object.entries(given).map(([key, { column, label = key, labelZh = label }]) => ({
    key,
    label,
    labelZh,
    column,
  }));
}

function reversedOf(given: Readonly<Record<string, QuestionDefinition>> | undefined): readonly string[] {
  return Object.entries(given ?? {}).flatMap(([key, { reversed }]) => (reversed === true ? [key] : []));
}
