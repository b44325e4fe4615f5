import { requireNumber, requireOptions } from "../../checks.ts";
import { type QueueModel, type QueueRates, queueModel } from "./queue-model.ts";

/** Options of {@link probabilityWaitExceeds}. */
export interface ProbabilityWaitExceedsOptions {
  /** The wait before service, in minutes. */
  readonly minutes: number;
}

/**
 * The chance that a customer waits longer than so many minutes before service (等候超过给定时间的概率): P(W > t) = C · e^(−(c μ − λ) t).
 *
 * @param queue - A queue from `queueModel`, or its rates.
 * @param options - The minutes.
 * @returns A chance from 0 to 1; 1 less it is the service level (服务水平).
 * @throws InputError as `queueModel`; `out-of-range`, `not-finite` for the minutes.
 * @remarks Source: Erlang (1917). Twins: R `queueing` (`FWq`), Python `pyworkforce.queuing.ErlangC.service_level`.
 * @example
 * ```ts
 * import { probabilityWaitExceeds, queueModel } from "customer-equity/servqual";
 * const queue = queueModel({ arrivalsPerHour: 80, servicesPerHour: 50, servers: 2 });
 * console.log(probabilityWaitExceeds(queue, { minutes: 10 }).toFixed(4)); // 0.0254
 * ```
 */
export function probabilityWaitExceeds(queue: QueueModel | QueueRates, options: ProbabilityWaitExceedsOptions): number {
  const { servers, servicesPerHour, arrivalsPerHour, probabilityOfWaiting } = queueModel(queue);
  const { minutes } = requireOptions(options);
  requireNumber(minutes, "options.minutes", { min: 0 });
  return probabilityOfWaiting * Math.exp((-(servers * servicesPerHour - arrivalsPerHour) * minutes) / 60);
}
