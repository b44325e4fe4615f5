import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { colors } from "../../src/charts/chart.ts";
import type { Result } from "./measure.ts";

/** A picture as a file, with a sentence for those who cannot see it. */
export interface Picture {
  readonly file: string;
  readonly description: string;
  readonly svg: string;
}

/** The pictures of a race: all ratios, and how time and memory grow with the rows. */
export async function racePictures(results: readonly Result[]): Promise<readonly Picture[]> {
  const raced = results.filter(({ peer }) => peer !== "C");
  return [
    await picture(
      "ratios.svg",
      "How many times as fast as the peer each step is, on every portfolio, with the spread over the rounds; right of the line at 1 the package is faster",
      ratioChart(raced),
    ),
    await picture(
      "time.svg",
      "Seconds against rows, here and in the peer, for the first step of each job that was run on several sizes",
      growthChart(raced, "seconds", ({ steps }) => [steps[0]!.ours, steps[0]!.peers]),
    ),
    await picture(
      "memory.svg",
      "Peak memory of the process against rows, here and in the peer",
      growthChart(raced, "MiB", ({ memory }) => [memory.ours.peak, memory.peers.peak]),
    ),
  ];
}

async function picture(file: string, description: string, chart: object): Promise<Picture> {
  const spec = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "white",
    padding: 12,
    config: { font: "sans-serif", axis: { labelFontSize: 12, titleFontSize: 12 }, legend: { labelFontSize: 12 } },
    ...chart,
  } as unknown as TopLevelSpec;
  const view = new View(parse(compile(spec).spec), { renderer: "none" });
  const svg = await view.toSVG();
  view.finalize();
  return { file, description, svg: `${svg.replace("<svg ", `<svg role="img" aria-label="${description}" `)}\n` };
}

function ratioChart(results: readonly Result[]): object {
  // The places of a job's portfolios are numbered, so that a job has room for its own and for no others.
  const places = new Map<string, number>();
  const values = results.flatMap(({ job, title, rows, steps }) => {
    const place = places.get(job) ?? 0;
    places.set(job, place + 1);
    return steps.map(({ title: step, ratio }) => ({ work: `${title}: ${step}`, place, rows, ...ratio }));
  });
  const color = {
    field: "rows",
    type: "quantitative",
    scale: { type: "log", scheme: "blues", domainMin: 1 },
    legend: { title: "rows", format: "~s", values: [100, 10_000, 1_000_000] },
  };
  const shared = {
    y: { field: "work", type: "nominal", sort: null, title: null, axis: { labelLimit: 0, grid: true } },
    yOffset: { field: "place", type: "ordinal" },
    color,
  };
  return {
    width: 520,
    height: { step: 9, for: "offset" },
    data: { values },
    layer: [
      {
        data: { values: [{ one: 1 }] },
        mark: { type: "rule", strokeDash: [4, 3], color: colors.neutral },
        encoding: { x: { field: "one", type: "quantitative" } },
      },
      {
        mark: { type: "rule", strokeWidth: 1.5 },
        encoding: {
          ...shared,
          x: {
            field: "low",
            type: "quantitative",
            scale: { type: "log" },
            title: "times as fast as the peer (logarithmic)",
          },
          x2: { field: "high" },
        },
      },
      {
        mark: { type: "point", filled: true, size: 45, opacity: 1 },
        encoding: { ...shared, x: { field: "median", type: "quantitative", scale: { type: "log" } } },
      },
    ],
  };
}

function growthChart(
  results: readonly Result[],
  unit: string,
  of: (result: Result) => readonly [ours: number, peers: number],
): object {
  const sizes = new Map<string, number>();
  for (const { job } of results) sizes.set(job, (sizes.get(job) ?? 0) + 1);
  const values = results
    .filter(({ job }) => sizes.get(job)! > 2)
    .flatMap((result) => {
      const [ours, peers] = of(result);
      const shared = { job: result.title, rows: result.rows };
      return [
        { ...shared, side: "customer-equity", value: ours },
        { ...shared, side: "the peer", value: peers },
      ];
    });
  const log = { type: "log" };
  const legend = { title: null, orient: "top" };
  return {
    data: { values },
    facet: { field: "job", type: "nominal", sort: null, title: null, header: { labelFontSize: 12 } },
    columns: 3,
    spec: {
      width: 260,
      height: 170,
      mark: { type: "line", point: { filled: true, size: 40 }, strokeWidth: 2 },
      encoding: {
        x: { field: "rows", type: "quantitative", scale: log, axis: { format: "~s", tickCount: 4 } },
        y: { field: "value", type: "quantitative", scale: log, title: unit, axis: { format: "~g", tickCount: 4 } },
        color: {
          field: "side",
          type: "nominal",
          scale: { range: [colors.main, colors.contrast] },
          legend,
        },
        strokeDash: { field: "side", type: "nominal", legend },
      },
    },
  };
}
