/** A good call of each function: its arguments. */
export const measureCalls: Readonly<Record<string, readonly unknown[]>> = {};
