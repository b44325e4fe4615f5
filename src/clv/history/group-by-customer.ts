import type { TransactionLog } from "./transaction-log.ts";

/** The transactions of a log customer by customer; those of one customer in the order of the log. */
export interface GroupedTransactions extends Rows {
  /** Entries `offsets[code]` to `offsets[code + 1]` are those of a customer. */
  readonly offsets: Int32Array;
}

/** Columns of transactions, in the order of the log or another. */
interface Rows {
  readonly days: Int32Array | Float64Array;
  readonly amounts: Float64Array | null;
  /** Their rows in the log; `null` where nobody asked. */
  readonly positions: Int32Array | null;
}

/** Up to this many rows are one block. */
const cachedRows = 1 << 20;

/**
 * Copies a log customer by customer, by counting. A large log is first copied in blocks of customers, and then sorted
 * block by block: within a block, the places that rows go to stay in the cache.
 */
export function groupByCustomer(log: TransactionLog, withPositions = false): GroupedTransactions {
  const { codes } = log;
  const customers = log.ids.length;
  const offsets = new Int32Array(customers + 1);
  // 256 blocks, or as many as it takes for 16 bits to tell the customers of one apart.
  const shift = Math.min(16, 24 - Math.clz32(customers));
  if (codes.length <= cachedRows || shift <= 0) {
    const rows = emptyRows(log, codes.length, withPositions);
    sortBlock({ ...log, positions: null }, codes, 0, codes.length, offsets, rows);
    return { offsets, ...rows };
  }
  const starts = startsOfBlocks(codes, shift, customers);
  const codesInBlock = new Uint16Array(codes.length);
  const rows = emptyRows(log, codes.length, withPositions);
  copyInBlocks(log, shift, starts.slice(), codesInBlock, rows);
  const longest = starts.reduce((most, start, block) => Math.max(most, start - (starts[block - 1] ?? 0)), 0);
  const sorted = emptyRows(log, longest, withPositions);
  for (let block = 0; block + 1 < starts.length; block++) {
    const [from, to] = [starts[block]!, starts[block + 1]!];
    const ownOffsets = offsets.subarray(block << shift, Math.min(customers, (block + 1) << shift) + 1);
    sortBlock(rows, codesInBlock, from, to, ownOffsets, sorted);
    rows.days.set(sorted.days.subarray(0, to - from), from);
    rows.amounts?.set(sorted.amounts!.subarray(0, to - from), from);
    rows.positions?.set(sorted.positions!.subarray(0, to - from), from);
  }
  return { offsets, ...rows };
}

function emptyRows({ days, amounts }: TransactionLog, length: number, withPositions: boolean): Rows {
  return {
    days: days instanceof Int32Array ? new Int32Array(length) : new Float64Array(length),
    amounts: amounts === null ? null : new Float64Array(length),
    positions: withPositions ? new Int32Array(length) : null,
  };
}

/** Where each block of `2 ** shift` customers starts, and where the last one ends. */
function startsOfBlocks(codes: Int32Array, shift: number, customers: number): Int32Array {
  const starts = new Int32Array(((customers - 1) >> shift) + 2);
  for (let i = 0; i < codes.length; i++) starts[(codes[i]! >> shift) + 1]!++;
  for (let block = 1; block < starts.length; block++) starts[block]! += starts[block - 1]!;
  return starts;
}

/** Copies a log in blocks, and the codes within the blocks; `next` is where the first row of each block goes. */
function copyInBlocks(log: TransactionLog, shift: number, next: Int32Array, codes: Uint16Array, rows: Rows): void {
  const { days, amounts, positions } = rows;
  const { codes: givenCodes, days: givenDays, amounts: givenAmounts } = log;
  const mask = (1 << shift) - 1;
  for (let i = 0; i < givenCodes.length; i++) {
    const code = givenCodes[i]!;
    const at = next[code >> shift]!++;
    codes[at] = code & mask;
    days[at] = givenDays[i]!;
    if (amounts !== null) amounts[at] = givenAmounts![i]!;
    if (positions !== null) positions[at] = i;
  }
}

/** Copies the rows `from` to `to`, a block, customer by customer, and finds the offsets of its customers; the first is known. */
function sortBlock(
  rows: Rows,
  codes: Int32Array | Uint16Array,
  from: number,
  to: number,
  offsets: Int32Array,
  sorted: Rows,
): void {
  const { days: givenDays, amounts: givenAmounts, positions: givenPositions } = rows;
  const { days, amounts, positions } = sorted;
  for (let i = from; i < to; i++) offsets[codes[i]! + 1]!++;
  for (let code = 1; code < offsets.length; code++) offsets[code]! += offsets[code - 1]!;
  const next = offsets.slice();
  for (let i = from; i < to; i++) {
    const at = next[codes[i]!]!++ - from;
    days[at] = givenDays[i]!;
    if (amounts !== null) amounts[at] = givenAmounts![i]!;
    if (positions !== null) positions[at] = givenPositions === null ? i : givenPositions[i]!;
  }
}
