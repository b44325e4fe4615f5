import { deepFreeze } from "../../survey/deep-freeze.ts";
import type { ClassName } from "../../types.ts";
import { loyaltyTypes } from "./loyalty-types.ts";

/** An input that a decision list reads, and the values that it may have. */
export interface LoyaltyTypeInput {
  /** The smallest value there is. */
  readonly min: number;
  /**
   * The largest value there is.
   * @defaultValue none
   */
  readonly max?: number | undefined;
  /**
   * Only whole numbers: counts and flags.
   * @defaultValue false
   */
  readonly integer?: boolean | undefined;
}

/** A condition on one input: how it stands to a threshold, or that it is the largest of several. */
export type LoyaltyTypeCondition =
  | {
      /** Name of the input. */
      readonly input: string;
      /** On which side of the threshold it has to be; the threshold itself is at least, and at most. */
      readonly is: "at-least" | "below" | "above" | "at-most";
      /** A number, or the name of a threshold of the list. */
      readonly threshold: number | string;
    }
  | {
      /** Name of the input. */
      readonly input: string;
      /** None of the others exceeds it. */
      readonly is: "largest-of";
      /** The inputs that it is compared with. */
      readonly inputs: readonly string[];
    };

/** One rule of a decision list. */
export interface LoyaltyTypeRule {
  /** Label of the type that it gives. */
  readonly type: string;
  /** The conditions, all of which have to hold; none: it always fires. */
  readonly when: readonly LoyaltyTypeCondition[];
}

/** A decision list (判定规则表) as data that JSON can hold: the first rule whose conditions all hold gives the type. */
export interface LoyaltyTypeRules {
  /** The types, in the order of the classes. */
  readonly types: readonly ClassName[];
  /** By name the inputs. */
  readonly inputs: Readonly<Record<string, LoyaltyTypeInput>>;
  /** By name the thresholds that rules speak of. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** The rules, in the order in which they are tried. */
  readonly rules: readonly LoyaltyTypeRule[];
}

const share: LoyaltyTypeInput = { min: 0, max: 1 };
const motives = ["incentiveShare", "priceShare", "convenienceShare"];
const attached = { input: "attachment", is: "at-least", threshold: "attachment" } as const;
const repeats = { input: "repeat", is: "at-least", threshold: "repeat" } as const;
const motive = (input: string) => ({ input, is: "at-least", threshold: "motive" }) as const;
const largest = (input: string) => ({ input, is: "largest-of", inputs: motives }) as const;

/**
 * The decision list of the seven types of loyalty (客户忠诚的七种类型), which `loyaltyType` goes by unless it is given another.
 *
 * Rule 0: no business and no attachment, `none`. 1: no alternative and some business, monopoly. 2 and 3: attached, premium with and latent
 * without high repeat. 4 to 7, the motives, the largest first (ties in the order incentive, price, convenience): incentive and convenience
 * need high repeat; price does not, so that 7 still finds a price seeker behind a larger motive that lacks it. 8: high repeat for no
 * reason, inertia. 9: `none`.
 */
export const loyaltyTypeRules: LoyaltyTypeRules = deepFreeze<LoyaltyTypeRules>({
  types: loyaltyTypes.map(({ label, labelZh }) => ({ label, labelZh })),
  inputs: {
    alternatives: { min: 0, integer: true },
    attachment: share,
    repeat: share,
    incentiveShare: share,
    priceShare: share,
    convenienceShare: share,
  },
  thresholds: { attachment: 0.5, repeat: 0.5, motive: 0.5 },
  rules: [
    {
      type: "none",
      when: [
        { input: "repeat", is: "at-most", threshold: 0 },
        { input: "attachment", is: "below", threshold: "attachment" },
      ],
    },
    {
      type: "monopoly",
      when: [
        { input: "alternatives", is: "at-most", threshold: 0 },
        { input: "repeat", is: "above", threshold: 0 },
      ],
    },
    { type: "premium", when: [attached, repeats] },
    { type: "latent", when: [attached] },
    { type: "incentive", when: [motive("incentiveShare"), largest("incentiveShare"), repeats] },
    { type: "price", when: [motive("priceShare"), largest("priceShare")] },
    { type: "convenience", when: [motive("convenienceShare"), largest("convenienceShare"), repeats] },
    { type: "price", when: [motive("priceShare")] },
    { type: "inertia", when: [repeats] },
    { type: "none", when: [] },
  ],
});
