import { createReadStream, createWriteStream } from "node:fs";
import { basename } from "node:path";
import { type Readable, type Transform, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import zlib from "node:zlib";
import { BadInput } from "../bad-input.ts";

const faults: Readonly<Record<string, string>> = {
  Z_DATA_ERROR: "it is not, or not wholly, a gzip file",
  Z_BUF_ERROR: "it is a packed file that ends too early",
  ZSTD_error_prefix_unknown: "it is not, or not wholly, a zstd file",
  EIO: "the disk or network that holds it fails",
  ENOSPC: "the folder for temporary files is full",
};

/** Reads a packed file to its end, to know that it is whole: the database stops at the cut of one without a word. */
export async function requireWhole(file: string): Promise<void> {
  if (/\.(gz|zst)$/i.test(file))
    await explained(file, () => pipeline(unpacked(file), new Writable({ write: (_, __, done) => done() })));
}

/** The bytes of a file, unpacked where its name ends in `.gz` or `.zst`. */
function unpacked(file: string): Readable {
  const bytes = createReadStream(file);
  if (/\.gz$/i.test(file)) return compose(bytes, zlib.createGunzip());
  if (!/\.zst$/i.test(file)) return bytes;
  // Added to Node after the oldest version that this program supports.
  const { createZstdDecompress } = zlib as { readonly createZstdDecompress?: () => Transform };
  if (createZstdDecompress === undefined) {
    throw new BadInput(
      `${basename(file)} cannot be read: unpacking .zst needs Node 22.15 or later; .gz works everywhere.`,
    );
  }
  return compose(bytes, createZstdDecompress());
}

function compose(bytes: Readable, unpacker: Transform): Readable {
  bytes.on("error", (error) => unpacker.destroy(error));
  return bytes.pipe(unpacker);
}

async function explained<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const fault = faults[code];
    if (fault === undefined) throw error;
    throw new BadInput(`${basename(file)} cannot be read: ${fault}.`);
  }
}

/** Longest line of a CSV file, in bytes: a longer one is a file without line ends, or no CSV file. */
export const longestLine = 2_000_000;

/** The text is not in UTF-8, as was expected; in which encoding it is remains to be found out. */
export class NotUtf8 extends BadInput {}

/** The first line of a text in UTF-8, without a byte order mark. */
export async function firstLine(file: string): Promise<string> {
  return explained(file, async () => {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let head = "";
    try {
      for await (const chunk of unpacked(file) as AsyncIterable<Uint8Array>) {
        // What follows the first line may be in any state: it is not decoded.
        const end = chunk.findIndex((byte) => byte === 10 || byte === 13);
        head += decoder.decode(end < 0 ? chunk : chunk.subarray(0, end), { stream: end < 0 });
        if (end >= 0) return head;
        if (head.length > longestLine) return head;
      }
      return head + decoder.decode();
    } catch (error) {
      if (error instanceof TypeError) throw new NotUtf8(`${basename(file)}, line 1: expected text in UTF-8.`);
      throw error;
    }
  });
}

/**
 * Writes `file` to `target` as UTF-8 text with the line ends of Unix. Throws {@link BadInput} with the line where the
 * text is not in `encoding`.
 */
export async function writePlainText(file: string, target: string, encoding: string): Promise<void> {
  await explained(file, () =>
    pipeline(async function* () {
      let line = 1;
      let endsInReturn = false;
      for await (const text of decoded(file, encoding, () => line)) {
        // A line end that is divided between two pieces is one line end.
        const rest = endsInReturn && text.startsWith("\n") ? text.slice(1) : text;
        endsInReturn = text === "" ? endsInReturn : text.endsWith("\r");
        const plain = rest.replace(/\r\n?/g, "\n");
        for (let at = plain.indexOf("\n"); at >= 0; at = plain.indexOf("\n", at + 1)) line++;
        yield plain;
      }
    }, createWriteStream(target)),
  );
}

async function* decoded(file: string, encoding: string, line: () => number): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of unpacked(file) as AsyncIterable<Uint8Array>)
      yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new BadInput(`${basename(file)}, line ${line()} or soon after it: the text is not in ${encoding}.`);
  }
}

/** Encodings in which logs are met, in the order in which they are tried; the last takes any bytes. */
const encodings = ["utf-8", "gb18030"] as const;

/** What the beginning of a file looks like. */
export interface TextLook {
  /** `null` where it is none of those known. */
  readonly encoding: string | null;
  /** Line ends of more than one kind. */
  readonly mixedLineEnds: boolean;
  /** First line with bytes that UTF-8 does not know. */
  readonly badLine: number | null;
}

/** Looks at a whole file that could not be read as it was expected to be: its encoding and its line ends. */
export async function lookAtText(file: string): Promise<TextLook> {
  return explained(file, async () => {
    const decoders = new Map(encodings.map((name) => [name, new TextDecoder(name, { fatal: true })] as const));
    const ends = { "\r\n": 0, "\n": 0, "\r": 0 };
    let badLine: number | null = null;
    let lines = 1;
    let zeros = 0;
    let before = 0;
    let first: readonly number[] | undefined;
    for await (const chunk of unpacked(file) as AsyncIterable<Uint8Array>) {
      first ??= [...chunk.subarray(0, 2)];
      let linesHere = 0;
      for (const byte of chunk) {
        if (byte === 0) zeros++;
        if (byte === 10) {
          linesHere++;
          if (before === 13) ends["\r\n"]++;
          else ends["\n"]++;
        } else if (before === 13) ends["\r"]++;
        before = byte;
      }
      for (const [name, decoder] of decoders) {
        try {
          decoder.decode(chunk, { stream: true });
        } catch {
          decoders.delete(name);
          if (name === "utf-8") badLine = lines + linesBeforeFault(chunk);
        }
      }
      lines += linesHere;
    }
    const utf16 = first?.[0] === 0xff && first[1] === 0xfe ? "utf-16le" : zeros > 0 ? null : undefined;
    const encoding = utf16 === undefined ? (encodings.find((name) => decoders.has(name)) ?? null) : utf16;
    return { encoding, mixedLineEnds: Object.values(ends).filter((count) => count > 0).length > 1, badLine };
  });
}

/** Line ends before the first byte of the chunk that is no UTF-8, by halving. */
function linesBeforeFault(chunk: Uint8Array): number {
  let start = 0;
  // The chunk may begin inside a character of the one before it.
  while (start < 3 && ((chunk[start] ?? 0) & 0xc0) === 0x80) start++;
  let good = start;
  let bad = chunk.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(chunk.subarray(start, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  let lines = 0;
  for (let i = 0; i < good; i++) if (chunk[i] === 10) lines++;
  return lines;
}
