import { afterAll, expect, it } from "vitest";
import { csvLine } from "../src/csv.ts";
import { SurveyFolder } from "./survey-data.ts";

const folder = new SurveyFolder();
afterAll(() => folder.remove());

/** A survey of 60 waits: every second is too long, and all of some groups, as `branch` and `channel` say. */
function waits(name: string, branch: (i: number) => string, channel: (i: number) => string): string {
  const late = (i: number): boolean => i % 2 === 0 || branch(i) === "Slow" || channel(i) === "phone";
  const rows = Array.from({ length: 60 }, (_, i) => [branch(i), channel(i), 6, late(i) ? 20 : 5]);
  return folder.file(name, [["branch", "channel", "P_REL1", "wait_minutes"], ...rows].map(csvLine).join(""));
}

it("a group is named for long waits only where more than chance sets it apart", async () => {
  const few = waits(
    "few.csv",
    (i) => (i < 2 ? "Slow" : "North"),
    () => "counter",
  );
  const { out, code } = await folder.survey(few);
  expect(code).toBe(0);
  expect(out).toMatch(/51\.7\s?% of the customers wait longer than 10 minutes\.\n/);
});

it("groups of every column are looked at", async () => {
  const clear = waits(
    "clear.csv",
    (i) => (i < 30 ? "North" : "South"),
    (i) => (i % 4 < 2 ? "counter" : "phone"),
  );
  const { out } = await folder.survey(clear);
  expect(out).toMatch(
    /75\s?% of the customers wait longer than 10 minutes; clearly more in phone \(channel,\s+100\s?%\)\./,
  );
});
