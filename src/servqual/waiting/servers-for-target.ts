import { requireNumber, requireOptions } from "../../checks.ts";
import { probabilityWaitExceeds } from "./probability-wait-exceeds.ts";
import { isFull, type QueueModel, type QueueRates, queueModel, requireLoad } from "./queue-model.ts";

/** Options of {@link serversForTarget}. */
export interface ServersForTargetOptions {
  /**
   * Wait before service that is still on target, in minutes.
   * @defaultValue 10
   */
  readonly minutes?: number | undefined;
  /**
   * Share of customers to be served within it, above 0 and below 1.
   * @defaultValue 0.8
   */
  readonly share?: number | undefined;
  /** The mean wait, in minutes, that must not be exceeded either, above 0. */
  readonly meanWaitMinutes?: number | undefined;
}

/** What {@link serversForTarget} returns. */
export interface ServersForTarget {
  /** The fewest counters that reach the target (所需窗口数). */
  readonly servers: number;
  /** The queue with so many. */
  readonly queue: QueueModel;
  /** Share of customers that it serves within the minutes. */
  readonly shareWithin: number;
  /** The queue with one counter fewer, which misses the target; `null` where there is none, or it would grow without end. */
  readonly oneFewer: QueueModel | null;
}

/**
 * How many counters to open (窗口数量配置): the fewest at which the share of customers served within so many minutes reaches the target, and the mean
 * wait, where one is given, is not exceeded.
 *
 * The smallest c with 1 − C(c, λ/μ) · e^(−(c μ − λ) t) ≥ share; both waits fall with every counter more, so it is found by bisection.
 *
 * @param rates - Arrivals an hour, and services an hour of one counter.
 * @param options - Minutes, share, mean wait.
 * @returns The number, its queue, and the queue with one counter fewer.
 * @throws InputError `out-of-range`, `not-finite` for rates or options.
 * @remarks Source: Erlang (1917). Twins: Python `pyworkforce.queuing.ErlangC.required_positions`; R `queueing` by trial.
 * @example
 * ```ts
 * import { serversForTarget } from "customer-equity/servqual";
 * const { servers, shareWithin } = serversForTarget({ arrivalsPerHour: 60, servicesPerHour: 12 }, { share: 0.9 });
 * console.log(servers, shareWithin.toFixed(3)); // 6 0.920
 * ```
 */
export function serversForTarget(
  rates: Omit<QueueRates, "servers">,
  options?: ServersForTargetOptions,
): ServersForTarget {
  const { arrivalsPerHour, servicesPerHour } = requireOptions(rates, "rates");
  const { minutes = 10, share = 0.8, meanWaitMinutes } = requireOptions(options);
  requireNumber(minutes, "options.minutes", { min: 0 });
  requireNumber(share, "options.share", { min: 0, max: 1, openMin: true, openMax: true });
  if (meanWaitMinutes !== undefined)
    requireNumber(meanWaitMinutes, "options.meanWaitMinutes", { min: 0, openMin: true });
  const load = requireLoad({ arrivalsPerHour, servicesPerHour });

  const queueOf = (servers: number): QueueModel => queueModel({ arrivalsPerHour, servicesPerHour, servers });
  const shareOf = (queue: QueueModel): number => 1 - probabilityWaitExceeds(queue, { minutes });
  const reaches = (servers: number): boolean => {
    const queue = queueOf(servers);
    return shareOf(queue) >= share && queue.meanWaitMinutes <= (meanWaitMinutes ?? Infinity);
  };
  // The fewest with which the queue does not grow without end.
  let fewest = Math.floor(load) + 1;
  if (isFull(load, fewest)) fewest++;
  let low = fewest - 1;
  let high = fewest;
  for (let step = 1; !reaches(high); step *= 2) {
    low = high;
    high += step;
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  const queue = queueOf(high);
  return {
    servers: high,
    queue,
    shareWithin: shareOf(queue),
    oneFewer: high > fewest ? queueOf(high - 1) : null,
  };
}
