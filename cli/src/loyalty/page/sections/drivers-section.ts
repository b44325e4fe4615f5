import { satisfactionLoyaltyChart, simpleSlopesChart } from "customer-equity/loyalty";
import { counted } from "../../../report/counted.ts";
import { chartWidth } from "../../../report/draw-chart.ts";
import { figure } from "../../../report/figure.ts";
import { type Content, type Html, html } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { numeric, table } from "../../../report/table.ts";
import { none, writing } from "../../../report/writing.ts";
import type { CurvePart, DeterminantsPart } from "../../analysis/drivers.ts";
import { titled } from "../class-chart.ts";
import { type LoyaltyPageInput, roleName, termName } from "../page-input.ts";

const words = {
  en: {
    curve: "How does loyalty hang on satisfaction?",
    curveLead: (n: string, outcome: string) =>
      `Five shapes of the link, fitted to ${n} customers; loyalty is measured by “${outcome}”. The lowest AIC fits best.`,
    missing: (n: string) => `${counted(n, "customer is", "customers are")} not in it, as something is not known.`,
    shape: "shape",
    forms: {
      linear: "straight line",
      logistic: "logistic curve",
      cubic: "cubic curve",
      piecewise: "line that bends at the zones",
      power: "power curve",
    },
    aic: "AIC above the best",
    rSquared: "R²",
    inflection: "turns at",
    shapes: "The shapes",
    satisfaction: "satisfaction",
    loyalty: "mean loyalty",
    customers: "customers",
    determinants: "What makes customers loyal?",
    lead: (n: string, outcome: string, share: string | null) =>
      `By ${n} customers of whom all is known; loyalty is measured by “${outcome}”.${share === null ? "" : ` Together they explain ${share} of the differences.`} One standard deviation more of a determinant goes with so many standard deviations more of loyalty. That describes who is loyal today; what an improvement would do takes an experiment.`,
    caption: "The determinants",
    determinant: "determinant",
    coefficient: "coefficient",
    interval: "interval",
    p: "p-value",
    slopes: "What satisfaction does, by switching cost",
    slopesNote:
      "A flatter line at high switching cost says that barriers hold those who are not satisfied: they stay, and are not loyal.",
    at: "switching cost (standard deviations)",
    slope: "slope",
  },
  zh: {
    curve: "忠诚如何随满意变化？",
    curveLead: (n: string, outcome: string) =>
      `以${n}位客户拟合五种形状并比较，忠诚以“${outcome}”衡量；AIC最低者拟合最好。`,
    missing: (n: string) => `${n}位客户信息不全，不计入。`,
    shape: "形状",
    forms: {
      linear: "直线",
      logistic: "逻辑曲线",
      cubic: "三次曲线",
      piecewise: "按区域分段的折线",
      power: "幂曲线",
    },
    aic: "AIC（与最优之差）",
    rSquared: "R²",
    inflection: "拐点",
    shapes: "各种形状",
    satisfaction: "满意度",
    loyalty: "平均忠诚",
    customers: "客户数",
    determinants: "什么使客户忠诚？",
    lead: (n: string, outcome: string, share: string | null) =>
      `基于${n}位信息完整的客户，忠诚以“${outcome}”衡量。${share === null ? "" : `合计解释了差异的${share}。`}某一因素每高一个标准差，忠诚相应高多少个标准差。这描述当前谁忠诚；改进的效果须以试验证明。`,
    caption: "决定因素",
    determinant: "决定因素",
    coefficient: "系数",
    interval: "置信区间",
    p: "p值",
    slopes: "不同转换成本下满意的作用",
    slopesNote: "转换成本高时直线更平，说明壁垒留住了不满意的客户：他们留下，却并不忠诚。",
    at: "转换成本（标准差）",
    slope: "斜率",
  },
};

/** Loyalty over satisfaction. */
export async function curveSection({ language }: LoyaltyPageInput, part: CurvePart): Promise<Section> {
  const text = words[language];
  const { whole, points, index } = writing(language);
  const { curves, outcome } = part;
  const chart = titled(satisfactionLoyaltyChart(curves, { language, width: chartWidth }), text.curve);
  const behind = {
    columns: [text.satisfaction, text.loyalty, text.customers].map(numeric),
    rows: curves.observed.map(({ satisfaction, loyalty, n }) => [points(satisfaction), points(loyalty), whole(n)]),
  };
  const rows = [...curves.curves]
    .sort((one, other) => (one.aicDifference ?? 0) - (other.aicDifference ?? 0))
    .map(({ form, aicDifference, rSquared, inflection }) => [
      text.forms[form],
      index(aicDifference),
      points(rSquared),
      points(inflection),
    ]);
  return {
    id: "curve",
    title: text.curve,
    content: html`<p>${text.curveLead(whole(curves.n), roleName(outcome.role, language))}</p>
<div class="figures">
${await figure("satisfaction-loyalty", chart, behind, language)}</div>
${table(text.shapes, [{ title: text.shape }, ...[text.aic, text.rSquared, text.inflection].map(numeric)], rows)}
${curves.missing === 0 ? null : html`<p class="note">${text.missing(whole(curves.missing))}</p>`}`,
  };
}

/** What drives loyalty, and for whom. */
export async function determinantsSection({ language }: LoyaltyPageInput, part: DeterminantsPart): Promise<Section> {
  const text = words[language];
  const { whole, percent, points, interval } = writing(language);
  const { fit, outcome, slopes } = part;
  const rows = fit.terms
    .filter(({ name }) => name !== "(intercept)")
    .map((term): Content[] => [
      termName(term.name, language),
      points(term.estimate),
      interval(term, points),
      term.pValue === null ? none : pText(term.pValue),
    ]);
  const columns = [{ title: text.determinant }, ...[text.coefficient, text.interval, text.p].map(numeric)];
  const share = fit.linear?.rSquared ?? null;
  return {
    id: "determinants",
    title: text.determinants,
    content: html`<p>${text.lead(whole(fit.n), roleName(outcome.role, language), share === null ? null : percent(share))}</p>
${table(text.caption, columns, rows)}
${slopes === null ? null : await slopesFigure(slopes, language)}
${fit.missing === 0 ? null : html`<p class="note">${text.missing(whole(fit.missing))}</p>`}`,
  };
}

async function slopesFigure(
  slopes: NonNullable<DeterminantsPart["slopes"]>,
  language: LoyaltyPageInput["language"],
): Promise<Html> {
  const text = words[language];
  const { points, interval } = writing(language);
  const chart = titled(simpleSlopesChart(slopes, { language, width: chartWidth }), text.slopes);
  const rows = slopes.slopes.map((slope) => [
    points(slope.at),
    points(slope.slope),
    interval(slope, points),
    slope.pValue === null ? none : pText(slope.pValue),
  ]);
  return html`<div class="figures">
${await figure("simple-slopes", chart, { columns: [text.at, text.slope, text.interval, text.p].map(numeric), rows }, language)}</div>
<p class="note">${text.slopesNote}</p>`;
}

function pText(p: number): string {
  return p < 0.001 ? "<0.001" : p.toFixed(3);
}
