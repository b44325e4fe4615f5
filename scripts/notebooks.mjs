/**
 * Runs the notebooks in a real Deno kernel, after type-checking their cells. Outputs are kept in the files; with `--check` the files stay
 * as they are, and a cell that fails, or whose text differs from what is kept, is a failure. Jupyter's client comes from
 * PyPI into `.venv`; the kernel is the project's own Deno, found through a kernelspec of the project's own.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binary, root, run } from "./run.mjs";

const check = process.argv.includes("--check");
const folder = join(root, "notebooks");
const notebooks = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
if (notebooks.length === 0) throw new Error("there are no notebooks");

for (const name of notebooks) {
  const { cells } = JSON.parse(readFileSync(join(folder, name), "utf8"));
  const code = cells.filter((cell) => cell.cell_type === "code").map((cell) => cell.source.join(""));
  const program = join(folder, `.${name}.check.ts`);
  try {
    writeFileSync(program, `${code.join("\n;\n")}\nexport {};\n`);
    run(binary("deno"), ["check", program]);
  } finally {
    rmSync(program, { force: true });
  }
  console.log(`ok types of ${name}`);
}

const python = join(root, ".venv", "bin", "python");
if (!existsSync(python)) {
  try {
    run("python3", ["-m", "venv", join(root, ".venv")]);
  } catch (error) {
    throw new Error("notebooks need python3 with its venv module, for Jupyter's client", { cause: error });
  }
}
try {
  run(python, ["-c", "import jupyter_client"]);
} catch {
  run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "jupyter_client==8.10.0"]);
}

const jupyter = mkdtempSync(join(tmpdir(), "customer-equity-jupyter-"));
try {
  const kernel = join(jupyter, "kernels", "customer-equity-deno");
  mkdirSync(kernel, { recursive: true });
  const argv = [binary("deno"), "jupyter", "--kernel", "--conn", "{connection_file}"];
  writeFileSync(join(kernel, "kernel.json"), JSON.stringify({ argv, display_name: "Deno", language: "typescript" }));
  for (const name of notebooks) {
    const path = join(folder, name);
    if (readFileSync(path, "utf8").includes("REFERENCE_DATA") && !process.env.REFERENCE_DATA) {
      console.log(`skipped ${name}: it reads data that are not part of the project; REFERENCE_DATA names their folder`);
      continue;
    }
    const output = check ? join(jupyter, name) : path;
    run(python, [join(root, "scripts", "execute_notebook.py"), path, output], {
      cwd: folder,
      env: { ...process.env, JUPYTER_PATH: jupyter, JUPYTER_RUNTIME_DIR: join(jupyter, "runtime"), NO_COLOR: "1" },
    });
    requireOutputs(output);
    if (check) compare(path, output);
    console.log(`ok ${name}`);
  }
} finally {
  rmSync(jupyter, { recursive: true, force: true });
}

/** A cell that shows something has to have shown it. */
function requireOutputs(path) {
  for (const cell of JSON.parse(readFileSync(path, "utf8")).cells) {
    const shows = cell.cell_type === "code" && /(^|\n)await show\(/.test(cell.source.join(""));
    if (shows && cell.outputs.length === 0)
      throw new Error(`a cell of ${path} shows nothing:\n${cell.source.join("")}`);
  }
}

/** Text and tables have to be what is kept, cell by cell; of pictures and charts only the formats. */
function compare(kept, made) {
  const outputs = (path) =>
    JSON.parse(readFileSync(path, "utf8"))
      .cells.filter((cell) => cell.cell_type === "code")
      .map(({ outputs }) => {
        // What is printed may come in any number of pieces.
        const printed = outputs.flatMap(({ text = [] }) => text).join("");
        const shown = outputs.flatMap(({ data }) =>
          data === undefined
            ? []
            : [{ formats: Object.keys(data).sort(), text: [data["text/plain"] ?? []].flat().join("") }],
        );
        return JSON.stringify({ printed, shown }, null, 2);
      });
  const [before, after] = [outputs(kept), outputs(made)];
  before.forEach((cell, i) => {
    if (cell !== after[i])
      throw new Error(`code cell ${i + 1} of ${kept} gives\n${after[i]}\nand is kept with\n${cell}`);
  });
}
