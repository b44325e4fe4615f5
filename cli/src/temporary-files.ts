import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const unfinished = new Set<string>();

function removeAll(): void {
  for (const path of unfinished) remove(path);
  unfinished.clear();
}

/** With retries, as threads of the database may still be writing into a folder. */
function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 10 });
}

function onInterrupt(signal: NodeJS.Signals): void {
  removeAll();
  // The default action, now that nobody listens any more: the shell sees that the signal ended the program.
  stopListening();
  process.kill(process.pid, signal);
}

function stopListening(): void {
  process.off("SIGINT", onInterrupt);
  process.off("SIGTERM", onInterrupt);
  process.off("SIGHUP", onInterrupt);
}

/**
 * Promises that `path` (a file or a folder) is gone if the program is interrupted (Ctrl-C) from now on. The function
 * returned ends the promise and leaves the path as it is.
 */
export function removeIfInterrupted(path: string): () => void {
  if (unfinished.size === 0) {
    process.on("SIGINT", onInterrupt);
    process.on("SIGTERM", onInterrupt);
    process.on("SIGHUP", onInterrupt);
  }
  unfinished.add(path);
  return () => {
    unfinished.delete(path);
    if (unfinished.size === 0) stopListening();
  };
}

/** Runs `work` with a folder that exists for its time only, whether it ends, fails or is interrupted. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  // Promised before it is there: an interruption right after it was made would leave it.
  const folder = join(tmpdir(), `customer-equity-${randomUUID()}`);
  const keep = removeIfInterrupted(folder);
  try {
    mkdirSync(folder, { mode: 0o700 });
    return await work(folder);
  } finally {
    remove(folder);
    keep();
  }
}
