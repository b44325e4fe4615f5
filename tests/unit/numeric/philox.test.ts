import { describe, expect, it } from "vitest";
import { philox } from "../../../src/numeric/philox.ts";

function words(counter: readonly number[], key: readonly number[]): number[] {
  const out = new Uint32Array(4);
  philox(counter[0]!, counter[1]!, counter[2]!, counter[3]!, key[0]!, key[1]!, out);
  return Array.from(out);
}

describe("philox", () => {
  it("gives the known answers that Random123 publishes for Philox 4x32-10", () => {
    expect(words([0, 0, 0, 0], [0, 0])).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
    const ones = 0xffffffff;
    expect(words([ones, ones, ones, ones], [ones, ones])).toEqual([0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]);
    expect(words([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
      0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1,
    ]);
  });

  it("changes about half of the output bits when one bit of counter or key changes", () => {
    const base = words([1, 2, 3, 4], [5, 6]);
    for (let position = 0; position < 6; position++) {
      let flipped = 0;
      for (let bit = 0; bit < 32; bit++) {
        const input = [1, 2, 3, 4, 5, 6];
        input[position]! ^= 1 << bit;
        const other = words(input.slice(0, 4), input.slice(4));
        for (let k = 0; k < 4; k++) for (let b = 0; b < 32; b++) flipped += ((base[k]! ^ other[k]!) >>> b) & 1;
      }
      expect(Math.abs(flipped / (32 * 128) - 0.5)).toBeLessThan(4 * 0.0078);
    }
  });
});
