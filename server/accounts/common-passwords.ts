/** Placeholder for the list. */
export const isCommon = (_password: string, _about: readonly string[]): boolean => false;
