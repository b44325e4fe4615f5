/** What a worker is asked for: as JSON in its first argument. */
export interface Request {
  readonly job: string;
  /** Path of the description of the portfolio. */
  readonly portfolio: string;
  /** Numbers of the job beside those of the portfolio. */
  readonly settings: Readonly<Record<string, number>>;
  /** Where columns of answers go. */
  readonly folder: string;
  /** Runs after the first: at most so many, and begun within so many seconds. */
  readonly runs: number;
  readonly seconds: number;
  /** A first run of so many seconds is not repeated. */
  readonly longRun: number;
  /** When the process was started, in milliseconds since 1970. */
  readonly started: number;
}

/** What a worker reports of a step: seconds of each run, the first one cold, and the answers of the last. */
export interface StepReport {
  readonly name: string;
  readonly wall: readonly number[];
  readonly cpu: readonly number[];
  readonly numbers: Readonly<Record<string, number>>;
  /** Files of raw columns. */
  readonly columns: Readonly<Record<string, string>>;
}

/** What a worker reports: milliseconds from its start until the data were there and the first step had answered, and MiB of memory. */
export interface Report {
  readonly ready: number;
  readonly first: number;
  /** Peak before the first step, with everything loaded, and at the end. */
  readonly before: number;
  readonly peak: number;
  readonly steps: readonly StepReport[];
}
