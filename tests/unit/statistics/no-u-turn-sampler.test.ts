import { describe, expect, test } from "vitest";
import { randomStream } from "../../../src/numeric/random.ts";
import { chainDiagnostics } from "../../../src/statistics/chain-diagnostics.ts";
import { type LogDensity, noUTurnSampler } from "../../../src/statistics/no-u-turn-sampler.ts";

const chainsOf = (density: LogDensity, size: number, draws = 2000) =>
  [0, 1, 2, 3].map((chain) =>
    noUTurnSampler(density, new Float64Array(size), randomStream(20_261_122, chain), { draws, warmUp: 300 }),
  );

const column = (chains: ReturnType<typeof chainsOf>, i: number) =>
  chains.map(({ points }) => Float64Array.from(points, (point) => point[i]!));

const moments = (chains: readonly Float64Array[]) => {
  const all = chains.flatMap((chain) => Array.from(chain));
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return { mean, variance: all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length };
};

describe("noUTurnSampler", () => {
  test("a correlated normal: means, variances, correlation", () => {
    const rho = 0.8;
    const scale = 1 / (1 - rho * rho);
    const chains = chainsOf((point, gradient) => {
      const [x, y] = [point[0]! - 1, point[1]! + 2];
      gradient[0] = -scale * (x - rho * y);
      gradient[1] = -scale * (y - rho * x);
      return -0.5 * scale * (x * x - 2 * rho * x * y + y * y);
    }, 2);
    for (const [i, centre] of [1, -2].entries()) {
      const own = column(chains, i);
      const { mean, variance } = moments(own);
      const { rHat, bulkEffectiveSize } = chainDiagnostics(own);
      const error = 1 / Math.sqrt(bulkEffectiveSize);
      expect(Math.abs(mean - centre)).toBeLessThan(4 * error);
      expect(Math.abs(variance - 1)).toBeLessThan(8 * error);
      expect(rHat).toBeLessThan(1.01);
      expect(bulkEffectiveSize).toBeGreaterThan(1500);
    }
    for (const { acceptance, divergences } of chains) {
      expect(acceptance).toBeGreaterThan(0.65);
      expect(divergences).toBe(0);
    }
  });

  test("the logarithm of an exponential variable, far from normal", () => {
    const own = column(
      chainsOf((point, gradient) => {
        gradient[0] = 1 - Math.exp(point[0]!);
        return point[0]! - Math.exp(point[0]!);
      }, 1),
      0,
    );
    const { mean, variance } = moments(own);
    // Mean -0.5772 (minus Euler's constant), variance pi^2 / 6.
    expect(Math.abs(mean + 0.5772)).toBeLessThan(0.08);
    expect(Math.abs(variance - Math.PI ** 2 / 6)).toBeLessThan(0.25);
  });

  test("the same seed gives the same chain, a place without density is never reached", () => {
    const density: LogDensity = (point, gradient) => {
      gradient[0] = -point[0]!;
      return point[0]! < -1 ? Number.NEGATIVE_INFINITY : -0.5 * point[0]! ** 2;
    };
    const [first, again] = [chainsOf(density, 1, 300), chainsOf(density, 1, 300)];
    expect(first).toEqual(again);
    for (const { points } of first) expect(Math.min(...points.map((point) => point[0]!))).toBeGreaterThanOrEqual(-1);
  });
});

describe("chainDiagnostics", () => {
  const independent = [0, 1, 2, 3].map((chain) => {
    const stream = randomStream(3, chain);
    return Float64Array.from({ length: 2000 }, () => stream.normal());
  });

  test("independent draws are worth about their number", () => {
    const { rHat, bulkEffectiveSize, tailEffectiveSize } = chainDiagnostics(independent);
    expect(rHat).toBeLessThan(1.005);
    expect(bulkEffectiveSize / 8000).toBeGreaterThan(0.85);
    expect(bulkEffectiveSize / 8000).toBeLessThan(1.15);
    expect(tailEffectiveSize / 8000).toBeGreaterThan(0.8);
  });

  test("autocorrelated draws are worth (1 - rho) / (1 + rho) of it", () => {
    const rho = 0.9;
    const chains = independent.map((chain) => {
      let value = chain[0]!;
      return chain.map((normal) => {
        value = rho * value + Math.sqrt(1 - rho * rho) * normal;
        return value;
      });
    });
    const share = chainDiagnostics(chains).bulkEffectiveSize / 8000;
    expect(share).toBeGreaterThan(0.6 * ((1 - rho) / (1 + rho)));
    expect(share).toBeLessThan(1.5 * ((1 - rho) / (1 + rho)));
  });

  test("a chain elsewhere, or of another spread, shows in R-hat; constants agree", () => {
    expect(chainDiagnostics([...independent.slice(1), independent[0]!.map((x) => x + 1)]).rHat).toBeGreaterThan(1.05);
    expect(chainDiagnostics([...independent.slice(1), independent[0]!.map((x) => 4 * x)]).rHat).toBeGreaterThan(1.05);
    const constant = chainDiagnostics([new Float64Array(100).fill(2), new Float64Array(100).fill(2)]);
    expect(constant).toEqual({ rHat: 1, bulkEffectiveSize: 200, tailEffectiveSize: 200 });
    expect(chainDiagnostics([new Float64Array(100), new Float64Array(100).fill(1)]).rHat).toBeGreaterThan(1e3);
  });
});
