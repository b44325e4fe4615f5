import type { ClassName, Fit, NullableColumn } from "../../types.ts";
import type { PlsModelPath, PlsPathModel } from "./pls-path-model.ts";
import type { BlockMode } from "./structures/path-model.ts";

/** What a fit says of an item. */
export interface PlsItem<N extends string = string> {
  /** The block it measures. */
  readonly block: N;
  /** Weight of the standardized item in the score of its block (外部权重). */
  readonly weight: number;
  /** Its share in the 0 to 100 index of the block, all of which sum to 1; `null` where there is no index. */
  readonly indexWeight: number | null;
  /** Correlation with the score of its block (载荷); corrected in a consistent fit. */
  readonly loading: number;
  /** Share of its variance that its block explains (共同度): the square of the loading. */
  readonly communality: number;
  /** Communality times R² of the block (冗余度); `null` for blocks without a cause. */
  readonly redundancy: number | null;
  /** Correlations with the scores of all blocks (交叉载荷), as they are also in a consistent fit. */
  readonly crossLoadings: Readonly<Record<N, number>>;
  /** 1 / (1 − R²) of the item on the others of its block; `null` where they determine it. */
  readonly varianceInflation: number | null;
}

/** What a fit says of a block. */
export interface PlsBlock extends ClassName {
  /** How its weights were estimated. */
  readonly mode: BlockMode;
  /** Its items. */
  readonly items: readonly string[];
  /** 0 to 100 index of all respondents (满意度指数, of the block satisfaction); `null` without a scale, or where the weights do not sum to more than 0. */
  readonly index: number | null;
  /** Standard deviation of the index between respondents (divisor n − 1). */
  readonly indexDeviation: number | null;
  /** Share of the variance that its causes explain (R²); `null` for a block without a cause. */
  readonly rSquared: number | null;
  /** 1 − (1 − R²)(n − 1)/(n − causes − 1). */
  readonly adjustedRSquared: number | null;
  /** Mean communality of its items. */
  readonly communality: number;
  /** Mean redundancy of its items; `null` for a block without a cause. */
  readonly redundancy: number | null;
  /** Average variance extracted (平均方差提取量, AVE): the mean communality of a block of mode A; `null` for mode B. */
  readonly averageVarianceExtracted: number | null;
  /** Cronbach's α of the standardized items; 1 for a single item, `null` for mode B. May be negative. */
  readonly alpha: number | null;
  /** Dillon & Goldstein's ρ_C, from the loadings on the first principal component; as α. */
  readonly dillonGoldstein: number | null;
  /** Composite reliability (组合信度, ρ_C) from the loadings of the model; as α. */
  readonly compositeReliability: number | null;
  /** Dijkstra & Henseler's ρ_A; as α, also `null` where one item has all the weight. */
  readonly rhoA: number | null;
  /** The first two eigenvalues of the correlations of its items; no second one for a single item. */
  readonly eigenvalues: readonly [first: number, second: number | null];
}

/** A link as it was estimated. */
export interface PlsPath<N extends string = string> extends PlsModelPath<N> {
  /** 1 / (1 − R²) of the cause on the other causes of the effect (VIF); 1 for an only cause. `null` in a consistent fit that is not admissible. */
  readonly varianceInflation: number | null;
  /** f² = (R² − R² without the link) / (1 − R²), with the scores as they are; `null` where R² is 1 or more. */
  readonly effectSize: number | null;
  /** The same with the model estimated anew without the link, as seminr has it; `null` also where that was not possible. */
  readonly effectSizeReestimated: number | null;
}

/** How a block acts on another one, over all chains of links. */
export interface PlsEffect<N extends string = string> {
  /** The block that acts. */
  readonly from: N;
  /** The block acted on. */
  readonly to: N;
  /** Coefficient of the link, 0 where there is none. */
  readonly direct: number;
  /** Over other blocks. */
  readonly indirect: number;
  /** Both together (总效应). */
  readonly total: number;
}

/** Whether two blocks are different things (区分效度). */
export interface PlsDiscriminant<N extends string = string> {
  /** The two blocks, in their order. */
  readonly blocks: readonly [N, N];
  /** Correlation of the two, corrected in a consistent fit. */
  readonly correlation: number;
  /** Heterotrait-monotrait ratio of absolute correlations (HTMT); `null` with a block of mode B, or one whose items do not correlate. */
  readonly heterotraitMonotrait: number | null;
  /** The same of correlations with their signs, as it was first defined. */
  readonly heterotraitMonotraitSigned: number | null;
  /** Fornell & Larcker: the root of the variance extracted of either is above their correlation; `null` with a block of mode B. */
  readonly fornellLarcker: boolean | null;
}

/** A path model fitted by PLS, and how good it is (PLS 路径模型估计结果). */
export interface PlsPathFit<N extends string = string> extends Fit<PlsPathModel<N>> {
  /** Respondents that the estimates rest on, as `n`. */
  readonly rows: number;
  /** Respondents that the estimates rest on. */
  readonly n: number;
  /** Respondents left out, because an answer is missing. */
  readonly missing: number;
  /** Answers that are missing, all items of the model together. */
  readonly missingAnswers: number;
  /** By block. */
  readonly blocks: Readonly<Record<N, PlsBlock>>;
  /** By item. */
  readonly items: Readonly<Record<string, PlsItem<N>>>;
  /** The links, in the order of the model. */
  readonly paths: readonly PlsPath<N>[];
  /** Effects of every block on every one that a chain of links leads to. */
  readonly effects: readonly PlsEffect<N>[];
  /** Correlations of the blocks; corrected in a consistent fit. */
  readonly correlations: Readonly<Record<N, Readonly<Record<N, number>>>>;
  /** Every pair of blocks. */
  readonly discriminant: readonly PlsDiscriminant<N>[];
  /**
   * √(mean communality of the items in blocks with more than one · mean R²) (GoF); `null` where all blocks have a single item, and
   * in a consistent fit whose mean R² is below 0.
   */
  readonly goodnessOfFit: number | null;
  /** `false` for a consistent fit with a correlation of 1 or more, a ρ_A above 1 or an R² above 1: its numbers are not to be used. */
  readonly admissible: boolean;
  /** Scores of the respondents by block, `null` where an answer is missing: what `latentScores` gives. */
  readonly scores: Readonly<Record<N, NullableColumn>>;
}
