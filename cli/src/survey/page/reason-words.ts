import { scaleText, type Writing } from "../../report/writing.ts";
import type { SurveyReport } from "../analysis/analyze-survey.ts";
import type { Reason, WeakItem } from "../analysis/priorities.ts";

const words = {
  en: {
    gap: (mean: string, interval: string) => `falls short of expectations by ${mean} points (${interval})`,
    level: (mean: string, scale: string) => `is rated ${mean} (${scale})`,
    points: (share: string) => `customers give it ${share} of the importance`,
    driver: (share: string, outcome: string) => `accounts for ${share} of what drives the ${outcome}`,
    concentrate: "important, and done less well than the others",
    penalty: (points: string) => `bad ratings cost ${points} points of the outcome, more than good ones bring`,
    belowZone: (points: string) => `lies ${points} points below what customers accept`,
    effect: (effect: string, target: string) => `its total effect on ${target} is ${effect}`,
    index: (index: string) => `its index is ${index} of 100`,
    items: (items: string) => `weakest: ${items}`,
  },
  zh: {
    gap: (mean: string, interval: string) => `比期望低${mean}分（${interval}）`,
    level: (mean: string, scale: string) => `评分为${mean}（${scale}）`,
    points: (share: string) => `客户认为其重要性占${share}`,
    driver: (share: string, outcome: string) => `占${outcome}驱动作用的${share}`,
    concentrate: "重要，且表现不如其他方面",
    penalty: (points: string) => `差评使结果损失${points}分，多于好评带来的提升`,
    belowZone: (points: string) => `比客户可接受的水平低${points}分`,
    effect: (effect: string, target: string) => `对“${target}”的总效应为${effect}`,
    index: (index: string) => `指数为${index}（满分100）`,
    items: (items: string) => `最弱的题项：${items}`,
  },
};

/** A reason to fix something, as a part of a sentence. */
export function reasonText(reason: Reason, report: SurveyReport, write: Writing): string {
  const { language, points, percent, index, interval, named } = write;
  const text = words[language];
  switch (reason.kind) {
    case "gap":
      return text.gap(points(-reason.mean), interval({ lower: -reason.upper, upper: -reason.lower }, points));
    case "level":
      return text.level(points(reason.mean), scaleText(reason.scale, language));
    case "points":
      return text.points(percent(reason.share));
    case "driver":
      return text.driver(percent(reason.share), report.drivers === null ? "" : named(report.drivers.outcome));
    case "concentrate":
      return text.concentrate;
    case "penalty":
      return text.penalty(index(-reason.estimate));
    case "below-zone":
      return text.belowZone(points(-reason.adequacy));
    case "effect":
      return text.effect(points(reason.effect), report.path?.map == null ? "" : named(report.path.map.target));
    case "index":
      return text.index(index(reason.index));
    case "items":
      return text.items(write.list(reason.items.map((item) => itemText(item, write))));
  }
}

function itemText(item: WeakItem, { named, points, language }: Writing): string {
  const label = named(item) === item.key ? item.key : `${item.key} ${named(item)}`;
  return language === "zh" ? `${label}（${points(item.mean)}）` : `${label} (${points(item.mean)})`;
}
