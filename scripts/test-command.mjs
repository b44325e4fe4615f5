/**
 * The built command as a process of its own: exit codes, what goes to which stream, silence in a pipe, and that an interruption at any
 * moment leaves no result half-written and no temporary file. Run after a build.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { loyaltyFile } from "./loyalty-file.mjs";
import { root } from "./run.mjs";

const folder = mkdtempSync(join(tmpdir(), "customer-equity-command-"));
const temporary = join(folder, "tmp");
mkdirSync(temporary);
const main = join(root, "cli/dist/main.js");

/** Runs the command; `interruptAfter` milliseconds it gets Ctrl-C. */
function command(words, interruptAfter) {
  const child = spawn(process.execPath, [main, ...words], { cwd: folder, env: { ...process.env, TMPDIR: temporary } });
  let out = "";
  let error = "";
  child.stdout.on("data", (data) => {
    out += data;
  });
  child.stderr.on("data", (data) => {
    error += data;
  });
  if (interruptAfter !== undefined) setTimeout(() => child.kill("SIGINT"), interruptAfter);
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, out, error })));
}

function check(what, holds, seen) {
  if (!holds) throw new Error(`${what}: ${JSON.stringify(seen).slice(0, 500)}`);
  console.log(`ok ${what}`);
}

function log(rows) {
  const line = (i) => {
    const day = new Date(Date.UTC(2023, 0, 1 + ((i * 7919) % 720))).toISOString().slice(0, 10);
    return `C${(i * i) % Math.ceil(rows / 10)},${day},${1 + (i % 90)}\n`;
  };
  return `customer_id,date,amount\n${Array.from({ length: rows }, (_, i) => line(i)).join("")}`;
}

/** Answers to the built-in questionnaire, perceptions alone. */
function answers(rows) {
  const items = { TAN: 4, REL: 5, RES: 4, ASS: 4, EMP: 5 };
  const columns = Object.entries(items).flatMap(([key, count]) =>
    Array.from({ length: count }, (_, k) => `P_${key}${k + 1}`),
  );
  const line = (i) => columns.map((_, k) => 1 + ((i * 7919 + k * (i % 13) * 31) % 7)).join(",");
  const lines = Array.from({ length: rows }, (_, i) => `${line(i)},${1 + ((i * 31) % 10)}\n`);
  return `${columns.join(",")},satisfied\n${lines.join("")}`;
}

/** Interrupts the command at twelve moments of the time that it takes: each leaves all of its results or nothing. */
async function interrupt(words) {
  const start = performance.now();
  const whole = await command([...words, "--out", "whole"]);
  const time = performance.now() - start;
  check(`${words[0]}: a large file ends with 0`, whole.code === 0, whole);
  const complete = readdirSync(join(folder, "whole")).sort().join(" ");
  rmSync(join(folder, "whole"), { recursive: true });
  let interrupted = 0;
  for (let k = 0; k < 12; k++) {
    const { code, signal, error } = await command([...words, "--out", "cut"], (time * (k + 0.5)) / 11);
    if (signal === "SIGINT") interrupted++;
    else if (code !== 0) throw new Error(`Ctrl-C: ended with ${code}, ${error}`);
    const cut = join(folder, "cut");
    const there = existsSync(cut) ? readdirSync(cut).sort().join(" ") : "";
    if (there !== "" && there !== complete) throw new Error(`Ctrl-C left ${there}`);
    if (readdirSync(temporary).length > 0)
      throw new Error(`Ctrl-C left temporary ${readdirSync(temporary, { recursive: true })}`);
    rmSync(cut, { recursive: true, force: true });
  }
  check(`${words[0]}: Ctrl-C ends the process by its signal and leaves nothing`, interrupted >= 6, interrupted);
}

try {
  const small = join(folder, "small.csv");
  writeFileSync(small, log(600));

  const good = await command(["value", small, "--out", "good"]);
  check(
    "a good file ends with 0, the summary on stdout alone",
    good.code === 0 && good.error === "" && /Written/.test(good.out),
    good,
  );
  check("no progress in a pipe", !good.out.includes("\u001b") && !good.out.includes("..."), good);
  const json = await command(["value", small, "--out", "good", "--json"]);
  check("--json is JSON alone", json.code === 0 && JSON.parse(json.out).written.length === 3, json);

  const bad = await command(["value", "missing.csv", "--out", "bad"]);
  check(
    "a missing file ends with 2, the message on stderr alone",
    bad.code === 2 && bad.out === "" && /no such file/.test(bad.error),
    bad,
  );
  const wrong = await command(["value", small, "--margin", "30"]);
  check("a wrong option ends with 2", wrong.code === 2 && wrong.error.split("\n").length === 2, wrong);
  const none = await command([]);
  check("no command ends with 2 and shows help", none.code === 2 && /Usage/.test(none.error), none);
  const help = await command(["--help"]);
  check("help ends with 0", help.code === 0 && /Commands/.test(help.out), help);
  check(
    "nothing is written for what was refused",
    !existsSync(join(folder, "bad")) && !existsSync(join(folder, "customer-equity-output")),
  );

  const sheets = join(folder, "sheets.csv");
  writeFileSync(sheets, answers(120));
  const found = await command(["survey", sheets, "--out", "found"]);
  check(
    "survey: a good file ends with 0, the summary on stdout alone",
    found.code === 0 && found.error === "" && /Fix first/.test(found.out) && !found.out.includes("\u001b"),
    found,
  );
  const figures = await command(["survey", sheets, "--out", "found", "--json"]);
  check("survey: --json is JSON alone", figures.code === 0 && JSON.parse(figures.out).written.length === 3, figures);
  const template = await command(["survey", sheets, "--template"]);
  check("survey: --template is JSON alone", template.code === 0 && JSON.parse(template.out).serviceQuality, template);
  writeFileSync(join(folder, "survey.json"), template.out);
  const again = await command(["survey", sheets, "--instrument", "survey.json", "--out", "found"]);
  check("survey: the instrument file printed is read", again.code === 0 && again.out === found.out, again);
  writeFileSync(join(folder, "survey.json"), template.out.slice(0, -20));
  const cut = await command(["survey", sheets, "--instrument", "survey.json", "--out", "cut-off"]);
  check(
    "survey: a damaged instrument file ends with 2, and nothing is written",
    cut.code === 2 && cut.out === "" && /expected JSON/.test(cut.error) && !existsSync(join(folder, "cut-off")),
    cut,
  );

  const known = join(folder, "known.csv");
  writeFileSync(known, loyaltyFile(120));
  const loyal = await command(["loyalty", known, "--out", "loyal"]);
  check(
    "loyalty: a good file ends with 0, the summary on stdout alone",
    loyal.code === 0 && loyal.error === "" && /style \(diamond\)/.test(loyal.out) && !loyal.out.includes("\u001b"),
    loyal,
  );
  const moved = await command(["loyalty", known, "--previous", "loyal/customers.csv", "--out", "moved", "--json"]);
  check("loyalty: --json is JSON alone", moved.code === 0 && JSON.parse(moved.out).written.length === 2, moved);
  const moves = JSON.parse(moved.out).migration.classifications;
  const stayed = moves.every(({ counts }) => counts.every((row, i) => row.every((n, j) => i === j || n === 0)));
  check("loyalty: nobody moved since its own result", moves.length === 3 && stayed, moved);
  const columns = await command(["loyalty", known, "--template"]);
  writeFileSync(join(folder, "columns.json"), columns.out);
  const same = await command(["loyalty", known, "--columns", "columns.json", "--out", "loyal"]);
  check("loyalty: the file of columns printed is read", same.code === 0 && same.out === loyal.out, same);

  const large = join(folder, "large.csv.gz");
  writeFileSync(large, gzipSync(log(400_000), { level: 1 }));
  await interrupt(["value", large]);
  const many = join(folder, "many.csv");
  writeFileSync(many, answers(20_000));
  await interrupt(["survey", many]);
  const base = join(folder, "base.csv");
  writeFileSync(base, loyaltyFile(20_000));
  await interrupt(["loyalty", base]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
