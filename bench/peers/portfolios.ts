/**
 * The data of the race, as raw columns in files that every language reads at once. A portfolio is made once a race, untimed.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import {
  bgBb,
  bgNbd,
  dayNumber,
  gammaGamma,
  type PurchaseHistory,
  simulateCohort,
  summarizeTransactionColumns,
  type WithSpend,
} from "customer-equity/clv";

/** Columns of equal length, and the numbers that hold for all of them. */
export interface Portfolio {
  readonly name: string;
  readonly rows: number;
  readonly columns: Readonly<Record<string, Float64Array | Int32Array | Uint32Array>>;
  readonly numbers: Readonly<Record<string, number>>;
}

type Content = Pick<Portfolio, "columns" | "numbers">;

/** Where the reference data are, if they are there. */
const reference = process.env["REFERENCE_DATA"];

/** How each portfolio is made; `null` where its data are not there. */
const makers: Readonly<Record<string, () => Content | null>> = {
  "cdnow-sample": () => fromCsv("cdnow_sample_cbs.csv", (rows) => purchases(rows, ["x", "t_x", "T_cal", "m_x"])),
  "cdnow-master": () => fromCsv("cdnow_master.csv", cdnowMaster),
  "portfolio-2k": () => simulated(2357),
  "portfolio-10k": () => simulated(10_000),
  "portfolio-100k": () => simulated(100_000),
  "portfolio-1m": () => simulated(1_000_000),
  donors: () =>
    fromCsv("donations_rf_matrix.csv", (rows) => ({
      columns: {
        frequency: column(rows, "x"),
        recency: column(rows, "t.x"),
        age: column(rows, "n.cal"),
        weight: column(rows, "custs"),
      },
      numbers: {},
    })),
  "donors-synthetic": () => ({ columns: donors(6), numbers: {} }),
  "survey-250": () => ({ columns: answers(250), numbers: {} }),
  "survey-1k": () => ({ columns: answers(1000), numbers: {} }),
  "survey-10k": () => ({ columns: answers(10_000), numbers: {} }),
  "survey-100k": () => ({ columns: answers(100_000), numbers: {} }),
  "log-50k": () => log(50_000, 10_000),
  "log-500k": () => log(500_000, 100_000),
  "log-5m": () => log(5_000_000, 1_000_000),
};

/** The first of `a or b` whose data are there, made in `folder` if it is not there yet: the path of its description; `null` where none is. */
export function preparePortfolio(names: string, folder: string): string | null {
  for (const name of names.split(" or ")) {
    const path = prepare(name, folder);
    if (path !== null) return path;
  }
  return null;
}

function prepare(name: string, folder: string): string | null {
  const path = join(folder, `${name}.json`);
  if (existsSync(path)) return path;
  const content = makers[name]!();
  if (content === null) return null;
  mkdirSync(folder, { recursive: true });
  const files = Object.entries(content.columns).map(([key, values]) => {
    const kind = values instanceof Float64Array ? "f64" : values instanceof Int32Array ? "i32" : "u32";
    const file = join(folder, `${name}-${key}.${kind}`);
    writeFileSync(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return [key, file];
  });
  writeFileSync(path, JSON.stringify({ name, numbers: content.numbers, columns: Object.fromEntries(files) }));
  return path;
}

/** A portfolio that was prepared, with the settings of a job among its numbers. */
export function readPortfolio(path: string, settings: Readonly<Record<string, number>>): Portfolio {
  const { name, numbers, columns: files } = JSON.parse(readFileSync(path, "utf8"));
  const columns: Record<string, Float64Array | Int32Array | Uint32Array> = {};
  for (const [key, file] of Object.entries(files as Record<string, string>)) columns[key] = readColumn(file);
  return { name, numbers: { ...numbers, ...settings }, columns, rows: Object.values(columns)[0]!.length };
}

/** A raw column; the ending of its file says which type it has. */
export function readColumn(file: string): Float64Array | Int32Array | Uint32Array {
  const bytes = readFileSync(file);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  if (extname(file) === ".f64") return new Float64Array(buffer);
  return extname(file) === ".i32" ? new Int32Array(buffer) : new Uint32Array(buffer);
}

/** The purchase history of a portfolio of customers, in weeks. */
export function historyOf({ columns }: Portfolio): PurchaseHistory & WithSpend {
  const { frequency, recency, age, meanSpend } = columns as Record<string, Float64Array>;
  return { frequency: frequency!, recency: recency!, age: age!, meanSpend: meanSpend!, timeUnit: "week" };
}

type Row = Readonly<Record<string, string>>;

function fromCsv(file: string, make: (rows: readonly Row[]) => Content): Content | null {
  if (!reference || !existsSync(join(reference, file))) return null;
  const [head, ...lines] = readFileSync(join(reference, file), "utf8").trim().split(/\r?\n/);
  const names = head!.split(",").map((name) => name.replaceAll('"', ""));
  return make(
    lines.map((line) => {
      const fields = line.split(",");
      return Object.fromEntries(names.map((name, i) => [name, fields[i]!.replaceAll('"', "")]));
    }),
  );
}

function column(rows: readonly Row[], name: string): Float64Array {
  return Float64Array.from(rows, (row) => Number(row[name]));
}

function purchases(rows: readonly Row[], [x, tx, T, m]: readonly [string, string, string, string]): Content {
  return {
    columns: {
      frequency: column(rows, x),
      recency: column(rows, tx),
      age: column(rows, T),
      meanSpend: column(rows, m),
    },
    numbers: {},
  };
}

function cdnowMaster(rows: readonly Row[]): Content {
  const { frequency, recency, age, meanSpend } = summarizeTransactionColumns(
    {
      customer: column(rows, "customer_id"),
      day: Float64Array.from(rows, (row) => dayNumber(row["date"]!)),
      amount: column(rows, "amount"),
    },
    { timeUnit: "week", splitAt: "1997-09-30" },
  );
  const columns = { frequency, recency, age, meanSpend };
  return {
    columns: Object.fromEntries(Object.entries(columns).map(([key, values]) => [key, Float64Array.from(values)])),
    numbers: {},
  };
}

/** Customers who came over twelve weeks and were observed for 39 in all, with continuous times; the small base in whole days, as CDNOW is. */
function simulated(customers: number): Content {
  const wholeDays = customers < 10_000;
  const snap = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(values, (time) => (wholeDays ? Math.round(time * 7) / 7 : time));
  const age = snap(Float64Array.from({ length: customers }, (_, i) => 27 + 12 * ((i * 0.6180339887) % 1)));
  const { history } = simulateCohort(bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" }), {
    customers,
    age,
    seed: 20_261_122,
    spend: gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 }),
  });
  const frequency = Float64Array.from(history.frequency);
  const recency = snap(history.recency).map((time, i) =>
    frequency[i] === 0 ? 0 : Math.max(time, wholeDays ? 1 / 7 : 1e-9),
  );
  return { columns: { frequency, recency, age, meanSpend: Float64Array.from(history.meanSpend!) }, numbers: {} };
}

/** Donors with so many yearly opportunities, one row for those with the same record. */
function donors(opportunities: number): Content["columns"] {
  const model = bgBb({ alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78, opportunitiesPerYear: 1 });
  const { history } = simulateCohort(model, { customers: 11_104, age: opportunities, seed: 20_261_122 });
  const counts = new Float64Array((opportunities + 1) ** 2);
  history.frequency.forEach((x, i) => {
    counts[x * (opportunities + 1) + history.recency[i]!]!++;
  });
  const cells = [...counts.keys()].filter((cell) => counts[cell]! > 0);
  return {
    frequency: Float64Array.from(cells, (cell) => Math.floor(cell / (opportunities + 1))),
    recency: Float64Array.from(cells, (cell) => cell % (opportunities + 1)),
    age: new Float64Array(cells.length).fill(opportunities),
    weight: Float64Array.from(cells, (cell) => counts[cell]!),
  };
}

/** The blocks of the surveys; four questions to each. */
export const surveyBlocks = ["image", "expectation", "quality", "value", "satisfaction", "loyalty"];

/** Whole answers from 1 to 10: an opinion of each respondent, one of each block, and chance; nobody leaves anything out. */
function answers(respondents: number): Content["columns"] {
  const next = scattered();
  // The sum of twelve uniform numbers is nearly normal.
  const normal = (): number => {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += next();
    return sum;
  };
  const common = Float64Array.from({ length: respondents }, normal);
  const columns = surveyBlocks.flatMap((block) => {
    const own = common.map((opinion) => 0.7 * opinion + 0.7 * normal());
    return [1, 2, 3, 4].map((h): [string, Float64Array] => [
      `${block}${h}`,
      own.map((score) => Math.min(10, Math.max(1, Math.round(6 + 1.4 * (score + 0.8 * normal()))))),
    ]);
  });
  return Object.fromEntries(columns);
}

/** A small linear congruential generator of numbers from 0 to 1: scattered ones are wanted, not good ones. */
function scattered(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Transactions in random order: customers 0 … n − 1, days of 2,000, amounts in cents. */
function log(rows: number, customers: number): Content {
  const from = 18_000;
  const days = 2000;
  const uniform = scattered();
  const next = (below: number): number => Math.floor(uniform() * below);
  const customer = new Int32Array(rows);
  const day = new Int32Array(rows);
  const amount = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    customer[i] = next(customers);
    day[i] = from + next(days);
    amount[i] = (1 + next(10_000)) / 100;
  }
  return { columns: { customer, day, amount }, numbers: { observedUntil: from + days } };
}
