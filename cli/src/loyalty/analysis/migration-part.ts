import type { ClassColumn } from "customer-equity/loyalty";
import { type MigrationMatrix, migrationMatrix } from "customer-equity/segmentation";
import type { ClassKey, ClassPart } from "./classify.ts";

/** Classes of an earlier date, by classification, with ids. */
export interface PreviousClasses {
  readonly file: string;
  readonly rows: number;
  readonly customers: number;
  readonly columns: Readonly<Partial<Record<ClassKey, ClassColumn>>>;
}

/** Who moved between the classes of one classification. */
export interface MigrationPart {
  readonly key: ClassKey;
  readonly matrix: MigrationMatrix;
}

/** Classifications whose moves are told. */
const moving = ["diamond", "loyalty_type", "dick_basu"] as const satisfies readonly ClassKey[];

/** Moves from the earlier classes to those of today, of every classification that both have. */
export function migrations(previous: PreviousClasses, parts: readonly ClassPart[]): readonly MigrationPart[] {
  return moving.flatMap((key) => {
    const [before, after] = [previous.columns[key], parts.find((part) => part.key === key)];
    if (before === undefined || before.codes.length === 0 || after === undefined) return [];
    return [{ key, matrix: migrationMatrix(before, after.column, { ordered: false }) }];
  });
}
