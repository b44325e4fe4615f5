import type { Language } from "../../charts/chart.ts";
import { count } from "../../charts/numbers.ts";
import type { TimeUnit } from "../../time.ts";

const zh: Readonly<Record<TimeUnit, string>> = { hour: "小时", day: "天", week: "周", month: "个月", year: "年" };

/** A length of time in words: `39 weeks`, `1 week`, `39周`. */
export function duration(length: number, timeUnit: TimeUnit, language: Language): string {
  const number = count(length);
  if (language === "zh") return `${number}${zh[timeUnit]}`;
  return `${number} ${timeUnit}${number === "1" ? "" : "s"}`;
}

/** The unit as an axis names it: `weeks`, `周`. */
export function unitName(timeUnit: TimeUnit, language: Language): string {
  if (language === "zh") return timeUnit === "month" ? "月" : zh[timeUnit];
  return `${timeUnit}s`;
}
