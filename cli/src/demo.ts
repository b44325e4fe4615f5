import { isoDate } from "customer-equity";
import { csvLine } from "./csv.ts";
import { type Booking, bankPortfolio, portfolioPeriod } from "./portfolio/bank-portfolio.ts";
import { run } from "./run.ts";
import { terminal } from "./terminal.ts";
import { writeFiles } from "./write-files.ts";

const folder = "demo-output";
const seed = 20261122;

function* portfolioCsv(bookings: readonly Booking[]): Generator<string> {
  yield csvLine(["customer_id", "date", "type", "amount"]);
  for (const { customer, day, type, amount } of bookings) {
    yield csvLine([customer, isoDate(day), type, amount.toFixed(2)]);
  }
}

async function demo(): Promise<number> {
  const [log] = await writeFiles(folder, {
    "transactions.csv": portfolioCsv(bankPortfolio({ customers: 5000, seed })),
  });
  const words = ["value", log as string, "--where", "type=card", "--until", portfolioPeriod.until];
  words.push("--margin", "0.012", "--out", folder);
  terminal.out(`A synthetic bank: 5,000 customers, two years of card payments, salaries and fees (seed ${seed}), in
${log}. Card payments are taken as the purchases: each is a decision of the customer,
at a time of the customer's choice, and that is what the model describes. Salaries and fees come by the
calendar; they say that an account is open, not how much it is used. The margin of 1.2 % is what a bank
might keep of a card payment.

$ customer-equity ${words.join(" ")}

`);
  return run(words, terminal);
}

const args = process.argv.slice(2);
process.exitCode = args.length === 0 ? await demo() : await run(["value", ...args], terminal);
