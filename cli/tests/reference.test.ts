import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { describeReference } from "../../tests/reference-data.ts";
import { run } from "../src/run.ts";
import { noStatus } from "../src/terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "customer-equity-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the main job on a reference file; gives back the printed text and `models.json`. */
async function value(file: string, ...words: string[]) {
  let text = "";
  let error = "";
  const code = await run(["value", join(process.env["REFERENCE_DATA"] ?? "", file), ...words, "--out", folder], {
    out: (piece) => {
      text += piece;
    },
    error: (piece) => {
      error += piece;
    },
    status: noStatus,
  });
  expect(error).toBe("");
  expect(code).toBe(0);
  expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
  const models = JSON.parse(readFileSync(join(folder, "models.json"), "utf8"));
  const customers = readFileSync(join(folder, "customers.csv"), "utf8").trimEnd().split("\n").length - 1;
  expect(customers).toBe(models.history.customers);
  const { read, purchases, merged, netted, leftOut } = models.history.rows;
  expect(purchases + merged + netted + leftOut).toBe(read);
  return { text, models, codes: models.warnings.map(({ code }: { code: string }) => code) };
}

describeReference("the main job on real logs", () => {
  it("gives the published figures on the CDNOW sample, and says what its holdout shows", async () => {
    const { models } = await value("cdnow_sample.csv", "--until", "1997-09-30");
    // Fader, Hardie & Lee (2005), table 2: r 0.243, alpha 4.414, a 0.793, b 2.426, log-likelihood -9582.4.
    expect(models.transactions.model.r).toBeCloseTo(0.243, 3);
    expect(models.transactions.model.alpha).toBeCloseTo(4.414, 3);
    expect(models.transactions.model.a).toBeCloseTo(0.793, 3);
    expect(models.transactions.model.b).toBeCloseTo(2.426, 3);
    expect(models.transactions.logLikelihood).toBeCloseTo(-9582.4, 1);
    const { text, ...whole } = await value("cdnow_sample.csv", "--until", "1998-06-30", "--split", "1997-09-30");
    expect(whole.models.history.rows).toEqual({ read: 6919, purchases: 6696, merged: 223, netted: 0, leftOut: 0 });
    expect(text).toContain("a model of the log up to the split, for the 39 weeks after it");
    expect(text).toContain("Purchases: expected 1,653, actual 1,882, off by -12.1 %");
    // Free gifts (amount 0.00), and customers who bought once.
    expect(whole.codes).toEqual(["zero-amounts", "without-spend"]);
  });

  it("reads the whole CDNOW file", async () => {
    const { models, codes } = await value("cdnow_master.csv");
    expect(models.history.customers).toBe(23_570);
    expect(models.history.observedUntil).toBe("1998-06-30");
    expect(models.history.rows).toEqual({ read: 69_659, purchases: 67_591, merged: 2068, netted: 0, leftOut: 0 });
    expect(models.transactions.converged).toBe(true);
    expect(codes).toEqual([
      "observed-until-assumed",
      "zero-amounts",
      "non-positive-mean-spend", // one customer, whose only repeat purchase was free
      "without-spend",
      "non-positive-spend",
    ]);
  });

  it("reads account transactions of a Czech bank through options alone", async () => {
    const words = [
      "--separator",
      ";",
      "--date-pattern",
      "yymmdd",
      "--customer",
      "account_id",
      "--where",
      "type=PRIJEM",
    ];
    const { text, models, codes } = await value("berka/trans_1993-01_1994-03.asc.gz", ...words);
    expect(models.history.customers).toBe(1229);
    expect(models.history.rows).toEqual({ read: 22_994, purchases: 22_389, merged: 605, netted: 0, leftOut: 0 });
    expect(text).toContain("26,108 rows that --where does not keep");
    // Credits to an account come by the calendar (salary, interest) and accounts stay open: nothing in them speaks of
    // drop-out, and the number of credits differs no more than by chance. The job says so and still gives values.
    expect(codes).toEqual(expect.arrayContaining(["observed-until-assumed", "no-death", "no-overdispersion"]));
    expect(text).toContain("1,229 of 1,229 customers are expected to be active");
    expect(models.value.total).toBeGreaterThan(0);
  });

  it("leaves out, counts and explains the returns of an online shop", async () => {
    const { text, models, codes } = await value("online-retail/online_retail.csv.gz");
    expect(models.history.customers).toBe(4339);
    expect(models.history.rows).toMatchObject({ read: 406_829, purchases: 16_766, leftOut: 8905 });
    expect(text).toContain("amount = Quantity × UnitPrice");
    expect(text).toContain("135,080 rows without a customer id");
    expect(text).toMatch(/8,905 returns and reversals \(negative amounts\)\n +33 customers with returns only/);
    // A year is short for a shop whose customers buy every three months: drop-out hardly shows.
    expect(codes).toEqual(expect.arrayContaining(["observed-until-assumed", "zero-amounts", "weak-drop-out"]));

    const netted = await value("online-retail/online_retail.csv.gz", "--returns", "net");
    expect(netted.models.history.rows.netted).toBeGreaterThan(8000);
    expect(netted.models.value.total).toBeLessThan(models.value.total);
    expect(netted.models.transactions.model).toEqual(models.transactions.model);
  }, 60_000);
});
