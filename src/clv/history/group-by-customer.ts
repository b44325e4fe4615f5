import type { TransactionLog } from "./transaction-log.ts";

/** The transactions of a log customer by customer; those of one customer in the order of the log. */
export interface GroupedTransactions {
  /** Entries `offsets[code]` to `offsets[code + 1]` are those of a customer. */
  readonly offsets: Int32Array;
  readonly days: Int32Array | Float64Array;
  readonly amounts: Float64Array | null;
  /** Their rows in the log; `null` where nobody asked. */
  readonly positions: Int32Array | null;
}

/** The columns of a log, in its order or another. */
interface Rows extends Pick<TransactionLog, "codes" | "days" | "amounts"> {
  /** Rows in the log; `null` for the log itself. */
  readonly positions: Int32Array | null;
}

/** Up to this many rows are sorted at once. */
const cachedRows = 1 << 20;

/** Copies a log customer by customer, by counting. */
export function groupByCustomer(log: TransactionLog, withPositions = false): GroupedTransactions {
  const customers = log.ids.length;
  const offsets = new Int32Array(customers + 1);
  for (let i = 0; i < log.codes.length; i++) offsets[log.codes[i]! + 1]!++;
  for (let code = 1; code < offsets.length; code++) offsets[code]! += offsets[code - 1]!;
  let rows: Rows = { ...log, positions: null };
  // 256 blocks of neighbouring customers first: within a block, the places that rows go to stay in the cache.
  const shift = 24 - Math.clz32(customers);
  if (log.codes.length > cachedRows && shift > 0) {
    const starts = Int32Array.from({ length: (customers >> shift) + 1 }, (_, block) => offsets[block << shift]!);
    rows = copyInOrder(rows, shift, starts, withPositions);
  }
  const { days, amounts, positions } = copyInOrder(rows, 0, offsets.slice(), withPositions);
  return { offsets, days, amounts, positions };
}

/** Copies rows in the order of the keys `code >> shift`; `next` is where the first row of each goes. */
function copyInOrder(rows: Rows, shift: number, next: Int32Array, withPositions: boolean): Rows {
  const { codes, days, amounts, positions } = rows;
  const { length } = codes;
  // Nobody asks for the codes of rows that are in the order of the codes.
  const copiedCodes = shift === 0 ? null : new Int32Array(length);
  const copiedDays = days instanceof Int32Array ? new Int32Array(length) : new Float64Array(length);
  const copiedAmounts = amounts === null ? null : new Float64Array(length);
  const copiedPositions = withPositions ? new Int32Array(length) : null;
  for (let i = 0; i < length; i++) {
    const code = codes[i]!;
    const at = next[code >> shift]!++;
    copiedDays[at] = days[i]!;
    if (copiedCodes !== null) copiedCodes[at] = code;
    if (copiedAmounts !== null) copiedAmounts[at] = amounts![i]!;
    if (copiedPositions !== null) copiedPositions[at] = positions === null ? i : positions[i]!;
  }
  return { codes: copiedCodes ?? codes, days: copiedDays, amounts: copiedAmounts, positions: copiedPositions };
}
