import { isoDate, type ModelUnit } from "customer-equity";
import type { Language } from "../options/output-options.ts";
import * as text from "../text.ts";

/** How numbers, dates and lengths of time are written in a language. */
export interface Numbers {
  /** A whole number with separators. */
  readonly whole: (value: number) => string;
  /** Money in a table: two decimals, more digits only where these would show nothing. */
  readonly amount: (value: number) => string;
  /** Money as a headline: `1,234,568`, `123.5万`. */
  readonly headline: (value: number) => string;
  /** A number of people or purchases as a headline: `1,967`, `12.35万`. */
  readonly headlineCount: (value: number) => string;
  /** Four digits: an estimate. */
  readonly short: (value: number) => string;
  /** Whole from 100 up, one decimal below: a length of time or an expectation in a table. */
  readonly rough: (value: number) => string;
  readonly percent: (share: number) => string;
  /** A difference in percent, with its sign. */
  readonly difference: (share: number) => string;
  /** The date of a day number. */
  readonly date: (day: number) => string;
  /** `52 weeks`, `1 week`, `52周`. */
  readonly duration: (length: number, unit: ModelUnit) => string;
  /** One unit of time: `week`, `周`. */
  readonly unit: (unit: ModelUnit) => string;
  readonly list: (items: readonly string[]) => string;
}

const unitsZh: Readonly<Record<ModelUnit, string>> = {
  hour: "小时",
  day: "天",
  week: "周",
  month: "个月",
  year: "年",
  opportunity: "次购买机会",
};
const monthsEn = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const compactZh = new Intl.NumberFormat("zh-CN", { notation: "compact", maximumSignificantDigits: 4 });

/** A minus sign in place of the hyphen. */
function minus(number: string): string {
  return number.replace("-", "\u2212");
}

function amount(value: number): string {
  if (value > 0 && value < 1e-4) return "<0.0001";
  return minus(value === 0 || Math.abs(value) >= 0.01 ? text.amount(value) : text.short(value));
}

function signed(share: number, percent: (share: number) => string): string {
  return share > 0 && /[1-9]/.test(percent(share)) ? `+${percent(share)}` : percent(share);
}

function percentEn(share: number): string {
  return minus(text.percent(share).replace(/^-0 /, "0 ")).replace(" ", "\u00a0");
}

function percentZh(share: number): string {
  return percentEn(share).replace("\u00a0", "");
}

function plural(unit: ModelUnit): string {
  return unit === "opportunity" ? "opportunities" : `${unit}s`;
}

const common = {
  whole: (value: number) => minus(text.whole(value)),
  amount,
  short: (value: number) => minus(text.short(value)),
  rough: (value: number) => (value >= 100 ? text.whole(value) : value.toFixed(1)),
};

/** The ways of writing, by language. */
export const numbers: Readonly<Record<Language, Numbers>> = {
  en: {
    ...common,
    headline: (value) => (Math.abs(value) >= 1000 ? common.whole(value) : amount(value)),
    headlineCount: common.whole,
    percent: percentEn,
    difference: (share) => signed(share, percentEn),
    date: (day) => {
      const [year, month, date] = isoDate(day).split("-").map(Number);
      return `${date}\u00a0${monthsEn[(month as number) - 1]}\u00a0${year}`;
    },
    duration: (length, unit) => `${text.rounded(length)} ${length === 1 ? unit : plural(unit)}`,
    unit: (unit) => unit,
    list: (items) => items.join(", "),
  },
  zh: {
    ...common,
    headline: (value) => (Math.abs(value) >= 10_000 ? minus(compactZh.format(value)) : amount(value)),
    headlineCount: (value) => (value >= 10_000 ? compactZh.format(Math.round(value)) : common.whole(value)),
    percent: percentZh,
    difference: (share) => signed(share, percentZh),
    date: (day) => {
      const [year, month, date] = isoDate(day).split("-").map(Number);
      return `${year}年${month}月${date}日`;
    },
    duration: (length, unit) => `${text.rounded(length)}${unitsZh[unit]}`,
    unit: (unit) => (unit === "month" ? "月" : unitsZh[unit]),
    list: (items) => items.join("、"),
  },
};
