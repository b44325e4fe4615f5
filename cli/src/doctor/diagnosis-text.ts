import { listItem, paragraph, percent, table, whole } from "../text.ts";
import type { Diagnosis } from "./diagnose.ts";
import { findingText } from "./findings/finding.ts";
import type { ColumnLook } from "./look-at-column.ts";
import type { FileLook } from "./look-at-file.ts";
import { commandLine } from "./proposal.ts";

/** What the doctor finds, for readers. */
export function diagnosisText(diagnosis: Diagnosis): string {
  const { look, roles, filters, findings, transactions, warnings, command, obstacle } = diagnosis;
  const paragraphs = [
    paragraph("File", [`${size(look.bytes)}, ${look.format}, ${whole(look.rows + look.rejects.rows.length)} rows`]),
    paragraph("Columns", columnLines(look)),
    paragraph("Taken as", roles.length > 0 ? roles : ["no column could be told"]),
    paragraph("Choose by", filters.map(filterText).flatMap(listItem)),
    paragraph("Noticed", findings.length > 0 ? findings.map(findingText).flatMap(listItem) : ["nothing"]),
    paragraph("Readable", transactions === null ? [] : [transactionsText(transactions)]),
    paragraph(
      "Will warn",
      warnings.flatMap(({ text }) => listItem(text)),
    ),
    paragraph("Run", obstacle === null ? [commandLine(command)] : []),
  ];
  const lines = paragraphs.filter((lines) => lines.length > 0).flatMap((lines) => ["", ...lines]);
  return `${[`What ${look.name} looks like`, ...lines].join("\n")}\n`;
}

/** One line a column: words to the left, counts to the right. */
function columnLines({ columns }: FileLook): readonly string[] {
  const kinds = columns.map(kindOf);
  const width = Math.max(...kinds.map((kind) => kind.length));
  const rows = columns.map(({ name, distinct, empty, examples }, i) => [
    name === "" ? '""' : name,
    (kinds[i] as string).padEnd(width),
    whole(distinct),
    whole(empty),
    examples.join(" | ").slice(0, 50),
  ]);
  return table([["name", "kind".padEnd(width), "different", "empty", "such as"], ...rows]);
}

function kindOf({ dates, numbers, numbersWithComma, distinct }: ColumnLook): string {
  if (dates !== null && (dates.pattern === undefined || numbers < 0.5 || dates.share === 1)) {
    return `dates ${dates.pattern ?? "yyyy-mm-dd"}`;
  }
  if (numbers > 0.9) return "numbers";
  if (numbersWithComma > 0.9) return "numbers with comma";
  if (numbers > 0.1) return `text, ${percent(numbers)} numbers`;
  return distinct <= 30 ? "codes" : "text";
}

function filterText({ name, distinct, frequent }: Diagnosis["filters"][number]): string {
  const values = frequent.map(([value, count]) => `${value || '""'} ${whole(count)}`).join(", ");
  return `${name}: ${values}${distinct > frequent.length ? ", ..." : ""}`;
}

function transactionsText({ rows, customers, from, until }: NonNullable<Diagnosis["transactions"]>): string {
  return `${whole(rows)} transactions of ${whole(customers)} customers, ${from} to ${until}`;
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${whole(bytes / 1000)} kB` : `${whole(bytes / 1e6)} MB`;
}
