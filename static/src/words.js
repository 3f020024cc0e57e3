/* Fills in the sentences that a template gives along: "{answered} van {total}". */
export const fill = (text = "", values = {}) => text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
