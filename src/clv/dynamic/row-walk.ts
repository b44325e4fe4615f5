import type { Rows } from "../transactions/process.ts";
import { type Clocked, dropOutTimeAt, pieceBefore, purchaseTimeAt, rowClocks } from "./operational-time.ts";
import { type Ended, ended, type ParetoParameters, PiecesAhead } from "./piecewise-lifetime.ts";

/** A model whose rows are walked. */
type WalkedModel = ParetoParameters & Clocked;

/** The state of one row after another, and the pieces that lie ahead of it. */
export class RowWalk {
  readonly ended: Ended = { logOdds: -Infinity, inversePurchaseTime: 0, dropOutRate: 0 };
  /** What the clocks show at the end of observation; `dropOutScale` is the one of attrition with beta. */
  purchaseTime = 0;
  dropOutTime = 0;
  dropOutScale = 0;
  /** How fast the clocks run at the end of observation, or just before it. */
  readonly speeds = { purchase: 1, dropOut: 1 };
  readonly pieces: PiecesAhead = new PiecesAhead();
  readonly #model: WalkedModel;
  readonly #rows: Rows;
  #row = -1;

  constructor(model: WalkedModel, rows: Rows) {
    this.#model = model;
    this.#rows = rows;
  }

  /** Goes to row i, with so much time ahead of it. */
  to(i: number, horizon = 0): void {
    const model = this.#model;
    const { frequency, recency, age, calendar } = this.#rows;
    const end = age[i]!;
    const clocks = rowClocks(model, calendar!).until(i, end + horizon);
    this.pieces.restart(clocks, end, horizon);
    if (i === this.#row) return;
    this.#row = i;
    const piece = pieceBefore(clocks, end);
    this.purchaseTime = purchaseTimeAt(clocks, piece, end);
    this.dropOutTime = dropOutTimeAt(clocks, piece, end);
    this.dropOutScale = model.beta + this.dropOutTime;
    this.speeds.purchase = clocks.purchaseSpeed[piece]!;
    this.speeds.dropOut = clocks.dropOutSpeed[piece]!;
    ended(model, clocks, frequency[i]!, recency[i]!, end, this.ended);
  }

  /** Chance to be there at the end of observation. */
  alive(): number {
    return 1 / (1 + Math.exp(this.ended.logOdds));
  }

  gone(): number {
    return 1 / (1 + Math.exp(-this.ended.logOdds));
  }

  /** Mean rate of purchases of the row by its clock, from the end of observation on. */
  rate(): number {
    const x = this.#rows.frequency[this.#row]!;
    return (this.alive() * (this.#model.r + x)) / (this.#model.alpha + this.purchaseTime);
  }

  /** Chance to stay while the clock of attrition gains so much. */
  survival(gain: number): number {
    return Math.exp(-this.#model.s * Math.log1p(gain / this.dropOutScale));
  }

  /** The scale of the Pareto lifetime that begins with a piece, in time. */
  scaleOf({ dropOutTime, dropOutSpeed }: PiecesAhead): number {
    return (this.dropOutScale + dropOutTime) / dropOutSpeed;
  }
}
