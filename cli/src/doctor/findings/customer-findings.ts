import type { TransactionLog } from "../../input/read-transactions.ts";
import { counted, type Finding, shown } from "./finding.ts";

/** Below so many, one customer more or less changes the estimates. */
const few = 200;

/** What is noticed about the customers. */
export function customerFindings(log: TransactionLog): readonly Finding[] {
  const { names } = log;
  const found: Finding[] = [...alikeIds(names)];
  if (names.length < few) {
    found.push(
      counted("few-customers", "Customers", { count: names.length, all: 0 }, "They are few: estimates will be rough."),
    );
  }
  const { again, example } = comeAgain(log);
  if (again < 0.05 * names.length) {
    found.push(
      counted(
        "few-repeat-purchases",
        "Customers who bought on more than one day",
        { count: again, all: names.length, example },
        again === 0
          ? "Without repeat purchases nothing can be said about coming back, and no model can be fitted: take a longer log, or see whether the column of the customer is the right one."
          : "Purchase rates and chances to leave rest on these few alone: take a longer log, or a kind of transaction that comes more often.",
      ),
    );
  }
  return found;
}

/** Ids that differ from another in their spelling alone. */
function alikeIds(names: readonly string[]): readonly Finding[] {
  const known = new Map<string, string>();
  let count = 0;
  let example: string | undefined;
  for (const name of names) {
    const plain = name
      .normalize("NFKC")
      .toLowerCase()
      .replace(/\s+/g, "")
      .replace(/^0+(?=.)/, "");
    const other = known.get(plain);
    if (other === undefined) known.set(plain, name);
    else {
      count++;
      example ??= `${shown(other)} and ${shown(name)}`;
    }
  }
  if (count === 0) return [];
  return [
    counted(
      "alike-ids",
      "Customer ids that differ from another in blanks, leading zeros or capitals alone",
      { count, all: names.length, example },
      "They count as different customers: if they are the same, each seems to buy less and to leave sooner. Write ids in one way.",
    ),
  ];
}

/** How many customers have purchases on more than one day, and one of them. */
function comeAgain({ customer, names, day, amount }: TransactionLog) {
  const first = new Float64Array(names.length).fill(Number.NaN);
  const came = new Uint8Array(names.length);
  let again = 0;
  let example: string | undefined;
  for (let i = 0; i < day.length; i++) {
    if (amount !== undefined && (amount[i] as number) < 0) continue;
    const who = customer[i] as number;
    if (Number.isNaN(first[who])) first[who] = day[i] as number;
    else if (first[who] !== day[i] && came[who] === 0) {
      came[who] = 1;
      again++;
      example ??= shown(names[who] as string);
    }
  }
  return { again, example };
}
