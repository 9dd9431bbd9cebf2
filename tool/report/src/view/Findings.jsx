// The findings: search, filters, what is chosen, and the list.
import { useMemo } from "preact/hooks";
import { foldersOf, treeOf } from "../model/folders.js";
import { facets, isFiltered } from "../model/filter.js";
import { groupingsFor } from "../model/grouping.js";
import { counted, facetNames, labelOf, number } from "../model/words.js";
import { Filters } from "./Filters.jsx";
import { FindingList } from "./FindingList.jsx";
import { usePage } from "./page.js";
import { Text } from "./Text.jsx";

function Toolbar({ filter, grouping }) {
  const { report, actions } = usePage();
  return (
    <div class="toolbar" role="search">
      <input
        id="search"
        type="search"
        aria-label="Search the findings"
        placeholder="Search: a path, a function, a word"
        autocomplete="off"
        spellcheck={false}
        value={filter.text}
        onInput={(event) => actions.setText(event.currentTarget.value)}
      />
      <label>
        <span>Group by</span>
        <select
          id="grouping"
          value={grouping}
          onChange={(event) => actions.setGrouping(event.currentTarget.value)}
        >
          {groupingsFor(report).map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="plain" onClick={() => actions.setKeysShown(true)}>
        Keys <kbd>?</kbd>
      </button>
    </div>
  );
}

function Chosen({ filter }) {
  const { actions } = usePage();
  if (!isFiltered(filter)) return null;
  const chips = facets.flatMap((facet) => filter[facet].map((value) => ({ facet, value })));
  return (
    <ul class="chips" aria-label="Filters in force">
      {filter.text.trim() && (
        <li>
          <button type="button" onClick={() => actions.setText("")}>
            Text: <b><Text>{filter.text.trim()}</Text></b> <span aria-hidden="true">×</span>
          </button>
        </li>
      )}
      {chips.map(({ facet, value }) => (
        <li key={`${facet} ${value}`}>
          <button type="button" onClick={() => actions.toggleValue(facet, value)}>
            {facetNames[facet]}: <b><Text>{labelOf(facet, value)}</Text></b>{" "}
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" class="clear" onClick={actions.clearFilter}>
          Clear all
        </button>
      </li>
    </ul>
  );
}

function countsByChange(findings) {
  return ["introduced", "fixed", "unchanged"]
    .map((change) => [change, findings.filter((finding) => finding.change === change).length])
    .filter(([, count]) => count > 0)
    .map(([change, count]) => `${number(count)} ${change}`)
    .join(", ");
}

function Result({ selection, open, withSuppressed }) {
  const { report, actions } = usePage();
  const { shown, hidden } = selection;
  const changes = report.comparison && shown.length > 0 ? `: ${countsByChange(shown)}` : "";
  return (
    <div class="result">
      <p role="status">
        <b>{counted(shown.length, "finding")}</b>
        {changes}
      </p>
      {hidden > 0 && !withSuppressed && (
        <p class="dim">{number(hidden)} more suppressed</p>
      )}
      {shown.length > 0 && (
        <span class="buttons">
          <button type="button" class="plain" onClick={() => actions.openAll(shown)}>
            Open all
          </button>
          {open.size > 0 && (
            <button type="button" class="plain" onClick={actions.closeAll}>
              Close all
            </button>
          )}
        </span>
      )}
    </div>
  );
}

export function Findings(props) {
  const { selection, rows, filter, grouping, withSuppressed, open, focus, printing } = props;
  const folders = useMemo(() => foldersOf(treeOf(selection.anywhere)), [selection]);
  const filters = useMemo(
    () => (
      <Filters
        filter={filter}
        counts={selection.counts}
        folders={folders}
        withSuppressed={withSuppressed}
      />
    ),
    [filter, selection, withSuppressed],
  );
  return (
    <section class="findings" aria-labelledby="findings">
      <h2 id="findings">Findings</h2>
      <Toolbar filter={filter} grouping={grouping} />
      <div class="body">
        {filters}
        <div class="list">
          <Chosen filter={filter} />
          <Result selection={selection} open={open} withSuppressed={withSuppressed} />
          {rows.length > 0 ? (
            <FindingList
              rows={rows}
              grouping={grouping}
              open={open}
              focus={focus}
              printing={printing}
            />
          ) : (
            <p class="none panel">No finding passes the filter.</p>
          )}
        </div>
      </div>
    </section>
  );
}
