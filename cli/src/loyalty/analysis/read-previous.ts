import {
  type ClassColumn,
  type ClassName,
  diamondStyles,
  loyaltyMatrixClasses,
  loyaltyTypeRules,
} from "customer-equity/loyalty";
import type { FileAnswers } from "../../answers/file-answers.ts";
import { FileHeader } from "../../answers/file-header.ts";
import { readAnswers, readPlan } from "../../answers/read-answers.ts";
import type { CellRule, SheetPlan } from "../../answers/sheet-plan.ts";
import { BadInput } from "../../bad-input.ts";
import type { AnswerOptions } from "../../options/answer-options.ts";
import type { Status } from "../../terminal.ts";
import type { LoyaltyDefinition } from "../columns/loyalty-definition.ts";
import type { LoyaltyPlan } from "../columns/loyalty-plan.ts";
import { roles } from "../columns/loyalty-roles.ts";
import { definitionFile, type GivenScales, planLoyalty } from "../columns/plan-loyalty.ts";
import { type ClassKey, classify, completeRows } from "./classify.ts";
import { loyaltyInputs } from "./loyalty-inputs.ts";
import type { PreviousClasses } from "./migration-part.ts";

/** Classifications of which an earlier file may hold the classes. */
const classesOf: Readonly<Partial<Record<ClassKey, readonly ClassName[]>>> = {
  dick_basu: loyaltyMatrixClasses,
  diamond: diamondStyles,
  loyalty_type: loyaltyTypeRules.types,
};
const keys = Object.keys(classesOf) as ClassKey[];

/** Customers with their classes, as `customers.csv` of an earlier run has them. */
interface ClassesPlan extends SheetPlan<"customer" | "class"> {
  readonly keys: readonly ClassKey[];
}

/**
 * The classes of an earlier date: from the `customers.csv` of an earlier run, or classified as the customers of today from a file of the
 * same columns.
 */
export async function readPrevious(
  file: string,
  definition: LoyaltyDefinition,
  scales: GivenScales,
  options: AnswerOptions,
  status: Status,
): Promise<PreviousClasses> {
  if (await holdsClasses(file, options, status)) return readClasses(file, ownResult(options), status);
  const planOf = (name: string, header: readonly string[]): LoyaltyPlan =>
    planLoyalty(name, header, definition, scales);
  const answers = await readAnswers(file, planOf, options, status);
  const inputs = loyaltyInputs(answers);
  const columns = keys.flatMap((key) => {
    const part = classify(key, inputs);
    return part === null ? [] : [[key, part.column] as const];
  });
  return previousOf(answers, columns);
}

/** How a result of this command is read: as it was written, whatever the options say of the other file. */
function ownResult({ reading: { skipBadRows } }: AnswerOptions): AnswerOptions {
  const reading = { separator: undefined, encoding: undefined, decimalComma: false, where: [], skipBadRows };
  return { reading, missingCodes: [] };
}

async function holdsClasses(file: string, options: AnswerOptions, status: Status): Promise<boolean> {
  try {
    return await readPlan(file, (_, header) => header.some((name) => name in classesOf), ownResult(options), status);
  } catch (error) {
    // In another form than results have; whether it can be read at all is said below.
    if (error instanceof BadInput) return false;
    throw error;
  }
}

async function readClasses(file: string, options: AnswerOptions, status: Status): Promise<PreviousClasses> {
  const answers = await readAnswers(file, planClasses, options, status);
  const { respondents } = answers;
  const columns = answers.plan.keys.map((key) => {
    const codes = answers.numbers(key);
    const known = completeRows([codes], codes.length);
    const column: ClassColumn = {
      classes: (classesOf[key] ?? []).map(({ label, labelZh }) => ({ label, labelZh })),
      codes: Uint16Array.from(known, (row) => codes[row] as number),
      rules: new Uint16Array(known.length),
      distances: new Float64Array(known.length),
      customers: known.map((row) => respondents[row] as string),
    };
    return [key, column] as const;
  });
  return previousOf(answers, columns);
}

function previousOf(
  { file, plan, respondents, rows }: FileAnswers<SheetPlan>,
  columns: readonly (readonly [ClassKey, ClassColumn])[],
): PreviousClasses {
  if (plan.respondent === null) {
    throw new BadInput(
      `${file}: no column of customers; --previous needs one, by whose ids the two files are joined. Name it by "customer" of ${definitionFile}.`,
    );
  }
  return { file, rows, customers: respondents.length, columns: Object.fromEntries(columns) };
}

function planClasses(file: string, names: readonly string[]): ClassesPlan {
  const header = new FileHeader<"customer" | "class">(file, names, definitionFile);
  const there = keys.filter((key) => header.has(key));
  const customer = header.find(roles.customer.usual, "customer");
  if (customer !== null) header.take("customer", [customer], { kind: "text" }, "--previous");
  for (const key of there) header.take("class", [key], wordsOf(classesOf[key] ?? []), "--previous");
  return {
    keys: there,
    columns: header.columns,
    respondent: customer,
    weight: null,
    service: null,
    taken: header.taken,
    unused: header.unused,
    scaleAdvice: () => null,
    wordsAdvice: () => "give a file of the inputs, or customers.csv as it was written",
  };
}

function wordsOf(classes: readonly ClassName[]): CellRule {
  return {
    kind: "words",
    words: new Map(classes.flatMap(({ label, labelZh }, k) => [[label, k] as const, [labelZh, k] as const])),
    expected: `one of ${classes.map(({ label }) => label).join(", ")}`,
  };
}
