import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BadInput } from "./bad-input.ts";
import { removeIfInterrupted } from "./temporary-files.ts";

const folderFaults: Readonly<Record<string, string>> = {
  EEXIST: "there is a file of that name",
  ENOTDIR: "a part of the path is a file",
  EISDIR: "there is a folder with the name of a result file",
  ENOENT: "no folder can be made there",
  EACCES: "writing there is not allowed",
  EPERM: "writing there is not allowed",
  EROFS: "writing there is not allowed",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENAMETOOLONG: "the path is too long",
};

/**
 * Writes the files, given as pieces of text by name, into a folder, and returns their paths. All are written under
 * other names first and renamed at the end, so that a failure or an interruption leaves what was there before.
 */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, Iterable<string>>>,
): Promise<readonly string[]> {
  const parts: { readonly part: string; readonly path: string; readonly keep: () => void }[] = [];
  try {
    makeFolder(folder);
    for (const [name, pieces] of Object.entries(files)) {
      const path = join(folder, name);
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw fault("EISDIR");
      const part = `${path}.${process.pid}.part`;
      parts.push({ part, path, keep: removeIfInterrupted(part) });
      await writePieces(part, pieces);
    }
    for (const { part, path } of parts) renameSync(part, path);
    return parts.map(({ path }) => path);
  } catch (error) {
    for (const { part } of parts) rmSync(part, { force: true });
    const reason = error instanceof Error && "code" in error ? folderFaults[String(error.code)] : undefined;
    if (reason !== undefined) throw new BadInput(`--out: cannot write into ${JSON.stringify(folder)}: ${reason}.`);
    throw error;
  } finally {
    for (const { keep } of parts) keep();
  }
}

/** The folder and those above it. One by one: under /proc and the like `mkdir` with `recursive` never returns. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const above = dirname(folder);
  if (!existsSync(above)) makeFolder(above);
  mkdirSync(folder);
}

function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Waits for each piece of some size, so that an interruption is heard between them. */
async function writePieces(path: string, pieces: Iterable<string>): Promise<void> {
  const file: FileHandle = await open(path, "w");
  try {
    let buffer = "";
    for (const piece of pieces) {
      buffer += piece;
      if (buffer.length < 262_144) continue;
      await file.writeFile(buffer);
      buffer = "";
    }
    await file.writeFile(buffer);
  } finally {
    await file.close();
  }
}
