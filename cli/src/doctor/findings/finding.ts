import { percent, whole } from "../../text.ts";

/** Something about a file that the reader should know. */
export interface Finding {
  readonly code: string;
  /** What there is. */
  readonly what: string;
  /** How many there are of it, and their share of all; `null` for what is not counted. */
  readonly count: number | null;
  readonly share: number | null;
  /** The first of them. */
  readonly example: string | null;
  /** What it means for the models, and what to do. */
  readonly means: string;
}

/** A finding about the file as a whole. */
export function finding(code: string, what: string, means: string): Finding {
  return { code, what, count: null, share: null, example: null, means };
}

/** A finding about `count` things of `all`. */
export function counted(
  code: string,
  what: string,
  { count, all, example }: { readonly count: number; readonly all: number; readonly example?: string | undefined },
  means: string,
): Finding {
  return { code, what, count, share: all > 0 ? count / all : null, example: example ?? null, means };
}

/** The finding in a line. */
export function findingText({ what, count, share, example, means }: Finding): string {
  const some = share !== null && share > 0 && share < 0.0005 ? "under 0.1 %" : share === null ? "" : percent(share);
  const many = count === null ? "" : `: ${whole(count)}${some === "" ? "" : ` (${some})`}`;
  return `${what}${many}${example === null ? "" : `, such as ${example}`}. ${means}`;
}

/** A text of a file, short enough for a line. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
