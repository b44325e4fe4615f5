/**
 * The built command as a process of its own: exit codes, what goes to which stream, silence in a pipe, and that an interruption at any
 * moment leaves no result half-written and no temporary file. Run after a build.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
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

  const large = join(folder, "large.csv.gz");
  writeFileSync(large, gzipSync(log(400_000), { level: 1 }));
  const start = performance.now();
  const whole = await command(["value", large, "--out", "whole"]);
  const time = performance.now() - start;
  check("a large packed file ends with 0", whole.code === 0, whole);
  const complete = readdirSync(join(folder, "whole")).sort().join(" ");
  let interrupted = 0;
  for (let k = 0; k < 12; k++) {
    const { code, signal, error } = await command(["value", large, "--out", "cut"], (time * (k + 0.5)) / 11);
    if (signal === "SIGINT") interrupted++;
    else if (code !== 0) throw new Error(`Ctrl-C: ended with ${code}, ${error}`);
    const cut = join(folder, "cut");
    const there = existsSync(cut) ? readdirSync(cut).sort().join(" ") : "";
    if (there !== "" && there !== complete) throw new Error(`Ctrl-C left ${there}`);
    if (readdirSync(temporary).length > 0)
      throw new Error(`Ctrl-C left temporary ${readdirSync(temporary, { recursive: true })}`);
    rmSync(cut, { recursive: true, force: true });
  }
  check("Ctrl-C ends the process by its signal and leaves nothing", interrupted >= 6, interrupted);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
