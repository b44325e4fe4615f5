import type { AnswerScale, BlockMode, KanoAnswer } from "customer-equity/satisfaction";
import type { ServqualInstrumentDefinition } from "customer-equity/servqual";

/** The parts of a service-quality survey that are asked item by item. */
export const servicePartNames = [
  "expectations",
  "perceptions",
  "differences",
  "adequate",
  "desired",
  "importance",
] as const;

/** One of {@link servicePartNames}. */
export type ServicePartName = (typeof servicePartNames)[number];

/** Names of columns: by key one each, or a pattern in which `*` stands for the key (`"P_*"`). */
export type ColumnNames = string | Readonly<Record<string, string>>;

/** A question with the column of its answers. */
export interface QuestionDefinition {
  readonly column: string;
  readonly label?: string | undefined;
  readonly labelZh?: string | undefined;
  readonly reversed?: boolean | undefined;
}

/** What an instrument file says of the items of service quality. */
export interface ServiceDefinition {
  readonly instrument?: ServqualInstrumentDefinition | undefined;
  readonly scale?: AnswerScale | undefined;
  readonly columns?: Readonly<Partial<Record<ServicePartName, ColumnNames>>> | undefined;
  readonly importanceScale?: AnswerScale | undefined;
  /** Points by dimension. */
  readonly points?: ColumnNames | undefined;
}

/** What it says of the questions behind the satisfaction index. */
export interface SatisfactionDefinition {
  readonly scale?: AnswerScale | undefined;
  readonly questions?: Readonly<Record<string, QuestionDefinition>> | undefined;
  readonly weights?: Readonly<Record<string, number>> | undefined;
}

/** Ratings of attributes that may drive an outcome. */
export interface DriversDefinition {
  /** What they may drive; without a scale that of the column in its other use, or else of satisfaction. */
  readonly outcome?: { readonly column: string; readonly scale?: AnswerScale | undefined } | undefined;
  readonly ratings: Readonly<Record<string, QuestionDefinition>>;
  readonly scale?: AnswerScale | undefined;
  /** How important respondents say each of them is. */
  readonly importance?: Readonly<Record<string, string>> | undefined;
}

/** Whether respondents complained. */
export interface ComplaintDefinition {
  readonly column: string;
  /** What stands in the cells, by what it means. */
  readonly words?: Readonly<Record<string, "yes" | "no">> | undefined;
}

/** Pairs of Kano questions. */
export interface KanoDefinition {
  readonly attributes: Readonly<Record<string, { readonly functional: string; readonly dysfunctional: string }>>;
  /** What stands in the cells, by answer meant. */
  readonly words?: Readonly<Record<string, KanoAnswer>> | undefined;
}

/** The national models that there are by name. */
export const pathModelNames = ["bank", "ecsi", "acsi", "ccsi", "scsb"] as const;

/** A block of a path model. */
export interface BlockDefinition {
  readonly items: readonly string[];
  readonly mode?: BlockMode | undefined;
  readonly label?: string | undefined;
  readonly labelZh?: string | undefined;
}

/** A path model: a national one with columns for its blocks, or blocks and links of one's own. */
export interface PathDefinition {
  readonly model?: (typeof pathModelNames)[number] | undefined;
  readonly scale?: AnswerScale | undefined;
  readonly blocks: Readonly<Record<string, BlockDefinition>>;
  readonly links?: readonly (readonly [cause: string, effect: string])[] | undefined;
  readonly target?: string | undefined;
}

/**
 * What an instrument file says: which columns are what. What it does not mention is looked for by its usual names; `null` says that
 * there is none.
 */
export interface SurveyDefinition {
  readonly label?: string | undefined;
  readonly labelZh?: string | undefined;
  readonly respondent?: string | null | undefined;
  readonly groups?: readonly string[] | null | undefined;
  readonly weight?: string | null | undefined;
  readonly seconds?: string | null | undefined;
  readonly invited?: number | null | undefined;
  readonly serviceQuality?: ServiceDefinition | null | undefined;
  readonly satisfaction?: SatisfactionDefinition | null | undefined;
  readonly recommendation?: string | null | undefined;
  readonly effort?: { readonly column: string; readonly version: 1 | 2 } | null | undefined;
  readonly complaint?: ComplaintDefinition | null | undefined;
  readonly waiting?: { readonly column?: string | undefined; readonly target: number } | null | undefined;
  readonly drivers?: DriversDefinition | null | undefined;
  readonly kano?: KanoDefinition | null | undefined;
  readonly pathModel?: PathDefinition | null | undefined;
}
