import { importancePerformanceChart, keyDriversChart, type PenaltyReward } from "customer-equity/satisfaction";
import { Refusal } from "../../../answers/attempt.ts";
import { chartWidth } from "../../../report/draw-chart.ts";
import { figure } from "../../../report/figure.ts";
import { type Content, type Html, html, name } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { numeric, table } from "../../../report/table.ts";
import { whyNot } from "../../../report/why-not.ts";
import { none, scaleText, type Writing, writing } from "../../../report/writing.ts";
import type { DriversPart } from "../../analysis/drivers-part.ts";
import type { PageInput } from "../page-input.ts";

const words = {
  en: {
    title: (outcome: string) => `What drives the ${outcome}?`,
    dimensions: (outcome: string) =>
      `How much of the differences in the ${outcome} goes with the respondents' perceptions of each dimension. Importance is not effect: raising what goes with satisfaction need not raise satisfaction.`,
    ratings: (outcome: string) =>
      `How much of the differences in the ${outcome} goes with each rating. Importance is not effect: raising what goes with satisfaction need not raise satisfaction.`,
    refused: (why: string) => `Key drivers cannot be found: ${why}.`,
    explained: (share: string, n: string) =>
      `Together they explain ${share} of the differences, among ${n} respondents with all answers.`,
    caption: "The drivers, the most important first",
    driver: "driver",
    share: "share of R² (Shapley)",
    interval: "interval",
    relative: "relative weight",
    coefficient: "coefficient",
    importance: "importance",
    performance: "performance",
    quadrant: "quadrant",
    priority: "priority",
    derived: "Importance is derived from the answers (share of R²), performance is the mean.",
    stated: "Importance is what respondents state, performance is the mean.",
    hidden: "Importance as derived and as stated",
    derivedRank: "place, derived",
    statedRank: "place, stated",
    kind: "kind",
    contrasts: "Penalty and reward",
    contrastNote: (low: string, high: string, scale: string) =>
      `What a bad rating (up to ${low} on ${scale}) costs and a good one (from ${high}) brings, beside one in between.`,
    penalty: "a bad rating",
    reward: "a good rating",
    asymmetry: "asymmetry",
    noContrast: (names: string) => `Too few bad or good ratings: ${names}.`,
    contrastsRefused: (why: string) => `Penalty and reward cannot be told apart: ${why}.`,
  },
  zh: {
    title: (outcome: string) => `${outcome}由什么驱动？`,
    dimensions: (outcome: string) =>
      `受访者之间${outcome}的差异，有多少与其对各维度的感知相联系。重要性不等于因果：改进与满意相关的方面，未必提高满意度。`,
    ratings: (outcome: string) =>
      `受访者之间${outcome}的差异，有多少与各项评分相联系。重要性不等于因果：改进与满意相关的方面，未必提高满意度。`,
    refused: (why: string) => `无法找出关键驱动因素：${why}。`,
    explained: (share: string, n: string) => `合计解释了差异的${share}，基于${n}位作答完整的受访者。`,
    caption: "驱动因素（最重要者在前）",
    driver: "驱动因素",
    share: "占R²的比例（Shapley）",
    interval: "置信区间",
    relative: "相对权重",
    coefficient: "回归系数",
    importance: "重要性",
    performance: "表现",
    quadrant: "象限",
    priority: "优先度",
    derived: "重要性由作答推导（占R²的比例），表现为均值。",
    stated: "重要性为受访者自述，表现为均值。",
    hidden: "推导重要性与自述重要性",
    derivedRank: "推导名次",
    statedRank: "自述名次",
    kind: "类型",
    contrasts: "奖惩对比",
    contrastNote: (low: string, high: string, scale: string) =>
      `与中间评分相比，差评（${scale}中不高于${low}）损失多少，好评（不低于${high}）带来多少。`,
    penalty: "差评的影响",
    reward: "好评的影响",
    asymmetry: "影响不对称性",
    noContrast: (names: string) => `差评或好评太少：${names}。`,
    contrastsRefused: (why: string) => `无法进行奖惩对比：${why}。`,
  },
};

/** Key drivers, importance and performance, penalty and reward. */
export async function driversSection({ language }: PageInput, part: DriversPart): Promise<Section> {
  const text = words[language];
  const write = writing(language);
  const { analysis, kind, outcome, performance, importance } = part;
  const lead = text[kind](write.named(outcome));
  const figures: Html[] = [];
  if (!(analysis instanceof Refusal)) figures.push(await driversFigure(part, write));
  if (performance !== null) figures.push(await performanceFigure(part, write));
  return {
    id: "drivers",
    title: text.title(write.named(outcome)),
    content: html`<p>${write.sentences(lead, ...(analysis instanceof Refusal ? [] : [text.explained(write.percent(analysis.rSquared), write.whole(analysis.n))]))}</p>
${analysis instanceof Refusal ? html`<p>${text.refused(whyNot(analysis, language))}</p>` : null}
<div class="figures">
${figures}</div>
${driverTable(part, write)}
${performance === null ? null : html`<p class="note">${importance === "derived" ? text.derived : text.stated}</p>`}
${hiddenTable(part, write)}
${contrastTable(part, write)}`,
  };
}

function labels({ drivers }: DriversPart, { named }: Writing): (key: string) => string {
  const names = drivers.map(named);
  const unique = new Set(names).size === names.length;
  return (key) => {
    const at = drivers.findIndex((driver) => driver.key === key);
    return at < 0 ? key : unique ? (names[at] as string) : `${names[at]} (${key})`;
  };
}

function driversFigure(part: DriversPart, write: Writing): Promise<Html> {
  const { language, percent, interval } = write;
  const text = words[language];
  const analysis = part.analysis as Exclude<DriversPart["analysis"], Refusal>;
  const label = labels(part, write);
  const renamed = { ...analysis, drivers: analysis.drivers.map((driver) => ({ ...driver, name: label(driver.name) })) };
  const chart = keyDriversChart(renamed, { language, width: chartWidth });
  const rows = chart.data.values.map((row) => [
    String(row["name"]),
    percent(Number(row["importance"])),
    interval({ lower: row["lower"] as number | null, upper: row["upper"] as number | null }, percent),
  ]);
  const columns = [{ title: text.driver }, numeric(text.importance), numeric(text.interval)];
  return figure("key-drivers", chart, { columns, rows }, language);
}

function performanceFigure(part: DriversPart, write: Writing): Promise<Html> {
  const { language, points } = write;
  const text = words[language];
  const performance = part.performance as NonNullable<DriversPart["performance"]>;
  const label = labels(part, write);
  const renamed = {
    ...performance,
    attributes: performance.attributes.map((attribute) => ({ ...attribute, name: label(attribute.name) })),
  };
  const chart = importancePerformanceChart(renamed, { language, width: chartWidth });
  const rows = renamed.attributes.map((attribute) => [
    name(attribute.name),
    points(attribute.importance),
    points(attribute.performance),
    write.named(attribute.quadrant),
  ]);
  const columns = [
    { title: text.driver },
    numeric(text.importance),
    numeric(text.performance),
    { title: text.quadrant },
  ];
  return figure("importance-performance", chart, { columns, rows }, language);
}

function driverTable(part: DriversPart, write: Writing): Content {
  const { analysis, performance } = part;
  if (analysis instanceof Refusal) return null;
  const { language, percent, points, interval } = write;
  const text = words[language];
  const label = labels(part, write);
  const rows = [...analysis.drivers]
    .sort((one, other) => other.shapley - one.shapley)
    .map((driver) => {
      const ends = driver.intervals?.shapley ?? null;
      const share = (value: number): number => (analysis.rSquared > 0 ? value / analysis.rSquared : 0);
      const attribute = performance?.attributes.find((one) => one.name === driver.name);
      return [
        name(label(driver.name)),
        percent(driver.shapleyShare),
        ends === null ? none : interval({ lower: share(ends.lower), upper: share(ends.upper) }, percent),
        percent(driver.relativeWeightShare),
        points(driver.coefficient),
        interval(driver, points),
        points(attribute?.performance ?? null),
        attribute === undefined ? none : write.named(attribute.quadrant),
      ];
    });
  const columns = [
    { title: text.driver },
    numeric(text.share),
    numeric(text.interval),
    numeric(text.relative),
    numeric(text.coefficient),
    numeric(text.interval),
    numeric(text.performance),
    { title: text.quadrant },
  ];
  return table(text.caption, columns, rows);
}

function hiddenTable(part: DriversPart, write: Writing): Content {
  const { hidden } = part;
  if (hidden === null) return null;
  const { language, whole, named } = write;
  const text = words[language];
  const label = labels(part, write);
  const ordered = [...hidden.attributes].sort((one, other) => one.derivedRank - other.derivedRank);
  const rows = ordered.map(({ name: key, derivedRank, statedRank }) => {
    const place = hidden.kinds.customers?.indexOf(key) ?? -1;
    const kind = hidden.kinds.classes[hidden.kinds.codes[place] ?? 0];
    return [name(label(key)), whole(derivedRank), whole(statedRank), kind === undefined ? none : named(kind)];
  });
  const columns = [{ title: text.driver }, numeric(text.derivedRank), numeric(text.statedRank), { title: text.kind }];
  return table(text.hidden, columns, rows);
}

function contrastTable(part: DriversPart, write: Writing): Content {
  const { contrasts, limits, scale, withoutContrast } = part;
  const { language, points, interval, list, named } = write;
  const text = words[language];
  const left =
    withoutContrast.length === 0
      ? null
      : html`<p class="note">${text.noContrast(list(withoutContrast.map(named)))}</p>`;
  if (contrasts instanceof Refusal) {
    return withoutContrast.length === part.drivers.length
      ? left
      : html`<p>${text.contrastsRefused(whyNot(contrasts, language))}</p>${left}`;
  }
  const label = labels(part, write);
  const rows = contrasts.attributes.map(
    ({ name: key, penalty, reward, impactAsymmetry, kind }: PenaltyReward["attributes"][number]) => [
      name(label(key)),
      points(penalty.estimate),
      interval(penalty, points),
      points(reward.estimate),
      interval(reward, points),
      points(impactAsymmetry),
      kind === null ? none : named(kind),
    ],
  );
  const columns = [
    { title: text.driver },
    numeric(text.penalty),
    numeric(text.interval),
    numeric(text.reward),
    numeric(text.interval),
    numeric(text.asymmetry),
    { title: text.kind },
  ];
  return html`${table(text.contrasts, columns, rows)}
<p class="note">${text.contrastNote(points(limits.low), points(limits.high), scaleText(scale, language))}</p>${left}`;
}
