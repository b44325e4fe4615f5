import type { ClassName, DomainMeans } from "customer-equity/satisfaction";
import type { ServqualMeasure } from "customer-equity/servqual";
import { Refusal } from "../../answers/attempt.ts";
import type { SurveyReport } from "../analysis/analyze-survey.ts";
import type { DriversPart } from "../analysis/drivers-part.ts";
import type { PathPart } from "../analysis/path-part.ts";
import type { SatisfactionPart } from "../analysis/satisfaction-part.ts";
import type { ServicePart } from "../analysis/service-part.ts";

/** What figures can be of. */
type FigureSubject =
  | "survey"
  | "priority"
  | "dimension"
  | "item"
  | "question"
  | "scale"
  | "driver"
  | "block"
  | "link"
  | "attribute"
  | "group";

/** One figure of the finding, with its interval where it has one. */
export interface Figure {
  readonly of: FigureSubject;
  /** Key of the item, dimension, question, ...; empty for the survey as a whole, `column=group` for a group. */
  readonly key: string;
  readonly name: ClassName | null;
  readonly figure: string;
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Respondents behind it, where that is counted. */
  readonly n: number | null;
  /** The class that it puts its subject into: a quadrant, a Kano category, a band of the zone of tolerance. */
  readonly class: ClassName | null;
}

/** What an estimate may bring along. */
interface Estimate {
  readonly lower?: number | null;
  readonly upper?: number | null;
  readonly n?: number | null;
}

/** The figures of one subject: by name the estimate alone, or with its interval. */
type Figures = Readonly<Record<string, number | null | readonly [estimate: number | null, accuracy: Estimate]>>;

function of(
  subject: FigureSubject,
  key: string,
  name: ClassName | null,
  figures: Figures,
  classes: Readonly<Record<string, ClassName | null | undefined>> = {},
): Figure[] {
  return Object.entries(figures).map(([figure, given]): Figure => {
    const [estimate, { lower = null, upper = null, n = null }] = Array.isArray(given)
      ? given
      : [given as number | null, {}];
    return { of: subject, key, name, figure, estimate, lower, upper, n, class: classes[figure] ?? null };
  });
}

/** Every figure of the finding, in the order of the page: for tables and other programs. */
export function figuresOf(report: SurveyReport): readonly Figure[] {
  const { priorities, service, satisfaction, drivers, path, kano, waiting, reliability } = report;
  return [
    ...surveyFigures(report),
    ...(priorities?.list ?? []).flatMap((priority) => {
      const { importance, shortfall, score } = priority;
      return of("priority", priority.key, priority, { importance, shortfall, score });
    }),
    ...(service === null ? [] : serviceFigures(service)),
    ...(satisfaction === null ? [] : questionFigures(satisfaction)),
    ...(drivers === null ? [] : driverFigures(drivers)),
    ...(path === null ? [] : pathFigures(path)),
    ...(kano?.kano.attributes ?? []).flatMap(({ name, category, better, worse, n }) => {
      const sameName = { label: name, labelZh: name };
      const figures: Figures = {
        better: better && [better.share, { ...better, n }],
        worse: worse && [worse.share, { ...worse, n }],
      };
      return of("attribute", name, sameName, figures, { better: category, worse: category });
    }),
    ...(reliability?.scales ?? []).flatMap(({ key, alpha, omega, difference, ...names }) =>
      alpha instanceof Refusal
        ? []
        : of("scale", key, names, {
            alpha: [alpha.alpha, { ...alpha.interval, n: alpha.n }],
            omega: omega?.omega ?? null,
            "difference-reliability": difference?.reliability ?? null,
          }),
    ),
    ...groupFigures(report, waiting),
  ].filter(({ estimate }) => estimate !== null);
}

function surveyFigures({ answers, service, satisfaction, waiting, quality }: SurveyReport): readonly Figure[] {
  const measure = service?.scores.gap ?? service?.scores.perception ?? null;
  const total = measure?.overall.weighted ?? measure?.overall.meanOfDimensions ?? null;
  const { index = null, promoters = null, effort = null, complaints = null } = satisfaction ?? {};
  const within = waiting?.overall.withinTarget ?? null;
  const minutes = waiting?.overall.mean ?? null;
  const respondents = answers.respondents.length;
  const { invited } = answers.plan;
  return of("survey", "", null, {
    respondents,
    "response-rate": invited === null ? null : respondents / invited,
    flagged: quality === null ? null : respondents - quality.unflagged.length,
    [service?.scores.gap === null ? "perception" : "gap"]: total && [total.mean, total],
    "satisfaction-index": index && [index.index, index],
    "net-promoter-score": promoters && [promoters.score, promoters],
    effort: effort && [effort.mean.mean, effort.mean],
    complained: complaints && [complaints.top.share, { ...complaints.top, n: complaints.n }],
    "within-target": within && [within.share, { ...within, n: waiting?.overall.n ?? null }],
    minutes: minutes && [minutes.mean, minutes],
  });
}

function serviceFigures({ scores, zones: found }: ServicePart): readonly Figure[] {
  const zones = found instanceof Refusal ? null : found;
  const { instrument, weights, ranking } = scores;
  const measures = { expectation: scores.expectation, perception: scores.perception, gap: scores.gap };
  const levels = ["adequate", "desired", "adequacy", "superiority"] as const;
  const figuresAt = (place: "items" | "dimensions", key: string): Figures => {
    const measured = Object.entries(measures).map(([name, measure]: [string, ServqualMeasure | null]) => {
      const estimate = measure?.[place][key];
      return [name, estimate === undefined ? null : ([estimate.mean, estimate] as const)] as const;
    });
    const zone = zones?.[place][key];
    const zoned =
      zone === undefined ? [] : levels.map((level) => [level, [zone[level].mean, zone[level]] as const] as const);
    return Object.fromEntries([...measured, ...zoned]);
  };
  const bandOf = (place: "items" | "dimensions", key: string) => ({ adequacy: zones?.[place][key]?.band });
  return [
    ...instrument.dimensions.flatMap((dimension) => {
      const ranked = ranking.find(({ key }) => key === dimension.key);
      const figures: Figures = {
        ...figuresAt("dimensions", dimension.key),
        importance: weights === null ? null : (ranked?.weight ?? null),
        "weighted-gap": weights === null ? null : (ranked?.weightedGap ?? null),
      };
      return of("dimension", dimension.key, dimension, figures, bandOf("dimensions", dimension.key));
    }),
    ...instrument.dimensions
      .flatMap(({ items }) => items)
      .flatMap((item) => of("item", item.key, item, figuresAt("items", item.key), bandOf("items", item.key))),
  ];
}

function questionFigures({ questions }: SatisfactionPart): readonly Figure[] {
  return questions.flatMap(({ question, csat }) =>
    of("question", question.key, question, {
      mean: [csat.mean.mean, csat.mean],
      index: csat.index,
      "top-two": [csat.top.share, { ...csat.top, n: csat.n }],
      "bottom-two": [csat.bottom.share, { ...csat.bottom, n: csat.n }],
    }),
  );
}

function driverFigures({ drivers, analysis, performance, contrasts }: DriversPart): readonly Figure[] {
  return drivers.flatMap((driver) => {
    const own = analysis instanceof Refusal ? undefined : analysis.drivers.find(({ name }) => name === driver.key);
    const placed = performance?.attributes.find(({ name }) => name === driver.key);
    const contrast =
      contrasts instanceof Refusal ? undefined : contrasts.attributes.find(({ name }) => name === driver.key);
    return of(
      "driver",
      driver.key,
      driver,
      {
        "shapley-share": own?.shapleyShare ?? null,
        shapley: own === undefined ? null : [own.shapley, own.intervals?.shapley ?? {}],
        "relative-weight-share": own?.relativeWeightShare ?? null,
        coefficient: own === undefined ? null : [own.coefficient, own],
        correlation: own?.correlation ?? null,
        performance: placed?.performance ?? null,
        penalty: contrast === undefined ? null : [contrast.penalty.estimate, contrast.penalty],
        reward: contrast === undefined ? null : [contrast.reward.estimate, contrast.reward],
      },
      { performance: placed?.quadrant, penalty: contrast?.kind, reward: contrast?.kind },
    );
  });
}

function pathFigures({ fit, bootstrap, map }: PathPart): readonly Figure[] {
  const points = new Map(map?.points.map((point) => [point.block, point]));
  return [
    ...Object.entries(fit.blocks).flatMap(([key, block]) =>
      of("block", key, block, {
        index: block.index === null ? null : [block.index, { ...bootstrap?.indexes?.[key], n: fit.n }],
        "r-squared": block.rSquared,
        "composite-reliability": block.compositeReliability,
        "variance-extracted": block.averageVarianceExtracted,
        "total-effect": points.get(key)?.importance ?? null,
      }),
    ),
    ...fit.paths.flatMap(({ from, to, coefficient, effectSize }, k) =>
      of("link", `${from} -> ${to}`, null, {
        coefficient: [coefficient, bootstrap?.paths[k] ?? {}],
        "effect-size": effectSize,
      }),
    ),
  ];
}

function groupFigures({ service, satisfaction }: SurveyReport, waiting: SurveyReport["waiting"]): readonly Figure[] {
  const group = (column: string, name: string, figures: Figures): Figure[] =>
    of("group", `${column}=${name}`, { label: name, labelZh: name }, figures);
  const means = (column: string, figure: string, { domains }: DomainMeans): Figure[] =>
    domains.flatMap((mean) => group(column, mean.domain, { [figure]: [mean.mean, mean] }));
  return [
    ...(satisfaction?.groups ?? []).flatMap(({ column, index, promoters }) => [
      ...(index === null ? [] : means(column, "satisfaction-index", index)),
      ...Object.entries(promoters ?? {}).flatMap(([name, score]) =>
        group(column, name, { "net-promoter-score": [score.score, score] }),
      ),
    ]),
    ...(service?.groups ?? []).flatMap(({ column, dimensions }) =>
      Object.entries(dimensions).flatMap(([key, mean]) =>
        means(column, `${service?.scores.gap === null ? "perception" : "gap"}-${key}`, mean),
      ),
    ),
    ...Object.entries(waiting?.groups ?? {}).flatMap(([column, groups]) =>
      groups.flatMap(({ group: name, n, withinTarget }) =>
        group(column, name, { "within-target": withinTarget && [withinTarget.share, { ...withinTarget, n }] }),
      ),
    ),
  ];
}
