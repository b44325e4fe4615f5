import { describe, expect, test } from "vitest";
import { hessianFromGradient, minimize, type Objective } from "../../../src/numeric/minimize.ts";

/** Rosenbrock's valley, its gradient written into the second argument. */
function valley(x: Float64Array, gradient: Float64Array): number {
  const [a, b] = [1 - x[0]!, x[1]! - x[0]! ** 2];
  gradient[0] = -2 * a - 400 * x[0]! * b;
  gradient[1] = 200 * b;
  return a * a + 100 * b * b;
}

describe("minimize", () => {
  test("finds the end of a curved valley", () => {
    const { point, value, converged, gradientNorm } = minimize(valley, [-1.2, 1], { gradientTolerance: 1e-9 });
    expect(converged).toBe(true);
    expect(gradientNorm).toBeLessThanOrEqual(1e-9);
    expect(value).toBeLessThan(1e-16);
    expect(point[0]).toBeCloseTo(1, 8);
    expect(point[1]).toBeCloseTo(1, 8);
  });

  test("with second derivatives, in half the steps, and where they point uphill", () => {
    const curved: Objective = (x, gradient, hessian) => {
      if (hessian !== undefined) {
        hessian[0]![0] = 2 - 400 * (x[1]! - 3 * x[0]! ** 2);
        hessian[0]![1] = hessian[1]![0] = -400 * x[0]!;
        hessian[1]![1] = 200;
      }
      return valley(x, gradient);
    };
    const plain = minimize(valley, [-1.2, 1], { gradientTolerance: 1e-9 });
    const newton = minimize(curved, [-1.2, 1], { gradientTolerance: 1e-9, curved: true });
    expect(newton.converged).toBe(true);
    expect(newton.point[0]).toBeCloseTo(1, 8);
    expect(newton.iterations).toBeLessThan(0.7 * plain.iterations);
    expect(newton.hessian![0]![0]).toBeCloseTo(802, 4);
    // Here the Hessian is not positive definite.
    expect(minimize(curved, [0, 3], { gradientTolerance: 1e-9, curved: true }).converged).toBe(true);
  });

  test("second derivatives that are not numbers only cost speed", () => {
    const without: Objective = (x, gradient, hessian) => {
      hessian?.forEach((row) => {
        row.fill(Number.NaN);
      });
      gradient[0] = 2 * x[0]!;
      return x[0]! ** 2;
    };
    expect(minimize(without, [1], { gradientTolerance: 1e-6, curved: true }).converged).toBe(true);
  });

  test("survives a wall of non-finite values between the start and the minimum's far side", () => {
    let refused = 0;
    const { point, converged } = minimize(
      (x, gradient) => {
        if (x[0]! <= 0) {
          refused++;
          gradient[0] = Number.NaN;
          return Number.NaN;
        }
        gradient[0] = 1 - 1e-3 / x[0]!;
        return x[0]! - 1e-3 * Math.log(x[0]!);
      },
      [2],
      { gradientTolerance: 1e-10 },
    );
    expect(refused).toBeGreaterThan(0);
    expect(converged).toBe(true);
    expect(point[0]).toBeCloseTo(1e-3, 10);
  });

  test("is never worse than its start, and says when it gives up", () => {
    const { value, converged, iterations } = minimize(valley, [-1.2, 1], { gradientTolerance: 1e-9, maxIterations: 3 });
    expect(converged).toBe(false);
    expect(iterations).toBe(3);
    expect(value).toBeLessThan(valley(Float64Array.of(-1.2, 1), new Float64Array(2)));
  });

  test("uses the inverse Hessian of a similar problem", () => {
    const bowl = (x: Float64Array, gradient: Float64Array): number => {
      gradient[0] = 1e4 * x[0]!;
      gradient[1] = x[1]!;
      return 5e3 * x[0]! ** 2 + 0.5 * x[1]! ** 2;
    };
    const inverseHessian = [
      [1e-4, 0],
      [0, 1],
    ];
    const { evaluations, converged } = minimize(bowl, [1, 1], { gradientTolerance: 1e-9, inverseHessian });
    expect(converged).toBe(true);
    expect(evaluations).toBeLessThan(5);
  });
});

test("the Hessian of the gradient, central and one-sided", () => {
  const point = Float64Array.of(0.7, 0.3);
  const exact = [
    [2 - 400 * 0.3 + 1200 * 0.49, -280],
    [-280, 200],
  ];
  const gradient = new Float64Array(2);
  valley(point, gradient);
  for (const [hessian, tolerance] of [
    [hessianFromGradient(valley, point), 1e-7],
    [hessianFromGradient(valley, point, gradient), 1e-4],
  ] as const) {
    hessian.forEach((row, i) => {
      row.forEach((entry, j) => {
        expect(Math.abs(entry / exact[i]![j]! - 1)).toBeLessThan(tolerance);
      });
    });
  }
});
