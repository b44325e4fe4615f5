import type { Race } from "./race.ts";

/**
 * An earlier race in which the jobs of a later one stand anew. Throws where the two are of different machines or of different versions of a
 * package: ratios of both would not be of one table then.
 */
export function mergeRaces(earlier: Race, later: Race): Race {
  const differs = (what: string, one: Race["machine"], other: Race["machine"]): void => {
    const name = Object.keys(other).find((key) => one[key] !== undefined && one[key] !== other[key]);
    if (name !== undefined) {
      throw new Error(
        `the earlier race had another ${what} (${name} ${one[name]}, now ${other[name]}): run the whole race`,
      );
    }
  };
  differs("machine", earlier.machine, later.machine);
  differs("version", earlier.versions, later.versions);
  const anew = new Set(later.results.map(({ job }) => job));
  const results = [...earlier.results.filter(({ job }) => !anew.has(job)), ...later.results];
  const first = earlier.date.split(" ")[0]!;
  return {
    date: first === later.date ? later.date : `${first} to ${later.date}`,
    machine: later.machine,
    versions: { ...earlier.versions, ...later.versions },
    // In the order of a whole race: by job, and each job's portfolios as they were run.
    results: results.sort((one, other) => (one.job < other.job ? -1 : one.job > other.job ? 1 : 0)),
    restsOn: { ...earlier.restsOn, ...later.restsOn },
    failures: [],
  };
}
