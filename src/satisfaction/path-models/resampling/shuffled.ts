import type { RandomStream } from "../../../numeric/random.ts";

/** The values in an order of chance (Fisher & Yates), each order as likely. */
export function shuffled<T>(values: readonly T[], stream: RandomStream): T[] {
  const order = [...values];
  for (let i = order.length - 1; i > 0; i--) {
    const other = stream.integer(i + 1);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}
