import { html, name } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { numeric, table } from "../../../report/table.ts";
import { writing } from "../../../report/writing.ts";
import { type FlagName, flagNames, type QualityPart } from "../../analysis/answer-quality-part.ts";
import type { PageInput } from "../page-input.ts";

const words = {
  en: {
    title: "How good are these answers?",
    caption: "The answer sheets",
    what: "what",
    respondents: "respondents",
    share: "share",
    invited: "asked",
    answered: "answered (response rate)",
    complete: "answered every question",
    flags: {
      straightLining: "the same answer through a whole battery (straight-lining)",
      speeding: "less than 40 % of the median time (speeding)",
      missing: "more than half of the questions unanswered",
      outOfPattern: "a pattern unlike all others",
      duplicate: "the same answers as an earlier sheet",
    } satisfies Record<FlagName, string>,
    clean: "without any of these flags",
    untimed: "not known: no column of seconds",
    incomparable: "not known: too few complete answer sheets, or answers that do not vary",
    note: "Nobody is left out for a flag: all figures are of all sheets. The flags of each respondent are in scores.csv.",
    compare: (without: string, all: string) =>
      `Without the flagged sheets the satisfaction index would be ${without}; with them it is ${all}.`,
    expectations: (count: string) =>
      `${count} gave the same answer to every expectation; they are not flagged, as one may well expect everything.`,
    missing: "Questions most often left out",
    question: "question",
    nothing: "Every question was answered by everybody.",
  },
  zh: {
    title: "答卷质量如何？",
    caption: "答卷情况",
    what: "项目",
    respondents: "受访者",
    share: "占比",
    invited: "发出邀请",
    answered: "收回答卷（应答率）",
    complete: "回答了全部题目",
    flags: {
      straightLining: "整组题目选同一答案（直线作答）",
      speeding: "用时不足中位数的40%（作答过快）",
      missing: "一半以上题目未答",
      outOfPattern: "作答模式与众不同（异常作答）",
      duplicate: "与前面某份答卷完全相同（重复答卷）",
    } satisfies Record<FlagName, string>,
    clean: "没有任何标记",
    untimed: "未知：没有答题时长一列",
    incomparable: "未知：完整答卷太少，或答案没有差异",
    note: "标记只作提示，不剔除任何答卷：所有结果均基于全部答卷。每位受访者的标记见 scores.csv。",
    compare: (without: string, all: string) => `若剔除有标记的答卷，满意度指数为${without}；全部答卷为${all}。`,
    expectations: (count: string) => `另有${count}人对所有期望题给出同一答案；对各项都期望很高是合理的，故不作标记。`,
    missing: "最常漏答的题目",
    question: "题目",
    nothing: "所有受访者回答了全部题目。",
  },
};

/** Questions that a list of omissions has at most. */
const mostQuestions = 10;

/** Response, omissions and flags. */
export function answerQualitySection({ report, language }: PageInput, quality: QualityPart): Section {
  const text = words[language];
  const { whole, percent, index } = writing(language);
  const { respondents, invited, complete, flags, unflagged, timed, compared, straightExpectations } = quality;
  const row = (what: string, count: number, of: number): string[] => [what, whole(count), percent(count / of)];
  const rows = [
    ...(invited === null ? [] : [[text.invited, whole(invited), ""], row(text.answered, respondents, invited)]),
    ...(invited === null ? [[text.respondents, whole(respondents), ""]] : []),
    row(text.complete, complete, respondents),
    ...flagNames.map((flag) => {
      if (flag === "speeding" && !timed) return [text.flags[flag], text.untimed, ""];
      if (flag === "outOfPattern" && !compared) return [text.flags[flag], text.incomparable, ""];
      return row(text.flags[flag], flags[flag].length, respondents);
    }),
    row(text.clean, unflagged.length, respondents),
  ];
  const omitted = Object.entries(quality.itemNonResponse)
    .filter(([, share]) => share > 0)
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostQuestions);
  const { index: all = null, unflaggedIndex = null } = report.satisfaction ?? {};
  return {
    id: "answers",
    title: text.title,
    content: html`${table(text.caption, [{ title: text.what }, numeric(text.respondents), numeric(text.share)], rows)}
<p class="note">${text.note}</p>
${unflaggedIndex === null || all === null ? null : html`<p>${text.compare(index(unflaggedIndex.index), index(all.index))}</p>`}
${straightExpectations === null || straightExpectations === 0 ? null : html`<p>${text.expectations(whole(straightExpectations))}</p>`}
${
  omitted.length === 0
    ? html`<p>${text.nothing}</p>`
    : table(
        text.missing,
        [{ title: text.question }, numeric(text.share)],
        omitted.map(([question, share]) => [name(question), percent(share)]),
      )
}`,
  };
}
