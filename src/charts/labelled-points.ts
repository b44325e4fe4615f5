import { type Chart, colors, label, textWidth } from "./chart.ts";

/** A point with a name. */
interface LabelledPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** What stands in a corner: the name of a quadrant. */
interface Corner {
  readonly text: string;
  readonly x: "left" | "right";
  readonly y: "top" | "bottom";
}

/** The rectangle that points are drawn in: its ends in the units of the data, its size in pixels, and what stands in its corners. */
interface PointFrame {
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
  readonly width: number;
  readonly height: number;
  readonly corners: readonly Corner[];
}

/** An axis of numbers between two ends, for a field of the data. */
export function numberAxis(
  field: string,
  title: string,
  domain: readonly [from: number, to: number],
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    field,
    type: "quantitative",
    scale: { domain, nice: false, zero: false },
    axis: { title, tickCount: 5, ...more },
  };
}

/** What a plot of named points takes. */
export interface PointPlot {
  /** The records of the points; the text at each is its `name`. */
  readonly points: readonly ({ readonly name: string } & Readonly<Record<string, string | number>>)[];
  readonly frame: PointFrame;
  /** Axes whose fields the points have. */
  readonly x: Readonly<Record<string, unknown>>;
  readonly y: Readonly<Record<string, unknown>>;
  /** Where dashed lines cross the plot. */
  readonly cuts: { readonly x: number; readonly y: number };
  /** How a point looks, and what else its looks hang on. */
  readonly mark?: Readonly<Record<string, unknown>> | undefined;
  readonly encoding?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Points with their names on a plot that is cut in four: the layers, and the records of the points with the `side` on which their names
 * stand.
 */
export function pointPlot({ points, frame, x, y, cuts, mark, encoding }: PointPlot): Pick<Chart, "layer"> & {
  readonly values: Chart["data"]["values"];
} {
  const places = points.map((point) => ({
    name: point.name,
    x: point[x["field"] as string] as number,
    y: point[y["field"] as string] as number,
  }));
  const chosen = labelSides(places, frame);
  return {
    values: points.map((point, i) => ({ ...point, side: chosen[i]! })),
    layer: [
      cutLayer("x", cuts.x),
      cutLayer("y", cuts.y),
      ...cornerLayers(frame),
      {
        mark: { type: "point", filled: true, opacity: 1, size: 70, tooltip: true, ...mark },
        encoding: { x, y, ...encoding },
      },
      ...labelLayers(x, y),
    ],
  };
}

/** Where a label may stand, the best first: the offset of its near end from the point, and how it is aligned there. */
const sides = [
  { side: "right", dx: 8, dy: 0, align: "left", baseline: "middle" },
  { side: "left", dx: -8, dy: 0, align: "right", baseline: "middle" },
  { side: "above", dx: 0, dy: -8, align: "center", baseline: "bottom" },
  { side: "below", dx: 0, dy: 8, align: "center", baseline: "top" },
  { side: "upper right", dx: 5, dy: -5, align: "left", baseline: "bottom" },
  { side: "lower right", dx: 5, dy: 5, align: "left", baseline: "top" },
  { side: "upper left", dx: -5, dy: -5, align: "right", baseline: "bottom" },
  { side: "lower left", dx: -5, dy: 5, align: "right", baseline: "top" },
] as const;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * For each point the side its label stands on: the first that lies inside the frame and covers neither the name of a corner nor another
 * point nor the label of one before it; to the right where there is none.
 */
function labelSides(points: readonly LabelledPoint[], frame: PointFrame): (typeof sides)[number]["side"][] {
  const places = points.map(({ x, y }) => ({
    left: (frame.width * (x - frame.x[0])) / (frame.x[1] - frame.x[0]),
    top: frame.height * (1 - (y - frame.y[0]) / (frame.y[1] - frame.y[0])),
  }));
  const taken = places.map(
    ({ left, top }): Box => ({ left: left - 5, right: left + 5, top: top - 5, bottom: top + 5 }),
  );
  for (const { text, x, y } of frame.corners) {
    const left = x === "left" ? 0 : frame.width - textWidth([text]) - 5;
    const top = y === "top" ? 0 : frame.height - 20;
    taken.push({ left, right: left + textWidth([text]) + 5, top, bottom: top + 20 });
  }
  return points.map(({ name }, i) => {
    const boxes = sides.map((side) => boxOf(places[i]!, textWidth([name]), side));
    const free = boxes.findIndex(
      (box) => box.left >= 0 && box.right <= frame.width && taken.every((other, k) => k === i || !overlap(box, other)),
    );
    const chosen = Math.max(0, free);
    taken.push(boxes[chosen]!);
    return sides[chosen]!.side;
  });
}

function boxOf(
  place: { readonly left: number; readonly top: number },
  width: number,
  side: (typeof sides)[number],
): Box {
  const left = place.left + side.dx - { left: 0, right: width, center: width / 2 }[side.align];
  const top = place.top + side.dy - { top: 0, middle: 7, bottom: 14 }[side.baseline];
  return { left, right: left + width, top, bottom: top + 14 };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** The labels of points whose data have the fields `name` and `side`. */
function labelLayers(x: object, y: object): Chart["layer"] {
  return sides.map(({ side, dx, dy, align, baseline }) => ({
    transform: [{ filter: `datum.side === '${side}'` }],
    mark: { ...label, dx, dy, align, baseline },
    encoding: { x, y, text: { field: "name" } },
  }));
}

/** A dashed line across the plot where quadrants meet. */
function cutLayer(axis: "x" | "y", at: number): Chart["layer"][number] {
  return {
    data: { values: [{ at }] },
    mark: { type: "rule", color: colors.neutral, strokeDash: [4, 3] },
    encoding: { [axis]: { field: "at", type: "quantitative" } },
  };
}

/** The names of the quadrants in their corners. */
function cornerLayers(frame: PointFrame): Chart["layer"] {
  return frame.corners.map(({ text, x, y }) => ({
    data: { values: [{ x: frame.x[x === "left" ? 0 : 1], y: frame.y[y === "bottom" ? 0 : 1] }] },
    mark: {
      ...label,
      color: colors.neutral,
      align: x,
      baseline: y,
      dx: x === "left" ? 5 : -5,
      dy: y === "top" ? 5 : -5,
    },
    encoding: {
      x: { field: "x", type: "quantitative" },
      y: { field: "y", type: "quantitative" },
      text: { value: text },
    },
  }));
}

/** The ends of an axis: those of the values and the cut, with a tenth of room on both sides. */
export function domainOf(values: readonly number[], cut: number): readonly [number, number] {
  const low = Math.min(cut, ...values);
  const high = Math.max(cut, ...values);
  const room = high > low ? 0.12 * (high - low) : 0.1 * Math.abs(high) || 1;
  return [low - room, high + room];
}
