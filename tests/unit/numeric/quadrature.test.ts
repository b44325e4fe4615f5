import { describe, expect, it } from "vitest";
import { gaussLegendre16, gaussLegendre32, integrate } from "../../../src/numeric/quadrature.ts";

describe.each([
  { rule: gaussLegendre16, order: 16 },
  { rule: gaussLegendre32, order: 32 },
])("Gauss-Legendre with $order nodes", ({ rule, order }) => {
  it("has the roots of the Legendre polynomial as nodes, in ascending order", () => {
    expect(rule.nodes).toHaveLength(order);
    for (const [k, node] of rule.nodes.entries()) {
      if (k > 0) expect(node).toBeGreaterThan(rule.nodes[k - 1]!);
      let previous = 1;
      let value = node;
      for (let n = 2; n <= order; n++)
        [previous, value] = [value, ((2 * n - 1) * node * value - (n - 1) * previous) / n];
      const slope = (order * (node * value - previous)) / (node * node - 1);
      expect(Math.abs(value / slope)).toBeLessThan(3e-16);
      expect(Math.abs(rule.weights[k]! / (2 / ((1 - node * node) * slope * slope)) - 1)).toBeLessThan(2e-14);
    }
  });

  it("integrates every monomial up to degree 2n - 1 exactly", () => {
    for (let degree = 0; degree < 2 * order; degree++) {
      const sum = rule.nodes.reduce((total, node, k) => total + rule.weights[k]! * node ** degree, 0);
      expect(Math.abs(sum - (degree % 2 === 0 ? 2 / (degree + 1) : 0))).toBeLessThan(2e-15);
    }
  });
});

describe("integrate", () => {
  it.each([
    { name: "exp on [0, 1]", f: Math.exp, from: 0, to: 1, exact: Math.E - 1 },
    {
      name: "a peak of width 1e-3",
      f: (x: number) => 1 / (1e-6 + x * x),
      from: -1,
      to: 2,
      exact: 1000 * (Math.atan(1000) + Math.atan(2000)),
    },
    { name: "30 oscillations", f: (x: number) => Math.cos(x) ** 2, from: 0, to: 60 * Math.PI, exact: 30 * Math.PI },
    { name: "a logarithmic singularity at an end", f: Math.log, from: 0, to: 1, exact: -1 },
    { name: "a reversed interval", f: (x: number) => x * x, from: 3, to: 0, exact: -9 },
    { name: "1e-200 on a small scale", f: (x: number) => 1e-200 * x, from: 0, to: 2, exact: 2e-200 },
  ])("$name", ({ f, from, to, exact }) => {
    const { value, error, converged } = integrate(f, from, to);
    expect(converged).toBe(true);
    expect(Math.abs(value / exact - 1)).toBeLessThan(1e-13);
    expect(Math.abs(value - exact)).toBeLessThanOrEqual(error + 1e-14 * Math.abs(exact));
  });

  it("is 0 over an empty interval and where the function is 0", () => {
    expect(integrate(Math.exp, 2, 2)).toEqual({ value: 0, error: 0, converged: true });
    expect(integrate(() => 0, 0, 1)).toEqual({ value: 0, error: 0, converged: true });
  });

  it("says so when the panels run out, with an honest error estimate", () => {
    const result = integrate((x) => 1 / (1e-4 + x * x), -1, 2, { maxPanels: 3 });
    expect(result.converged).toBe(false);
    expect(Math.abs(result.value - 100 * (Math.atan(100) + Math.atan(200)))).toBeLessThan(result.error);
  });

  it("stops early at a looser tolerance", () => {
    let calls = 0;
    const f = (x: number): number => {
      calls++;
      return Math.sqrt(x);
    };
    integrate(f, 0, 1, { relativeTolerance: 1e-4 });
    const loose = calls;
    integrate(f, 0, 1);
    expect(calls - loose).toBeGreaterThan(4 * loose);
  });
});
