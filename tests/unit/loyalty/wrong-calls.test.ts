import * as all from "../../../src/loyalty/index.ts";
import { tryWrongCalls } from "../../wrong-calls.ts";
import { classCalls } from "./calls/classes.ts";
import { driverCalls } from "./calls/drivers.ts";
import { measureCalls } from "./calls/measures.ts";

tryWrongCalls(all, { ...classCalls, ...driverCalls, ...measureCalls });
