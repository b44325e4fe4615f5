/** A quadrature rule on [-1, 1]: nodes ascending, weights summing to 2. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** Value of an integral and an estimate of its absolute error. */
export interface Integral {
  readonly value: number;
  /** Estimated absolute error; usually far too large, since the value comes from one subdivision more. */
  readonly error: number;
  /** Whether the tolerance was reached before the panels ran out. */
  readonly converged: boolean;
}

/** Options of {@link integrate}. */
export interface IntegrateOptions {
  /**
   * The error estimate to reach, relative to the value.
   * @defaultValue 1e-13
   */
  readonly relativeTolerance?: number | undefined;
  /**
   * Panels after which it gives up.
   * @defaultValue 500
   */
  readonly maxPanels?: number | undefined;
}

/** Gauss-Legendre rule with 8 nodes: exact for polynomials of degree 15. Rounded as {@link gaussLegendre16}. */
export const gaussLegendre8: QuadratureRule = /* @__PURE__ */ symmetricRule(
  [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363],
  [0.362683783378362, 0.3137066458778873, 0.22238103445337448, 0.10122853629037626],
);

/** Gauss-Legendre rule with 12 nodes: exact for polynomials of degree 23. Rounded as {@link gaussLegendre16}. */
export const gaussLegendre12: QuadratureRule = /* @__PURE__ */ symmetricRule(
  [
    0.1252334085114689, 0.3678314989981802, 0.5873179542866175, 0.7699026741943047, 0.9041172563704749,
    0.9815606342467192,
  ],
  [
    0.24914704581340277, 0.2334925365383548, 0.20316742672306592, 0.16007832854334622, 0.10693932599531843,
    0.04717533638651183,
  ],
);

/**
 * Gauss-Legendre rule with 16 nodes: exact for polynomials of degree 31. Nodes and weights correctly rounded from 40 digits
 * (Newton on the Legendre recursion; recomputed in the tests).
 */
export const gaussLegendre16: QuadratureRule = /* @__PURE__ */ symmetricRule(
  [
    0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438, 0.755404408355003,
    0.8656312023878318, 0.9445750230732326, 0.9894009349916499,
  ],
  [
    0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674, 0.12462897125553388,
    0.09515851168249279, 0.062253523938647894, 0.027152459411754096,
  ],
);

/** Gauss-Legendre rule with 32 nodes: exact for polynomials of degree 63. Rounded as {@link gaussLegendre16}. */
export const gaussLegendre32: QuadratureRule = /* @__PURE__ */ symmetricRule(
  [
    0.04830766568773832, 0.1444719615827965, 0.23928736225213706, 0.33186860228212767, 0.42135127613063533,
    0.5068999089322294, 0.5877157572407623, 0.6630442669302152, 0.7321821187402897, 0.7944837959679424,
    0.84936761373257, 0.8963211557660521, 0.9349060759377397, 0.9647622555875064, 0.9856115115452684,
    0.9972638618494816,
  ],
  [
    0.0965400885147278, 0.09563872007927486, 0.09384439908080457, 0.09117387869576389, 0.08765209300440381,
    0.08331192422694675, 0.07819389578707031, 0.0723457941088485, 0.06582222277636185, 0.058684093478535544,
    0.050998059262376175, 0.04283589802222668, 0.03427386291302143, 0.02539206530926206, 0.01627439473090567,
    0.007018610009470096,
  ],
);

/** Both halves of a rule that is given by its positive nodes. */
function symmetricRule(positive: readonly number[], weights: readonly number[]): QuadratureRule {
  return {
    nodes: Float64Array.from([...positive.map((node) => -node).reverse(), ...positive]),
    weights: Float64Array.from([...[...weights].reverse(), ...weights]),
  };
}

interface Panel {
  readonly from: number;
  readonly to: number;
  /** Integrals over the two halves. */
  readonly left: number;
  readonly right: number;
  /** How far the two halves are from the undivided panel. */
  readonly error: number;
}

function gauss(f: (x: number) => number, from: number, to: number): number {
  const { nodes, weights } = gaussLegendre16;
  const center = 0.5 * (from + to);
  const half = 0.5 * (to - from);
  let sum = 0;
  for (let k = 0; k < nodes.length; k++) sum += weights[k]! * f(center + half * nodes[k]!);
  return half * sum;
}

function panel(f: (x: number) => number, from: number, to: number, whole: number): Panel {
  const middle = 0.5 * (from + to);
  const left = gauss(f, from, middle);
  const right = gauss(f, middle, to);
  return { from, to, left, right, error: Math.abs(left + right - whole) };
}

/**
 * Integral of a smooth function over a finite interval: 16-node Gauss-Legendre panels, the worst one halved until the differences
 * between panels and their halves sum to less than the tolerance. End-point singularities that are integrable cost panels but
 * converge (the ends themselves are never evaluated).
 *
 * Domain: `from`, `to` and every f(x) between them finite.
 */
export function integrate(f: (x: number) => number, from: number, to: number, options?: IntegrateOptions): Integral {
  const tolerance = options?.relativeTolerance ?? 1e-13;
  const maxPanels = options?.maxPanels ?? 500;
  const panels = [panel(f, from, to, gauss(f, from, to))];
  for (;;) {
    let value = 0;
    let error = 0;
    let worst = 0;
    for (let k = 0; k < panels.length; k++) {
      const { left, right, error: own } = panels[k]!;
      value += left + right;
      error += own;
      if (own > panels[worst]!.error) worst = k;
    }
    const converged = error <= tolerance * Math.abs(value);
    if (converged || panels.length >= maxPanels) return { value, error, converged };
    const { from: low, to: high, left, right } = panels[worst]!;
    const middle = 0.5 * (low + high);
    panels[worst] = panel(f, low, middle, left);
    panels.push(panel(f, middle, high, right));
  }
}
