import type { Language } from "../options/output-options.ts";
import { figure } from "../report/figure.ts";
import { type Content, type Html, html, name, prose } from "../report/html.ts";
import { numbers } from "../report/numbers.ts";
import { page, type Section } from "../report/page.ts";
import { warningWords } from "../report/sections/warnings/warnings.ts";
import { bullets, facts, numeric, shaded, table } from "../report/table.ts";
import { changeChart } from "./change-chart.ts";
import { type Comparison, movements, type Worth } from "./compare-bases.ts";
import { comparedCustomer } from "./compare-results.ts";
import { pageWords } from "./page-words.ts";

interface Input {
  readonly comparison: Comparison;
  readonly language: Language;
}

/** More tiers than this make a table that nobody reads. */
const mostTiers = 20;

/** The comparison as one page of HTML that loads nothing from elsewhere and runs no script. */
export async function comparisonHtml(comparison: Comparison, language: Language): Promise<string> {
  const text = pageWords[language];
  const input = { comparison, language };
  const { before, after } = comparison;
  const warned = warnings(input);
  return page({
    language,
    title: text.title(before.name, after.name),
    opening: opening(input),
    sections: [
      happened(input),
      await parts(input),
      matrix(input),
      biggest(input),
      ...(warned === null ? [] : [warned]),
    ],
  });
}

/** How numbers are written here: money, and differences of money with their sign. */
function writing(language: Language) {
  const { whole, amount, percent, difference } = numbers[language];
  const signed = (value: number): string => (value > 0 ? `+${amount(value)}` : amount(value));
  return { whole, amount, percent, difference, signed };
}

function opening({ comparison: { before, after, read }, language }: Input): Html {
  const text = pageWords[language];
  const { whole } = writing(language);
  const files = read.map(({ name: file }, k) => [k === 0 ? null : html`<br>`, name(file)]);
  const skipped = read.flatMap(({ name: file, skipped }) =>
    skipped.map(({ count }) => html`<p class="note">${text.leftOut(whole(count), file)}</p>`),
  );
  return html`<p class="lead">${text.lead(before.name, whole(before.customers.length), after.name, whole(after.customers.length))}</p>
${facts([[text.files, files]])}${skipped}`;
}

function happened({ comparison, language }: Input): Section {
  const text = pageWords[language];
  const { whole, amount, difference, signed } = writing(language);
  const { total, parts, activity, before } = comparison;
  const part = (movement: (typeof movements)[number]): readonly [string, string] => {
    const { customers, change } = parts[movements.indexOf(movement)] as Worth;
    return [whole(customers), signed(change)];
  };
  const share = total.before > 0 ? difference(total.change / total.before) : null;
  return {
    id: "happened",
    title: text.happened,
    content: bullets([
      text.overall(amount(total.before), amount(total.after), signed(total.change), share),
      ...(before.models !== null && before.models.spend === null ? [text.notMoney] : []),
      ...(parts[0]?.customers === 0 && parts.at(-1)?.customers === 0
        ? []
        : [text.arrivals(...part("new"), ...part("gone"))]),
      text.moves(...part("up"), ...part("down")),
      text.stayed(...part("stayed")),
      ...(activity === null
        ? []
        : [
            text.silent(
              whole(activity.fellSilent.customers),
              amount(activity.fellSilent.before),
              whole(activity.cameBack.customers),
            ),
          ]),
    ]),
  };
}

async function parts({ comparison: { parts, total }, language }: Input): Promise<Section> {
  const text = pageWords[language];
  const { whole, amount, signed } = writing(language);
  const row = (label: string, { customers, before, after, change }: Worth): string[] => [
    label,
    whole(customers),
    amount(before),
    amount(after),
    signed(change),
  ];
  const rows = [...parts.map((part) => row(text.movements[part.movement], part)), row(text.all, total)];
  const [group, change] = [{ title: text.movement }, numeric(text.change)];
  const bars = parts.map(({ movement, change }) => ({ part: text.movements[movement], change, label: signed(change) }));
  const chart = changeChart(text.changeByPart, text.partsDescription(signed(total.change)), bars);
  const behind = { columns: [group, change], rows: bars.map(({ part, label }) => [part, label]) };
  const figures = [text.customers, text.valueBefore, text.valueAfter].map(numeric);
  return {
    id: "parts",
    title: text.parts,
    content: html`${await figure("change", chart, behind, language)}
${table(text.parts, [group, ...figures, change], rows)}`,
  };
}

function matrix({ comparison, language }: Input): Section {
  const text = pageWords[language];
  const { whole, percent, signed } = writing(language);
  const { migration, cells } = comparison;
  const tiers = migration.classes.map(({ label, labelZh }) => (language === "zh" ? labelZh : label));
  const title = { id: "matrix", title: text.matrix };
  if (tiers.length > mostTiers) return { ...title, content: html`<p>${text.manyTiers}</p>` };
  const labels = [...tiers.map(name), html`${text.movements.new}`];
  const columns = [{ title: text.fromTo }, ...[...tiers, text.movements.gone].map(numeric)];
  const width = tiers.length + 1;
  const rowsOf = (cell: (at: number) => Content): Content[][] =>
    labels.map((label, i) => [
      label,
      ...columns.slice(1).map((_, j) => (i * width + j < cells.length ? cell(i * width + j) : null)),
    ]);
  const rowTotals = labels.map((_, i) =>
    cells.slice(i * width, (i + 1) * width).reduce((sum, { customers }) => sum + customers, 0),
  );
  const largest = cells.reduce((most, { change }) => Math.max(most, Math.abs(change)), 0);
  const customers = rowsOf((at) => {
    const count = cells[at]?.customers as number;
    const all = rowTotals[Math.floor(at / width)] as number;
    return count === 0 ? shaded("0", 0) : shaded(`${whole(count)} (${percent(count / all)})`, count / all);
  });
  const values = rowsOf((at) => {
    const { customers, change } = cells[at] as Worth;
    return shaded(customers === 0 ? "" : signed(change), largest === 0 ? 0 : Math.abs(change) / largest);
  });
  return {
    ...title,
    content: html`${table(text.customerMatrix, columns, customers)}
${table(text.valueMatrix, columns, values)}
<p class="note">${text.matrixNote}</p>`,
  };
}

function biggest({ comparison, language }: Input): Section {
  const text = pageWords[language];
  const { amount, signed } = writing(language);
  const columns = [
    { title: text.customer },
    { title: text.before },
    { title: text.after },
    ...[text.valueBefore, text.valueAfter, text.change].map(numeric),
  ];
  const list = (caption: string, entries: readonly number[]): Html => {
    if (entries.length === 0) return html`<h3>${caption}</h3><p>${text.none}</p>`;
    const rows = entries.map((i) => {
      const row = comparedCustomer(comparison, i);
      return [
        name(row.customer),
        row.tierBefore === null ? text.movements.new : name(row.tierBefore),
        row.tierAfter === null ? text.movements.gone : name(row.tierAfter),
        row.valueBefore === null ? null : amount(row.valueBefore),
        row.valueAfter === null ? null : amount(row.valueAfter),
        signed(row.change),
      ];
    });
    return table(caption, columns, rows);
  };
  return {
    id: "customers",
    title: text.biggest,
    content: html`${list(text.gains, comparison.gains)}
${list(text.losses, comparison.losses)}
<p class="note">${text.biggestNote}</p>`,
  };
}

function warnings({ comparison: { before, after }, language }: Input): Section | null {
  const text = pageWords[language];
  const { whole } = writing(language);
  const all = [before, after].flatMap(({ name: base, warnings }) =>
    warnings.map(({ code, message, count }) => {
      const known = warningWords[code]?.[language](count === undefined ? "" : whole(count));
      const told = known === undefined ? text.warning(code, message) : prose(known.join(language === "zh" ? "" : " "));
      return html`${name(base)}${language === "zh" ? "：" : ": "}${told} <code class="muted">${code}</code>`;
    }),
  );
  return all.length === 0 ? null : { id: "warnings", title: text.warnings, content: bullets(all) };
}
