/**
 * Something that the person at the terminal can put right: an option, a file, a cell. It is printed without a stack
 * trace and ends the command with exit code 2.
 */
export class BadInput extends Error {
  override readonly name = "BadInput";
}
