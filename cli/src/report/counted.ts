/** A number as it is written, with the word for one or for more. */
export function counted(n: string, one: string, more: string): string {
  return `${n} ${n === "1" ? one : more}`;
}
