// Which findings the filter lets through, and how many each value of a facet would.
const countedFacets = ["change", "severity", "confidence", "check", "library"];
export const facets = [...countedFacets, "folder"];

export const noFilter = {
  text: "",
  change: [],
  severity: [],
  confidence: [],
  check: [],
  library: [],
  folder: [],
};

export const isFiltered = (filter) =>
  filter.text.trim() !== "" || facets.some((facet) => filter[facet].length > 0);

export const lies = (path, folder) => path === folder || path.startsWith(`${folder}/`);

function passes(finding, facet, wanted) {
  if (wanted.length === 0) return true;
  if (facet === "folder") return wanted.some((folder) => lies(finding.path, folder));
  return wanted.includes(finding[facet]);
}

function increment(counts, value) {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

/// The findings shown; per facet, the count of each value under all the other facets; for the
/// treemap, the findings under all facets but the folder; and how many are hidden only because
/// they are suppressed.
export function select(findings, filter, withSuppressed) {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const counts = Object.fromEntries(countedFacets.map((facet) => [facet, new Map()]));
  const shown = [];
  const anywhere = [];
  let hidden = 0;
  for (const finding of findings) {
    if (!words.every((word) => finding.searched.includes(word))) continue;
    const missed = facets.filter((facet) => !passes(finding, facet, filter[facet]));
    if (finding.suppressed && !withSuppressed) {
      if (missed.length === 0) hidden += 1;
      continue;
    }
    if (missed.length === 0) shown.push(finding);
    if (missed.every((facet) => facet === "folder")) anywhere.push(finding);
    for (const facet of countedFacets)
      if (missed.every((one) => one === facet)) increment(counts[facet], finding[facet]);
  }
  return { shown, anywhere, counts, hidden };
}
