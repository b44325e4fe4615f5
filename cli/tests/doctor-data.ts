import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Diagnosis, diagnose } from "../src/doctor/diagnose.ts";
import { readOptions } from "../src/options/read-options.ts";
import { randomStream } from "../src/portfolio/random.ts";
import { run } from "../src/run.ts";
import { noStatus } from "../src/terminal.ts";

/** A transaction: customer, date and amount, as texts. */
export type Row = readonly [id: string, date: string, amount: string];

/** The date so many days after the first of 2024. */
export function date(days: number): string {
  return new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10);
}

/** 100 days of 25 transactions each, of 250 customers: nothing about them is odd. */
export const cleanRows: readonly Row[] = (() => {
  const { uniform, gamma } = randomStream(7);
  return Array.from({ length: 2500 }, (_, i) => {
    const customer = 10 * (i % 25) + Math.floor(10 * uniform());
    return [`C${customer}`, date(Math.floor(i / 25)), (1 + gamma(2, 30)).toFixed(2)] as const;
  });
})();

/** Rows as the text of a file. */
export function csv(rows: readonly (readonly string[])[], header = "customer_id,date,amount"): string {
  return `${[header, ...rows.map((row) => row.join(","))].join("\n")}\n`;
}

/** What a command prints, and how it ends. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a command line. */
export async function command(words: readonly string[]): Promise<Outcome> {
  let out = "";
  let error = "";
  const code = await run(words, {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    status: noStatus,
  });
  return { code, out, error };
}

/** A folder for the files of a test, and the doctor's look at one of them. */
export function workFolder() {
  const folder = mkdtempSync(join(tmpdir(), "customer-equity-"));
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return {
    folder,
    write,
    lookAt: (name: string, content: string | Uint8Array, given: { customer?: string } = {}): Promise<Diagnosis> =>
      diagnose(write(name, content), readOptions(given), noStatus),
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}
