/** A good call of each function: its arguments. */
export const classCalls: Readonly<Record<string, readonly unknown[]>> = {};
