import { requireArray, requireNumber, requireOneOf, requireOptions, requireRows } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { ClassName } from "../types.ts";

/** The languages that a chart can speak. */
export type Language = "en" | "zh";

/** Options that every chart takes. */
export interface ChartOptions {
  /**
   * Language of title, axes and description.
   * @defaultValue "en"
   */
  readonly language?: "en" | "zh" | undefined;
  /**
   * Width of the whole picture in pixels, titles and axes included.
   * @defaultValue 480
   */
  readonly width?: number | undefined;
  /**
   * Height of the whole picture in pixels.
   * @defaultValue 300; more where a chart has a line for each customer or tier
   */
  readonly height?: number | undefined;
}

/**
 * A chart: a Vega-Lite object (version 5) that JSON can hold, without functions, NaN or `undefined`. Notebooks show it through the
 * mime type `application/vnd.vegalite.v5+json`, `vega-lite` and `vega` render it.
 *
 * It has at most 2,000 points. Colours of text, axes, grid and background are left to the theme (the `config` that the renderer is
 * given). Of the labels inside a chart `config.text.color` is the colour, black where a theme does not set it.
 */
export interface Chart {
  /** Which language this is: the address of the schema of Vega-Lite 5. */
  readonly $schema: string;
  /** What the chart is, in a few words. */
  readonly title: string;
  /** What it shows on these data, in one sentence with the numbers: a caption, and the text read aloud to those who cannot see it. */
  readonly description: string;
  /** Width of the whole picture in pixels. */
  readonly width: number;
  /** Height of the whole picture in pixels. */
  readonly height: number;
  /** Width and height include titles and axes. */
  readonly autosize: { readonly type: "fit"; readonly contains: "padding" };
  /** Sizes of text, so that the picture can still be read when a telephone shrinks it to three quarters. */
  readonly config: { readonly style: Readonly<Record<string, { readonly fontSize: number }>> };
  /** The numbers behind the picture, one record a mark or point of a curve. */
  readonly data: { readonly values: readonly Readonly<Record<string, string | number | null>>[] };
  /** The marks, from the back to the front, as Vega-Lite layers. */
  readonly layer: readonly Readonly<Record<string, unknown>>[];
}

/** The most points that a chart has, all its marks together. */
export const mostPoints = 2000;

/**
 * Colours of marks: mid-tones with a contrast of 3.6 to 5.2 both on white and on near-black (#121212), told apart in the common
 * forms of colour blindness by hue and never by hue alone: shape, dash or order repeat the difference.
 */
export const colors: { readonly main: string; readonly contrast: string; readonly neutral: string } = {
  main: "#3d7fc1",
  contrast: "#c9701e",
  neutral: "#808791",
};

/** What text marks look like: of the size and in the font of the labels of axes. */
export const label: { readonly type: "text"; readonly style: "guide-label" } = { type: "text", style: "guide-label" };

/** Options of a chart as it was asked for, checked: the frame that {@link chart} fills. */
export interface Frame {
  readonly language: Language;
  readonly width: number;
  /** `undefined` where the chart chooses it. */
  readonly height: number | undefined;
}

/** Checks the options that every chart has. */
export function requireFrame(options: ChartOptions | undefined): Frame {
  const { language = "en", width = 480, height } = requireOptions(options);
  const size = { min: 100, max: 10_000 };
  return {
    language: requireOneOf(language, "options.language", ["en", "zh"]),
    width: requireNumber(width, "options.width", size),
    height: height === undefined ? undefined : requireNumber(height, "options.height", size),
  };
}

/** The name of a class in the language of a chart. */
export function nameOf({ label, labelZh }: ClassName, language: Language): string {
  return language === "zh" ? labelZh : label;
}

/** Checks that a chart has no more named marks than can be read, 100 where nothing else is said, and at least one. */
export function requireReadable<T extends readonly unknown[]>(
  marks: T | undefined,
  path: string,
  { expected, most = 100 }: { readonly expected: string; readonly most?: number | undefined },
): T {
  const list = requireArray(marks, path, expected);
  requireRows(list, path);
  if (list.length <= most) return list;
  throw new InputError({
    code: "bad-option",
    path,
    expected: `at most ${most}, which can be read`,
    received: list.length,
  });
}

/** Puts a chart together; `height` is its own choice where the caller made none. */
export function chart(
  frame: Frame,
  content: {
    readonly title: string;
    readonly description: string;
    readonly values: Chart["data"]["values"];
    readonly layer: Chart["layer"];
    readonly height?: number | undefined;
  },
): Chart {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    title: content.title,
    description: content.description,
    width: frame.width,
    height: frame.height ?? content.height ?? 300,
    autosize: { type: "fit", contains: "padding" },
    config: {
      style: { "guide-label": { fontSize: 12 }, "guide-title": { fontSize: 12 }, "group-title": { fontSize: 14 } },
    },
    data: { values: content.values },
    layer: content.layer,
  };
}

/**
 * About how wide the longest of some labels is in pixels. Renderers without a canvas (Vega in Node) measure Chinese characters as if they
 * were Latin, so what has to make room for them says how much.
 */
export function textWidth(labels: readonly string[]): number {
  const width = (text: string): number => {
    const wide = text.match(/[\u2e80-\u{10ffff}]/gu)?.length ?? 0;
    return 12 * wide + 6.6 * (text.length - wide);
  };
  return labels.reduce((widest, text) => Math.max(widest, width(text)), 0);
}

/** The axis of named rows (customers, tiers), in the order of the data. */
export function nameAxis(field: string, names: readonly string[]): Readonly<Record<string, unknown>> {
  const labelLimit = 200;
  const minExtent = Math.min(labelLimit, textWidth(names) + 8);
  return {
    field,
    type: "nominal",
    sort: null,
    axis: { title: null, ticks: false, domain: false, labelPadding: 6, labelLimit, minExtent },
  };
}

/** The legend above a chart. */
export const topLegend: Readonly<Record<string, unknown>> = {
  title: null,
  orient: "top",
  labelLimit: 0,
  columnPadding: 24,
};
