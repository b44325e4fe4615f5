import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sourceOf } from "../src/report/html.ts";
import type { Subject, SurveyWarning } from "../src/survey/analysis/survey-warning.ts";
import type { PageInput } from "../src/survey/page/page-input.ts";
import { surveyWarningWords } from "../src/survey/page/warnings/survey-warning-words.ts";
import { surveyWarnings, warningSubjects } from "../src/survey/page/warnings/survey-warnings.ts";
import { textOf } from "./report-data.ts";

/** The sources that can give warnings about a subject, and codes in them that the command never gives. */
const sources: Readonly<Record<Subject, { readonly files: readonly string[]; readonly never?: readonly string[] }>> = {
  columns: {
    files: ["cli/src/survey/analysis/service-part.ts", "cli/src/survey/analysis/unanswered-columns.ts"],
    never: ["scale-end-unused"],
  },
  quality: { files: ["cli/src/survey/analysis/answer-quality-part.ts"] },
  service: {
    files: [
      "src/servqual/scoring/servqual-scores.ts",
      "src/servqual/scoring/response-warnings.ts",
      "cli/src/survey/analysis/service-part.ts",
    ],
    never: ["items-without-column"],
  },
  zones: { files: ["src/servqual/zones/tolerance-zones.ts", "src/servqual/scoring/response-warnings.ts"] },
  reliability: {
    files: [
      "src/survey/scale/reliability/cronbach-alpha.ts",
      "src/survey/scale/reliability/mcdonald-omega.ts",
      "src/survey/scale/factors/extraction-warnings.ts",
    ],
    // Answers are taken of complete sheets.
    never: ["pairwise-missing"],
  },
  satisfaction: { files: ["src/satisfaction/measures/net-promoter-score.ts"] },
  drivers: { files: ["src/satisfaction/drivers/key-drivers.ts", "src/statistics/bootstrap.ts"] },
  contrasts: { files: ["src/satisfaction/drivers/penalty-reward.ts"] },
  path: {
    files: [
      "src/satisfaction/path-models/fit-pls-path.ts",
      "src/satisfaction/path-models/resampling/bootstrap-pls.ts",
      "src/statistics/bootstrap.ts",
    ],
    // Of fits with replaced answers and of consistent ones.
    never: ["answers-replaced", "inadmissible"],
  },
  // Attributes are not asked by segment.
  kano: { files: ["src/satisfaction/kano/kano.ts"], never: ["segments-differ"] },
};
const subjects = Object.keys(sources) as Subject[];
const root = new URL("../../", import.meta.url).pathname;
const errors = [...readFileSync(join(root, "src/errors.ts"), "utf8").matchAll(/^ {2}\| "([a-z-]+)"/gm)].map(
  ([, code]) => code as string,
);

function codesOf(subject: Subject): readonly string[] {
  const { files, never = [] } = sources[subject];
  const codes = files.flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/code: "([a-z-]+)"/g)].map(([, code]) => code as string),
  );
  return [...new Set(codes)].filter((code) => !errors.includes(code) && !never.includes(code)).sort();
}

function sectionOf(warnings: readonly SurveyWarning[], language: PageInput["language"]): string {
  const report = { warnings } as unknown as PageInput["report"];
  return textOf(sourceOf(surveyWarnings({ report, language }).content));
}

describe("warnings of a survey", () => {
  it.each(subjects)("about %s have words for every code that the sources can give", (subject) => {
    const known = Object.keys(surveyWarningWords[subject]);
    const codes = codesOf(subject);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !known.includes(code))).toEqual([]);
    const shared = ["scale-end-unused"];
    expect(known.filter((code) => !codes.includes(code) && !shared.includes(code))).toEqual([]);
  });

  it("say in both languages what happened, what it means and what to do", () => {
    for (const subject of subjects) {
      for (const [code, translations] of Object.entries(surveyWarningWords[subject])) {
        for (const language of ["en", "zh"] as const) {
          const words = translations[language]("17", "RES4");
          expect(words).toHaveLength(3);
          for (const sentence of words) {
            expect(sentence).toMatch(language === "en" ? /^\S.*\.$/ : /。$/);
            if (language === "zh") expect(sentence).not.toMatch(/\b(the|of|and)\b/);
          }
          const names = [{ label: "RES4", labelZh: "RES4" }];
          const text = sectionOf([{ subject, code, message: "-", count: 17, names }], language).replaceAll("\n", "");
          expect(text).toContain(`${warningSubjects[language][subject]}${language === "en" ? ": " : "："}${words[0]}`);
          expect(text).toContain(code);
        }
      }
    }
  });

  it("write of one as of one", () => {
    for (const [code, words] of subjects.flatMap((subject) => Object.entries(surveyWarningWords[subject]))) {
      const [what] = words.en("1", "RES4");
      expect([code, what]).not.toEqual([code, expect.stringMatching(/\b1 \w+s\b|\bare only 1\b/)]);
    }
  });

  it("without words say their message", () => {
    const warning = { subject: "path", code: "new-kind", message: "Something happened.", names: [] } as const;
    expect(sectionOf([warning], "en")).toContain("Something happened.");
    expect(sectionOf([], "en")).toContain("There is nothing to warn of.");
  });
});
