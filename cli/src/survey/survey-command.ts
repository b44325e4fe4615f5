import { basename } from "node:path";
import { type PlanOf, readAnswers, readPlan } from "../answers/read-answers.ts";
import { BadInput } from "../bad-input.ts";
import { command } from "../command.ts";
import { answerOptionsHelp } from "../options/answer-options.ts";
import { watch } from "../terminal.ts";
import { writeFiles } from "../write-files.ts";
import { analyzeSurvey } from "./analysis/analyze-survey.ts";
import { planSurvey } from "./columns/plan-survey.ts";
import type { SurveyPlan } from "./columns/survey-plan.ts";
import { usualHeader } from "./columns/usual-header.ts";
import { builtIn, readDefinition } from "./definition/read-definition.ts";
import { template } from "./definition/template.ts";
import { surveyHtml } from "./page/survey-html.ts";
import { figuresCsv, scoresCsv, surveyJson } from "./results/survey-results.ts";
import { type SurveyOptions, surveyOptions, surveyOptionTypes } from "./survey-options.ts";
import { surveySummary } from "./survey-summary.ts";

const help = `customer-equity survey: from the answers of a survey to what to fix first

Usage
  customer-equity survey FILE [options]     FILE is CSV with a header line (.csv, .gz, .zst) or Parquet: one row a respondent,
                                            one column a question
  customer-equity survey [FILE] --template  prints an instrument file to be changed by hand: with FILE as its columns are
                                            taken, without as the built-in questionnaire has them

Columns are found by their usual names, English or Chinese, as of the built-in questionnaire: E_REL1, P_REL1, ... (expectations,
perceptions; A_ and D_ for adequate and desired), W_reliability, ... (points), satisfied, expected, ideal, recommend, effort, complained,
image1, value1, loyal1, ..., wait_minutes, seconds, weight, branch, segment, channel. What is not there is not analyzed; other names,
questions and scales, Kano pairs and path models are given by an instrument file.

Questionnaire
  --instrument NAME      bank (SERVQUAL for banks, built in), or an instrument file such as survey.json    (default: bank)
  --scale MIN-MAX        lowest and highest answer to the items of service quality    (default: 1-7; differences: -3..3)
  --satisfaction-scale MIN-MAX   the same of satisfaction, image, value, loyalty      (default: 1-10)
  --reversed NAMES       items worded the other way round: RES3,RES4
  --missing-code CODES   what stands for no answer beside an empty cell: 99,NA; COLUMN=0 for one column; may be given again
  --rescale-points       points by dimension may have another total than 100
  --level SHARE          level of all intervals            (default: 0.95)

${answerOptionsHelp}

Result
  --out FOLDER           where report.html, figures.csv and scores.csv go    (default: customer-equity-output)
  --lang en|zh           language of the report            (default: en)
  --json                 print the result as JSON in place of the summary
`;

/** `customer-equity survey`: from answers to what to fix first. */
export const surveyCommand = command({
  name: "survey",
  summary: "what a survey says to fix first: service quality, satisfaction and what drives it",
  help,
  options: surveyOptionTypes,
  operands: { expected: "one file of answers, as in: survey answers.csv", min: 0, max: 1 },
  run: async ([file], values, { out, status }) => {
    const options = surveyOptions(values);
    const { language } = options;
    const planOf = planMaker(options);
    if (options.template) {
      out(template(file === undefined ? planOf("", usualHeader()) : await readPlan(file, planOf, options, status)));
      return;
    }
    if (file === undefined)
      throw new BadInput("survey: expected one file of answers, as in: survey answers.csv, found none.");
    const answers = await readAnswers(file, planOf, options, status);
    const report = await watch(status, "Analyzing", () => analyzeSurvey(answers, options.level));
    const page = await watch(status, "Drawing the page", () => surveyHtml(report, language));
    const written = await watch(status, "Writing", () =>
      writeFiles(options.out, {
        "report.html": [page],
        "figures.csv": figuresCsv(report, language),
        "scores.csv": scoresCsv(report),
      }),
    );
    out((options.json ? surveyJson : surveySummary)(report, written));
  },
});

function planMaker(options: SurveyOptions): PlanOf<SurveyPlan> {
  const { instrument } = options;
  const definition = readDefinition(instrument);
  const source = instrument === builtIn ? "--instrument" : basename(instrument);
  return (file, header) => planSurvey(file, header, definition, options, source);
}
