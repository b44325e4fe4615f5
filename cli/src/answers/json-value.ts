import type { AnswerScale } from "customer-equity/satisfaction";
import { BadInput } from "../bad-input.ts";

/** A value of a JSON file with the place where it stands, for messages that say file, path, what was expected and what was found. */
export class JsonValue {
  readonly file: string;
  readonly path: string;
  readonly value: unknown;

  constructor(file: string, path: string, value: unknown) {
    this.file = file;
    this.path = path;
    this.value = value;
  }

  /** Parses the text of a file; throws {@link BadInput} with the line where it is no JSON. */
  static parse(file: string, text: string): JsonValue {
    try {
      return new JsonValue(file, "", JSON.parse(text));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const position = /position (\d+)/.exec(error.message)?.[1];
      const line = position === undefined ? "" : `, line ${text.slice(0, Number(position)).split("\n").length}`;
      throw new BadInput(`${file}${line}: expected JSON, found something else (${error.message.split("\n")[0]}).`);
    }
  }

  /** Refuses the value. */
  refuse(expected: string, advice = ""): never {
    const found = this.value === undefined ? "nothing" : JSON.stringify(this.value).slice(0, 60);
    const where = this.path === "" ? this.file : `${this.file}, ${this.path}`;
    throw new BadInput(`${where}: expected ${expected}, found ${found}.${advice === "" ? "" : ` ${advice}`}`);
  }

  /** The entries of an object that has no others than those of `known`, where these are given. */
  entries(expected: string, known?: readonly string[]): ReadonlyMap<string, JsonValue> {
    const { value } = this;
    if (typeof value !== "object" || value === null || Array.isArray(value)) this.refuse(expected);
    const entries = Object.entries(value as Readonly<Record<string, unknown>>);
    const stray = known && entries.find(([key]) => !known.includes(key));
    if (stray !== undefined) {
      const [key] = stray;
      const where = this.path === "" ? this.file : `${this.file}, ${this.path}`;
      throw new BadInput(`${where}: there is no entry ${JSON.stringify(key)}; the entries are ${known?.join(", ")}.`);
    }
    return new Map(entries.map(([key, entry]) => [key, this.at(key, entry)]));
  }

  /** The elements of an array of at least one. */
  list(expected: string): readonly JsonValue[] {
    const { value } = this;
    if (!Array.isArray(value) || value.length === 0) return this.refuse(expected);
    return value.map((element, i) => new JsonValue(this.file, `${this.path}[${i}]`, element));
  }

  /** A text that is not empty. */
  text(expected = "a text"): string {
    const { value } = this;
    return typeof value === "string" && value.trim() !== "" ? value.trim() : this.refuse(expected);
  }

  /** A number within limits. */
  number(expected: string, min: number, max: number): number {
    const { value } = this;
    return typeof value === "number" && value >= min && value <= max ? value : this.refuse(expected);
  }

  /** One of the words. */
  oneOf<T extends string>(words: readonly T[]): T {
    return words.find((word) => word === this.value) ?? this.refuse(`one of ${words.join(", ")}`);
  }

  /** Yes or no. */
  flag(): boolean {
    const { value } = this;
    return typeof value === "boolean" ? value : this.refuse("true or false");
  }

  private at(key: string, value: unknown): JsonValue {
    return new JsonValue(this.file, this.path === "" ? key : `${this.path}.${key}`, value);
  }
}

/** What `read` makes of a value; `undefined` where it is not there, `null` where it says that there is none. */
export function optional<T>(value: JsonValue | undefined, read: (value: JsonValue) => T): T | null | undefined {
  if (value === undefined) return undefined;
  return value.value === null ? null : read(value);
}

/** A scale of answers. */
export function scaleOf(value: JsonValue): AnswerScale {
  const entries = value.entries('a scale such as { "min": 1, "max": 7 }', ["min", "max"]);
  const end = (name: "min" | "max"): number =>
    (entries.get(name) ?? value).number(`a scale with a number for ${name}`, -1000, 1000);
  const [min, max] = [end("min"), end("max")];
  return min < max ? { min, max } : value.refuse("a scale whose max is above its min");
}
