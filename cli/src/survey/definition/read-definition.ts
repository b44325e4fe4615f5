import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { InputError } from "customer-equity";
import { type KanoAnswer, kanoAnswers } from "customer-equity/satisfaction";
import { bankServqual, type ServqualInstrumentDefinition, servqualInstrument } from "customer-equity/servqual";
import { JsonValue, optional, scaleOf } from "../../answers/json-value.ts";
import { BadInput } from "../../bad-input.ts";
import { requireReadable } from "../../input/find-files.ts";
import {
  type BlockDefinition,
  type ColumnNames,
  type ComplaintDefinition,
  type DriversDefinition,
  type KanoDefinition,
  type PathDefinition,
  pathModelNames,
  type QuestionDefinition,
  type SatisfactionDefinition,
  type ServiceDefinition,
  type ServicePartName,
  type SurveyDefinition,
  servicePartNames,
} from "./survey-definition.ts";

/** The name of the instrument that is built in. */
export const builtIn = "bank";

/** The definition that `--instrument` names: the built-in one, or a JSON file. */
export function readDefinition(instrument: string): SurveyDefinition {
  if (instrument === builtIn) return {};
  if (!/[./\\]/.test(instrument)) {
    throw new BadInput(`--instrument: expected ${builtIn} or a JSON file, found ${JSON.stringify(instrument)}.`);
  }
  requireReadable(instrument, "an instrument as JSON");
  return definitionOf(JsonValue.parse(basename(instrument), readFileSync(instrument, "utf8").replace(/^\ufeff/, "")));
}

const column = (value: JsonValue): string => value.text("the name of a column");

function definitionOf(file: JsonValue): SurveyDefinition {
  const entries = file.entries("an object that says which columns are what", [
    "label",
    "labelZh",
    "respondent",
    "groups",
    "weight",
    "seconds",
    "invited",
    "serviceQuality",
    "satisfaction",
    "recommendation",
    "effort",
    "complaint",
    "waiting",
    "drivers",
    "kano",
    "pathModel",
  ]);
  const read = <T>(name: string, part: (value: JsonValue) => T): T | null | undefined =>
    optional(entries.get(name), part);
  return {
    label: entries.get("label")?.text(),
    labelZh: entries.get("labelZh")?.text(),
    respondent: read("respondent", column),
    groups: read("groups", groupsOf),
    weight: read("weight", column),
    seconds: read("seconds", column),
    invited: read("invited", (value) => value.number("how many were asked, a number of at least 1", 1, 1e9)),
    serviceQuality: read("serviceQuality", serviceOf),
    satisfaction: read("satisfaction", satisfactionOf),
    recommendation: read("recommendation", column),
    effort: read("effort", effortOf),
    complaint: read("complaint", complaintOf),
    waiting: read("waiting", waitingOf),
    drivers: read("drivers", driversOf),
    kano: read("kano", kanoOf),
    pathModel: read("pathModel", pathOf),
  };
}

function groupsOf(value: JsonValue): readonly string[] {
  const groups = value.list("names of columns").map(column);
  return new Set(groups).size < groups.length ? value.refuse("names of columns, each once") : groups;
}

function columnNames(value: JsonValue, keys: string): ColumnNames {
  if (typeof value.value === "string") {
    const pattern = value.text();
    return pattern.split("*").length === 2 ? pattern : value.refuse(`one "*" that stands for ${keys}, as in "P_*"`);
  }
  const entries = value.entries(`columns by ${keys}, or a pattern such as "P_*"`);
  return Object.fromEntries([...entries].map(([key, name]) => [key, column(name)]));
}

function serviceOf(value: JsonValue): ServiceDefinition {
  const entries = value.entries("an object", [
    "instrument",
    "label",
    "labelZh",
    "source",
    "stems",
    "dimensions",
    "scale",
    "columns",
    "importanceScale",
    "points",
  ]);
  const columns = entries.get("columns")?.entries("columns by part", servicePartNames);
  const scale = entries.get("scale");
  if (columns !== undefined) {
    const asked = (part: ServicePartName): boolean => columns.has(part);
    if (asked("perceptions") === asked("differences")) {
      entries.get("columns")?.refuse('either "perceptions" or "differences"');
    }
    if (asked("adequate") !== asked("desired"))
      entries.get("columns")?.refuse('both "adequate" and "desired", or neither');
  }
  const importanceScale = entries.get("importanceScale");
  const points = entries.get("points");
  entries.get("instrument")?.oneOf([builtIn]);
  return {
    instrument: entries.has("dimensions") ? instrumentOf(value, entries) : bankServqual,
    scale: scale && scaleOf(scale),
    columns:
      columns &&
      Object.fromEntries([...columns].map(([part, names]) => [part, columnNames(names, "the key of an item")])),
    importanceScale: importanceScale && scaleOf(importanceScale),
    points: points && columnNames(points, "the key of a dimension"),
  };
}

/** The dimensions and items; the package checks them, and says what is wrong where. */
function instrumentOf(value: JsonValue, entries: ReadonlyMap<string, JsonValue>): ServqualInstrumentDefinition {
  const names = ["label", "labelZh", "source", "stems", "dimensions"] as const;
  const given = names.flatMap((name) => (entries.has(name) ? [[name, entries.get(name)?.value] as const] : []));
  try {
    return servqualInstrument(Object.fromEntries(given) as unknown as ServqualInstrumentDefinition);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new BadInput(`${value.file}, ${error.message.replace(/^definition/, value.path)}`);
  }
}

function questionOf(value: JsonValue): QuestionDefinition {
  if (typeof value.value === "string") return { column: column(value) };
  const entries = value.entries('the name of a column, or { "column": ... }', [
    "column",
    "label",
    "labelZh",
    "reversed",
  ]);
  return {
    column: column(entries.get("column") ?? value),
    label: entries.get("label")?.text(),
    labelZh: entries.get("labelZh")?.text(),
    reversed: entries.get("reversed")?.flag(),
  };
}

function questionsOf(value: JsonValue): Readonly<Record<string, QuestionDefinition>> {
  const entries = [...value.entries("questions by name, each with its column")];
  if (entries.length === 0) value.refuse("at least one question");
  return Object.fromEntries(entries.map(([name, question]) => [name, questionOf(question)]));
}

function satisfactionOf(value: JsonValue): SatisfactionDefinition {
  const entries = value.entries("an object", ["scale", "questions", "weights"]);
  const scale = entries.get("scale");
  const questions = entries.get("questions");
  const weights = entries.get("weights")?.entries("a weight by question");
  return {
    scale: scale && scaleOf(scale),
    questions: questions && questionsOf(questions),
    weights:
      weights &&
      Object.fromEntries([...weights].map(([name, weight]) => [name, weight.number("a weight of at least 0", 0, 1e9)])),
  };
}

function effortOf(value: JsonValue): NonNullable<SurveyDefinition["effort"]> {
  if (typeof value.value === "string") return { column: column(value), version: 2 };
  const entries = value.entries('the name of a column, or { "column": ..., "version": 2 }', ["column", "version"]);
  const version = entries.get("version");
  if (version !== undefined && version.value !== 1 && version.value !== 2) {
    version.refuse("1 (effort, 1 to 5) or 2 (the bank made it easy, 1 to 7)");
  }
  return { column: column(entries.get("column") ?? value), version: version?.value === 1 ? 1 : 2 };
}

function complaintOf(value: JsonValue): ComplaintDefinition {
  if (typeof value.value === "string") return { column: column(value) };
  const entries = value.entries('the name of a column, or { "column": ..., "words": { "1": "yes", "2": "no" } }', [
    "column",
    "words",
  ]);
  const words = entries.get("words");
  return { column: column(entries.get("column") ?? value), words: words && wordsOf(words, ["yes", "no"]) };
}

/** By what stands in the cells what it means. */
function wordsOf<T extends string>(value: JsonValue, meanings: readonly T[]): Readonly<Record<string, T>> {
  const entries = value.entries("by what stands in the cells the answer that it means");
  if (entries.size === 0) value.refuse("at least one word");
  return Object.fromEntries([...entries].map(([cell, answer]) => [cell, answer.oneOf(meanings)]));
}

function waitingOf(value: JsonValue): NonNullable<SurveyDefinition["waiting"]> {
  if (typeof value.value === "string") return { column: column(value), target: 10 };
  const entries = value.entries('the name of a column, or { "column": ..., "target": 10 }', ["column", "target"]);
  const name = entries.get("column");
  return {
    column: name && column(name),
    target: entries.get("target")?.number("a target in minutes, at least 0", 0, 1e6) ?? 10,
  };
}

function driversOf(value: JsonValue): DriversDefinition {
  const entries = value.entries("an object", ["outcome", "ratings", "scale", "importance"]);
  const given = entries.get("outcome");
  const outcome = given && outcomeOf(given);
  const scale = entries.get("scale");
  const ratings = questionsOf(entries.get("ratings") ?? value);
  if (Object.values(ratings).some((rating) => rating.column === outcome?.column)) {
    given?.refuse("a column that is none of the ratings");
  }
  const importance = entries.get("importance");
  return {
    outcome,
    ratings,
    scale: scale && scaleOf(scale),
    importance: importance && importanceOf(importance, Object.keys(ratings)),
  };
}

function outcomeOf(value: JsonValue): NonNullable<DriversDefinition["outcome"]> {
  if (typeof value.value === "string") return { column: column(value) };
  const entries = value.entries('the name of a column, or { "column": ..., "scale": ... }', ["column", "scale"]);
  const scale = entries.get("scale");
  return { column: column(entries.get("column") ?? value), scale: scale && scaleOf(scale) };
}

function importanceOf(value: JsonValue, ratings: readonly string[]): Readonly<Record<string, string>> {
  const entries = value.entries("columns by rating", ratings);
  const missing = ratings.find((rating) => !entries.has(rating));
  if (missing !== undefined)
    value.refuse(`a column for each of ${ratings.join(", ")}`, `There is none for ${missing}.`);
  return Object.fromEntries([...entries].map(([name, entry]) => [name, column(entry)]));
}

function kanoOf(value: JsonValue): KanoDefinition {
  const entries = value.entries("an object", ["attributes", "words"]);
  const attributes = (entries.get("attributes") ?? value).entries("attributes by name");
  if (attributes.size === 0) value.refuse("at least one attribute");
  const words = entries.get("words");
  return {
    attributes: Object.fromEntries(
      [...attributes].map(([name, pair]) => {
        const both = pair.entries('{ "functional": column, "dysfunctional": column }', ["functional", "dysfunctional"]);
        const end = (which: string): string => column(both.get(which) ?? pair);
        return [name, { functional: end("functional"), dysfunctional: end("dysfunctional") }];
      }),
    ),
    words:
      words &&
      wordsOf<KanoAnswer>(
        words,
        kanoAnswers.map(({ label }) => label),
      ),
  };
}

function pathOf(value: JsonValue): PathDefinition {
  const entries = value.entries("an object", ["model", "scale", "blocks", "links", "target"]);
  const scale = entries.get("scale");
  const links = entries.get("links");
  const model = entries.get("model")?.oneOf(pathModelNames);
  if ((model === undefined) === (links === undefined)) {
    value.refuse(`either "model" (one of ${pathModelNames.join(", ")}) or "links" between blocks of your own`);
  }
  const blocks = (entries.get("blocks") ?? value).entries("blocks by name, each with the columns of its items");
  return {
    model,
    scale: scale && scaleOf(scale),
    blocks: Object.fromEntries([...blocks].map(([name, block]) => [name, blockOf(block)])),
    links: links?.list("pairs of blocks, the cause first").map((link) => {
      const ends = link.list("two blocks, the cause first").map((end) => end.text("the name of a block"));
      return ends.length === 2
        ? ([ends[0] as string, ends[1] as string] as const)
        : link.refuse("two blocks, the cause first");
    }),
    target: entries.get("target")?.text("the name of a block"),
  };
}

function blockOf(value: JsonValue): BlockDefinition {
  if (Array.isArray(value.value)) return { items: value.list("names of columns").map(column) };
  const entries = value.entries('names of columns, or { "items": [...] }', ["items", "mode", "label", "labelZh"]);
  const mode = entries.get("mode")?.oneOf(["A", "B"]);
  const [label, labelZh] = [entries.get("label")?.text(), entries.get("labelZh")?.text()];
  // What is not given is left away: it would stand for the mode and the names of the concept in a national model.
  return {
    items: (entries.get("items") ?? value).list("names of columns").map(column),
    ...(mode === undefined ? {} : { mode }),
    ...(label === undefined ? {} : { label }),
    ...(labelZh === undefined ? {} : { labelZh }),
  };
}
