import type { WaitingTime } from "customer-equity/servqual";
import { groupName, type Writing } from "../../report/writing.ts";
import type { SurveyReport } from "../analysis/analyze-survey.ts";
import { clearlyBelow } from "./sections/satisfaction-section.ts";

const words = {
  en: {
    group: (group: string, column: string, index: string, all: string, others: string) =>
      `${group} (${column}): its satisfaction index is ${index}, that of all ${all}; clearly below ${others}.`,
    others: (count: string) => `${count} other groups`,
    waiting: (share: string, target: string, worst: string) =>
      `${share} of the customers wait longer than ${target} minutes${worst === "" ? "" : `; clearly more in ${worst}`}.`,
    worst: (group: string, column: string, share: string) => `${group} (${column}, ${share})`,
    complaints: (share: string) => `${share} of the respondents complained.`,
  },
  zh: {
    group: (group: string, column: string, index: string, all: string, others: string) =>
      `${group}（${column}）：满意度指数为${index}，全部为${all}；明显低于${others}。`,
    others: (count: string) => `其他${count}个组`,
    waiting: (share: string, target: string, worst: string) =>
      `${share}的客户等候超过${target}分钟${worst === "" ? "" : `；明显更多的有：${worst}`}。`,
    worst: (group: string, column: string, share: string) => `${group}（${column}，${share}）`,
    complaints: (share: string) => `${share}的受访者有过投诉。`,
  },
};

/** Groups that are named. */
const mostGroups = 3;

/** Groups far below others, waiting and complaints. */
export function alsoLook({ satisfaction, waiting, level }: SurveyReport, write: Writing): readonly string[] {
  const { language, percent, index, list, whole } = write;
  const text = words[language];
  const found: string[] = [];
  for (const { column, index: means } of satisfaction?.groups ?? []) {
    if (means === null) continue;
    const below = clearlyBelow(means, level);
    const low = [...below].sort(([, one], [, other]) => other.length - one.length).slice(0, mostGroups);
    for (const [group, others] of low) {
      const mean = means.domains.find(({ domain }) => domain === group);
      // Who is below one or two of many groups only is no finding of its own.
      if (mean === undefined || mean.mean >= means.overall.mean || 2 * others.length < means.domains.length - 1)
        continue;
      const names = others.map((other) => groupName(other, language));
      const told = names.length > 5 ? text.others(whole(names.length)) : list(names);
      found.push(text.group(groupName(group, language), column, index(mean.mean), index(means.overall.mean), told));
    }
  }
  const within = waiting?.overall.withinTarget ?? null;
  if (waiting !== null && within !== null && within.share < 1) {
    const target = index(waiting.target).replace(/\.0$/, "");
    const worst = slowGroups(waiting, within.share).map(({ group, column, share }) =>
      text.worst(groupName(group, language), column, percent(1 - share)),
    );
    found.push(text.waiting(percent(1 - within.share), target, list(worst)));
  }
  const complaints = satisfaction?.complaints ?? null;
  if (complaints !== null && complaints.top.share > 0) found.push(text.complaints(percent(complaints.top.share)));
  return found;
}

/** Groups of any column whose share within the target lies below that of all beyond chance, the lowest first. */
function slowGroups({ groups }: WaitingTime, overall: number) {
  return Object.entries(groups)
    .flatMap(([column, own]) =>
      own.flatMap(({ group, withinTarget }) =>
        withinTarget !== null && withinTarget.upper < overall ? [{ group, column, share: withinTarget.share }] : [],
      ),
    )
    .sort((one, other) => one.share - other.share)
    .slice(0, mostGroups);
}
