// What the analysed program holds, and which files nothing can be said of.
import { counted, number, percent } from "../model/words.js";
import { NotAnalysed } from "./NotAnalysed.jsx";
import { usePage } from "./page.js";
import { Name, Text } from "./Text.jsx";

const fileKinds = [
  { name: "analysed", label: "analysed" },
  { name: "withoutCoroutines", label: "without coroutines" },
  { name: "notCpp20", label: "not C++20" },
  { name: "excluded", label: "excluded" },
  { name: "notAnalysed", label: "not analysed" },
];

function Card({ title, value, children }) {
  return (
    <div class="card">
      <h3>{title}</h3>
      <p class="figure">{number(value)}</p>
      {children}
    </div>
  );
}

function Files({ files }) {
  const kinds = fileKinds.filter(({ name }) => files[name] > 0);
  const whole = kinds.reduce((sum, { name }) => sum + files[name], 0);
  return (
    <div class="card files">
      <h3>Files</h3>
      <p class="figure">
        {number(files.analysed)} <small>analysed of {number(files.files)}</small>
      </p>
      <div class="segments" aria-hidden="true">
        {kinds.map(({ name }) => (
          <span key={name} class={name} style={{ flexGrow: percent(files[name], whole) }} />
        ))}
      </div>
      <ul class="legend">
        {kinds.map(({ name, label }) => (
          <li key={name}>
            <span class={`swatch ${name}`} />
            {number(files[name])} {label}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Amount({ value, most, part = 0, children }) {
  return (
    <td class="amount">
      <span class="amounts">
        <span class="bar" aria-hidden="true">
          <span class="whole" style={{ width: `${percent(value - part, most)}%` }} />
          <span class="part" style={{ width: `${percent(part, most)}%` }} />
        </span>
        <span class="value">{number(value)}</span>
      </span>
      {children}
    </td>
  );
}

function TaskTypes({ types }) {
  const most = Math.max(...types.map((type) => type.coroutines));
  return (
    <table class="panel">
      <caption>Task types</caption>
      <thead>
        <tr>
          <th scope="col">Type</th>
          <th scope="col">Library</th>
          <th scope="col" class="amount">
            Coroutines
          </th>
        </tr>
      </thead>
      <tbody>
        {types.map((type) => (
          <tr key={type.type}>
            <th scope="row">
              <Name name={type.type} />
            </th>
            <td>{type.library ? <Text>{type.library}</Text> : <span class="dim">own</span>}</td>
            <Amount value={type.coroutines} most={most} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Starts({ starts }) {
  const most = Math.max(...starts.map((start) => start.count));
  return (
    <table class="panel">
      <caption>Spawn points</caption>
      <thead>
        <tr>
          <th scope="col">Function</th>
          <th scope="col">Library</th>
          <th scope="col" class="amount">
            Calls
          </th>
          <th scope="col" class="detached">
            Detached
          </th>
        </tr>
      </thead>
      <tbody>
        {starts.map((start) => (
          <tr key={start.function}>
            <th scope="row">
              <Name name={start.function} />
            </th>
            <td>{start.library ? <Text>{start.library}</Text> : <span class="dim">own</span>}</td>
            <Amount value={start.count} most={most} part={start.detached} />
            <td class={start.detached > 0 ? "detached" : "detached dim"}>
              {number(start.detached)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Coroutines({ inventory }) {
  const { coroutines, taskTypes, starts, suppressions } = inventory;
  const started = starts.reduce((sum, start) => sum + start.count, 0);
  const detached = starts.reduce((sum, start) => sum + start.detached, 0);
  const { withReason, withoutReason } = suppressions;
  return (
    <>
      <Card title="Coroutines" value={coroutines}>
        <p>of {counted(taskTypes.length, "task type")}</p>
      </Card>
      <Card title="Spawn points" value={started}>
        <p>
          <b>{number(detached)}</b> detached: nobody learns of their errors
        </p>
      </Card>
      <Card title="Suppressions" value={withReason + withoutReason}>
        <p>
          {number(withReason)} with a reason, <b>{number(withoutReason)}</b> without
        </p>
      </Card>
    </>
  );
}

export function Inventory() {
  const { report } = usePage();
  const { inventory, files } = report;
  return (
    <section aria-labelledby="inventory">
      <h2 id="inventory">Inventory</h2>
      <NotAnalysed count={files.notAnalysed} places={report.notAnalysed} />
      <div class="cards">
        {inventory && <Coroutines inventory={inventory} />}
        <Files files={files} />
      </div>
      {inventory && (
        <div class="tables">
          {inventory.taskTypes.length > 0 && <TaskTypes types={inventory.taskTypes} />}
          {inventory.starts.length > 0 && <Starts starts={inventory.starts} />}
        </div>
      )}
    </section>
  );
}
