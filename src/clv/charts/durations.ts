import type { Language } from "../../charts/chart.ts";
import { count } from "../../charts/numbers.ts";
import type { ModelUnit } from "../model-unit.ts";

const zh: Readonly<Record<ModelUnit, string>> = {
  hour: "小时",
  day: "天",
  week: "周",
  month: "个月",
  year: "年",
  opportunity: "次购买机会",
};

/** A length of time in words: `39 weeks`, `1 week`, `39周`. */
export function duration(length: number, timeUnit: ModelUnit, language: Language): string {
  const number = count(length);
  if (language === "zh") return `${number}${zh[timeUnit]}`;
  return `${number} ${number === "1" ? timeUnit : plural(timeUnit)}`;
}

/** The unit as an axis names it: `weeks`, `周`. */
export function unitName(timeUnit: ModelUnit, language: Language): string {
  if (language === "en") return plural(timeUnit);
  if (timeUnit === "opportunity") return "购买机会";
  return timeUnit === "month" ? "月" : zh[timeUnit];
}

function plural(timeUnit: ModelUnit): string {
  return timeUnit === "opportunity" ? "opportunities" : `${timeUnit}s`;
}
