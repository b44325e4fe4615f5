import { describe, expect, test } from "vitest";
import { maximizeLikelihood } from "../../../src/statistics/maximum-likelihood.ts";
import { betaTransform, gammaTransform, sideBySide, type Transform } from "../../../src/statistics/transforms.ts";

describe("transforms", () => {
  const all: Record<string, [Transform, number[]]> = {
    gamma: [gammaTransform, [0.3, 7]],
    beta: [betaTransform, [0.02, 5]],
    "beta, mean near 1": [betaTransform, [500, 0.25]],
    both: [sideBySide(gammaTransform, betaTransform), [2, 0.1, 3, 4]],
  };
  for (const [name, [transform, natural]] of Object.entries(all)) {
    test(`${name}: second derivatives are the slopes of the first`, () => {
      const n = transform.size;
      const matrix = () => Array.from({ length: n }, () => new Float64Array(n));
      const working = new Float64Array(n);
      transform.toWorking(natural, working, 0);
      const weights = natural.map((value, i) => (1 + i) / value);
      const bend = matrix();
      transform.bend!(natural, weights, bend, 0);
      const step = 1e-5;
      for (let k = 0; k < n; k++) {
        const [above, below] = [step, -step].map((move) => {
          const moved = new Float64Array(n);
          const jacobian = matrix();
          transform.toNatural(
            working.map((value, i) => (i === k ? value + move : value)),
            moved,
            0,
          );
          transform.jacobian(moved, jacobian, 0);
          return working.map((_, j) => weights.reduce((sum, weight, i) => sum + weight * jacobian[i]![j]!, 0));
        });
        for (let j = 0; j < n; j++) expect(bend[j]![k]).toBeCloseTo((above![j]! - below![j]!) / (2 * step), 7);
      }
    });

    test(`${name}: there and back, with the Jacobian of the way back`, () => {
      const n = transform.size;
      const working = new Float64Array(n);
      transform.toWorking(natural, working, 0);
      const back = new Float64Array(n);
      transform.toNatural(working, back, 0);
      back.forEach((value, i) => {
        expect(value / natural[i]!).toBeCloseTo(1, 13);
      });
      const jacobian = Array.from({ length: n }, () => new Float64Array(n));
      transform.jacobian(natural, jacobian, 0);
      for (let j = 0; j < n; j++) {
        const step = 1e-6;
        const [above, below] = [step, -step].map((move) => {
          const moved = working.map((value, k) => (k === j ? value + move : value));
          const out = new Float64Array(n);
          transform.toNatural(moved, out, 0);
          return out;
        });
        for (let i = 0; i < n; i++) {
          const difference = (above![i]! - below![i]!) / (2 * step);
          expect(Math.abs(jacobian[i]![j]! - difference)).toBeLessThan(1e-6 * Math.max(1, natural[i]!));
        }
      }
    });
  }
});

describe("maximizeLikelihood", () => {
  /** Exponential waiting times: the estimate is 1 / mean, its standard error rate / sqrt(n). */
  const exponential = (n: number, mean: number) => ({
    logLikelihood: (natural: Float64Array, gradient: Float64Array) => {
      gradient[0] = n / natural[0]! - n * mean;
      return n * Math.log(natural[0]!) - n * mean * natural[0]!;
    },
    customers: n,
    rows: n,
    parameterNames: ["rate"],
    transform: {
      size: 1,
      space: () => "ln rate",
      toNatural: (working: ArrayLike<number>, natural: Float64Array) => {
        natural[0] = Math.exp(working[0]!);
      },
      toWorking: (natural: ArrayLike<number>, working: Float64Array) => {
        working[0] = Math.log(natural[0]!);
      },
      jacobian: (natural: ArrayLike<number>, jacobian: Float64Array[]) => {
        jacobian[0]![0] = natural[0]!;
      },
    },
    starts: [[0.01], [10]],
  });

  test("estimate, standard error and interval of a case with a closed form", () => {
    const fit = maximizeLikelihood(exponential(400, 2.5));
    expect(fit.converged).toBe(true);
    expect(fit.warnings).toEqual([]);
    expect(fit.estimate[0]).toBeCloseTo(0.4, 10);
    expect(fit.standardErrors!["rate"]).toBeCloseTo(0.4 / 20, 7);
    expect(fit.logLikelihood).toBeCloseTo(400 * (Math.log(0.4) - 1), 8);
    const { lower, upper } = fit.intervals!["rate"]!;
    expect(Math.log(upper / 0.4)).toBeCloseTo(1.959963984540054 / 20, 6);
    expect(lower * upper).toBeCloseTo(0.16, 8);
  });

  test("starts on a sample, the optimum on all rows", () => {
    const sample = exponential(40, 3);
    const fit = maximizeLikelihood({
      ...exponential(400, 2.5),
      sample: { logLikelihood: sample.logLikelihood, customers: 40 },
    });
    expect(fit.estimate[0]).toBeCloseTo(0.4, 9);
  });

  test("second derivatives, of likelihood and priors, give what differences give", () => {
    const { logLikelihood, transform, ...rest } = exponential(400, 2.5);
    let evaluations = 0;
    const curved = Object.assign(
      (natural: Float64Array, gradient: Float64Array, hessian?: Float64Array[]) => {
        evaluations++;
        if (hessian !== undefined) hessian[0]![0] = -400 / natural[0]! ** 2;
        return logLikelihood(natural, gradient);
      },
      { curved: true } as const,
    );
    const bent: Transform = {
      ...transform,
      bend: (natural, slopes, hessian) => {
        hessian[0]![0]! += slopes[0]! * natural[0]!;
      },
    };
    for (const priors of [undefined, [{ mean: 1, standardDeviation: 0.1 }]]) {
      const plain = maximizeLikelihood({ ...rest, logLikelihood, transform, priors });
      evaluations = 0;
      const fit = maximizeLikelihood({ ...rest, logLikelihood: curved, transform: bent, priors });
      expect(evaluations).toBeLessThan(20);
      expect(fit.converged).toBe(true);
      expect(fit.estimate[0]! / plain.estimate[0]!).toBeCloseTo(1, 10);
      expect(fit.standardErrors!["rate"]! / plain.standardErrors!["rate"]!).toBeCloseTo(1, 6);
    }
  });

  test("a likelihood that is nowhere finite is an error", () => {
    const problem = { ...exponential(4, 1), logLikelihood: () => Number.NaN };
    expect(() => maximizeLikelihood(problem)).toThrow(expect.objectContaining({ code: "insufficient-data" }));
  });

  test("a flat likelihood has no standard errors, and says so", () => {
    const problem = {
      ...exponential(4, 1),
      logLikelihood: (_: Float64Array, gradient: Float64Array) => {
        gradient[0] = 0;
        return -1;
      },
    };
    const fit = maximizeLikelihood(problem);
    expect(fit.covariance).toBeNull();
    expect(fit.standardErrors).toBeNull();
    expect(fit.intervals).toBeNull();
    expect(fit.warnings.map(({ code }) => code)).toContain("hessian-not-positive-definite");
  });

  test("a coordinate at a limit is held there, and the others have their errors", () => {
    const one = exponential(400, 2.5);
    const logarithms: Transform = {
      size: 2,
      space: () => "ln rate, ln idle",
      toNatural: (working, natural) => {
        for (let i = 0; i < 2; i++) natural[i] = Math.exp(working[i]!);
      },
      toWorking: (natural, working) => {
        for (let i = 0; i < 2; i++) working[i] = Math.log(natural[i]!);
      },
      jacobian: (natural, jacobian) => {
        for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) jacobian[i]![j] = i === j ? natural[i]! : 0;
      },
    };
    const problem = {
      ...one,
      // A second rate of which the data say only that more is ever so little better.
      logLikelihood: (natural: Float64Array, gradient: Float64Array) => {
        gradient[1] = 0.001 / natural[1]! ** 2;
        return one.logLikelihood(natural, gradient) - 0.001 / natural[1]!;
      },
      parameterNames: ["rate", "idle"],
      transform: logarithms,
      starts: [
        [0.01, 1],
        [10, 5],
      ],
      ridges: [
        {
          axis: 1,
          towards: 1,
          limit: { code: "idle-infinite", message: "" },
          weak: { code: "weak-idle", message: "" },
        },
      ] as const,
    };
    const fit = maximizeLikelihood(problem);
    expect(fit.warnings.map(({ code }) => code)).toEqual(["idle-infinite"]);
    expect(fit.converged).toBe(true);
    expect(Object.keys(fit.standardErrors!)).toEqual(["rate"]);
    expect(fit.standardErrors!["rate"]).toBeCloseTo(0.4 / 20, 7);
    expect(fit.covariance).toBeNull();
    expect(fit.working.covariance![1]).toEqual([0, 0]);
    expect(fit.working.covariance![0]![0]).toBeCloseTo(1 / 400, 8);
  });
});
