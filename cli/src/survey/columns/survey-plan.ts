import type { AnswerScale, ClassName, PathModel } from "customer-equity/satisfaction";
import type { ServqualInstrument } from "customer-equity/servqual";
import type { SharedPoints, SheetPlan } from "../../answers/sheet-plan.ts";
import type {
  ComplaintDefinition,
  KanoDefinition,
  PathDefinition,
  ServicePartName,
} from "../definition/survey-definition.ts";

/** A question with the column of its answers; `key` is its name in the analyses. */
export interface Question extends ClassName {
  readonly key: string;
  readonly column: string;
}

/** Service quality: by part and item the column of the answers. */
export interface ServicePlan extends SharedPoints {
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

/** Which columns of a file are what. */
export interface SurveyPlan extends SheetPlan<Role> {
  readonly label: string | undefined;
  readonly labelZh: string | undefined;
  readonly groups: readonly string[];
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
}
