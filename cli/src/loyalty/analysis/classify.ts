import {
  type ClassColumn,
  type LoyaltyDiamond,
  loyaltyDiamond,
  loyaltyMatrix,
  loyaltyStage,
  loyaltyType,
  satisfactionLoyaltyType,
  satisfactionZone,
  sixLoyaltyTypes,
} from "customer-equity/loyalty";
import type { AnswerScale } from "customer-equity/satisfaction";
import type { LoyaltyPlan } from "../columns/loyalty-plan.ts";
import type { LoyaltyRole } from "../columns/loyalty-roles.ts";
import type { LoyaltyInputs } from "./loyalty-inputs.ts";

/** The classifications, in the order of the page. */
export const classKeys = [
  "dick_basu",
  "diamond",
  "loyalty_type",
  "six_types",
  "stage",
  "zone",
  "satisfaction_type",
] as const;

/** One of them; columns of `customers.csv` have these names. */
export type ClassKey = (typeof classKeys)[number];

/** A classification of the customers of whom its inputs are known. */
export interface ClassPart {
  readonly key: ClassKey;
  readonly inputs: readonly LoyaltyRole[];
  /** Classes of those customers, with their ids. */
  readonly column: ClassColumn;
  /** For the diamond where they stand in it. */
  readonly diamond: LoyaltyDiamond | null;
  /** Which customers of the file these are. */
  readonly rows: readonly number[];
  /** By customer of the file the place in the class column; -1 for who has no class. */
  readonly places: Int32Array;
  /** Customers without a class. */
  readonly missing: number;
}

type Columns = readonly (readonly number[])[];

interface Method {
  readonly inputs: readonly LoyaltyRole[];
  readonly classify: (columns: Columns, customers: readonly string[], plan: LoyaltyPlan) => ClassColumn;
}

const ratings: AnswerScale = { min: 1, max: 7 };
const fivePoints: AnswerScale = { min: 1, max: 5 };
const typeInputs = [
  "alternatives",
  "attachment",
  "repeat",
  "incentive_share",
  "price_share",
  "convenience_share",
] as const satisfies readonly LoyaltyRole[];

/** For each classification the ways to make it, the first whose inputs are there. */
const methods: Readonly<Record<ClassKey, readonly Method[]>> = {
  dick_basu: [
    {
      inputs: ["attitude", "repeat"],
      classify: ([relativeAttitude = [], repeatPatronage = []], customers, { scales, cuts }) =>
        loyaltyMatrix(
          { relativeAttitude, repeatPatronage, customers },
          {
            scale: scales.attitude ?? ratings,
            cuts: { relativeAttitude: cuts.attitude, repeatPatronage: cuts.repeat },
          },
        ),
    },
  ],
  diamond: [
    {
      inputs: ["involvement", "banks"],
      classify: ([involvement = [], portfolio = []], customers, { scales, cuts }) =>
        loyaltyDiamond(
          { involvement, portfolio, customers },
          {
            scale: scales.involvement,
            cut: cuts.involvement,
            maxSmallPortfolio: cuts.smallPortfolio,
            portfolioMax: cuts.largestPortfolio,
          },
        ),
    },
    {
      inputs: ["commitment", "repeat"],
      classify: ([commitment = [], support = []], customers, { scales, cuts }) =>
        loyaltyDiamond(
          { commitment, support, customers },
          {
            axes: "commitment-support",
            scale: scales.commitment,
            cut: cuts.involvement,
            supportCut: cuts.support,
          },
        ),
    },
  ],
  loyalty_type: [
    {
      inputs: typeInputs,
      classify: (columns, customers, plan) =>
        loyaltyType({ ...typeColumns(columns), customers }, { thresholds: thresholdsOf(plan) }),
    },
  ],
  six_types: [
    {
      inputs: [...typeInputs, "insider"],
      classify: (columns, customers, plan) =>
        loyaltyType(
          { ...typeColumns(columns), insider: columns[typeInputs.length] ?? [], customers },
          { rules: sixLoyaltyTypes, thresholds: thresholdsOf(plan) },
        ),
    },
  ],
  stage: [
    {
      inputs: ["cognitive", "affective", "conative", "action"],
      classify: ([cognitive = [], affective = [], conative = [], action = []], customers, { cuts }) =>
        loyaltyStage({ cognitive, affective, conative, action, customers }, { threshold: cuts.stage }),
    },
  ],
  zone: [
    {
      inputs: ["satisfaction"],
      classify: ([satisfaction = []], customers, { scales, cuts: { indifference, affection } }) =>
        satisfactionZone(
          { satisfaction, customers },
          { scale: scales.satisfaction, cuts: { indifference, affection } },
        ),
    },
  ],
  satisfaction_type: [
    {
      inputs: ["satisfaction", "loyalty"],
      classify: ([satisfaction = [], loyalty = []], customers, { scales, cuts }) =>
        satisfactionLoyaltyType(
          { satisfaction, loyalty, customers },
          {
            scale: scales.satisfaction ?? fivePoints,
            loyaltyScale: scales.loyalty ?? fivePoints,
            cuts: { satisfaction: cuts.satisfied, loyalty: cuts.loyal },
          },
        ),
    },
  ],
};

function typeColumns([alternatives = [], attachment = [], repeat = [], ...motives]: Columns) {
  const [incentiveShare = [], priceShare = [], convenienceShare = []] = motives;
  return { alternatives, attachment, repeat, incentiveShare, priceShare, convenienceShare };
}

function thresholdsOf({ cuts: { attachment, repeatBusiness, motive } }: LoyaltyPlan) {
  return { attachment, repeat: repeatBusiness, motive };
}

/** The ways to make a classification: the inputs of each. */
export function inputsOf(key: ClassKey): readonly (readonly LoyaltyRole[])[] {
  return methods[key].map(({ inputs }) => inputs);
}

/** Classifies who can be; `null` where inputs are not in the file, or of no customer all are known. */
export function classify(key: ClassKey, inputs: LoyaltyInputs): ClassPart | null {
  const { plan, respondents } = inputs.answers;
  const method = methods[key].find((one) => one.inputs.every((role) => inputs.column(role) !== null));
  if (method === undefined) return null;
  const columns = method.inputs.map((role) => inputs.column(role) ?? []);
  const rows = completeRows(columns, respondents.length);
  if (rows.length === 0) return null;
  const picked = columns.map((column) => rows.map((row) => column[row] as number));
  const column = method.classify(
    picked,
    rows.map((row) => respondents[row] as string),
    plan,
  );
  const places = new Int32Array(respondents.length).fill(-1);
  for (const [place, row] of rows.entries()) places[row] = place;
  return {
    key,
    inputs: method.inputs,
    column,
    diamond: "loyaltyAxis" in column ? (column as LoyaltyDiamond) : null,
    rows,
    places,
    missing: respondents.length - rows.length,
  };
}

/** Customers of each class. */
export function classCounts({ classes, codes }: ClassColumn): readonly number[] {
  const counts = classes.map(() => 0);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** The customers of whom all of the columns are known. */
export function completeRows(columns: readonly (readonly (number | null)[])[], customers: number): readonly number[] {
  const rows: number[] = [];
  for (let i = 0; i < customers; i++) if (columns.every((column) => column[i] !== null)) rows.push(i);
  return rows;
}

/** Some customers of a class column, by their places in it. */
export function pickClasses({ classes, codes, rules, distances }: ClassColumn, places: readonly number[]): ClassColumn {
  return {
    classes,
    codes: Uint16Array.from(places, (place) => codes[place] as number),
    rules: Uint16Array.from(places, (place) => rules[place] as number),
    distances: Float64Array.from(places, (place) => distances[place] as number),
  };
}
