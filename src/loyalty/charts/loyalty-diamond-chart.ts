import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  label,
  mostPoints,
  nameOf,
  requireFrame,
} from "../../charts/chart.ts";
import { numberAxis } from "../../charts/labelled-points.ts";
import { count, percent } from "../../charts/numbers.ts";
import { requireColumn, requireNumber, requireOptions, requireRows } from "../../checks.ts";
import { requireClassColumn, requireCustomers } from "../../class-column.ts";
import { InputError } from "../../errors.ts";
import type { ClassColumn, Column } from "../../types.ts";
import { diamondStyles } from "../classes/diamond-styles.ts";
import type { LoyaltyDiamond } from "../classes/loyalty-diamond.ts";

const words = {
  en: {
    title: "Diamond of loyalty",
    style: "habit → variety",
    loyalty: "switching → loyalty",
    shares: (n: string, [loyal, variety, habit, switching]: readonly string[], drawn: string) =>
      `Of ${n} customers ${loyal} are loyal, ${variety} variety seekers, ${habit} habitual buyers and ${switching} switchers${drawn}.`,
    drawn: (n: string) => `; ${n} of them are drawn`,
  },
  zh: {
    title: "客户忠诚钻石模型",
    style: "习惯 → 多样化",
    loyalty: "转换 → 忠诚",
    shares: (n: string, [loyal, variety, habit, switching]: readonly string[], drawn: string) =>
      `${n}位客户中，忠诚者占${loyal}，品种追求者占${variety}，习惯性购买者占${habit}，转换者占${switching}${drawn}。`,
    drawn: (n: string) => `；图中绘出其中${n}位`,
  },
};

/** Points that are not customers: the outline, two lines and four names. */
const otherPoints = 20;

/** A place in the diamond. */
interface Place {
  readonly styleAxis: number;
  readonly loyaltyAxis: number;
}

/** Where the names of the styles stand, each beside its corner and clear of the outline. */
const nameplates = [
  { styleAxis: 0.5, loyaltyAxis: 1.06, align: "center" },
  { styleAxis: 1.14, loyaltyAxis: 0.78, align: "right" },
  { styleAxis: -0.14, loyaltyAxis: 0.78, align: "left" },
  { styleAxis: 0.5, loyaltyAxis: -0.06, align: "center" },
] as const;

/**
 * Chart of the diamond of loyalty (客户忠诚钻石图): each customer's place between the corners of the loyal, of variety, of habit and of
 * switching, with the lines where the styles meet.
 *
 * Of more than 1,980 customers as many are drawn, evenly spaced in the order given; shares are those of all.
 *
 * @param diamond - What `loyaltyDiamond` returns for columns of customers.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are `styleAxis`, `loyaltyAxis`, `style`, and `customer` where there are ids.
 * @throws InputError `empty` without customers, `bad-option` for what is no diamond, and for the options; `not-finite`, `out-of-range`,
 * `length-mismatch`.
 * @remarks Source: Knox (1998), European Management Journal 16(6); drawing customers as points in it is this package's. There is no twin.
 * @example
 * ```ts
 * import { loyaltyDiamond, loyaltyDiamondChart } from "customer-equity/loyalty";
 * const diamond = loyaltyDiamond({ involvement: [6.2, 5, 2.1, 1.8], portfolio: [1, 4, 1, 5] });
 * console.log(loyaltyDiamondChart(diamond).description); // Of 4 customers 25 % are loyal, 25 % variety seekers, 25 % habitual buyers and 25 % switchers.
 * ```
 */
export function loyaltyDiamondChart(diamond: LoyaltyDiamond, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const text = words[language];
  const { column, styleAxis, loyaltyAxis, cuts } = requireDiamond(diamond);
  const rows = column.codes.length;
  const shares = diamondStyles.map((_, k) => column.codes.reduce((n, code) => n + (code === k ? 1 : 0), 0) / rows);
  const drawn = Math.min(rows, mostPoints - otherPoints);
  const values = Array.from({ length: drawn }, (_, k) => {
    const i = Math.floor((k * rows) / drawn);
    const customer = column.customers?.[i];
    return {
      styleAxis: styleAxis[i]!,
      loyaltyAxis: loyaltyAxis[i]!,
      style: nameOf(diamondStyles[column.codes[i]!]!, language),
      ...(customer === undefined ? {} : { customer }),
    };
  });
  const x = numberAxis("styleAxis", text.style, [-0.15, 1.15], { values: [0, 0.5, 1], grid: false });
  const y = numberAxis("loyaltyAxis", text.loyalty, [-0.12, 1.12], { values: [0, 0.5, 1], grid: false });
  return chart(frame, {
    title: text.title,
    description: describe(rows, drawn, shares, language),
    height: 480,
    values,
    layer: [
      outline(x, y),
      meetingLines(cuts, x, y),
      {
        mark: {
          type: "point",
          filled: true,
          opacity: drawn > 200 ? 0.35 : 0.7,
          size: 40,
          color: colors.main,
          tooltip: true,
        },
        encoding: { x, y },
      },
      ...nameplates.map(({ align, ...place }, k) => {
        const parts = [nameOf(diamondStyles[k]!, language), percent(shares[k]!, language)];
        return {
          data: { values: [place] },
          mark: { ...label, align, baseline: "middle" },
          // At the sides there is room for two short lines rather than for a long one.
          encoding: { x, y, text: { value: align === "center" ? parts.join(" ") : parts } },
        };
      }),
    ],
  });
}

/** The place of an involvement i and a portfolio q, both from 0 to 1. */
function placeOf(i: number, q: number): Place {
  return { styleAxis: (i + q) / 2, loyaltyAxis: (i + 1 - q) / 2 };
}

function outline(x: object, y: object): Chart["layer"][number] {
  const corners = [placeOf(1, 0), placeOf(1, 1), placeOf(0, 1), placeOf(0, 0), placeOf(1, 0)];
  return {
    data: { values: corners.map((corner, order) => ({ ...corner, order })) },
    mark: { type: "line", color: colors.neutral },
    encoding: { x, y, order: { field: "order", type: "quantitative" } },
  };
}

/** The lines of equal involvement and of equal portfolio where the styles meet. */
function meetingLines(
  { involvement, portfolio }: LoyaltyDiamond["cuts"],
  x: object,
  y: object,
): Chart["layer"][number] {
  const lines = [
    [placeOf(involvement, 0), placeOf(involvement, 1)],
    [placeOf(0, portfolio), placeOf(1, portfolio)],
  ] as const;
  return {
    data: { values: lines.map(([from, to]) => ({ ...from, toStyle: to.styleAxis, toLoyalty: to.loyaltyAxis })) },
    mark: { type: "rule", color: colors.neutral, strokeDash: [4, 3] },
    encoding: { x, y, x2: { field: "toStyle" }, y2: { field: "toLoyalty" } },
  };
}

function requireDiamond(diamond: LoyaltyDiamond): {
  readonly column: ClassColumn;
  readonly styleAxis: Column;
  readonly loyaltyAxis: Column;
  readonly cuts: LoyaltyDiamond["cuts"];
} {
  const column = requireClassColumn(diamond, "diamond");
  const { styleAxis, loyaltyAxis, cuts: given } = diamond;
  requireRows(column.codes, "diamond.codes");
  if (column.classes.length !== diamondStyles.length) {
    throw new InputError({
      code: "bad-option",
      path: "diamond.classes",
      expected: "the four styles of loyaltyDiamond",
      received: column.classes,
    });
  }
  const rows = column.codes.length;
  requireCustomers(column.customers, "diamond.customers", rows);
  const share = { min: 0, max: 1 };
  const cuts = requireOptions(given, "diamond.cuts");
  return {
    column,
    styleAxis: requireColumn(styleAxis, "diamond.styleAxis", share, rows),
    loyaltyAxis: requireColumn(loyaltyAxis, "diamond.loyaltyAxis", share, rows),
    cuts: {
      involvement: requireNumber(cuts.involvement, "diamond.cuts.involvement", share),
      portfolio: requireNumber(cuts.portfolio, "diamond.cuts.portfolio", share),
    },
  };
}

function describe(rows: number, drawn: number, shares: readonly number[], language: Language): string {
  const text = words[language];
  return text.shares(
    count(rows),
    shares.map((share) => percent(share, language)),
    drawn < rows ? text.drawn(count(drawn)) : "",
  );
}
