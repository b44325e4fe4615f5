export { purchaseRows, sameRatesRidge } from "./estimate-process.ts";
