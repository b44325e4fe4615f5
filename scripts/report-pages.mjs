/**
 * Makes the pages of the synthetic bank, of its survey, of loyalty and of each reference log with the built command, in both languages, and opens them in
 * Chromium: no message on the console, no request that leaves the page. `--keep FOLDER` leaves pages and pictures (desktop, phone, dark) there.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loyaltyFile } from "./loyalty-file.mjs";
import { root, run } from "./run.mjs";

const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
if (chromium === undefined) throw new Error("Chromium is not installed");
const data = process.env.REFERENCE_DATA;
const keep = process.argv[2] === "--keep" ? process.argv[3] : undefined;
const folder = keep ?? mkdtempSync(join(tmpdir(), "customer-equity-pages-"));
mkdirSync(folder, { recursive: true });

const logs = {
  demo: ["demo-output/transactions.csv", "--where", "type=card", "--margin", "0.012", "--split", "2024-06-30"],
};
if (data !== undefined) {
  logs.cdnow = [join(data, "cdnow_master.csv"), "--until", "1998-06-30", "--split", "1997-09-30"];
  logs.berka = [
    join(data, "berka/trans_1993-01_1994-03.asc.gz"),
    "--date-pattern",
    "yymmdd",
    "--customer",
    "account_id",
  ];
  logs.berka.push("--where", "type=PRIJEM");
  logs.shop = [join(data, "online-retail/online_retail.csv.gz"), "--returns", "net"];
} else if (process.env.CI) throw new Error("REFERENCE_DATA is not set");

const main = join(root, "cli/dist/main.js");
/** Each page: the report of every log, two comparisons of models, the finding of a survey, and the loyalty of customers. */
const pages = Object.entries(logs).map(([name, words]) => ({
  name,
  command: ["value", ...words],
  file: "report.html",
}));
for (const name of ["demo", "cdnow"].filter((name) => name in logs)) {
  const words = logs[name].filter((_, i, all) => !all.slice(Math.max(0, i - 1), i + 1).includes("--margin"));
  pages.push({ name: `${name}-models`, command: ["models", ...words], file: "models.html" });
}
const survey = join(root, "notebooks/data/bank_survey.csv");
pages.push({ name: "survey", command: ["survey", survey, "--reversed", "RES4"], file: "report.html", pictures: 10 });
const [then, now] = [join(folder, "loyalty-then.csv"), join(folder, "loyalty.csv")];
writeFileSync(then, loyaltyFile(300));
writeFileSync(now, loyaltyFile(400, 17));
pages.push({ name: "loyalty", command: ["loyalty", now, "--previous", then], file: "report.html", pictures: 16 });
/** The least number of pictures on a page, where it says nothing else. */
const pictures = { "report.html": 6, "models.html": 2 };

/** Requests to the network in a log of Chromium, which may lack its end. */
function requestsOf(text) {
  const { events } = JSON.parse(text.trimEnd().endsWith("}") ? text : `${text.replace(/,\s*$/, "")}]}`);
  return events
    .map(({ params }) => params ?? {})
    .filter(({ url, initiator }) => initiator && /^(https?|wss?):/.test(url));
}

/** Opens the page; gives back what the console said and which addresses were asked for beside the page itself. */
function open(page, name) {
  const log = join(folder, `${name}.net.json`);
  const { status, stderr, stdout } = spawnSync(
    chromium,
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--enable-logging=stderr",
      `--user-data-dir=${join(folder, "profile")}`,
      `--log-net-log=${log}`,
      "--dump-dom",
      `file://${page}`,
    ],
    { encoding: "utf8", maxBuffer: 1 << 28, timeout: 120_000 },
  );
  if (status !== 0) throw new Error(`Chromium ended with ${status}\n${stderr}`);
  const messages = stderr.split("\n").filter((line) => line.includes(":CONSOLE"));
  // The browser asks for its own updates, too; what a page asks for has an origin, if only an opaque one.
  const asked = requestsOf(readFileSync(log, "utf8")).filter(({ initiator }) => initiator !== "not an origin");
  rmSync(log);
  return {
    figures: stdout.split("<svg").length - 1,
    messages,
    requests: asked.map(({ url }) => url),
  };
}

const sizes = {
  desktop: ["1200,12000"],
  phone: ["390,22000"],
  dark: ["1200,12000", "--blink-settings=preferredColorScheme=0"],
};

try {
  let faults = 0;
  // A page that does both must be noticed, or the check would say nothing.
  const bad = join(folder, "bad.html");
  writeFileSync(
    bad,
    `<!doctype html><script>console.log("seen")</script><script src="https://example.invalid/x.js"></script>`,
  );
  const { messages: said, requests: left } = open(bad, "bad");
  rmSync(bad);
  if (said.length === 0 || left.length === 0) throw new Error("a message and a request were not noticed");
  for (const { name, command, file, pictures: least = pictures[file] } of pages) {
    for (const language of ["en", "zh"]) {
      const out = join(folder, `${name}-${language}`);
      run(process.execPath, [main, ...command, "--lang", language, "--out", out]);
      const page = join(out, file);
      const { figures, messages, requests } = open(page, `${name}-${language}`);
      const good = figures >= least && messages.length === 0 && requests.length === 0;
      if (!good) faults++;
      console.log(`${good ? "ok    " : "FAILED"} ${name} ${language}: ${figures} pictures`, ...messages, ...requests);
      if (keep === undefined) continue;
      for (const [size, [window, ...more]] of Object.entries(sizes)) {
        const picture = join(folder, `${name}-${language}-${size}.png`);
        const options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", ...more];
        run(chromium, [...options, `--window-size=${window}`, `--screenshot=${picture}`, `file://${page}`]);
      }
    }
  }
  if (faults > 0) throw new Error(`${faults} pages with faults`);
} finally {
  if (keep === undefined) rmSync(folder, { recursive: true, force: true });
  else rmSync(join(folder, "profile"), { recursive: true, force: true });
}
