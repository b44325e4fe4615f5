/** Shows what the program is doing, in place of what it showed before; `null` clears it. */
export type Status = (text: string | null) => void;

/** Where a command prints. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly status: Status;
}

/** Says nothing: in a pipe, in a log, in a test. */
export const noStatus: Status = () => {};

/** The terminal of this process. What it is doing is told on a screen only, beside the results. */
export const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  status: process.stderr.isTTY === true ? (text) => process.stderr.write(`\r\x1b[K${text ?? ""}`) : noStatus,
};

/** Does `work` while its name, and the share of it that is done where that is known, stand in the status line. */
export async function watch<T>(
  status: Status,
  name: string,
  work: () => Promise<T> | T,
  measured?: { progress(): number | null },
): Promise<T> {
  status(`${name} ...`);
  // Lets the line appear, and an interruption (Ctrl-C) be heard, before work that leaves no room for either.
  await new Promise((resolve) => setImmediate(resolve));
  const timer = setInterval(() => {
    const share = measured?.progress() ?? null;
    if (share !== null && share > 0) status(`${name} ... ${Math.floor(100 * share)} %`);
  }, 250);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    status(null);
  }
}
