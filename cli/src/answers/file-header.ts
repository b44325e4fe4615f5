import { BadInput } from "../bad-input.ts";
import { plain } from "../input/columns.ts";
import type { CellRule, PlannedColumn, TakenColumns } from "./sheet-plan.ts";

/** Names of columns that a message lists; more are counted. */
const mostListed = 40;

/** The columns of a file, and which of them have been taken as what. */
export class FileHeader<R extends string> {
  readonly file: string;
  /** The file in which columns can be named, in words. */
  readonly #definition: string;
  readonly #names: readonly string[];
  /** The names in letters and digits. */
  readonly #plain: readonly string[];
  readonly #columns = new Map<string, PlannedColumn<R>>();
  readonly #taken: TakenColumns<R>[] = [];

  constructor(file: string, names: readonly string[], definition = "an instrument file") {
    this.file = file;
    this.#definition = definition;
    this.#names = names.map((name) => name.trim());
    this.#plain = this.#names.map(plain);
  }

  /** Whether there is a column of exactly that name. */
  has(name: string): boolean {
    return this.#names.includes(name);
  }

  /** The column whose name is one of those of a list, in letters and digits; an earlier list wins. Throws where two could be meant. */
  find(lists: readonly (readonly string[])[], entry: string): string | null {
    for (const list of lists) {
      const found = this.filter((name) => list.includes(name));
      if (found.length > 1) {
        throw new BadInput(
          `${this.file}: ${listed(found)} could each be the ${entry}: choose one by the entry "${entry}" of ${this.#definition}.`,
        );
      }
      if (found[0] !== undefined) return found[0];
    }
    return null;
  }

  /** All columns whose name, in letters and digits, passes. */
  filter(passes: (name: string) => boolean): readonly string[] {
    return this.#names.filter((_, k) => passes(this.#plain[k] as string));
  }

  /** What a column may hold by what it has been taken as; `undefined` where it has not been taken. */
  ruleOf(name: string): CellRule | undefined {
    return this.#columns.get(name)?.rule;
  }

  /** Takes columns as something; `where` is the entry that names them. */
  take(role: R, names: readonly string[], rule: CellRule, where: string): void {
    for (const name of names) this.#register(name, rule, role, where);
    const scale = rule.kind === "number" && Number.isFinite(rule.max) ? { min: rule.min, max: rule.max } : undefined;
    this.#taken.push({ role, columns: names, ...(scale === undefined ? {} : { scale }) });
  }

  /** The columns to be read, in the order of the file. */
  get columns(): readonly PlannedColumn<R>[] {
    return [...this.#columns.values()].sort((one, other) => one.index - other.index);
  }

  get taken(): readonly TakenColumns<R>[] {
    return this.#taken;
  }

  get unused(): readonly string[] {
    return this.#names.filter((name) => !this.#columns.has(name));
  }

  /** Refuses a file in which nothing was found; `what` is what was looked for. */
  refuseAll(what: string): never {
    const separator = this.#names.length === 1 ? " Is something else between its cells? Give --separator." : "";
    throw new BadInput(
      `${this.file}: no column has the usual name of ${what}. Name the columns in ${this.#definition} (--template prints one to change).${separator} Its columns: ${listed(this.#names)}.`,
    );
  }

  #register(name: string, rule: CellRule, role: R, where: string): void {
    const index = this.#names.indexOf(name);
    if (index < 0) {
      throw new BadInput(
        `${where}: ${this.file} has no column ${JSON.stringify(name)}. Its columns: ${listed(this.#names)}.`,
      );
    }
    if (this.#names.lastIndexOf(name) !== index) {
      throw new BadInput(`${this.file} has two columns named ${JSON.stringify(name)}; rename one of them.`);
    }
    const known = this.#columns.get(name);
    if (known === undefined) this.#columns.set(name, { name, index, rule, role });
    else if (told(known.rule) !== told(rule)) {
      throw new BadInput(
        `${where}: the column ${JSON.stringify(name)} is taken as ${told(known.rule)} (${known.role}) and as ${told(rule)} (${role}); it can be one only. Give both the same scale, or leave it out of one.`,
      );
    }
  }
}

/** What a rule allows, in words. */
export function told(rule: CellRule): string {
  if (rule.kind === "text") return "a name";
  if (rule.kind === "words") return rule.expected;
  const { min, max, whole } = rule;
  const number = whole ? "a whole number" : "a number";
  if (min === -Infinity) return number;
  return max === Infinity ? `${number} of at least ${min}` : `${whole ? number : "an answer"} from ${min} to ${max}`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostListed).map((name) => JSON.stringify(name));
  return names.length > mostListed ? `${shown.join(", ")} and ${names.length - mostListed} more` : shown.join(", ");
}
