import { requireColumn, requireNumber, requireOptions } from "../../checks.ts";
import type { Column } from "../../types.ts";

/** What a change of bank costs a customer, in money and in hours. */
export interface SwitchingCosts {
  /** By task the hours that it takes: to search, to compare, to set up, to learn. */
  readonly hours: Readonly<Record<string, number>>;
  /** What an hour is worth to the customer. */
  readonly valueOfTime: number;
  /** Benefits that are lost at the end of each of the coming years: points, rebates, better rates. */
  readonly benefitLoss: Column;
  /** Fees to pay at once. */
  readonly monetaryLoss: number;
  /** By tie what the customer would want to be paid to give it up: the adviser, the brand. */
  readonly relational: Readonly<Record<string, number>>;
  /** What is gained by the change at the end of each of the coming years. */
  readonly annualGains: Column;
}

/** Options of {@link switchingCostMoney}. */
export interface SwitchingCostMoneyOptions {
  /** Discount rate a year, at most 1: 0.05 is 5 %. */
  readonly annualDiscountRate: number;
}

/** What {@link switchingCostMoney} returns, in the money of the input. */
export interface SwitchingCostMoney {
  /** Hours times the value of time (程序性转换成本). */
  readonly procedural: number;
  /** Present value of lost benefits, and the fees (财务性转换成本). */
  readonly financial: number;
  /** What the ties are worth (关系性转换成本). */
  readonly relational: number;
  /** All three together. */
  readonly total: number;
  /** Present value of what is gained. */
  readonly presentValueOfGains: number;
  /** Cost less gains: what a competitor has to add before the customer goes; negative for one who does best to go. */
  readonly surplusOfStaying: number;
  /** Whether the gains exceed the cost. */
  readonly switches: boolean;
}

/**
 * What a change of bank costs a customer in money (转换成本的货币衡量), and whether it pays.
 *
 * total = hours · value of time + Σ benefit_t/(1+r)^t + fees + worth of the ties; the customer goes where Σ gain_t/(1+r)^t > total.
 *
 * @param costs - Hours, lost benefits, fees, ties and gains; nothing below 0, and nothing beyond 1e70.
 * @param options - The discount rate.
 * @returns The three costs, their total, the present value of the gains, what is left of staying, and the decision.
 * @throws InputError `out-of-range` for an amount below 0 or a rate above 1, `not-finite`, `bad-option` for what is no record.
 * @remarks Source: the money form of Burnham, Frels & Mahajan (2003). A year's amount counts at its end. There is no standard twin
 * (`npv` of numpy-financial, first amount at time 0, gives the sums).
 * @example
 * ```ts
 * import { switchingCostMoney } from "customer-equity/loyalty";
 * const { total, surplusOfStaying, switches } = switchingCostMoney(
 *   {
 *     hours: { search: 1.5, evaluation: 3, setup: 4, learning: 2.5 }, valueOfTime: 60,
 *     benefitLoss: [300, 300, 300], monetaryLoss: 120,
 *     relational: { adviser: 150, brand: 100 }, annualGains: [420, 420, 420],
 *   },
 *   { annualDiscountRate: 0.05 },
 * );
 * console.log(total.toFixed(2), surplusOfStaying.toFixed(2), switches); // 1846.97 703.21 false
 * ```
 */
export function switchingCostMoney(costs: SwitchingCosts, options: SwitchingCostMoneyOptions): SwitchingCostMoney {
  const given = requireOptions(costs, "costs");
  const rate = requireNumber(requireOptions(options).annualDiscountRate, "options.annualDiscountRate", {
    min: 0,
    max: 1,
    advice: "0.05 means 5 %.",
  });
  const procedural =
    sumOf(given.hours, "costs.hours") * requireNumber(given.valueOfTime, "costs.valueOfTime", amountRule);
  const financial =
    presentValue(given.benefitLoss, rate, "costs.benefitLoss") +
    requireNumber(given.monetaryLoss, "costs.monetaryLoss", amountRule);
  const relational = sumOf(given.relational, "costs.relational");
  const total = procedural + financial + relational;
  const presentValueOfGains = presentValue(given.annualGains, rate, "costs.annualGains");
  return {
    procedural,
    financial,
    relational,
    total,
    presentValueOfGains,
    surplusOfStaying: total - presentValueOfGains,
    switches: presentValueOfGains > total,
  };
}

const amountRule = { min: 0, max: 1e70 };

function sumOf(parts: Readonly<Record<string, number>>, path: string): number {
  return Object.entries(requireOptions(parts, path)).reduce(
    (sum, [name, part]) => sum + requireNumber(part, `${path}.${name}`, amountRule),
    0,
  );
}

/** Amounts at the ends of the years, today. */
function presentValue(amounts: Column, rate: number, path: string): number {
  let value = 0;
  requireColumn(amounts, path, amountRule).forEach((amount, year) => {
    value += amount / (1 + rate) ** (year + 1);
  });
  return value;
}
