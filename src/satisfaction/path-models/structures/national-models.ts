import { deepFreeze } from "../../../survey/deep-freeze.ts";
import type { ClassName } from "../../../types.ts";

/** Which concepts a satisfaction model has and which acts on which (结构模型): data, without the questions that measure them. */
export interface StructuralModel<N extends string = string> {
  /** The concepts, causes before effects. */
  readonly nodes: Readonly<Record<N, ClassName>>;
  /** The links, cause first. */
  readonly edges: readonly (readonly [cause: N, effect: N])[];
  /** Where it stands. */
  readonly source: string;
}

const image: ClassName = { label: "image", labelZh: "形象" };
const expectation: ClassName = { label: "expected quality", labelZh: "预期质量" };
const performance: ClassName = { label: "perceived performance", labelZh: "感知绩效" };
const quality: ClassName = { label: "perceived quality", labelZh: "感知质量" };
const value: ClassName = { label: "perceived value", labelZh: "感知价值" };
const satisfaction: ClassName = { label: "satisfaction", labelZh: "顾客满意" };
const complaints: ClassName = { label: "complaints", labelZh: "顾客抱怨" };
const loyalty: ClassName = { label: "loyalty", labelZh: "顾客忠诚" };

/** How expectation, quality and value make satisfaction, in all models of this family but the Swedish one. */
const formation = [
  ["expectation", "quality"],
  ["expectation", "value"],
  ["expectation", "satisfaction"],
  ["quality", "value"],
  ["quality", "satisfaction"],
  ["value", "satisfaction"],
] as const;

/** What satisfaction does, where complaints are asked for. */
const outcomes = [
  ["satisfaction", "complaints"],
  ["satisfaction", "loyalty"],
  ["complaints", "loyalty"],
] as const;

/**
 * The Swedish customer satisfaction barometer of 1989 (瑞典顾客满意度晴雨表, SCSB): five concepts, six links.
 *
 * Give it your questions with `withIndicators`.
 */
export const scsbModel: StructuralModel<"expectation" | "performance" | "satisfaction" | "complaints" | "loyalty"> =
  /* @__PURE__ */ deepFreeze({
    nodes: { expectation, performance, satisfaction, complaints, loyalty },
    edges: [
      ["expectation", "performance"],
      ["expectation", "satisfaction"],
      ["performance", "satisfaction"],
      ...outcomes,
    ],
    source: "Fornell (1992), Journal of Marketing 56(1)",
  });

/**
 * The American customer satisfaction index of 1994 (美国顾客满意度指数, ACSI): six concepts, nine links.
 *
 * Give it your questions with `withIndicators`.
 */
export const acsiModel: StructuralModel<
  "expectation" | "quality" | "value" | "satisfaction" | "complaints" | "loyalty"
> = /* @__PURE__ */ deepFreeze({
  nodes: { expectation, quality, value, satisfaction, complaints, loyalty },
  edges: [...formation, ...outcomes],
  source: "Fornell, Johnson, Anderson, Cha & Bryant (1996), Journal of Marketing 60(4)",
});

/**
 * The European customer satisfaction index (欧洲顾客满意度指数, ECSI), as in the study of mobile-phone users: the American one and image; seven
 * concepts, twelve links.
 *
 * Give it your questions with `withIndicators`.
 */
export const ecsiModel: StructuralModel<
  "image" | "expectation" | "quality" | "value" | "satisfaction" | "complaints" | "loyalty"
> = /* @__PURE__ */ deepFreeze({
  nodes: { image, expectation, quality, value, satisfaction, complaints, loyalty },
  edges: [["image", "expectation"], ["image", "satisfaction"], ["image", "loyalty"], ...formation, ...outcomes],
  source: "Tenenhaus, Esposito Vinzi, Chatelin & Lauro (2005), Computational Statistics & Data Analysis 48(1)",
});

/**
 * The Chinese customer satisfaction index (中国顾客满意度指数, CCSI): six concepts without complaints, eleven links. Of the links their number is
 * published; here every concept before satisfaction acts on every later one, and satisfaction on loyalty.
 *
 * Give it your questions with `withIndicators`.
 */
export const ccsiModel: StructuralModel<"image" | "expectation" | "quality" | "value" | "satisfaction" | "loyalty"> =
  /* @__PURE__ */ deepFreeze({
    nodes: { image, expectation, quality, value, satisfaction, loyalty },
    edges: [
      ["image", "expectation"],
      ["image", "quality"],
      ["image", "value"],
      ["image", "satisfaction"],
      ...formation,
      ["satisfaction", "loyalty"],
    ],
    source: "Six concepts and eleven links as published for the Chinese index; which links they are is inferred",
  });

/**
 * The model of satisfaction with a bank (银行顾客满意度模型) of the study of 250 customers of a Spanish credit institution: six concepts, ten
 * links.
 *
 * Give it your questions with `withIndicators`.
 */
export const bankSatisfactionModel: StructuralModel<
  "image" | "expectation" | "quality" | "value" | "satisfaction" | "loyalty"
> = /* @__PURE__ */ deepFreeze({
  nodes: { image, expectation, quality, value, satisfaction, loyalty },
  edges: [
    ["image", "expectation"],
    ["expectation", "quality"],
    ["expectation", "value"],
    ["quality", "value"],
    ["image", "satisfaction"],
    ["expectation", "satisfaction"],
    ["quality", "satisfaction"],
    ["value", "satisfaction"],
    ["image", "loyalty"],
    ["satisfaction", "loyalty"],
  ],
  source: "Sanchez (2013), PLS Path Modeling with R; data set of the R package plspm",
});
