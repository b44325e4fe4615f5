import { migrationChart } from "customer-equity/segmentation";
import { figure } from "../../../report/figure.ts";
import { type Html, html } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { numeric } from "../../../report/table.ts";
import { writing } from "../../../report/writing.ts";
import type { MigrationPart } from "../../analysis/migration-part.ts";
import { gridWidth, titled } from "../class-chart.ts";
import { classWords } from "../class-words.ts";
import type { LoyaltyPageInput } from "../page-input.ts";

const words = {
  en: {
    title: "Who moved?",
    lead: (file: string, both: string, entered: string, left: string) =>
      `Since ${file}: ${both} customers have a class at both dates, ${entered} today only, ${left} then only.`,
    moves: (kind: string) => `From then to now: ${kind}`,
    from: "then",
    left: "then only",
    entered: "today only",
  },
  zh: {
    title: "谁变了？",
    lead: (file: string, both: string, entered: string, left: string) =>
      `与 ${file} 相比：${both}位客户两次都有类别，${entered}位仅本次有，${left}位仅上次有。`,
    moves: (kind: string) => `由上次到本次：${kind}`,
    from: "上次",
    left: "仅上次",
    entered: "仅本次",
  },
};

/** Moves between the classes since an earlier date. */
export async function migrationSection({ report, language }: LoyaltyPageInput): Promise<Section | null> {
  const { migrations, previous } = report;
  const first = migrations[0];
  if (first === undefined || previous === null) return null;
  const text = words[language];
  const { whole } = writing(language);
  const { left, entered, counts } = first.matrix;
  const both = total(counts.map(total));
  const figures = await Promise.all(migrations.map((migration) => matrixFigure(migration, language)));
  return {
    id: "migration",
    title: text.title,
    content: html`<p>${text.lead(previous.file, whole(both), whole(total(entered)), whole(total(left)))}</p>
<div class="figures">
${figures}</div>`,
  };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function matrixFigure({ key, matrix }: MigrationPart, language: LoyaltyPageInput["language"]): Promise<Html> {
  const text = words[language];
  const { whole, named } = writing(language);
  const chart = titled(
    migrationChart(matrix, { language, width: gridWidth }),
    text.moves(classWords[language][key].name),
  );
  const names = matrix.classes.map(named);
  const rows = [
    ...matrix.counts.map((row, i) => [names[i] ?? "", ...row.map(whole), whole(matrix.left[i] ?? 0)]),
    [text.entered, ...matrix.entered.map(whole), ""],
  ];
  const columns = [{ title: text.from }, ...names.map(numeric), numeric(text.left)];
  return figure(`moves-${key}`, chart, { columns, rows }, language);
}
