// The whole page, in the order in which it is read.
import { useMemo } from "preact/hooks";
import { select } from "../model/filter.js";
import { rowsOf } from "../model/grouping.js";
import { Findings } from "./Findings.jsx";
import { Foot } from "./Foot.jsx";
import { Header } from "./Header.jsx";
import { Inventory } from "./Inventory.jsx";
import { Keys } from "./Keys.jsx";
import { useKeyboard } from "./keyboard.js";
import { Nothing } from "./Nothing.jsx";
import { Overview } from "./Overview.jsx";
import { usePage } from "./page.js";

export function App({ state }) {
  const { report, actions } = usePage();
  const { filter, grouping, withSuppressed, open, focus } = state;
  const selection = useMemo(
    () => select(report.findings, filter, withSuppressed),
    [filter, withSuppressed],
  );
  const rows = useMemo(() => rowsOf(selection.shown, grouping), [selection, grouping]);
  useKeyboard({ rows, open, actions });
  const inventory = useMemo(() => <Inventory />, []);
  const overview = useMemo(
    () => <Overview filter={filter} selection={selection} />,
    [filter, selection],
  );
  return (
    <>
      <Header filter={filter} />
      <main>
        {inventory}
        {report.findings.length === 0 ? (
          <Nothing />
        ) : (
          <>
            {overview}
            <Findings
              selection={selection}
              rows={rows}
              filter={filter}
              grouping={grouping}
              withSuppressed={withSuppressed}
              open={open}
              focus={focus}
              printing={state.printing}
            />
          </>
        )}
      </main>
      <Foot />
      <Keys shown={state.keysShown} />
    </>
  );
}
