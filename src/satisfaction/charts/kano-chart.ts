import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  nameOf,
  requireFrame,
  requireReadable,
} from "../../charts/chart.ts";
import { numberAxis, pointPlot } from "../../charts/labelled-points.ts";
import { percentLabels } from "../../charts/numbers.ts";
import { requireNumber, requireOptions } from "../../checks.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { Kano, KanoSurveyAttribute } from "../kano/kano.ts";
import { kanoCategories } from "../kano/kano-category.ts";

const words = {
  en: {
    title: "Kano: better and worse",
    better: "better: satisfied if it is there",
    worse: "worse (size): dissatisfied if it is not",
    counts: (parts: string, attributes: number, left: number) =>
      `Of ${attributes} ${attributes === 1 ? "attribute" : "attributes"}, ${parts}${left === 0 ? "" : `; ${left} without better and worse ${left === 1 ? "is" : "are"} not drawn`}.`,
    part: (count: number, category: string) => `${count} ${count === 1 ? "is" : "are"} ${category}`,
    comma: ", ",
  },
  zh: {
    title: "KANO模型：Better-Worse 四分位图",
    better: "Better（满意影响力）",
    worse: "Worse 绝对值（不满意影响力）",
    counts: (parts: string, attributes: number, left: number) =>
      `${attributes}项属性中，${parts}${left === 0 ? "" : `；${left}项无法计算Better与Worse，未绘出`}。`,
    part: (count: number, category: string) => `${category}${count}项`,
    comma: "，",
  },
};

/**
 * Chart of a Kano survey (Better-Worse 四分位图): for each attribute how much it can please against how much its absence annoys.
 *
 * Upper right one-dimensional, upper left attractive, lower right must-be, lower left indifferent, the corners meeting at one half. The
 * shape of a point is the category by count, which need not be that of the corner.
 *
 * @param analysis - What `kano` returns, of at most 100 attributes.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are `name`, `better`, `worse` (its size), `category`, and `side`, where the label stands.
 * @throws InputError `empty` without attributes, `bad-option` for more than 100 or what is no analysis, and for the options; `not-finite`.
 * @remarks Source: Berger et al. (1993). There is no standard twin.
 * @example
 * ```ts
 * import { kano, kanoChart } from "customer-equity/satisfaction";
 * const analysis = kano({
 *   "instant transfer": { functional: ["like", "like", "neutral"], dysfunctional: ["dislike", "dislike", "dislike"] },
 *   "free coffee": { functional: ["like", "like", "neutral"], dysfunctional: ["neutral", "live-with", "neutral"] },
 * });
 * console.log(kanoChart(analysis).description); // Of 2 attributes, 1 is one-dimensional, 1 is attractive.
 * ```
 */
export function kanoChart(analysis: Kano, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const { attributes: given } = requireOptions(analysis, "analysis");
  const attributes = requireReadable(given, "analysis.attributes", { expected: "the attributes of kano" });
  const text = words[language];
  const categoryName = (label: string): string => {
    const category = kanoCategories.find((one) => one.label === label);
    return category === undefined ? label : nameOf(category, language);
  };
  const drawn = attributes.flatMap((attribute, i) => {
    const path = `analysis.attributes[${i}]`;
    const { name, better, worse, category } = requireOptions(attribute, path);
    requireText(name, `${path}.name`);
    const { label } = requireOptions(category, `${path}.category`);
    requireText(label, `${path}.category.label`);
    if (better === null || worse === null) return [];
    return [
      {
        name: name as string,
        better: requireNumber(requireOptions(better, `${path}.better`).share, `${path}.better.share`),
        worse: Math.abs(requireNumber(requireOptions(worse, `${path}.worse`).share, `${path}.worse.share`)),
        category: categoryName(label as string),
      },
    ];
  });
  const height = frame.height ?? 400;
  const axis = (field: string, title: string) =>
    numberAxis(field, title, [0, 1], { labelExpr: percentLabels(language) });
  const present = kanoCategories
    .map(({ label }) => categoryName(label))
    .filter((name) => drawn.some(({ category }) => category === name));
  const { values, layer } = pointPlot({
    points: drawn,
    frame: {
      x: [0, 1],
      y: [0, 1],
      width: frame.width - 70,
      height: height - 110,
      corners: [
        { text: categoryName("one-dimensional"), x: "right", y: "top" },
        { text: categoryName("attractive"), x: "left", y: "top" },
        { text: categoryName("indifferent"), x: "left", y: "bottom" },
        { text: categoryName("must-be"), x: "right", y: "bottom" },
      ],
    },
    x: axis("worse", text.worse),
    y: axis("better", text.better),
    cuts: { x: 0.5, y: 0.5 },
    mark: { color: colors.main },
    encoding: {
      shape: {
        field: "category",
        type: "nominal",
        scale: { domain: present },
        legend: { title: null, orient: "top" },
      },
    },
  });
  const description = describe(attributes, drawn.length, categoryName, language);
  return chart(frame, { title: text.title, description, height, values, layer });
}

function describe(
  attributes: readonly KanoSurveyAttribute[],
  drawn: number,
  categoryName: (label: string) => string,
  language: Language,
): string {
  const text = words[language];
  const parts = kanoCategories.flatMap(({ label }) => {
    const count = attributes.filter(({ category }) => category.label === label).length;
    return count === 0 ? [] : [text.part(count, categoryName(label))];
  });
  return text.counts(parts.join(text.comma), attributes.length, attributes.length - drawn);
}
