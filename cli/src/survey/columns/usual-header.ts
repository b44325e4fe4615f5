import { bankServqual } from "customer-equity/servqual";

/** The columns of a survey of a bank with the built-in questionnaire, all by names that are found without an instrument file. */
export function usualHeader(): readonly string[] {
  const items = bankServqual.dimensions.flatMap((dimension) => dimension.items.map(({ key }) => key));
  return [
    ...["respondent", "branch", "segment", "channel", "seconds"],
    ...["E", "P"].flatMap((part) => items.map((item) => `${part}_${item}`)),
    ...bankServqual.dimensions.map(({ key }) => `W_${key}`),
    ...["satisfied", "expected", "ideal", "recommend", "effort"],
    ...["image1", "image2", "image3", "value1", "value2", "loyal1", "loyal2", "loyal3"],
    ...["complained", "wait_minutes", "weight"],
  ];
}
