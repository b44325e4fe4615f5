import { describe, expect, it } from "vitest";
import { servqualScores, toleranceZones } from "../../../src/servqual/index.ts";

const instrument = { dimensions: [{ key: "speed", items: [{ key: "S1", text: "Waiting is short" }] }] };
const scale = { min: 1, max: 9 };
/** Forty answer, one does not; nine of the forty weigh nothing, and the one who did not answer neither. */
const column = (answer: number) => ({ S1: [...Array(40).fill(answer), null] });
const respondentWeights = Array.from({ length: 41 }, (_, i) => (i < 9 || i === 40 ? 0 : 1));

describe("respondents of weight 0", () => {
  it("are counted by themselves, not among those who gave no answer", () => {
    const weighed = servqualScores({ instrument, scale, perceptions: column(5) }, { respondentWeights });
    expect([weighed.n, weighed.missing, weighed.weightless]).toEqual([31, 0, 10]);
    const { n, missing, scores } = weighed.perception!.dimensions["speed"]!;
    expect([n, missing]).toEqual([31, 0]);
    expect(scores[0]).toBe(5);
    expect(weighed.warnings).toEqual([]);
    const plain = servqualScores({ instrument, scale, perceptions: column(5) });
    expect([plain.n, plain.missing, plain.weightless]).toEqual([40, 1, 0]);
  });

  it("do not make a survey large", () => {
    const five = respondentWeights.map((_, i) => (i < 5 ? 1 : 0));
    const { warnings } = servqualScores({ instrument, scale, perceptions: column(5) }, { respondentWeights: five });
    expect(warnings).toEqual([expect.objectContaining({ code: "few-respondents", count: 5 })]);
  });
});

it("answers that contradict each other are told once, and not as missing ones", () => {
  const high = { S1: Array.from({ length: 40 }, (_, i) => (i < 10 ? 3 : 8)) };
  const { warnings } = toleranceZones(
    { instrument, scale, adequate: { S1: Array(40).fill(5) }, desired: high, perceived: { S1: Array(40).fill(6) } },
    { onInverted: "drop" },
  );
  expect(warnings.map(({ code }) => code)).toEqual(["inverted-levels"]);
});
