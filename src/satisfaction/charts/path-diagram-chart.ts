import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  label,
  nameOf,
  requireFrame,
  requireReadable,
  textWidth,
} from "../../charts/chart.ts";
import { requireArray, requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requirePlsFit } from "../path-models/interpretation/require-pls-fit.ts";
import type { PlsBlock, PlsPathFit } from "../path-models/pls-path-fit.ts";
import type { PlsBootstrap } from "../path-models/resampling/bootstrap-pls.ts";
import { columnsOf, type DiagramLine, layOutDiagram } from "./path-diagram-layout.ts";

/** Options of {@link pathDiagramChart}. */
export interface PathDiagramChartOptions extends ChartOptions {
  /**
   * What `bootstrapPls` gave for the fit: links whose interval contains 0 are then drawn in grey.
   * @defaultValue none
   */
  readonly bootstrap?: Pick<PlsBootstrap, "paths"> | undefined;
}

/** Pixels that title and padding take, and that are free around the diagram. */
const around = { width: 10, height: 36, free: 8 };

const words = {
  en: {
    title: "Path model: indices, R² and path coefficients",
    titleWithoutIndex: "Path model: R² and path coefficients",
    single: (from: string, to: string, size: string, share: string) =>
      `The only link leads from ${from} to ${to}, with a coefficient of ${size} and an R² of ${share}.`,
    sentence: (blocks: number, links: number, from: string, to: string, size: string, best: string, share: string) =>
      `Of the ${links} links between ${blocks} blocks the strongest leads from ${from} to ${to}, with a coefficient of ${size}; what is explained best is ${best}, with an R² of ${share}.`,
  },
  zh: {
    title: "路径模型：指数、R²与路径系数",
    titleWithoutIndex: "路径模型：R²与路径系数",
    single: (from: string, to: string, size: string, share: string) =>
      `唯一的路径是“${from}”对“${to}”的影响，路径系数为${size}，R²为${share}。`,
    sentence: (blocks: number, links: number, from: string, to: string, size: string, best: string, share: string) =>
      `${blocks}个潜变量之间的${links}条路径中，最强的是“${from}”对“${to}”的影响，路径系数为${size}；解释程度最高的是“${best}”，R²为${share}。`,
  },
};

/**
 * Diagram of a fitted path model (路径图): a box for each block with its 0 to 100 index and R², causes to the left, an arrow for each link with its
 * coefficient, the wider the larger. Negative coefficients have another colour, and with a bootstrap those that may be 0 are grey.
 *
 * @param fit - A fit of `fitPlsPath`, with at most 200 links.
 * @param options - A bootstrap of the fit; language and size. The default size grows with the model.
 * @returns A Vega-Lite chart; its data are the links: `from`, `to`, `coefficient`, and where the line, its gap and its arrow are, in pixels.
 * @throws InputError `unknown-kind` for what is no fit; `bad-option` for the options, more links, and a bootstrap with other links.
 * @remarks Twins: plspm `innerplot`, seminr `plot`. Boxes are placed so that as few lines as possible cross or run behind them.
 * @example
 * ```ts
 * import { fitPlsPath, pathDiagramChart, pathModel } from "customer-equity/satisfaction";
 * const model = pathModel({
 *   blocks: { service: { items: ["queue"] }, satisfaction: { items: ["overall"] } },
 *   edges: [["service", "satisfaction"]],
 * });
 * const answers = { queue: [7, 8, 5, 9, 6, 4, 8, 7, 3, 9], overall: [8, 9, 5, 9, 6, 4, 8, 7, 4, 9] };
 * const chart = pathDiagramChart(fitPlsPath(answers, { model, scale: { min: 1, max: 10 } }));
 * console.log(chart.data.values[0]!.label); // 0.97
 * ```
 */
export function pathDiagramChart<N extends string>(fit: PlsPathFit<N>, options?: PathDiagramChartOptions): Chart {
  const asked = requireFrame(options);
  const { bootstrap } = requireOptions(options);
  const { model, names } = requirePlsFit(fit);
  const { structure } = model;
  const { language } = asked;
  const blocks = names.map((name) => fit.blocks[name]);
  const titles = blocks.map((block) => nameOf(block, language));
  const figures = blocks.map(figuresOf);
  const edges = structure.edges.map(([from, to]) => [names.indexOf(from), names.indexOf(to)] as const);
  requireReadable(edges, "fit.paths", { expected: "links", most: 200 });
  const certain = certainty(structure.edges, bootstrap);
  const box = { width: textWidth([...titles, ...figures]) + 16, height: 42 };
  const rows = Math.max(3, Math.min(9, names.length));
  const columns = Math.max(...columnsOf(names.length, edges)) + 1;
  const width = options?.width ?? Math.max(480, Math.round(columns * (box.width + 18) + 20));
  const numbers = fit.paths.map(({ coefficient }) => coefficient.toFixed(2));
  const inner = width - around.width - 2 * around.free;
  const { boxes, lines, height } = layOutDiagram(names.length, edges, {
    width: inner,
    height: asked.height === undefined ? undefined : asked.height - around.height - 2 * around.free,
    box,
    label: { width: textWidth(numbers) + 6, height: 16 },
    rows,
  });
  const axis = (field: string, size: number) => ({
    field,
    type: "quantitative",
    scale: { domain: [-around.free, size + around.free], nice: false },
    axis: null,
  });
  const x = (field: string) => axis(field, inner);
  const y = (field: string) => axis(field, height);
  const color = { field: "color", type: "nominal", scale: null, legend: null };
  const strokeWidth = { field: "strokeWidth", type: "quantitative", scale: null, legend: null };
  const nodes = boxes.map((place, b) => ({
    block: titles[b]!,
    figures: figures[b]!,
    left: place.x - box.width / 2,
    right: place.x + box.width / 2,
    bottom: place.y - box.height / 2,
    top: place.y + box.height / 2,
    x: place.x,
    upper: place.y + (figures[b] === "" ? 0 : 9),
    lower: place.y - 9,
  }));
  return chart(
    { ...asked, width },
    {
      title: blocks.some(({ index }) => index !== null) ? words[language].title : words[language].titleWithoutIndex,
      description: describe(fit, titles, names, language),
      height: height + around.height + 2 * around.free,
      values: fit.paths.map(({ coefficient }, i) => ({
        from: titles[edges[i]![0]]!,
        to: titles[edges[i]![1]]!,
        coefficient,
        label: numbers[i]!,
        color: !certain[i] ? colors.neutral : coefficient < 0 ? colors.contrast : colors.main,
        strokeWidth: 0.8 + 4 * Math.min(1, Math.abs(coefficient)),
        ...places(lines[i]!),
      })),
      layer: [
        ...[
          ["x1", "y1", "x2", "y2"],
          ["x3", "y3", "x4", "y4"],
        ].map(([fromX, fromY, toX, toY]) => ({
          mark: { type: "rule", tooltip: true },
          encoding: { x: x(fromX!), y: y(fromY!), x2: { field: toX }, y2: { field: toY }, color, strokeWidth },
        })),
        {
          mark: { type: "point", shape: "triangle-up", filled: true, size: 90, opacity: 1 },
          encoding: {
            x: x("xTip"),
            y: y("yTip"),
            color,
            angle: { field: "angle", type: "quantitative", scale: null },
          },
        },
        {
          mark: { ...label, align: "center", baseline: "middle" },
          encoding: { x: x("xLabel"), y: y("yLabel"), text: { field: "label" } },
        },
        {
          data: { values: nodes },
          mark: {
            type: "rect",
            cornerRadius: 5,
            fill: colors.main,
            fillOpacity: 0.12,
            stroke: colors.main,
            strokeWidth: 1,
          },
          encoding: { x: x("left"), x2: { field: "right" }, y: y("bottom"), y2: { field: "top" } },
        },
        ...["upper", "lower"].map((line, i) => ({
          data: { values: nodes },
          mark: { ...label, align: "center", baseline: "middle", ...(i === 0 ? { fontWeight: "bold" } : {}) },
          encoding: { x: x("x"), y: y(line), text: { field: i === 0 ? "block" : "figures" } },
        })),
      ],
    },
  );
}

/** Index and R², what there is of them. */
function figuresOf({ index, rSquared }: PlsBlock): string {
  const parts = [
    ...(index === null ? [] : [index.toFixed(1)]),
    ...(rSquared === null ? [] : [`R² ${rSquared.toFixed(2)}`]),
  ];
  return parts.join(" · ");
}

/** The line in two parts, its label and its arrow: an equilateral triangle whose tip touches the box. */
function places({ from, to, label: middle, before, after }: DiagramLine): Record<string, number> {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const back = (by: number) => ({ x: to.x - dx * by, y: to.y - dy * by });
  const [tip, end] = [back(4), back(Math.min(8, length))];
  return {
    x1: from.x,
    y1: from.y,
    x2: before.x,
    y2: before.y,
    x3: after.x,
    y3: after.y,
    x4: end.x,
    y4: end.y,
    xTip: tip.x,
    yTip: tip.y,
    angle: (Math.atan2(dx, dy) * 180) / Math.PI,
    xLabel: middle.x,
    yLabel: middle.y,
  };
}

/** For each link whether 0 is outside its interval; without a bootstrap they all count as such. */
function certainty(
  edges: readonly (readonly [string, string])[],
  bootstrap: Pick<PlsBootstrap, "paths"> | undefined,
): readonly boolean[] {
  if (bootstrap === undefined) return edges.map(() => true);
  const paths = requireArray(requireOptions(bootstrap, "options.bootstrap").paths, "options.bootstrap.paths");
  return edges.map(([from, to], i) => {
    const where = `options.bootstrap.paths[${i}]`;
    const path = requireOptions(paths[i]! ?? null, where);
    if (path.from !== from || path.to !== to) {
      throw new InputError({
        code: "bad-option",
        path: where,
        expected: `the link from ${from} to ${to}, as in the fit`,
        received: path,
      });
    }
    return requireNumber(path.lower, `${where}.lower`) > 0 || requireNumber(path.upper, `${where}.upper`) < 0;
  });
}

function describe<N extends string>(
  { paths, blocks }: PlsPathFit<N>,
  titles: readonly string[],
  names: readonly N[],
  language: Language,
): string {
  const strongest = paths.reduce((best, path) =>
    Math.abs(path.coefficient) > Math.abs(best.coefficient) ? path : best,
  );
  const best = names.reduce((one, other) =>
    (blocks[other].rSquared ?? -1) > (blocks[one].rSquared ?? -1) ? other : one,
  );
  const title = (name: N): string => titles[names.indexOf(name)]!;
  const text = words[language];
  const [from, to, size] = [title(strongest.from), title(strongest.to), strongest.coefficient.toFixed(2)];
  const share = (blocks[best].rSquared ?? 0).toFixed(2);
  if (paths.length === 1) return text.single(from, to, size, share);
  return text.sentence(names.length, paths.length, from, to, size, title(best), share);
}
