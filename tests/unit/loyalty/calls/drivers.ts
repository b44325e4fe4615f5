/** A good call of each function: its arguments. */
export const driverCalls: Readonly<Record<string, readonly unknown[]>> = {};
