/** Weights of an index as somebody published them: data with their source, not law. */
export interface PublishedIndexWeights {
  /** By question its weight. */
  readonly weights: Readonly<Record<string, number>>;
  /** Where they come from. */
  readonly source: string;
}

/** One of the questions of an index. */
export interface IndexQuestion {
  /** Name, as the columns of answers and the weights have it. */
  readonly name: string;
  /** What is asked, in English. */
  readonly label: string;
  /** 中文名称。 */
  readonly labelZh: string;
}

/** The three questions behind the satisfaction of the American index and its relatives, each answered from 1 to 10. */
export const indexQuestions: readonly IndexQuestion[] = [
  { name: "overall", label: "satisfaction with the bank on the whole", labelZh: "总体满意度" },
  { name: "disconfirmation", label: "performance beside what was expected", labelZh: "与预期相比" },
  { name: "ideal", label: "performance beside an ideal bank", labelZh: "与理想银行相比" },
];

/** Weights of the three questions published for a survey of the services of a state; an example, not a norm (权重示例). */
export const publishedIndexWeights: PublishedIndexWeights = {
  weights: { overall: 0.3885, disconfirmation: 0.319, ideal: 0.2925 },
  source: "Weights of an index in the manner of ACSI published for the State of Ohio, as quoted by a survey vendor",
};
