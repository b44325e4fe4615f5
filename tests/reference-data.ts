import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, test } from "vitest";

const folder = process.env["REFERENCE_DATA"];

/**
 * `describe` for tests on data sets that are not part of the project; skipped, visibly, where they are not there. The body, which
 * may read them, is then not looked at.
 */
export function describeReference(name: string, body: () => void): void {
  if (folder === undefined || folder === "") test.skip(`${name} [needs REFERENCE_DATA]`, () => {});
  else describe(name, body);
}

/** Text of a reference file (unpacked where it is gzipped). */
export function readReference(path: string): string {
  if (folder === undefined) throw new Error("REFERENCE_DATA is not set");
  const bytes = readFileSync(join(folder, path));
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** Rows of a reference CSV file as records; no quoting beyond plain double quotes around a field. */
export function readReferenceCsv(path: string, separator = ","): Record<string, string>[] {
  const lines = readReference(path)
    .split(/\r?\n/)
    .filter((line) => line !== "");
  const split = (line: string): string[] =>
    line.includes('"')
      ? (line.match(new RegExp(`("([^"]*)"|[^${separator}]*)(${separator}|$)`, "g")) ?? [])
          .map((field) => (field.endsWith(separator) ? field.slice(0, -1) : field))
          .map((field) => field.replace(/^"|"$/g, ""))
      : line.split(separator);
  const names = split(lines[0]!);
  return lines.slice(1).map((line) => {
    const fields = split(line);
    return Object.fromEntries(names.map((name, i) => [name, fields[i] ?? ""]));
  });
}
