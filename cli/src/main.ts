#!/usr/bin/env node
import { run, terminal } from "./run.ts";

process.exitCode = await run(process.argv.slice(2), terminal);
