// Findings put under headings, as one flat list of rows.
import { folderOf, rankOf, worse } from "./report.js";

const groupings = {
  change: { label: "Change", of: (finding) => finding.change ?? "unchanged" },
  check: { label: "Check", of: (finding) => finding.check },
  folder: { label: "Folder", of: (finding) => folderOf(finding.path) || "." },
  file: { label: "File", of: (finding) => finding.path },
  library: { label: "Library", of: (finding) => finding.library },
  none: { label: "Nothing" },
};

export const isGrouping = (name) => Object.hasOwn(groupings, name);

export const groupingsFor = (report) =>
  Object.entries(groupings)
    .filter(([name]) => name !== "change" || report.comparison)
    .map(([name, { label }]) => ({ name, label }));

const byName = (one, other) => (one.name < other.name ? -1 : 1);
const byWeight = (one, other) =>
  rankOf("severity", one.worst) - rankOf("severity", other.worst) ||
  other.findings.length - one.findings.length ||
  byName(one, other);
const orders = {
  change: (one, other) => rankOf("change", one.name) - rankOf("change", other.name),
  check: byWeight,
  folder: byName,
  file: byName,
  library: (one, other) => other.findings.length - one.findings.length || byName(one, other),
};

function groupsOf(findings, grouping) {
  const groups = new Map();
  for (const finding of findings) {
    const name = groupings[grouping].of(finding);
    const group = groups.get(name) ?? { name, findings: [], worst: undefined };
    group.findings.push(finding);
    group.worst = worse(group.worst, finding.severity);
    groups.set(name, group);
  }
  return [...groups.values()].sort(orders[grouping]);
}

const rowOf = (finding) => ({ key: finding.key, finding });

export function rowsOf(findings, grouping) {
  if (grouping === "none") return findings.map(rowOf);
  return groupsOf(findings, grouping).flatMap((group) => [
    { key: `group ${group.name}`, group },
    ...group.findings.map(rowOf),
  ]);
}
