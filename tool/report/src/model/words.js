// Numbers and words as the page writes them.
const numbers = new Intl.NumberFormat("en");

export const number = (value) => numbers.format(value);

export const counted = (value, one, many = `${one}s`) =>
  `${number(value)} ${value === 1 ? one : many}`;

export const percent = (part, whole) => (whole > 0 ? (100 * part) / whole : 0);

const labels = {
  severity: { error: "Error", warning: "Warning", note: "Note" },
  confidence: { high: "High", medium: "Medium", low: "Low" },
  change: { introduced: "Introduced", fixed: "Fixed", unchanged: "Unchanged" },
};

export const facetNames = {
  change: "Change",
  severity: "Severity",
  confidence: "Confidence",
  check: "Check",
  library: "Library",
  folder: "Folder",
};

/// How a facet's value is written; the only empty one is that of a finding without a library.
export const labelOf = (facet, value) => labels[facet]?.[value] ?? (value || "No library");
