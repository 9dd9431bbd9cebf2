// The report's data, read from the page, with what filters and lists derive from each finding.
const severities = ["error", "warning", "note"];
const confidences = ["high", "medium", "low"];
const changes = ["introduced", "fixed", "unchanged"];

export const scales = { severity: severities, confidence: confidences, change: changes };

export const rankOf = (facet, value) => scales[facet].indexOf(value);

/// The more severe of two severities, either of which may be missing.
export function worse(one, other) {
  if (!one || !other) return one ?? other;
  return rankOf("severity", one) <= rankOf("severity", other) ? one : other;
}

export function folderOf(path) {
  const slash = path.lastIndexOf("/");
  return slash > 0 ? path.slice(0, slash) : "";
}

const compareText = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

function compareFindings(one, other) {
  return (
    rankOf("change", one.change) - rankOf("change", other.change) ||
    rankOf("severity", one.severity) - rankOf("severity", other.severity) ||
    compareText(one.path, other.path) ||
    one.line - other.line ||
    one.column - other.column
  );
}

function searchedText(finding) {
  const marked = finding.code.find((line) => line.number === finding.line);
  return [
    `${finding.path}:${finding.line}`,
    finding.check,
    finding.severity,
    finding.message,
    finding.function,
    finding.library,
    marked?.text,
    finding.suppressed?.reason,
    ...finding.steps.map((step) => `${step.path} ${step.message}`),
  ]
    .join("\n")
    .toLowerCase();
}

export function readReport(text) {
  const data = JSON.parse(text);
  const findings = [...data.findings].sort(compareFindings);
  return {
    ...data,
    checksById: new Map(data.checks.map((check) => [check.id, check])),
    findings: findings.map((finding, index) => ({
      ...finding,
      key: `f${index}`,
      searched: searchedText(finding),
    })),
  };
}
