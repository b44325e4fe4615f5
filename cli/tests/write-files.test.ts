import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BadInput } from "../src/bad-input.ts";
import { csvLine } from "../src/csv.ts";
import { writeFiles } from "../src/write-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "customer-equity-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("writeFiles", () => {
  it("makes the folder, writes all pieces and replaces what was there", async () => {
    const out = join(folder, "a", "b");
    const long = Array.from({ length: 5000 }, (_, i) => `第${i}行 line ${i}\n`);
    await writeFiles(out, { "one.txt": ["old"] });
    const written = await writeFiles(out, { "one.txt": long, "two.txt": [] });
    expect(written).toEqual([join(out, "one.txt"), join(out, "two.txt")]);
    expect(readFileSync(join(out, "one.txt"), "utf8")).toBe(long.join(""));
    expect(readdirSync(out).sort()).toEqual(["one.txt", "two.txt"]);
  });

  it("leaves everything as it was when a piece fails half way", async () => {
    await writeFiles(folder, { "one.txt": ["old one"], "two.txt": ["old two"] });
    function* failing(): Generator<string> {
      yield "x".repeat(400_000);
      throw new Error("half way");
    }
    await expect(writeFiles(folder, { "one.txt": ["new one"], "two.txt": failing() })).rejects.toThrow("half way");
    expect(readFileSync(join(folder, "one.txt"), "utf8")).toBe("old one");
    expect(readFileSync(join(folder, "two.txt"), "utf8")).toBe("old two");
    expect(readdirSync(folder).sort()).toEqual(["one.txt", "two.txt"]);
  });

  it("refuses a folder that is a file, and a result that is a folder", async () => {
    writeFileSync(join(folder, "file"), "");
    await expect(writeFiles(join(folder, "file"), { a: ["x"] })).rejects.toThrow(BadInput);
    await expect(writeFiles(join(folder, "file", "deeper"), { a: ["x"] })).rejects.toThrow(
      /^--out: .* a part of the path is a file/,
    );
    await expect(writeFiles("/proc/nowhere/at/all", { a: ["x"] })).rejects.toThrow(
      /no folder can be made there|not allowed/,
    );
    mkdirSync(join(folder, "two.txt"));
    await expect(writeFiles(folder, { "one.txt": ["x"], "two.txt": ["y"] })).rejects.toThrow(
      /a folder with the name of a result file/,
    );
    expect(existsSync(join(folder, "one.txt"))).toBe(false);
  });

  it("says that the disk is full, and leaves nothing half-written", async () => {
    await writeFiles(folder, { "one.txt": ["old one"] });
    function* full(): Generator<string> {
      yield "x".repeat(400_000);
      throw Object.assign(new Error("write"), { code: "ENOSPC" });
    }
    await expect(writeFiles(folder, { "one.txt": ["new"], "two.txt": full() })).rejects.toThrow(
      /--out: cannot write into .*: the disk is full\./,
    );
    expect(readFileSync(join(folder, "one.txt"), "utf8")).toBe("old one");
    expect(readdirSync(folder)).toEqual(["one.txt"]);
  });
});

describe("csvLine", () => {
  it("quotes only where it must", () => {
    expect(csvLine(["plain", 1.5, null, "a,b", 'say "x"', "two\nlines", " space", ""])).toBe(
      'plain,1.5,,"a,b","say ""x""","two\nlines"," space",\n',
    );
  });
});
