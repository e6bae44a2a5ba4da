/**
 * The version of the fold: what events mean as facts. It grows with every change of what any event makes
 * of a fact, an entity or a cell. Checkpoints and passports carry it: what another version made is not
 * trusted but folded anew from the log (R14, REL-7).
 */
export const FOLD_VERSION = 1;
