import { closeSync, openSync, statSync } from "node:fs";
import { BadInput } from "../bad-input.ts";
import { type Database, literal } from "./database.ts";

const faults: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "a part of the path is a file",
  EACCES: "reading it is not allowed",
  EPERM: "reading it is not allowed",
  ELOOP: "its links go in a circle",
  ENAMETOOLONG: "its name is too long",
};

/**
 * The files that `names` stand for, each once: a file that exists by exactly that name, or all that match it as a
 * pattern (`*`, `?`, `[a-c]`, and `**` for folders within folders), in the order of their names.
 */
export async function findFiles(database: Database, names: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const name of names) {
    const isPattern = /[*?[]/.test(name) && statSync(name, { throwIfNoEntry: false }) === undefined;
    const matches = isPattern
      ? (await database.rows<[string]>(`SELECT file FROM glob(${literal(name)}) ORDER BY file`)).map(([file]) => file)
      : [name];
    if (matches.length === 0) throw new BadInput(`${name}: no file matches this pattern.`);
    for (const file of matches) {
      requireReadable(file);
      found.add(file);
    }
  }
  return [...found];
}

/** Throws {@link BadInput} where the file cannot be opened or holds nothing of what was expected. */
export function requireReadable(file: string, expected = "a header line and transactions"): void {
  try {
    const status = statSync(file);
    if (status.isDirectory()) {
      throw new BadInput(`${file} cannot be read: it is a folder. To read all files in it: "${file}/*.csv".`);
    }
    if (!status.isFile()) return;
    closeSync(openSync(file, "r"));
    if (status.size === 0) {
      throw new BadInput(`${file} is empty: expected ${expected}.`);
    }
  } catch (error) {
    if (error instanceof BadInput) throw error;
    const fault = error instanceof Error && "code" in error ? faults[String(error.code)] : undefined;
    if (fault === undefined) throw error;
    throw new BadInput(`${file} cannot be read: ${fault}.`);
  }
}

/** A name with its glob characters taken literally, for a database that would expand them. */
export function literalPath(file: string): string {
  return literal(file.replace(/[*?[]/g, "[$&]"));
}
