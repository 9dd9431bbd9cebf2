// The page's state as the fragment of its address, and back.
import { facets, noFilter } from "./filter.js";
import { isGrouping } from "./grouping.js";

export function fragmentOf({ filter, grouping, withSuppressed }, defaultGrouping) {
  const parameters = new URLSearchParams();
  if (filter.text.trim()) parameters.set("q", filter.text.trim());
  for (const facet of facets)
    for (const value of filter[facet]) parameters.append(facet, value);
  if (grouping !== defaultGrouping) parameters.set("group", grouping);
  if (withSuppressed) parameters.set("suppressed", "1");
  return parameters.toString();
}

export const fragmentOfFinding = (finding) =>
  new URLSearchParams({ finding: finding.id }).toString();

/// The part of the state that a fragment tells; a finding it names is opened and gets the focus.
export function stateOf(fragment, report, defaultGrouping) {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ""));
  const filter = { ...noFilter, text: parameters.get("q") ?? "" };
  for (const facet of facets) filter[facet] = parameters.getAll(facet);
  const group = parameters.get("group") ?? "";
  const id = parameters.get("finding");
  const finding = id === null ? undefined : report.findings.find((one) => one.id === id);
  return {
    filter,
    grouping: isGrouping(group) ? group : defaultGrouping,
    withSuppressed: parameters.has("suppressed") || Boolean(finding?.suppressed),
    open: new Set(finding ? [finding.key] : []),
    focus: finding ? { key: finding.key } : null,
  };
}
