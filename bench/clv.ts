/**
 * Fits and scores on a base of the size of the CDNOW sample (2,357 customers, day precision) and on a million customers with continuous
 * times: median of several runs after a warm-up, in milliseconds.
 *
 * Run: npm run bench
 */
import {
  bgNbd,
  bootstrapDraws,
  discountedExpectedTransactions,
  dynamicParetoNbd,
  expandCalendar,
  expectedTransactions,
  fitBgBb,
  fitBgCnbdK,
  fitBgNbd,
  fitDynamicParetoNbd,
  fitGammaGamma,
  fitGgompertzNbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitPdo,
  gammaGamma,
  type PurchaseHistory,
  probabilityAlive,
  sampleParetoNbd,
  samplePosterior,
  simulateCohort,
  type WithSpend,
} from "../src/clv/index.ts";

function time(name: string, runs: number, run: () => unknown): void {
  // What takes a millisecond is compiled for dozens of runs.
  const start = performance.now();
  do run();
  while (performance.now() - start < 300);
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const [fastest, middle] = [times[0]!, times[runs >> 1]!];
  console.log(`${name.padEnd(64)} ${middle.toFixed(2).padStart(9)} ms (fastest ${fastest.toFixed(2)})`);
}

const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
const spend = gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });

/** Customers who came over twelve weeks and were observed for 39 in all. */
function base(customers: number, wholeDays: boolean): PurchaseHistory & WithSpend {
  const ages = Float64Array.from({ length: customers }, (_, i) => 27 + 12 * ((i * 0.6180339887) % 1));
  const snap = (column: ArrayLike<number>) => Float64Array.from(column, (t) => (wholeDays ? Math.round(t * 7) / 7 : t));
  const { history } = simulateCohort(model, { customers, age: snap(ages), seed: 20_261_122, spend });
  const recency = snap(history.recency).map((t, i) =>
    history.frequency[i] === 0 ? 0 : Math.max(t, wholeDays ? 1 / 7 : 1e-9),
  );
  return { ...history, recency, meanSpend: history.meanSpend! };
}

function donations(opportunities: number): Pick<PurchaseHistory, "frequency" | "recency" | "age" | "weight"> {
  const rows = [[0, 0]];
  for (let last = 1; last <= opportunities; last++) for (let x = 1; x <= last; x++) rows.push([x, last]);
  return {
    frequency: rows.map(([x]) => x!),
    recency: rows.map(([, last]) => last!),
    age: rows.map(() => opportunities),
    weight: rows.map(([x, last]) => Math.round(2000 / (1 + 2 * x! + 3 * (opportunities - last!)))),
  };
}

const sample = base(2357, true);
/** Six yearly opportunities: each recency and frequency there can be, as often as a bank of donors had them. */
const donors: PurchaseHistory = {
  ...donations(6),
  timeUnit: "opportunity",
  opportunitiesPerYear: 1,
};
const million = base(1_000_000, false);
time("BG/NBD fit with standard errors, 2,357 customers", 41, () => fitBgNbd(sample));
const fitters = { fitNbd, fitMbgNbd, fitParetoNbd, fitGgompertzNbd } as const;
for (const [name, fitter] of Object.entries(fitters)) {
  time(`${name} with standard errors, 2,357 customers`, name === "fitGgompertzNbd" ? 9 : 21, () => fitter(sample));
}
time("fitPdo for a period of 4 weeks, 2,357 customers", 9, () => fitPdo(sample, { period: 4 }));
time("fitBgCnbdK for k = 2, 2,357 customers", 9, () => fitBgCnbdK(sample, { k: 2 }));
time("fitBgBb, 22 rows of donors", 21, () => fitBgBb(donors));
const fit = fitBgNbd(sample);
time("posterior of BG/NBD, 4 chains of 300 + 1,000 steps, 2,357 customers", 2, () =>
  samplePosterior(fit, sample, { draws: 1000, chains: 4, seed: 1 }),
);
time("gamma-gamma fit with standard errors, 2,357 customers", 41, () => fitGammaGamma(sample));
time("alive + expected, 2,357 customers", 41, () => [
  probabilityAlive(model, sample),
  expectedTransactions(model, sample, { horizon: 39 }),
]);
time("discounted to infinity, 2,357 customers", 5, () =>
  discountedExpectedTransactions(model, sample, { annualDiscountRate: 0.1 }),
);
time("discounted within 156 weeks, 2,357 customers", 5, () =>
  discountedExpectedTransactions(model, sample, { annualDiscountRate: 0.1, horizon: 156 }),
);
time("200 bootstrap refits of BG/NBD, 2,357 customers", 3, () =>
  bootstrapDraws(fitBgNbd(sample), sample, { draws: 200, seed: 1 }),
);
time("Pareto/NBD (HB), 2 chains of 500 + 2,500 steps, 2,357 customers", 2, () =>
  sampleParetoNbd(sample, { draws: 250, thin: 10, warmUp: 500, chains: 2, seed: 1 }),
);
time("BG/NBD fit with standard errors, a million customers", 5, () => fitBgNbd(million));
time("Pareto/NBD fit with standard errors, a million customers", 1, () => fitParetoNbd(million));
time("MBG/NBD fit with standard errors, a million customers", 1, () => fitMbgNbd(million));
time("gamma-gamma fit with standard errors, a million customers", 3, () => fitGammaGamma(million));
time("alive + expected, a million customers", 5, () => [
  probabilityAlive(model, million),
  expectedTransactions(model, million, { horizon: 39 }),
]);

/** Seasons by weeks: customers of two years, whose covariates differ in every one of them. */
const seasons = expandCalendar({
  from: "2024-01-01",
  until: "2025-12-28",
  period: "week",
  seasonality: { period: "year", harmonics: 1 },
});
const seasonal = dynamicParetoNbd({
  r: 2.1,
  alpha: 120,
  s: 1,
  beta: 70,
  covariates: { alpha: { yearSine1: 0.7 } },
  timeUnit: "week",
});
const shoppers = simulateCohort(seasonal, { customers: 600, age: 103, seed: 20_261_122, calendar: seasons }).history;
time("Pareto/NBD with covariates over time, 600 customers, 104 weeks", 5, () =>
  fitDynamicParetoNbd(shoppers, { alpha: ["yearSine1", "yearCosine1"], beta: ["yearSine1"] }),
);
