/** Makes the files of invented customers that notebooks and guides read: `node scripts/bank-data.mjs`. Tests say whether they are up to date. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { binary, root, run } from "./run.mjs";

const files = {
  "bank_survey.csv": 'import { bankSurveyCsv as csv } from "./notebooks/bank-survey.ts";',
  "bank_loyalty.csv": 'import { bankLoyaltyCsv as csv } from "./notebooks/bank-loyalty.ts";',
};
for (const [name, maker] of Object.entries(files)) {
  writeFileSync(
    join(root, "notebooks/data", name),
    run(binary("deno"), ["eval", `${maker} console.log(csv().trimEnd());`]),
  );
}
