import { shareOfWallet } from "customer-equity/loyalty";
import type { AnswerColumn, FileAnswers } from "../../answers/file-answers.ts";
import { BadInput } from "../../bad-input.ts";
import { short } from "../../text.ts";
import type { LoyaltyPlan } from "../columns/loyalty-plan.ts";
import type { LoyaltyRole } from "../columns/loyalty-roles.ts";

/** The customers of a file with what is known of them. */
export type CustomerAnswers = FileAnswers<LoyaltyPlan>;

/** The columns by role, repeat patronage from balances where it has no column of its own. */
export interface LoyaltyInputs {
  readonly answers: CustomerAnswers;
  readonly column: (role: LoyaltyRole) => AnswerColumn | null;
  /** Where repeat patronage comes from; `null` where there is none. */
  readonly repeatFrom: "column" | "balances" | null;
  /** Customers whose share of wallet is not known because they hold nothing anywhere. */
  readonly emptyWallets: number;
}

/** Reads the inputs of a file; throws `BadInput` where a customer holds more here than everywhere. */
export function loyaltyInputs(answers: CustomerAnswers): LoyaltyInputs {
  const { found } = answers.plan;
  const own = (role: LoyaltyRole): AnswerColumn | null => {
    const name = found[role];
    return name === undefined ? null : answers.numbers(name);
  };
  const [mine, total] = [own("own_balance"), own("total_balance")];
  const wallet = found.repeat === undefined && mine !== null && total !== null ? walletOf(answers, mine, total) : null;
  return {
    answers,
    column: (role) => (role === "repeat" && wallet !== null ? wallet.shares : own(role)),
    repeatFrom: found.repeat === undefined ? (wallet === null ? null : "balances") : "column",
    emptyWallets: wallet?.empty ?? 0,
  };
}

function walletOf(answers: CustomerAnswers, own: AnswerColumn, total: AnswerColumn) {
  const at = own.findIndex((balance, i) => balance !== null && balance > (total[i] ?? Infinity));
  if (at >= 0) {
    const { file, plan, respondents } = answers;
    throw new BadInput(
      `${file}, customer ${JSON.stringify(respondents[at])}, column ${JSON.stringify(plan.found.own_balance)}: expected at most the balance at all banks, ${short(total[at] as number)}, found ${short(own[at] as number)}. What lies with this bank is part of the total.`,
    );
  }
  return shareOfWallet({ own, total });
}
