import { describe, expect, it } from "vitest";
import { codeIds } from "../../../../src/clv/history/code-ids.ts";
import { hashOfString } from "../../../../src/clv/history/id-coder.ts";

/** What the codes mean, by a Map. */
function expectCodes(ids: ArrayLike<string> | ArrayLike<number>): void {
  const codeOf = new Map<unknown, number>();
  const codes = Array.from<unknown, number>(ids, (id) => {
    if (!codeOf.has(id)) codeOf.set(id, codeOf.size);
    return codeOf.get(id)!;
  });
  const coded = codeIds(ids, "ids");
  expect(Array.from(coded.codes)).toEqual(codes);
  expect(Array.from(coded.ids, String)).toEqual(Array.from(codeOf.keys(), String));
}

/** So many numbers below a limit, in no order, each several times. */
const scattered = (length: number, limit: number): number[] =>
  Array.from({ length }, (_, i) => Math.imul(i % (0.4 * length), 0x9e3779b1) >>> 0).map((x) => x % limit);

describe("codeIds", () => {
  it.each([
    ["numbers from a table", Uint32Array.from(scattered(5000, 3000))],
    ["far numbers", Float64Array.from(scattered(50_000, 2 ** 31), (x) => 1e6 * x + 0.5)],
    ["negative numbers", scattered(5000, 3000).map((x) => -x)],
    ["strings", scattered(200_000, 2 ** 31).map((x) => `customer ${x}`)],
  ])("tells %s apart, in the order of their first appearance", (_, ids) => {
    expectCodes(ids);
  });

  it("takes the two zeros for one", () => {
    expect(codeIds([0.5, -0, 0, 0.5], "ids")).toEqual({ ids: [0.5, -0], codes: Int32Array.of(0, 1, 1, 0) });
  });

  it("tells strings of one hash apart", () => {
    const byHash = new Map<number, string>();
    const pairs: [string, string][] = [];
    for (let i = 0; pairs.length < 3; i++) {
      const id = `c${i}`;
      const other = byHash.get(hashOfString(id));
      if (other !== undefined) pairs.push([other, id]);
      byHash.set(hashOfString(id), id);
    }
    const [[a, b], [c, d], [e, f]] = pairs as [[string, string], [string, string], [string, string]];
    expectCodes(["x", a, "y", b, b, a, c, "z", e, f, d, c, "x", f]);
  });

  it("stays right, and quick, where ids are made to crowd its table", () => {
    const crowd: string[] = [];
    for (let i = 0; crowd.length < 400; i++) if ((hashOfString(`${i}`) & 0xfff) === 0) crowd.push(`${i}`);
    expectCodes([...crowd, "else", ...crowd, ...scattered(5000, 900).map((x) => `c${x}`), ...crowd]);
  });
});
