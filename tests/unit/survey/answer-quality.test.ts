import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numeric/random.ts";
import { answerQuality } from "../../../src/satisfaction/index.ts";
import { refuses } from "../../refuses.ts";
import { reproduces } from "../../validation.ts";

const answers = {
  Q1: [4, 3, 5, 4, 4, 3],
  Q2: [4, 2, 5, 2, null, 2],
  Q3: [4, 4, 5, 5, null, 4],
  Q4: [4, 3, 4, 3, null, 3],
  Q5: [4, 5, 3, 4, 2, 5],
};

describe("answerQuality", () => {
  it("flags straight lines, gaps, haste and repetition, and leaves nobody out", () => {
    const found = answerQuality(answers, {
      scale: { min: 1, max: 5 },
      seconds: [60, 15, 70, null, 65, 80],
      duplicateFrom: 5,
    });
    expect(found.flags).toEqual({
      straightLining: [0],
      speeding: [1],
      missing: [4],
      outOfPattern: [],
      duplicate: [5],
    });
    expect(found.duplicateOf).toEqual([null, null, null, null, null, 1]);
    expect(found.unflagged).toEqual([2, 3]);
    expect([...found.longestRuns]).toEqual([5, 1, 3, 1, 1, 1]);
    expect(found.spreads[0]).toBe(0);
    expect(found.spreads[4]).toBeCloseTo(Math.SQRT2, 12);
    expect([...found.missingShares]).toEqual([0, 0, 0, 0, 0.6, 0]);
    expect(found.itemNonResponse).toEqual({ Q1: 0, Q2: 1 / 6, Q3: 1 / 6, Q4: 1 / 6, Q5: 0 });
    expect(found.respondents).toBe(6);
    expect(found.warnings.map(({ code }) => code)).toEqual(["no-pattern", "many-flags"]);
  });

  it("has the Mahalanobis distances of R", () => {
    const three = { a: [4, 3, 5, 4, 2, 1, 5], b: [4, 2, 5, 2, 3, 2, 4], c: [3, 4, 5, 5, 1, 2, 2] };
    const { patternDistances } = answerQuality({ ...three, c: [...three.c] });
    const expected = [
      0.5231463769224886, 1.2799755145764784, 4.403703420307599, 3.0555513046139717, 2.0062743897773347,
      2.713290993955161, 4.01805799984697,
    ];
    for (const [i, value] of expected.entries()) {
      const row = { area: "satisfaction", source: "R 4.2.2 mahalanobis", tolerance: 1e-10, expected: value };
      reproduces({ ...row, figure: `pattern of answers: respondent ${i + 1}` }, patternDistances[i]!);
    }
  });

  it("flags a pattern that is unlike all others", () => {
    const stream = randomStream(1);
    const level = Array.from({ length: 200 }, () => stream.normal());
    const column = () => level.map((value) => value + 0.3 * stream.normal());
    const four = { a: column(), b: column(), c: column(), d: column() };
    four.a[17] = 3;
    four.b[17] = -3;
    const { flags, patternDistances, warnings } = answerQuality(four);
    expect(flags.outOfPattern).toEqual([17]);
    expect(patternDistances[17]!).toBeGreaterThan(50);
    expect(warnings).toEqual([]);
    expect(answerQuality(four, { patternChance: 0 }).flags.outOfPattern).toEqual([]);
  });

  it("does not count short lines and empty sheets as anything", () => {
    const short = answerQuality({ a: [3, 3], b: [3, 3] });
    expect(short.flags).toMatchObject({ straightLining: [], duplicate: [] });
    const empty = answerQuality({ a: [null, 3], b: [null, 4] });
    expect(empty.spreads).toEqual([null, expect.closeTo(Math.SQRT1_2, 12)]);
    expect(empty.flags.missing).toEqual([0]);
    expect([...empty.longestRuns]).toEqual([0, 1]);
    expect(answerQuality(answers).flags.duplicate).toEqual([]);
    const gap = { a: [4, 4], b: [null, 4], c: [4, 5], d: [4, 4], e: [4, 4], f: [4, 4] };
    expect(answerQuality(gap).flags.straightLining).toEqual([0]);
    expect(answerQuality(answers, { longestRun: 3 }).flags.straightLining).toEqual([0, 2]);
    expect(answerQuality(answers, { seconds: [null, null, null, null, null, null] }).flags.speeding).toEqual([]);
  });

  it("has no distances where questions say the same", () => {
    const x = [1, 2, 3, 4, 5, 2, 3];
    const { patternDistances } = answerQuality({ x, twice: x.map((value) => 2 * value) });
    expect(patternDistances.every((distance) => distance === null)).toBe(true);
  });

  it("refuses", () => {
    refuses(() => answerQuality({}), "empty", "answers");
    refuses(() => answerQuality(undefined as never), "empty", "answers");
    refuses(() => answerQuality(answers, { scale: { min: 1, max: 4 } }), "out-of-range", "answers.Q1[2]");
    refuses(() => answerQuality(answers, { seconds: [1] }), "length-mismatch", "options.seconds");
    refuses(() => answerQuality(answers, { seconds: [-1, 1, 1, 1, 1, 1] }), "out-of-range", "options.seconds[0]");
    refuses(() => answerQuality(answers, { seconds: "fast" as never }), "not-finite", "options.seconds");
    refuses(() => answerQuality(answers, { longestRun: 1 }), "out-of-range", "options.longestRun");
    refuses(() => answerQuality(answers, { speedShare: 2 }), "out-of-range", "options.speedShare");
  });
});
