import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A Python with the peers, and their versions. */
export interface PeerEnvironment {
  readonly python: string;
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * The virtual environment of the pinned peers in `folder`, made where it is not there or no longer what the requirements say. Throws
 * where it cannot be made: no Python, no venv, or no pip that finds the packages.
 */
export function peerEnvironment(folder: string): PeerEnvironment {
  const requirements = readFileSync(join(folder, "requirements.txt"), "utf8");
  const environment = join(folder, ".venv");
  const made = join(environment, "made-from.txt");
  const python = join(environment, "bin", "python");
  if (!existsSync(made) || readFileSync(made, "utf8") !== requirements) {
    console.log("installing the peers (requirements.txt) into a virtual environment …");
    rmSync(environment, { recursive: true, force: true });
    must("python3", ["-m", "venv", environment], "python3 with its venv module");
    must(
      python,
      ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", join(folder, "requirements.txt")],
      "pip, and an index that has the peers",
    );
    writeFileSync(made, requirements);
  }
  const listed = must(python, ["-m", "pip", "list", "--format=json", "--disable-pip-version-check"], "pip");
  const all = JSON.parse(listed) as readonly { readonly name: string; readonly version: string }[];
  const pinned = [...requirements.matchAll(/^([\w-]+)==/gm)].map((match) => match[1]!);
  const version = (name: string): string =>
    all.find((one) => one.name.toLowerCase() === name)?.version ?? "not installed";
  return {
    python,
    versions: {
      python: must(python, ["--version"], "python3").replace("Python ", "").trim(),
      ...Object.fromEntries(pinned.map((name) => [name, version(name)])),
    },
  };
}

function must(command: string, args: readonly string[], needs: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (status === 0) return stdout;
  const last = (stderr ?? "").trim().split("\n").slice(-3).join("\n");
  throw new Error(`the race needs ${needs}: ${error?.message ?? last}`);
}
