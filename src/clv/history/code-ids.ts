import { hashNumbers, hashOfString, IdCoder } from "./id-coder.ts";
import { refuseId, type TransactionLog } from "./transaction-log.ts";

/** Ids by code, in the order of their first appearance, and the code of each row. */
type CodedIds = Pick<TransactionLog, "ids" | "codes">;

/** Codes a column of ids, which are strings or numbers. */
export function codeIds(ids: ArrayLike<unknown>, path: string): CodedIds {
  return typeof ids[0] === "number"
    ? codeNumbers(ids as ArrayLike<number>, path)
    : codeByHash(ids as ArrayLike<string>, hashStrings(ids, path));
}

function codeNumbers(ids: ArrayLike<number>, path: string): CodedIds {
  let dense = true;
  let largest = 0;
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!;
    if (typeof id !== "number" || id - id !== 0) refuseId(id, `${path}[${i}]`);
    if (id > largest) largest = id;
    if (id < 0 || id !== Math.floor(id)) dense = false;
  }
  // A table indexed by the id costs less than one by hash as long as it is not much longer than the log.
  return dense && largest < 4 * ids.length + 1024 ? codeByTable(ids, largest) : codeByHash(ids, hashNumbers(ids));
}

function codeByHash<K extends string | number>(ids: ArrayLike<K>, codes: Int32Array): CodedIds {
  const coder = new IdCoder<K>();
  coder.replaceHashes(codes, 0, codes.length, ids);
  return { ids: coder.inOrder(codes), codes };
}

function codeByTable(ids: ArrayLike<number>, largest: number): CodedIds {
  const codes = new Int32Array(ids.length);
  const found = new Uint32Array(Math.min(largest + 1, ids.length));
  // One more than the code.
  const codeOf = new Int32Array(largest + 1);
  let size = 0;
  for (let i = 0; i < codes.length; i++) {
    const id = ids[i]!;
    let code = codeOf[id]!;
    if (code === 0) {
      found[size++] = id;
      code = size;
      codeOf[id] = size;
    }
    codes[i] = code - 1;
  }
  return { ids: found.subarray(0, size), codes };
}

function hashStrings(ids: ArrayLike<unknown>, path: string): Int32Array {
  const hashes = new Int32Array(ids.length);
  for (let i = 0; i < hashes.length; i++) {
    const id = ids[i];
    if (typeof id !== "string" || id === "") refuseId(id, `${path}[${i}]`);
    hashes[i] = hashOfString(id);
  }
  return hashes;
}

/** The ids of some codes as strings. */
export function idStrings(ids: TransactionLog["ids"], codes: Int32Array): string[] {
  const strings: string[] = new Array(codes.length);
  if (!(ids instanceof Uint32Array) || codes.length < 10_000) {
    for (let k = 0; k < codes.length; k++) strings[k] = String(ids[codes[k]!]);
    return strings;
  }
  // Numbers that a table coded are small: put together from the thousands and the rest, each spelt once, they take half the time.
  const rests = Array.from({ length: 1000 }, (_, rest) => String(rest).padStart(3, "0"));
  const thousands: string[] = [];
  for (let k = 0; k < codes.length; k++) {
    const id = ids[codes[k]!]!;
    const above = Math.floor(id / 1000);
    while (thousands.length <= above) thousands.push(String(thousands.length));
    strings[k] = above === 0 ? String(id) : thousands[above]! + rests[id - 1000 * above]!;
  }
  return strings;
}
