/** Makes the answers that the notebook `survey.ipynb` reads: `node scripts/bank-survey.mjs`. A test says whether the file is up to date. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { binary, root, run } from "./run.mjs";

const maker = 'import { bankSurveyCsv } from "./notebooks/bank-survey.ts"; console.log(bankSurveyCsv().trimEnd());';
writeFileSync(join(root, "notebooks/data/bank_survey.csv"), run(binary("deno"), ["eval", maker]));
