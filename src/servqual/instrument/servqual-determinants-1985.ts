import type { ClassName } from "../../types.ts";

/** One of the determinants of service quality that came before the five dimensions. */
export interface ServqualDeterminant extends ClassName {
  /** Its name. */
  readonly key: string;
  /** The dimension of 1988 that took it up. */
  readonly dimension: string;
}

const determinant = (key: string, labelZh: string, dimension: string): ServqualDeterminant => ({
  key,
  label: key,
  labelZh,
  dimension,
});

/**
 * The ten determinants of service quality (服务质量的十个决定因素), predecessors of the five dimensions, and the dimension each went into.
 *
 * Source: Parasuraman, Zeithaml & Berry (1985), Journal of Marketing 49(4); what became of them: Zeithaml, Parasuraman & Berry (1990),
 * Delivering Quality Service.
 *
 * @example
 * ```ts
 * import { servqualDeterminants1985 } from "customer-equity/servqual";
 * const { key } = servqualDeterminants1985.find(({ labelZh }) => labelZh === "礼貌")!;
 * console.log(servqualDeterminants1985.length, key); // 10 courtesy
 * ```
 */
export const servqualDeterminants1985: readonly ServqualDeterminant[] = [
  determinant("tangibles", "有形性", "tangibles"),
  determinant("reliability", "可靠性", "reliability"),
  determinant("responsiveness", "响应性", "responsiveness"),
  determinant("communication", "沟通", "empathy"),
  determinant("credibility", "信誉", "assurance"),
  determinant("security", "安全", "assurance"),
  determinant("competence", "能力", "assurance"),
  determinant("courtesy", "礼貌", "assurance"),
  determinant("understanding", "理解客户", "empathy"),
  determinant("access", "可接近性", "empathy"),
];
