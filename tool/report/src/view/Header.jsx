// The page's head: what this is, the summary, and what was compared.
import { counted } from "../model/words.js";
import { usePage } from "./page.js";
import { Logo } from "./Symbols.jsx";
import { Text } from "./Text.jsx";

const changes = ["introduced", "fixed", "unchanged"];

function Comparison({ comparison, chosen }) {
  const { actions } = usePage();
  return (
    <div class="comparison">
      <p>
        Compared: <b><Text>{comparison.old}</Text></b> with{" "}
        <b><Text>{comparison.new}</Text></b>
      </p>
      <div class="changes" role="group" aria-label="Show by change">
        {changes.map((change) => (
          <button
            key={change}
            type="button"
            class={`change ${change}`}
            aria-pressed={chosen.includes(change)}
            onClick={() => actions.toggleValue("change", change)}
          >
            <b>{counted(comparison[change], "finding")}</b> {change}
          </button>
        ))}
      </div>
    </div>
  );
}

export function Header({ filter }) {
  const { report } = usePage();
  return (
    <header class="head">
      <div class="brand">
        <Logo />
        <h1>corolint</h1>
        <span class="version">
          <Text>{report.version}</Text>
        </span>
      </div>
      <p class="summary">
        <Text>{report.summary}</Text>
      </p>
      {report.comparison && <Comparison comparison={report.comparison} chosen={filter.change} />}
    </header>
  );
}
