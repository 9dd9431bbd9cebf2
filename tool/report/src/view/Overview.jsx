// Where the findings are: by check, by severity and by folder; each part is a filter too.
import { scales } from "../model/report.js";
import { labelOf, number, percent } from "../model/words.js";
import { usePage } from "./page.js";
import { Severity } from "./Symbols.jsx";
import { Text } from "./Text.jsx";
import { Treemap } from "./Treemap.jsx";

function Checks({ chosen, counts }) {
  const { report, actions } = usePage();
  const checks = report.checks
    .map((check) => ({ ...check, shown: counts.get(check.id) ?? 0 }))
    .filter((check) => check.count > 0 || check.shown > 0)
    .sort((one, other) => other.shown - one.shown);
  const most = Math.max(1, ...checks.map((check) => check.shown));
  return (
    <ul class="bars">
      {checks.map(({ id, about, shown }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={chosen.includes(id)}
            title={about}
            onClick={() => actions.toggleValue("check", id)}
          >
            <span class="name">
              <Text>{id}</Text>
            </span>
            <span class="bar" aria-hidden="true">
              <span class="whole" style={{ width: `${percent(shown, most)}%` }} />
            </span>
            <span class="value">{number(shown)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Severities({ chosen, counts }) {
  const { actions } = usePage();
  const severities = scales.severity.filter((severity) => counts.get(severity));
  return (
    <>
      <div class="segments" aria-hidden="true">
        {severities.map((severity) => (
          <span key={severity} class={severity} style={{ flexGrow: counts.get(severity) }} />
        ))}
      </div>
      <div class="severities" role="group" aria-label="Show by severity">
        {scales.severity.map((severity) => (
          <button
            key={severity}
            type="button"
            aria-pressed={chosen.includes(severity)}
            onClick={() => actions.toggleValue("severity", severity)}
          >
            <Severity of={severity} silent />
            {labelOf("severity", severity)} <b>{number(counts.get(severity) ?? 0)}</b>
          </button>
        ))}
      </div>
    </>
  );
}

export function Overview({ filter, selection }) {
  return (
    <section class="overview" aria-labelledby="overview">
      <h2 id="overview">Where the findings are</h2>
      <div class="columns">
        <div class="panel">
          <h3>By check</h3>
          <Checks chosen={filter.check} counts={selection.counts.check} />
          <h3>By severity</h3>
          <Severities chosen={filter.severity} counts={selection.counts.severity} />
        </div>
        <div class="panel">
          <Treemap findings={selection.anywhere} chosen={filter.folder[0] ?? ""} />
        </div>
      </div>
    </section>
  );
}
