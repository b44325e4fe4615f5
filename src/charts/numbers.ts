import type { Language } from "./chart.ts";

/** Names of large units, largest first; Chinese counts in ten-thousands (万). */
const units: Readonly<Record<Language, readonly (readonly [size: number, name: string])[]>> = {
  en: [
    [1e12, "T"],
    [1e9, "B"],
    [1e6, "M"],
    [1e3, "k"],
  ],
  zh: [
    [1e12, "万亿"],
    [1e8, "亿"],
    [1e4, "万"],
  ],
};

/** A share in words: `74 %` (`74%` in Chinese), one digit more below 10 % and above 99 %; never 0 or 100 % for what is not. */
export function percent(share: number, language: Language): string {
  const sign = language === "en" ? " %" : "%";
  if (share > 0 && share < 0.0005) return `<0.1${sign}`;
  if (share > 0.9995 && share < 1) return `>99.9${sign}`;
  const size = Math.abs(100 * share);
  return `${grouped(Number((100 * share).toFixed(size >= 10 && size <= 99 ? 0 : 1)))}${sign}`;
}

/** A number of customers or purchases: `2,357`, to the whole; two digits below 10, where it is an expectation. */
export function count(value: number): string {
  return grouped(value >= 10 ? Math.round(value) : Number(value.toPrecision(2)));
}

/** An amount to three digits: `45.2k`, `1.23M`, and `4.52万`, `1.23亿`. */
export function amount(value: number, language: Language): string {
  const rounded = Number(value.toPrecision(3));
  const unit = units[language].find(([size]) => Math.abs(rounded) >= size);
  return unit === undefined ? grouped(rounded) : `${grouped(Number((rounded / unit[0]).toPrecision(3)))}${unit[1]}`;
}

/** A rating, a score or an importance as one writes it: three digits, two below 10. */
export function decimal(value: number): string {
  const size = Math.abs(value);
  const rounded = Number(value.toFixed(size >= 100 ? 0 : size >= 1 ? 1 : 2));
  return `${rounded === 0 ? 0 : rounded}`;
}

/** The Vega expression that labels an axis of shares. */
export function percentLabels(language: Language): string {
  return `format(100 * datum.value, '~g') + '${language === "en" ? " %" : "%"}'`;
}

/** The Vega expression that labels an axis of amounts as {@link amount} writes them, `value` being the amount of the tick. */
export function amountLabels(language: Language, value = "datum.value"): string {
  return units[language].reduceRight(
    (rest, [size, name]) => `abs(${value}) >= ${size} ? format(${value} / ${size}, '~g') + '${name}' : ${rest}`,
    `format(${value}, '~g')`,
  );
}

/** Thousands apart; exponents are left as they are. */
function grouped(value: number): string {
  const [whole, fraction] = `${value === 0 ? 0 : value}`.split(".");
  const apart = whole!.includes("e") ? whole! : whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}
