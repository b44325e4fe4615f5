import { readFileSync } from "node:fs";
import { arch, cpus, platform, totalmem } from "node:os";

/** What the race ran on. */
export function machine(): Record<string, string> {
  const { model } = cpus()[0] ?? { model: "unknown" };
  return {
    processor: `${model}, ${cpus().length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${platform()} ${arch()}${distribution()}`,
    node: process.version.slice(1),
  };
}

function distribution(): string {
  try {
    const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
    return name === undefined ? "" : `, ${name}`;
  } catch {
    return "";
  }
}
