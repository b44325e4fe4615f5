import { expect, it } from "vitest";
import { GapLogarithms } from "../../../../src/clv/history/gap-logarithms.ts";

it("gives the logarithms of gaps to the last bit, asked once or twice", () => {
  const logarithms = new GapLogarithms(7, 100);
  for (const gap of [1, 7, 99, 100, 5000, 2.5, 1e-9, 7, 1, 99]) expect(logarithms.of(gap)).toBe(Math.log(gap / 7));
});
