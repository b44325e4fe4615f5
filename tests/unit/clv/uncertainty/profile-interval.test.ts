import { describe, expect, test } from "vitest";
import {
  bgNbd,
  fitBgNbd,
  fitGammaGamma,
  fitNbd,
  fitParetoNbd,
  gammaGamma,
  logLikelihood,
  nbd,
  type PurchaseHistory,
  paretoNbd,
  profileInterval,
  samplePosterior,
  simulateCohort,
} from "../../../../src/clv/index.ts";
import { InputError } from "../../../../src/errors.ts";

const truth = nbd({ r: 0.8, alpha: 6, timeUnit: "week" });
const { history } = simulateCohort(truth, { customers: 400, age: 52, seed: 3 });

describe("profileInterval", () => {
  test("its ends are where the maximised likelihood has fallen by half the chi-square quantile", () => {
    const fit = fitNbd(history);
    const { lower, upper, estimate } = profileInterval(fit, history, { parameter: "r", level: 0.9 });
    expect(estimate).toBe(fit.model.r);
    for (const r of [lower!, upper!]) {
      // With r given, alpha = r / mean rate solves the likelihood equation only in the homogeneous case: search for it.
      let best = Number.NEGATIVE_INFINITY;
      for (let step = -400; step <= 400; step++) {
        const alpha = fit.model.alpha * (r / fit.model.r) * Math.exp(step / 4000);
        best = Math.max(best, logLikelihood(nbd({ r, alpha, timeUnit: "week" }), history));
      }
      expect(2 * (fit.logLikelihood - best)).toBeCloseTo(2.705543454, 3);
    }
    expect(lower).toBeLessThan(estimate);
    expect(upper).toBeGreaterThan(estimate);
  });

  test("a higher level is wider, and a large sample gives the usual interval", () => {
    const large = simulateCohort(bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), {
      customers: 5000,
      age: 78,
      seed: 5,
    }).history;
    const fit = fitBgNbd(large);
    for (const parameter of ["r", "alpha", "a", "b"]) {
      const usual = fit.intervals![parameter]!;
      const narrow = profileInterval(fit, large, { parameter, level: 0.5 });
      const { lower, upper, warnings } = profileInterval(fit, large, { parameter });
      expect(warnings).toEqual([]);
      expect(lower!).toBeLessThan(narrow.lower!);
      expect(upper!).toBeGreaterThan(narrow.upper!);
      expect(Math.abs(lower! / usual.lower - 1)).toBeLessThan(0.05);
      expect(Math.abs(upper! / usual.upper - 1)).toBeLessThan(0.08);
    }
  });

  test("on a ridge an end does not exist, and the result says so", () => {
    // Nobody leaves: any attrition low enough fits.
    const fit = fitParetoNbd(history);
    const { lower, upper, warnings } = profileInterval(fit, history, { parameter: "beta" });
    expect(upper).toBeNull();
    expect(lower === null || lower > 0).toBe(true);
    expect(warnings.map(({ code }) => code)).toEqual(["open-interval"]);
  });

  test("wrong calls say what is wrong", () => {
    const fit = fitNbd(history);
    const code = (call: () => unknown): string => {
      try {
        call();
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        return (error as InputError).code;
      }
      return "none";
    };
    expect(code(() => profileInterval(fit, history, { parameter: "beta" }))).toBe("bad-option");
    expect(code(() => profileInterval(fit, history, { parameter: "r", level: 1 }))).toBe("out-of-range");
    const half: PurchaseHistory = simulateCohort(truth, { customers: 200, age: 52, seed: 3 }).history;
    expect(code(() => profileInterval(fit, half, { parameter: "r" }))).toBe("length-mismatch");
    const model = paretoNbd({ r: 1, alpha: 1, s: 1, beta: 1, timeUnit: "week" });
    expect(code(() => profileInterval({ model } as never, history, { parameter: "r" }))).toBe("unknown-kind");
    expect(code(() => profileInterval(undefined as never, history, { parameter: "r" }))).not.toBe("none");
  });

  test("gamma-gamma: its profile and its posterior agree with the normal approximation where there are many customers", () => {
    const spend = gammaGamma({ p: 6, q: 4, gamma: 15 });
    const { history: made } = simulateCohort(truth, { customers: 1500, age: 52, seed: 5, spend });
    const spent = { ...made, meanSpend: made.meanSpend! };
    const fit = fitGammaGamma(spent);
    const posterior = samplePosterior(fit, spent, { draws: 200, chains: 2, warmUp: 150, seed: 1 });
    for (const parameter of ["p", "q", "gamma"] as const) {
      const { lower, upper } = profileInterval(fit, spent, { parameter });
      const usual = fit.intervals![parameter]!;
      expect(lower! / usual.lower).toBeGreaterThan(0.9);
      expect(lower! / usual.lower).toBeLessThan(1.1);
      expect(upper! / usual.upper).toBeGreaterThan(0.85);
      expect(upper! / usual.upper).toBeLessThan(1.2);
      const logs = posterior.models.map((model) => Math.log(model[parameter]));
      const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
      const spread = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length);
      const error = fit.standardErrors![parameter]! / fit.model[parameter];
      expect(Math.abs(mean - Math.log(fit.model[parameter])) / error).toBeLessThan(0.7);
      expect(spread / error).toBeGreaterThan(0.75);
      expect(spread / error).toBeLessThan(1.3);
      expect(posterior.diagnostics[parameter]!.rHat).toBeLessThan(1.05);
    }
    expect(() => profileInterval(fitGammaGamma(spent, { amounts: "each" }), spent, { parameter: "p" })).toThrow(
      /mean amounts/,
    );
  });
});
