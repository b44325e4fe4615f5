/**
 * A million customers of a bank by the diamond of loyalty and by the seven types. Median of several runs after a warm-up, in milliseconds,
 * beside the time it is meant to take.
 *
 * Run: npm run bench -- loyalty
 */
import { loyaltyDiamond, loyaltyType } from "../src/loyalty/index.ts";
import { randomStream } from "../src/numeric/random.ts";

function time(name: string, goal: number, run: () => unknown): void {
  run();
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const meant = `fastest ${times[0]!.toFixed(1)}, meant to take ${goal}`;
  console.log(`${name.padEnd(64)} ${times[2]!.toFixed(1).padStart(9)} ms (${meant})`);
}

const customers = 1_000_000;
const stream = randomStream(20_261_201, 0);
const shares = (): Float64Array => Float64Array.from({ length: customers }, () => stream.uniform());
const whole = (from: number, to: number): Float64Array => shares().map((u) => from + Math.floor(u * (to - from + 1)));

const diamond = { involvement: shares().map((u) => 1 + 6 * u), portfolio: whole(1, 6) };
time("loyaltyDiamond, 1,000,000 customers", 500, () => loyaltyDiamond(diamond));

const types = {
  alternatives: whole(0, 5),
  attachment: shares(),
  repeat: shares(),
  incentiveShare: shares(),
  priceShare: shares(),
  convenienceShare: shares(),
};
time("loyaltyType, 1,000,000 customers", 500, () => loyaltyType(types));
const arrays = Object.fromEntries(Object.entries(types).map(([name, column]) => [name, Array.from(column)]));
time("loyaltyType, 1,000,000 customers in plain arrays", 500, () => loyaltyType(arrays));
