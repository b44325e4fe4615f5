import type { Chart, ClassColumn } from "customer-equity/loyalty";
import { classDistributionChart } from "customer-equity/segmentation";
import type { Language } from "../../options/output-options.ts";
import { chartWidth } from "../../report/draw-chart.ts";
import { figure } from "../../report/figure.ts";
import { type Html, name } from "../../report/html.ts";
import { numeric } from "../../report/table.ts";
import { writing } from "../../report/writing.ts";

const words = {
  en: { class: "class", customers: "customers", share: "share" },
  zh: { class: "类别", customers: "客户数", share: "占比" },
};

/** Width of a grid of many columns, whose names need room. */
export const gridWidth = 560;

/** A chart under a title that says what it is of. */
export function titled(chart: Chart, title: string): Chart {
  return { ...chart, title: title.charAt(0).toUpperCase() + title.slice(1) };
}

/** How many customers each class has. */
export function classFigure(id: string, title: string, column: ClassColumn, language: Language): Promise<Html> {
  const text = words[language];
  const { whole, percent } = writing(language);
  const chart = titled(classDistributionChart(column, { language, width: chartWidth }), title);
  const rows = chart.data.values.map((row) => [
    name(String(row["name"])),
    whole(Number(row["customers"])),
    percent(Number(row["share"])),
  ]);
  return figure(
    id,
    chart,
    { columns: [{ title: text.class }, numeric(text.customers), numeric(text.share)], rows },
    language,
  );
}
