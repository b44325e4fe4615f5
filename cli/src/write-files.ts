import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BadInput } from "./bad-input.ts";

const folderFaults: Readonly<Record<string, string>> = {
  EEXIST: "there is a file of that name",
  ENOTDIR: "a part of the path is a file",
  EISDIR: "there is a folder with the name of a result file",
  EACCES: "writing there is not allowed",
  EPERM: "writing there is not allowed",
  EROFS: "writing there is not allowed",
};

/**
 * Writes the files, given as pieces of text by name, into a folder, and returns their paths. All are written under
 * other names first and renamed at the end, so that a failure leaves what was there before.
 */
export function writeFiles(folder: string, files: Readonly<Record<string, Iterable<string>>>): readonly string[] {
  const parts: { readonly part: string; readonly path: string }[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, pieces] of Object.entries(files)) {
      const path = join(folder, name);
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw fault("EISDIR");
      const part = `${path}.${process.pid}.part`;
      parts.push({ part, path });
      writePieces(part, pieces);
    }
    for (const { part, path } of parts) renameSync(part, path);
    return parts.map(({ path }) => path);
  } catch (error) {
    for (const { part } of parts) rmSync(part, { force: true });
    const reason = error instanceof Error && "code" in error ? folderFaults[String(error.code)] : undefined;
    if (reason !== undefined) throw new BadInput(`--out: cannot write into ${JSON.stringify(folder)}: ${reason}.`);
    throw error;
  }
}

function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function writePieces(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, "w");
  try {
    let buffer = "";
    for (const piece of pieces) {
      buffer += piece;
      if (buffer.length < 65_536) continue;
      writeFileSync(file, buffer);
      buffer = "";
    }
    writeFileSync(file, buffer);
  } finally {
    closeSync(file);
  }
}
