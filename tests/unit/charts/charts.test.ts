import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chart, colors, requireFrame, textWidth } from "../../../src/charts/chart.ts";
import { amount, amountLabels, count, percent } from "../../../src/charts/numbers.ts";
import { thin } from "../../../src/charts/thin.ts";
import { InputError } from "../../../src/errors.ts";
import { renderSvg } from "./render.ts";

describe("numbers in sentences", () => {
  it("writes shares with the digits they need", () => {
    expect([0.7432, 0.048, 0.1, 1, 0, -0.052].map((share) => percent(share, "en"))).toEqual([
      "74 %",
      "4.8 %",
      "10 %",
      "100 %",
      "0 %",
      "-5.2 %",
    ]);
    expect(percent(0.7432, "zh")).toBe("74%");
  });

  it("never rounds something to nothing, or nearly all to all", () => {
    expect(percent(1e-9, "en")).toBe("<0.1 %");
    expect(percent(0.00049, "zh")).toBe("<0.1%");
    expect(percent(0.9999, "en")).toBe(">99.9 %");
    expect(percent(0.9994, "en")).toBe("99.9 %");
  });

  it("groups counts, and gives small expectations two digits", () => {
    expect([0, 1, 2357, 1_234_567, 1663.7, 4.26, 0.0417, 12.5].map(count)).toEqual([
      "0",
      "1",
      "2,357",
      "1,234,567",
      "1,664",
      "4.3",
      "0.042",
      "13",
    ]);
  });

  it("names large units, in Chinese by ten-thousands", () => {
    const values = [0, 23.456, 999.6, 45_210, 1_234_567, 4.56e9, 7.8e13, -20_000, 0.0123];
    expect(values.map((value) => amount(value, "en"))).toEqual([
      "0",
      "23.5",
      "1k",
      "45.2k",
      "1.23M",
      "4.56B",
      "78T",
      "-20k",
      "0.0123",
    ]);
    expect(values.map((value) => amount(value, "zh"))).toEqual([
      "0",
      "23.5",
      "1,000",
      "4.52万",
      "123万",
      "45.6亿",
      "78万亿",
      "-2万",
      "0.0123",
    ]);
    expect(amount(1e300, "en")).toBe("1e+288T");
  });

  it("labels axes in the same units", async () => {
    const axis = (language: "en" | "zh") => ({
      mark: "point",
      encoding: {
        x: {
          field: "x",
          type: "quantitative",
          axis: { values: [0.5, 1500, 20_000, 3e6, 4e9], labelExpr: amountLabels(language), labelOverlap: false },
        },
      },
    });
    const draw = async (language: "en" | "zh") =>
      await renderSvg(
        chart(requireFrame({ language }), {
          title: "t",
          description: "d.",
          values: [{ x: 0 }, { x: 4e9 }],
          layer: [axis(language)],
        }),
      );
    const english = await draw("en");
    for (const text of ["0.5", "1.5k", "20k", "3M", "4B"]) expect(english).toContain(`>${text}</text>`);
    const chinese = await draw("zh");
    for (const text of ["0.5", "1500", "2万", "300万", "40亿"]) expect(chinese).toContain(`>${text}</text>`);
  });
});

describe("thin", () => {
  it("keeps all points where there are few enough", () => {
    expect(thin([0, 1, 2], [5, 3, 9], 3)).toEqual([0, 1, 2]);
    expect(thin([7], [7], 3)).toEqual([0]);
  });

  it("keeps both ends of a line that does not move", () => {
    expect(thin(Array<number>(50).fill(1), Array<number>(50).fill(2), 10)).toEqual([0, 49]);
  });

  it("keeps both ends of a jump", () => {
    const y = Array.from({ length: 1000 }, (_, i) => (i < 700 ? 0 : 1));
    const kept = thin(
      y.map((_, i) => i),
      y,
      100,
    );
    expect(kept).toContain(699);
    expect(kept).toContain(700);
  });

  it("keeps at most as many as asked for, and strays from a rising curve by no more than it says", () => {
    const curve = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 400 });
    fc.assert(
      fc.property(curve, fc.integer({ min: 3, max: 60 }), (steps, most) => {
        let sum = 0;
        const y = [0, ...steps.map((step) => (sum += step ** 8 + 1e-6))].map((value) => value / sum);
        const x = y.map((_, i) => i / steps.length);
        const kept = thin(x, y, most);
        expect(kept.length).toBeLessThanOrEqual(Math.max(most, x.length <= most ? x.length : 0));
        expect([kept[0], kept.at(-1)]).toEqual([0, steps.length]);
        const limit = 4 / (most - 2);
        for (let k = 1; k < kept.length; k++) {
          const [a, b] = [kept[k - 1]!, kept[k]!];
          for (let i = a; i <= b; i++) {
            const line = y[a]! + ((y[b]! - y[a]!) * (x[i]! - x[a]!)) / (x[b]! - x[a]!);
            expect(Math.abs(line - y[i]!)).toBeLessThanOrEqual(limit + 1e-9);
          }
        }
      }),
      { seed: 20_261_122 },
    );
  });
});

describe("the frame of a chart", () => {
  it("has a default size, which the caller and then the chart may change", () => {
    const content = { title: "t", description: "d.", values: [], layer: [] };
    expect(chart(requireFrame(undefined), content)).toMatchObject({ width: 480, height: 300 });
    expect(chart(requireFrame({}), { ...content, height: 410 }).height).toBe(410);
    expect(chart(requireFrame({ width: 200, height: 150 }), { ...content, height: 410 })).toMatchObject({
      width: 200,
      height: 150,
    });
  });

  it("refuses options that are none", () => {
    const refuses = (options: unknown, code: string, path: string) => {
      expect(() => requireFrame(options as never)).toThrow(InputError);
      expect(() => requireFrame(options as never)).toThrow(expect.objectContaining({ code, path }));
    };
    refuses({ language: "de" }, "bad-option", "options.language");
    refuses({ width: 20 }, "out-of-range", "options.width");
    refuses({ height: Number.NaN }, "not-finite", "options.height");
    refuses("en", "bad-option", "options");
  });

  it("counts Chinese characters as twice as wide", () => {
    expect(textWidth(["ab", "私人银行"])).toBe(48);
    expect(textWidth(["abcd"])).toBeCloseTo(26.4, 12);
    expect(textWidth([])).toBe(0);
  });

  it("has colours that can be told from white and from near-black", () => {
    const luminance = (hex: string) => {
      const [r, g, b] = [1, 3, 5].map((i) => {
        const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
        return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number];
      return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    for (const color of Object.values(colors)) {
      expect(1.05 / luminance(color)).toBeGreaterThan(3.5);
      expect(luminance(color) / luminance("#121212")).toBeGreaterThan(3.5);
    }
  });
});
