import type { AnswerScale, ClassName, PathModel } from "customer-equity/satisfaction";
import type { ServqualInstrument } from "customer-equity/servqual";
import type {
  ComplaintDefinition,
  KanoDefinition,
  PathDefinition,
  ServicePartName,
} from "../definition/survey-definition.ts";

/** What may stand in the cells of a column. */
export type CellRule =
  | { readonly kind: "text" }
  | { readonly kind: "number"; readonly min: number; readonly max: number; readonly whole: boolean }
  /** Words, in lower case, each of which means a number. */
  | { readonly kind: "words"; readonly words: ReadonlyMap<string, number>; readonly expected: string };

/** A column that is read. */
export interface PlannedColumn {
  readonly name: string;
  /** Its place in the file. */
  readonly index: number;
  readonly rule: CellRule;
  /** What it was taken as first. */
  readonly role: Role;
}

/** A question with the column of its answers; `key` is its name in the analyses. */
export interface Question extends ClassName {
  readonly key: string;
  readonly column: string;
}

/** Service quality: by part and item the column of the answers. */
export interface ServicePlan {
  /** Without the items that have no columns. */
  readonly instrument: ServqualInstrument;
  readonly scale: AnswerScale;
  readonly parts: Readonly<Partial<Record<ServicePartName, Readonly<Record<string, string>>>>>;
  readonly importanceScale: AnswerScale | undefined;
  /** By dimension the column of its points; `null` where nobody was asked for them. */
  readonly points: Readonly<Record<string, string>> | null;
  /** Points may total anything: each respondent's are divided by their sum. */
  readonly rescale: boolean;
  /** Items of the instrument that have no columns. */
  readonly leftOut: readonly string[];
}

/** The questions behind the satisfaction index. */
export interface SatisfactionPlan {
  readonly scale: AnswerScale;
  readonly questions: readonly Question[];
  readonly reversed: readonly string[];
  readonly weights: Readonly<Record<string, number>> | undefined;
}

/** Ratings that may drive an outcome; the dimensions of service quality where there are no ratings of their own. */
export interface DriversPlan {
  /** Column of the outcome with its scale; `null` for the satisfaction index. */
  readonly outcome: { readonly column: string; readonly scale: AnswerScale } | null;
  readonly ratings: readonly Question[];
  readonly scale: AnswerScale;
  readonly reversed: readonly string[];
  /** By rating the column of its stated importance. */
  readonly importance: Readonly<Record<string, string>> | null;
}

/** A path model of columns. */
export interface PathPlan {
  /** What it was made of. */
  readonly definition: PathDefinition;
  readonly model: PathModel;
  readonly scale: AnswerScale;
  /** The block that is to be improved. */
  readonly target: string;
}

/** What columns can be taken as. */
export type Role =
  | "respondent"
  | "groups"
  | "weight"
  | "seconds"
  | ServicePartName
  | "points"
  | "satisfaction"
  | "recommendation"
  | "effort"
  | "complaint"
  | "waiting"
  | "outcome"
  | "ratings"
  | "statedImportance"
  | "kano"
  | "path";

/** Columns and what they were taken as. */
export interface TakenColumns {
  readonly role: Role;
  readonly columns: readonly string[];
  readonly scale?: AnswerScale;
}

/** Which columns of a file are what. */
export interface SurveyPlan {
  readonly label: string | undefined;
  readonly labelZh: string | undefined;
  readonly columns: readonly PlannedColumn[];
  readonly respondent: string | null;
  readonly groups: readonly string[];
  readonly weight: string | null;
  readonly seconds: string | null;
  readonly invited: number | null;
  readonly service: ServicePlan | null;
  readonly satisfaction: SatisfactionPlan | null;
  readonly recommendation: string | null;
  readonly effort: { readonly column: string; readonly version: 1 | 2 } | null;
  readonly complaint: ComplaintDefinition | null;
  readonly waiting: { readonly column: string; readonly target: number } | null;
  readonly drivers: DriversPlan | null;
  readonly kano: KanoDefinition | null;
  readonly path: PathPlan | null;
  readonly taken: readonly TakenColumns[];
  /** Columns of the file that nothing was taken from. */
  readonly unused: readonly string[];
}
