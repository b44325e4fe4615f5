import { readAnswers, readPlan } from "../answers/read-answers.ts";
import { BadInput } from "../bad-input.ts";
import { command } from "../command.ts";
import { answerOptionsHelp } from "../options/answer-options.ts";
import { watch } from "../terminal.ts";
import { writeFiles } from "../write-files.ts";
import { analyzeLoyalty } from "./analysis/analyze-loyalty.ts";
import { readPrevious } from "./analysis/read-previous.ts";
import { loyaltyTemplate, readLoyaltyDefinition } from "./columns/loyalty-definition.ts";
import type { LoyaltyPlan } from "./columns/loyalty-plan.ts";
import { roleNames } from "./columns/loyalty-roles.ts";
import { planLoyalty } from "./columns/plan-loyalty.ts";
import { loyaltyOptions, loyaltyOptionTypes } from "./loyalty-options.ts";
import { loyaltySummary } from "./loyalty-summary.ts";
import { loyaltyHtml } from "./page/loyalty-html.ts";
import { customersCsv, loyaltyJson } from "./results/loyalty-results.ts";

const help = `customer-equity loyalty: who is loyal, in which way and why, and what that is worth

Usage
  customer-equity loyalty FILE [options]     FILE is CSV with a header line (.csv, .gz, .zst) or Parquet: one row a customer
  customer-equity loyalty [FILE] --template  prints a file of columns to be changed by hand: with FILE as its columns are taken,
                                             without with the usual names

Columns are found by their usual names, English or Chinese. What is not there is not analyzed:
  customer               id, by which --previous joins
  attitude, repeat       kinds of loyalty (Dick & Basu); repeat may come from own_balance and total_balance
  involvement, banks     diamond of loyalty; or commitment with repeat
  alternatives, attachment, repeat, incentive_share, price_share, convenience_share   seven types; with insider also six
  cognitive, affective, conative, action   stages of loyalty
  satisfaction           zones; with loyalty, recommend or repeat the curve of loyalty over satisfaction
  perceived_value, trust, switching_cost, satisfaction   determinants of loyalty, from 30 complete customers on
  value, churn_risk      value by class, loyalty by value and by risk of churn

Columns and cuts
  --columns FILE         a file of columns such as columns.json: other names, scales and cuts
  --scale MIN-MAX        of attitude, involvement, commitment, perceived value, trust, switching cost    (default: 1-7)
  --satisfaction-scale MIN-MAX   of satisfaction and loyalty    (default: 1-5)
  --previous FILE        who moved: customers.csv of an earlier run, or an earlier file of the same columns
  --missing-code CODES   what stands for no answer beside an empty cell: 99,NA; COLUMN=0 for one column; may be given again

${answerOptionsHelp}

Result
  --out FOLDER           where report.html and customers.csv go    (default: customer-equity-output)
  --lang en|zh           language of the report and of the classes in customers.csv    (default: en)
  --json                 print the result as JSON in place of the summary
`;

/** `customer-equity loyalty`: from what is known of customers to their loyalty. */
export const loyaltyCommand = command({
  name: "loyalty",
  summary: "who is loyal, in which way and why, what that is worth, and who moved",
  help,
  options: loyaltyOptionTypes,
  operands: { expected: "one file of customers, as in: loyalty customers.csv", min: 0, max: 1 },
  run: async ([file], values, { out, status }) => {
    const options = loyaltyOptions(values);
    const { language, previous, scales } = options;
    const definition = readLoyaltyDefinition(options.columns);
    const planOf = (name: string, header: readonly string[]): LoyaltyPlan =>
      planLoyalty(name, header, definition, scales);
    if (options.template) {
      const plan = file === undefined ? planOf("", roleNames) : await readPlan(file, planOf, options, status);
      out(loyaltyTemplate(plan));
      return;
    }
    if (file === undefined)
      throw new BadInput("loyalty: expected one file of customers, as in: loyalty customers.csv, found none.");
    const answers = await readAnswers(file, planOf, options, status);
    if (previous !== undefined && answers.plan.respondent === null) {
      throw new BadInput(
        `${answers.file}: no column of customers; --previous needs one, by whose ids the two files are joined. Name it by "customer" of a file of columns (--columns).`,
      );
    }
    const earlier = previous === undefined ? null : await readPrevious(previous, definition, scales, options, status);
    const report = await watch(status, "Analyzing", () => analyzeLoyalty(answers, earlier));
    const page = await watch(status, "Drawing the page", () => loyaltyHtml(report, language));
    const written = await watch(status, "Writing", () =>
      writeFiles(options.out, { "report.html": [page], "customers.csv": customersCsv(report, language) }),
    );
    out((options.json ? loyaltyJson : loyaltySummary)(report, written));
  },
});
