import { type RandomStream, randomStream } from "../src/numeric/random.ts";

/** The branches of the survey, with the mean minutes in their queues. */
const branches = [
  { name: "Central", waiting: 8 },
  { name: "North Gate", waiting: 9 },
  { name: "Old Town", waiting: 7 },
  { name: "Riverside", waiting: 30 },
  { name: "Station", waiting: 10 },
  { name: "University", waiting: 8 },
] as const;

/** The segments: how many were asked, how many customers there are, and which share of the waiting they have. */
const segments = [
  { name: "mass", asked: 300, customers: 42_000, waits: 1 },
  { name: "affluent", asked: 200, customers: 14_000, waits: 0.8 },
  { name: "private", asked: 100, customers: 4_000, waits: 0.4 },
] as const;

/** The dimensions with what is true of them: mean expectation, gap, points of importance, and what one point does to satisfaction. */
const dimensions = {
  tangibles: { code: "TAN", items: 4, expected: 5.5, gap: -0.2, points: 11, drives: 0 },
  reliability: { code: "REL", items: 5, expected: 6.2, gap: -0.8, points: 30, drives: 0.45 },
  responsiveness: { code: "RES", items: 4, expected: 6.1, gap: -1, points: 26, drives: 0.75 },
  assurance: { code: "ASS", items: 4, expected: 6.1, gap: -0.4, points: 18, drives: 0.15 },
  empathy: { code: "EMP", items: 5, expected: 5.6, gap: -0.5, points: 15, drives: 0.1 },
} as const;

type Dimension = keyof typeof dimensions;
const dimensionNames = Object.keys(dimensions) as Dimension[];

/** Rows, from 0, whose answers are not what they seem; the last ones repeat earlier sheets. */
const planted = {
  straightLining: [17, 64, 111, 158, 205, 252, 299, 346, 393, 440, 487, 534],
  speeding: [31, 88, 145, 202, 259, 316, 373, 430, 501, 558],
  missing: [49, 146, 243, 341, 437, 533],
  duplicate: [597, 598, 599],
} as const;

/** What the survey was made with, to be found again by whoever analyzes it. */
export const bankSurveyTruth = {
  respondents: 600,
  seed: 20261130,
  /** Customers of the bank by segment; the weight of a respondent is how many of them he or she stands for. */
  customers: Object.fromEntries(segments.map(({ name, customers }) => [name, customers])),
  /** Mean gap by dimension, on the scale before it is rounded and cut off at 7, of customers who wait nine minutes or not at all. */
  gaps: Object.fromEntries(dimensionNames.map((name) => [name, dimensions[name].gap])) as Record<Dimension, number>,
  /** What a point of each dimension adds to satisfaction (1 to 10): responsiveness and reliability matter, tangibles do not. */
  drivers: Object.fromEntries(dimensionNames.map((name) => [name, dimensions[name].drives])) as Record<
    Dimension,
    number
  >,
  /** The branch with the long queue, and what a minute in it does to perceived responsiveness. */
  slowBranch: "Riverside",
  perMinute: -0.06,
  /** What a point of satisfaction adds to loyalty, both from 1 to 10. */
  satisfactionToLoyalty: 0.7,
  /** The item that is worded the other way round: staff are too busy for a question. */
  reversedItem: "RES4",
  planted,
} as const;

const usualWait = 9;
const ownWord: Readonly<Record<string, number>> = {
  REL1: -0.3,
  REL5: 0.3,
  RES2: -0.25,
  RES3: 0.25,
  TAN2: 0.2,
  TAN4: -0.2,
};

/** One line of the file, by column; an empty text where there is no answer. */
type Sheet = Record<string, string | number>;

/**
 * The answers of an invented bank's survey as CSV: 600 respondents of six branches, three segments and three channels. Expectations (E_) and
 * perceptions (P_) of 22 items from 1 to 7, 100 points shared out among five dimensions, satisfaction, image, value and loyalty from 1 to
 * 10, recommendation from 0 to 10, ease from 1 to 7. Respondent k draws from stream k of the seed, so that the file is the same wherever
 * it is made.
 *
 * Behind the answers: a style of answering that expectations and perceptions share; image and waiting, which act on quality, which
 * acts on value and satisfaction, which acts on loyalty, recommendation and complaints. Beside them what surveys have: sheets filled in
 * with one answer, in haste, half or twice, answers left out, and points that total 99 or 101.
 */
export function bankSurveyCsv(seed: number = bankSurveyTruth.seed): string {
  const sheets = Array.from({ length: bankSurveyTruth.respondents }, (_, row) => sheet(row, randomStream(seed, row)));
  planted.duplicate.forEach((row, k) => {
    const { respondent, seconds } = sheets[row]!;
    sheets[row] = { ...sheets[100 * (k + 1)]!, respondent: respondent!, seconds: seconds! };
  });
  const columns = Object.keys(sheets[0]!);
  const lines = [columns, ...sheets.map((one) => columns.map((column) => one[column]!))];
  return `${lines.map((line) => line.join(",")).join("\n")}\n`;
}

function sheet(row: number, random: RandomStream): Sheet {
  const branch = branches[random.integer(branches.length)]!;
  const segment = segmentOf(row);
  const channel = ["branch", "branch", "branch", "branch", "app", "phone"][random.integer(6)]!;
  // Gamma of shape 4 and mean 1.
  const queue = -Math.log(random.uniform() * random.uniform() * random.uniform() * random.uniform()) / 4;
  const minutes = channel === "branch" ? Math.round(10 * branch.waiting * segment.waits * queue) / 10 : null;

  const style = 0.35 * random.normal();
  const image = random.normal();
  const quality = 0.3 * random.normal();
  const expectation = 0.3 * random.normal() + 0.1 * image;
  // By how much a dimension is perceived better than it is on the whole.
  const better = {} as Record<Dimension, number>;
  const answers: Sheet = {};
  for (const name of dimensionNames) {
    const { code, items, expected, gap } = dimensions[name];
    const level = expected + style + expectation + 0.25 * random.normal();
    const waiting =
      name === "responsiveness" && minutes !== null ? bankSurveyTruth.perMinute * (minutes - usualWait) : 0;
    better[name] = style + 0.2 * image + quality + 0.6 * random.normal() + waiting;
    for (let j = 1; j <= items; j++) {
      const item = `${code}${j}`;
      const word = ownWord[item] ?? 0;
      const turn = (answer: number): number => (item === bankSurveyTruth.reversedItem ? 8 - answer : answer);
      answers[`E_${item}`] = turn(rated(level + 0.5 * word + 0.55 * random.normal(), 1, 7));
      answers[`P_${item}`] = turn(rated(expected + gap + better[name] + word + 0.65 * random.normal(), 1, 7));
    }
  }
  const mean = dimensionNames.reduce((sum, name) => sum + better[name], 0) / dimensionNames.length;
  const driven = dimensionNames.reduce((sum, name) => sum + dimensions[name].drives * better[name], 0);
  const value = 0.6 * mean + 0.35 * image + 0.8 * random.normal();
  const satisfaction = driven + 0.35 * value + 0.25 * image + 0.55 * random.normal();
  const loyalty = bankSurveyTruth.satisfactionToLoyalty * satisfaction + 0.35 * image + 0.7 * random.normal();
  const ten = (level: number, spread: number): number => rated(level + spread * random.normal(), 1, 10);

  const all: Sheet = {
    respondent: `R${String(row + 1).padStart(3, "0")}`,
    branch: branch.name,
    segment: segment.name,
    channel,
    seconds: Math.round(420 * Math.exp(0.25 * random.normal())),
    ...ordered(answers, "E_"),
    ...ordered(answers, "P_"),
    ...points(random),
    satisfied: ten(6.9 + satisfaction, 0.5),
    expected: ten(6.2 + satisfaction, 0.6),
    ideal: ten(5.8 + satisfaction, 0.7),
    recommend: rated(7.6 + 0.9 * satisfaction + 0.5 * loyalty + 0.9 * random.normal(), 0, 10),
    effort: rated(5.3 + 0.9 * better.responsiveness + 0.8 * random.normal(), 1, 7),
    image1: ten(7 + 1.1 * image, 0.7),
    image2: ten(7.3 + image, 0.8),
    image3: ten(6.6 + 0.9 * image, 0.9),
    value1: ten(6.4 + value, 0.7),
    value2: ten(6.1 + 0.9 * value, 0.7),
    loyal1: ten(6.7 + loyalty, 0.7),
    loyal2: ten(6.2 + loyalty, 0.8),
    loyal3: ten(6.5 + 0.9 * loyalty, 0.9),
    complained: random.uniform() < 1 / (1 + Math.exp(2.4 + 0.9 * satisfaction)) ? 1 : 0,
    wait_minutes: minutes === null ? "" : minutes.toFixed(1),
    weight: segment.customers / segment.asked,
  };
  return spoil(all, row, random);
}

/** Segments lie mixed in the file; each has as many respondents as were asked. */
function segmentOf(row: number): (typeof segments)[number] {
  return segments[[0, 1, 0, 2, 0, 1][row % 6]!]!;
}

/** 100 points among the dimensions, in whole numbers; one respondent in sixteen adds up badly. */
function points(random: RandomStream): Sheet {
  const raw = dimensionNames.map((name) => dimensions[name].points * Math.exp(0.3 * random.normal()));
  const total = raw.reduce((sum, value) => sum + value, 0);
  const whole = raw.map((value) => Math.round((100 * value) / total));
  const slip = random.uniform() < 1 / 16 ? (random.uniform() < 0.5 ? -1 : 1) : 0;
  const largest = whole.indexOf(Math.max(...whole));
  whole[largest]! += 100 + slip - whole.reduce((sum, value) => sum + value, 0);
  return Object.fromEntries(dimensionNames.map((name, d) => [`W_${name}`, whole[d]!]));
}

/** What goes wrong with a sheet. */
function spoil(sheet: Sheet, row: number, random: RandomStream): Sheet {
  const has = (rows: readonly number[]): boolean => rows.includes(row);
  const items = Object.keys(sheet).filter((column) => /^[EP]_/.test(column));
  const asked = [...items, "satisfied", "expected", "ideal", "effort"];
  if (has(planted.straightLining)) {
    const answer = 4 + random.integer(3);
    for (const column of asked) sheet[column] = answer;
  } else if (has(planted.speeding)) {
    sheet["seconds"] = 45 + random.integer(70);
    for (const column of asked) sheet[column] = 1 + random.integer(7);
  } else if (has(planted.missing)) {
    for (const column of items.slice(14)) sheet[column] = "";
  } else {
    for (const column of [...items, "image2", "value2", "ideal"]) if (random.uniform() < 0.006) sheet[column] = "";
    if (random.uniform() < 0.02) for (const name of dimensionNames) sheet[`W_${name}`] = "";
  }
  return sheet;
}

/** The columns of one part, in the order of the questionnaire. */
function ordered(answers: Sheet, part: string): Sheet {
  return Object.fromEntries(Object.entries(answers).filter(([column]) => column.startsWith(part)));
}

/** A level as a whole number on a scale. */
function rated(level: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, Math.round(level)));
}
