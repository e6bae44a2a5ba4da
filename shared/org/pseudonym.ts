/** What stands in the log for a person's id in a source (PRIV-3). After an erasure nothing else is left of it. */
export const isPseudonym = (text: string): boolean => /^p_[\w-]{12,22}$/.test(text);
