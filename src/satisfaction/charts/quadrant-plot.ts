import { colors } from "../../charts/chart.ts";
import { domainOf, numberAxis, pointPlot } from "../../charts/labelled-points.ts";

type Side = "importance" | "performance";

/** Importance and performance of named things in the four quadrants (四分图). */
export interface QuadrantPlot {
  /** The things, each with the name of its quadrant. */
  readonly points: readonly (Readonly<Record<Side, number>> & { readonly name: string; readonly quadrant: string })[];
  /** Where the quadrants meet. */
  readonly cuts: Readonly<Record<Side, number>>;
  /** Which of the two is drawn from left to right. */
  readonly across: Side;
  /** Titles of the axes. */
  readonly titles: Readonly<Record<Side, string>>;
  /** Names of the quadrants, in the order of their rules. */
  readonly quadrants: readonly string[];
  /** Size of the whole picture. */
  readonly size: { readonly width: number; readonly height: number };
}

/** The layers and the data of such a plot; what to concentrate on stands out. */
export function quadrantPlot(plot: QuadrantPlot): ReturnType<typeof pointPlot> {
  const { points, cuts, across, titles, quadrants, size } = plot;
  const up = across === "importance" ? "performance" : "importance";
  const domain = (side: Side): readonly [number, number] =>
    domainOf(
      points.map((point) => point[side]),
      cuts[side],
    );
  const [keep, concentrate, low, overkill] = quadrants as [string, string, string, string];
  // Important and weak, and its opposite, change places with the axes.
  const [upperLeft, lowerRight] = across === "importance" ? [overkill, concentrate] : [concentrate, overkill];
  const urgent = { test: `datum.quadrant === ${JSON.stringify(concentrate)}` };
  return pointPlot({
    points,
    frame: {
      x: domain(across),
      y: domain(up),
      width: size.width - 70,
      height: size.height - 80,
      corners: [
        { text: keep, x: "right", y: "top" },
        { text: upperLeft, x: "left", y: "top" },
        { text: low, x: "left", y: "bottom" },
        { text: lowerRight, x: "right", y: "bottom" },
      ],
    },
    x: numberAxis(across, titles[across], domain(across)),
    y: numberAxis(up, titles[up], domain(up)),
    cuts: { x: cuts[across], y: cuts[up] },
    encoding: {
      color: { condition: { ...urgent, value: colors.contrast }, value: colors.main },
      shape: { condition: { ...urgent, value: "diamond" }, value: "circle" },
    },
  });
}
