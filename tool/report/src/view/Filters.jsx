// The filters beside the list, each value with the number of findings it would show.
import { useState } from "preact/hooks";
import { rankOf, scales } from "../model/report.js";
import { facetNames, labelOf, number } from "../model/words.js";
import { usePage } from "./page.js";
import { Text } from "./Text.jsx";

const wide = "(min-width: 60rem)"; // as in findings.css

function valuesOf(facet, counts, chosen) {
  const values = [...new Set([...counts.keys(), ...chosen])];
  if (scales[facet]) return values.sort((one, other) => rankOf(facet, one) - rankOf(facet, other));
  return values.sort(
    (one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || (one < other ? -1 : 1),
  );
}

function Facet({ facet, counts, chosen }) {
  const { actions } = usePage();
  const values = valuesOf(facet, counts, chosen);
  if (values.length === 0) return null;
  return (
    <fieldset>
      <legend>{facetNames[facet]}</legend>
      {values.map((value) => (
        <label key={value}>
          <input
            type="checkbox"
            name={facet}
            value={value}
            checked={chosen.includes(value)}
            onChange={() => actions.toggleValue(facet, value)}
          />
          <span class="name">
            <Text>{labelOf(facet, value)}</Text>
          </span>
          <span class="value">{number(counts.get(value) ?? 0)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Folder({ folders, chosen }) {
  const { actions } = usePage();
  const missing = chosen && !folders.some((folder) => folder.path === chosen);
  return (
    <fieldset>
      <legend>{facetNames.folder}</legend>
      <select
        aria-label="Folder"
        value={chosen}
        onChange={(event) => actions.setFolder(event.currentTarget.value)}
      >
        <option value="">All folders</option>
        {missing && <option value={chosen}>{chosen}</option>}
        {folders.map(({ path, count }) => (
          <option key={path} value={path}>{`${path} (${number(count)})`}</option>
        ))}
      </select>
    </fieldset>
  );
}

export function Filters({ filter, counts, folders, withSuppressed }) {
  const { report, actions } = usePage();
  const [open] = useState(() => matchMedia(wide).matches);
  const facet = (name) => <Facet facet={name} counts={counts[name]} chosen={filter[name]} />;
  return (
    <details class="filters panel" open={open}>
      <summary>Filters</summary>
      {report.comparison && facet("change")}
      {facet("severity")}
      {facet("confidence")}
      {facet("check")}
      <Folder folders={folders} chosen={filter.folder[0] ?? ""} />
      {facet("library")}
      <label class="suppressed">
        <input
          type="checkbox"
          id="suppressed"
          checked={withSuppressed}
          onChange={(event) => actions.setSuppressed(event.currentTarget.checked)}
        />
        <span class="name">Show suppressed</span>
      </label>
    </details>
  );
}
