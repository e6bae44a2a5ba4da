/** Generated cases are the same in every run, so a failure is the change's own; hunting draws new ones. */
import fc from "fast-check";

const { LAW_SEED, LAW_RUNS } = process.env;
if (LAW_SEED !== undefined) fc.configureGlobal({ seed: Number(LAW_SEED) });
else if (LAW_RUNS === undefined) fc.configureGlobal({ seed: 20261122 });
