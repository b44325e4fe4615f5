import fc from "fast-check";
import * as all from "../../../src/servqual/index.ts";
import type { Generated } from "./generated.ts";

const language = fc.constantFrom("en", "zh" as const);

/** Up to four dimensions of up to three items, some of them reversed. */
const instrument = fc
  .array(fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
  .map((dimensions) =>
    all.servqualInstrument({
      dimensions: dimensions.map((items, d) => ({
        key: `D${d}`,
        items: items.map((reversed, j) => ({ key: `D${d}Q${j}`, text: `item ${j}`, reversed })),
      })),
    }),
  );

/** A generator for each exported function of the area. */
export const servqualCalls: Readonly<Record<string, Generated>> = {
  servqualInstrument: instrument.map((definition) => () => all.servqualInstrument(definition)),
  questionnaire: fc
    .tuple(instrument, language, fc.constantFrom("servqual", "servperf", "difference", "tolerance" as const))
    .map(
      ([used, l, form]) =>
        () =>
          all.questionnaire(used, { language: l, form }),
    ),
};
