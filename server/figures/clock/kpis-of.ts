/** Which KPIs of the catalogue read a measure. */
import { catalog } from "../../../shared/kpi/catalog.ts";
import type { Kpi } from "../../../shared/kpi/kpi.ts";
import type { Measure } from "../../../shared/kpi/measure.ts";
import type { Dims } from "../../fold/facts/fact.ts";
import { admits } from "../scope.ts";

/** Their ids, in the catalogue's order; with `dims` only those that such a contact may enter. */
export const kpisOf = (measure: Measure, dims?: Dims): string[] =>
  catalog
    .filter((kpi: Kpi) => kpi.measures.includes(measure))
    .filter((kpi: Kpi) => dims === undefined || admits({}, kpi.only)(dims))
    .map(({ id }) => id);
