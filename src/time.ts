/** The time units a model can count in: fixed multiples of a day. */
export type TimeUnit = "hour" | "day" | "week" | "month" | "year";

/** Days in one unit: week 7, month 365.25 / 12, year 365.25. */
export const daysPerUnit: Readonly<Record<TimeUnit, number>> = Object.freeze({
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 365.25 / 12,
  year: 365.25,
});
