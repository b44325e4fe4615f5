import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { erlangC } from "./erlang.ts";

/** A queue in front of counters, by its rates. */
export interface QueueRates {
  /** Customers who arrive in an hour, on average (每小时到达客户数 λ). */
  readonly arrivalsPerHour: number;
  /** Customers whom one open counter serves in an hour, on average: 60 by the minutes of a service (每小时服务能力 μ). */
  readonly servicesPerHour: number;
  /** Open counters (开放窗口数 c). */
  readonly servers: number;
}

/** A queue in equilibrium: plain, frozen JSON. */
export interface QueueModel extends QueueRates {
  /** λ / μ: counters busy on average (话务量, 忙窗口数), in erlang. */
  readonly offeredLoad: number;
  /** λ / (c μ): share of its time that a counter is busy (窗口利用率). */
  readonly utilization: number;
  /** Chance to have to wait at all (需等候的概率, Erlang C). */
  readonly probabilityOfWaiting: number;
  /** Mean wait before service, in minutes, those who need not wait included (平均等候时间). */
  readonly meanWaitMinutes: number;
  /** Mean time from arrival to the end of service, in minutes (平均逗留时间). */
  readonly meanTimeInBankMinutes: number;
  /** Mean number of customers who wait (平均排队长度). */
  readonly meanQueueLength: number;
  /** Mean number of customers who wait or are served (平均在店客户数). */
  readonly meanCustomersInBank: number;
}

/** The largest load that is computed, in erlang. */
const largestLoad = 1e9;
/** Rates between this and its inverse leave all results finite. */
const largestRate = 1e100;

/**
 * The arithmetic of waiting in a bank (银行排队模型 M/M/c): from arrivals, speed of service and open counters to the chance to wait, the mean wait and
 * the length of the queue.
 *
 * Load a = λ/μ, utilization ρ = a/c; chance to wait C = B / (1 − ρ (1 − B)) with Erlang's B = (aᶜ/c!) / Σₖ aᵏ/k!, k ≤ c; mean wait
 * C / (c μ − λ); by Little's law λ times that wait. One queue for all counters, first come first served, nobody leaves; arrivals at
 * random (Poisson), lengths of service exponential.
 *
 * @param rates - Arrivals and services an hour, open counters.
 * @returns The queue in equilibrium; take it to `probabilityWaitExceeds`.
 * @throws InputError `diverges` where arrivals are as many as all counters can serve, so that the queue grows without end; `out-of-range` for a
 * rate or a number of counters that is none, or a load beyond 1e9; `not-finite`.
 * @remarks Source: Erlang (1917), Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges.
 * Stable for any number of counters (incomplete gamma function in place of sums). Twins: R `queueing::QueueingModel(NewInput.MMC())`, Python
 * `pyworkforce.queuing.ErlangC`.
 * @example
 * ```ts
 * import { queueModel } from "customer-equity/servqual";
 * const two = queueModel({ arrivalsPerHour: 80, servicesPerHour: 50, servers: 2 });
 * console.log(two.utilization, two.probabilityOfWaiting.toFixed(4)); // 0.8 0.7111
 * console.log(two.meanWaitMinutes.toFixed(4), two.meanQueueLength.toFixed(4)); // 2.1333 2.8444
 * ```
 */
export function queueModel(rates: QueueRates): QueueModel {
  const { arrivalsPerHour, servicesPerHour, servers } = requireOptions(rates, "rates");
  const offeredLoad = requireLoad({ arrivalsPerHour, servicesPerHour });
  requireNumber(servers, "rates.servers", { min: 1, integer: true });
  const utilization = offeredLoad / servers;
  if (isFull(offeredLoad, servers)) {
    throw new InputError({
      code: "diverges",
      path: "rates.servers",
      expected: `more than ${offeredLoad} counters for ${arrivalsPerHour} arrivals at ${servicesPerHour} services an hour`,
      received: servers,
      advice:
        "With as many arrivals as services the queue grows without end; serversForTarget says how many counters it takes.",
    });
  }
  const probabilityOfWaiting = offeredLoad === 0 ? 0 : erlangC(offeredLoad, servers);
  const waitHours = probabilityOfWaiting / (servicesPerHour * servers - arrivalsPerHour);
  const meanQueueLength = arrivalsPerHour * waitHours;
  return Object.freeze({
    arrivalsPerHour,
    servicesPerHour,
    servers,
    offeredLoad,
    utilization,
    probabilityOfWaiting,
    meanWaitMinutes: 60 * waitHours,
    meanTimeInBankMinutes: 60 * (waitHours + 1 / servicesPerHour),
    meanQueueLength,
    meanCustomersInBank: meanQueueLength + offeredLoad,
  });
}

/** Whether a load keeps all counters busy, within the noise of a ratio of two rates: the queue then grows without end. */
export function isFull(load: number, servers: number): boolean {
  return load / servers >= 1 - 1e-12;
}

/** Checks both rates and returns the load. */
export function requireLoad({ arrivalsPerHour, servicesPerHour }: Omit<QueueRates, "servers">): number {
  requireNumber(arrivalsPerHour, "rates.arrivalsPerHour", { min: 0, max: largestRate });
  requireNumber(servicesPerHour, "rates.servicesPerHour", { min: 1 / largestRate, max: largestRate });
  const path = "rates.arrivalsPerHour / rates.servicesPerHour";
  return requireNumber(arrivalsPerHour / servicesPerHour, path, { max: largestLoad });
}
