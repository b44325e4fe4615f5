import { randomStream } from "../../numeric/random.ts";

/** A point in pixels, y upwards. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the boxes and lines of a diagram go. */
export interface DiagramLayout {
  /** Middles of the boxes. */
  readonly boxes: readonly Point[];
  /** The visible part of each line, from box to box, and where its label stands. */
  readonly lines: readonly DiagramLine[];
  /** From the lower end of the lowest box to the upper end of the highest. */
  readonly height: number;
}

/** A line between two boxes. */
export interface DiagramLine {
  readonly from: Point;
  readonly to: Point;
  /** Middle of the label, for which the line has a gap from `before` to `after`. */
  readonly label: Point;
  readonly before: Point;
  readonly after: Point;
}

/** What a layout has to make room for. */
export interface DiagramFrame {
  readonly width: number;
  /** The height to fill; `undefined` for what the rows need. */
  readonly height: number | undefined;
  readonly box: { readonly width: number; readonly height: number };
  readonly label: { readonly width: number; readonly height: number };
  /** Rows that boxes may stand in. */
  readonly rows: number;
}

type Edge = readonly [cause: number, effect: number];

/** What is worse than what: a box behind a line, a hidden line, lines that cross or run side by side, long lines. */
const cost = { overlap: 1000, behind: 100, hidden: 60, narrow: 15, crossing: 12, perPixel: 0.01 };

/** Pixels from row to row. */
const rowHeight = 60;

/** Lines at the same box with a smaller angle (in radians) between them count as side by side. */
const narrowest = 0.2;

/**
 * Lays out a diagram without circles from left to right: each box in the column of its longest chain of causes, in one of some rows. The rows are
 * those of the least cost that is found when each box in turn takes its best row, from several starts; so that a chain of seven boxes becomes a zigzag.
 */
export function layOutDiagram(boxes: number, edges: readonly Edge[], frame: DiagramFrame): DiagramLayout {
  const column = columnsOf(boxes, edges);
  const across = (frame.width - frame.box.width) / Math.max(1, ...column);
  const at = (box: number, row: number): Point => ({
    x: frame.box.width / 2 + across * column[box]!,
    y: frame.box.height / 2 + rowHeight * row,
  });
  let best: { readonly cost: number; readonly places: readonly Point[] } | undefined;
  // Large diagrams are slow to judge, and get fewer starts.
  const starts = Math.max(3, Math.min(20, Math.ceil(2000 / (edges.length + boxes) ** 1.5)));
  for (let start = 0; start < starts; start++) {
    const stream = randomStream(1, start);
    const places = Array.from({ length: boxes }, (_, box) => at(box, stream.integer(frame.rows)));
    for (let improved = true; improved; ) {
      improved = false;
      for (let box = 0; box < boxes; box++) {
        let own = costOf(places, edges, frame, box);
        for (let row = 0; row < frame.rows; row++) {
          const before = places[box]!;
          places[box] = at(box, row);
          const other = costOf(places, edges, frame, box);
          if (other < own - 1e-9) {
            own = other;
            improved = true;
          } else places[box] = before;
        }
      }
    }
    const own = costOf(places, edges, frame);
    if (best === undefined || own < best.cost - 1e-9) best = { cost: own, places };
  }
  const places = fitted(best!.places, frame);
  const height = Math.max(...places.map(({ y }) => y)) + frame.box.height / 2;
  return { boxes: places, lines: linesOf(places, edges, frame), height };
}

/** The places without empty rows below, stretched to the height where there is one. */
function fitted(places: readonly Point[], { box, height }: DiagramFrame): Point[] {
  const rows = places.map(({ y }) => y);
  const lowest = Math.min(...rows);
  const span = Math.max(...rows) - lowest;
  const wanted = Math.max(0, (height ?? span + box.height) - box.height);
  if (span === 0) return places.map(({ x }) => ({ x, y: (box.height + wanted) / 2 }));
  return places.map(({ x, y }) => ({ x, y: box.height / 2 + ((y - lowest) * wanted) / span }));
}

/** The column of each box: the links on its longest chain of causes. */
export function columnsOf(boxes: number, edges: readonly Edge[]): number[] {
  const level = new Array<number>(boxes).fill(0);
  for (let pass = 0; pass < boxes; pass++)
    for (const [cause, effect] of edges) level[effect] = Math.max(level[effect]!, level[cause]! + 1);
  return level;
}

/** The cost of the places; where a box is named, what of it hangs on that box. */
function costOf(places: readonly Point[], edges: readonly Edge[], frame: DiagramFrame, moved?: number): number {
  const { box } = frame;
  const all = moved === undefined;
  let total = 0;
  for (let i = 0; i < places.length; i++) {
    const one = places[i]!;
    for (let j = 0; j < i; j++) {
      if (!(all || i === moved || j === moved)) continue;
      const other = places[j]!;
      if (Math.abs(one.x - other.x) < box.width + 8 && Math.abs(one.y - other.y) < box.height + 8)
        total += cost.overlap;
    }
  }
  for (let i = 0; i < edges.length; i++) {
    const edge = edges[i]!;
    const start = places[edge[0]]!;
    const end = places[edge[1]]!;
    const own = all || edge[0] === moved || edge[1] === moved;
    if (own) {
      const [from, to] = visible(start, end, box);
      const length = distance(from, to);
      total += cost.perPixel * length + (length < frame.label.width + 24 ? cost.hidden : 0);
    }
    for (let k = 0; k < places.length; k++) {
      if (k === edge[0] || k === edge[1] || !(own || k === moved)) continue;
      if (meetsBox(start, end, places[k]!, box.width + 12, box.height + 12)) total += cost.behind;
    }
    for (let j = 0; j < i; j++) {
      const other = edges[j]!;
      if (!(own || other[0] === moved || other[1] === moved)) continue;
      if (edge.includes(other[0]) || edge.includes(other[1])) total += narrow(edge, other, places) ? cost.narrow : 0;
      else total += crosses(start, end, places[other[0]]!, places[other[1]]!) ? cost.crossing : 0;
    }
  }
  return total;
}

/** Whether two lines at one box leave it almost in the same direction. */
function narrow(one: Edge, other: Edge, places: readonly Point[]): boolean {
  const hub = one.find((box) => other.includes(box))!;
  const direction = (edge: Edge): number => {
    const away = places[edge[0] === hub ? edge[1] : edge[0]]!;
    return Math.atan2(away.y - places[hub]!.y, away.x - places[hub]!.x);
  };
  const angle = Math.abs(direction(one) - direction(other));
  return Math.min(angle, 2 * Math.PI - angle) < narrowest;
}

/** The lines with their labels, each where it is least in the way of what is there already. */
function linesOf(places: readonly Point[], edges: readonly Edge[], frame: DiagramFrame): DiagramLine[] {
  const lines: DiagramLine[] = [];
  const { width, height } = frame.label;
  for (const [cause, effect] of edges) {
    const [from, to] = visible(places[cause]!, places[effect]!, frame.box);
    const length = distance(from, to) || 1;
    const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
    const half = Math.min(width / 2 / Math.max(1e-9, Math.abs(dx)), height / 2 / Math.max(1e-9, Math.abs(dy)));
    const pointAt = (way: number): Point => ({ x: from.x + dx * way, y: from.y + dy * way });
    const trouble = (share: number): number => {
      const middle = pointAt(share * length);
      let met = Math.abs(share - 0.45);
      for (const place of places)
        if (
          Math.abs(place.x - middle.x) < (frame.box.width + width) / 2 &&
          Math.abs(place.y - middle.y) < (frame.box.height + height) / 2
        )
          met += 20;
      for (const { label } of lines)
        if (Math.abs(label.x - middle.x) < width + 2 && Math.abs(label.y - middle.y) < height + 2) met += 20;
      for (const [one, other] of edges)
        if (one !== cause || other !== effect)
          met += meetsBox(places[one]!, places[other]!, middle, width + 2, height + 2) ? 5 : 0;
      return met;
    };
    const share = [0.45, 0.38, 0.52, 0.3, 0.6, 0.24, 0.68, 0.76].reduce((best, own) =>
      trouble(own) < trouble(best) ? own : best,
    );
    lines.push({
      from,
      to,
      label: pointAt(share * length),
      before: pointAt(Math.max(0, share * length - half)),
      after: pointAt(Math.min(length, share * length + half)),
    });
  }
  return lines;
}

/** The part of the line between the middles of two boxes that is outside them. */
function visible(start: Point, end: Point, box: { readonly width: number; readonly height: number }): [Point, Point] {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const share = Math.min(
    0.5,
    (box.width / 2 + 2) / Math.max(1e-9, Math.abs(dx)),
    (box.height / 2 + 2) / Math.max(1e-9, Math.abs(dy)),
  );
  return [
    { x: start.x + share * dx, y: start.y + share * dy },
    { x: end.x - share * dx, y: end.y - share * dy },
  ];
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** Whether the line from `start` to `end` goes through the box around `middle`. */
function meetsBox(start: Point, end: Point, middle: Point, width: number, height: number): boolean {
  const across = stretchWithin(start.x - middle.x, end.x - middle.x, width / 2);
  const along = stretchWithin(start.y - middle.y, end.y - middle.y, height / 2);
  return Math.max(across.from, along.from) < Math.min(across.to, along.to);
}

/** From which to which share of the way from one number to another it is within `reach` of 0. */
function stretchWithin(start: number, end: number, reach: number): { readonly from: number; readonly to: number } {
  if (start === end) return Math.abs(start) <= reach ? { from: 0, to: 1 } : { from: 1, to: 0 };
  const enter = (-Math.sign(end - start) * reach - start) / (end - start);
  return { from: Math.max(0, enter), to: Math.min(1, enter + (2 * reach) / Math.abs(end - start)) };
}

/** Whether two lines cross. */
function crosses(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point): number =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
