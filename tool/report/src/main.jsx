// Reads the report out of the page and draws it anew at each change of the state.
import { render } from "preact";
import { createActions } from "./model/actions.js";
import { fragmentOf, stateOf } from "./model/address.js";
import { readReport } from "./model/report.js";
import { createStore } from "./model/store.js";
import { App } from "./view/App.jsx";
import { PageContext } from "./view/page.js";

const addressDelay = 300; // browsers refuse to write the address many times a second

const report = readReport(document.getElementById("report").textContent);
const defaultGrouping = report.comparison ? "change" : "check";
const fromAddress = () => stateOf(location.hash, report, defaultGrouping);
const store = createStore({ ...fromAddress(), printing: false, keysShown: false });
const page = { report, actions: createActions(store) };
const root = document.getElementById("page");

function draw(state) {
  render(
    <PageContext.Provider value={page}>
      <App state={state} />
    </PageContext.Provider>,
    root,
  );
}

function keepAddress() {
  let timer;
  let { filter, grouping, withSuppressed } = store.get();
  const write = () => {
    const fragment = fragmentOf(store.get(), defaultGrouping);
    history.replaceState(null, "", `${location.pathname}${location.search}#${fragment}`);
  };
  store.subscribe((state) => {
    const same =
      state.filter === filter &&
      state.grouping === grouping &&
      state.withSuppressed === withSuppressed;
    ({ filter, grouping, withSuppressed } = state);
    if (same) return;
    clearTimeout(timer);
    timer = setTimeout(write, addressDelay);
  });
  addEventListener("hashchange", () => {
    clearTimeout(timer);
    store.set(fromAddress());
    clearTimeout(timer);
  });
}

function keepPrinting() {
  const print = matchMedia("print");
  const set = (printing) => {
    if (store.get().printing !== printing) store.set({ printing });
  };
  print.addEventListener("change", () => set(print.matches));
  addEventListener("beforeprint", () => set(true));
  addEventListener("afterprint", () => set(false));
  set(print.matches);
}

store.subscribe(draw);
keepAddress();
keepPrinting();
document.title = `corolint: ${report.summary}`;
draw(store.get());
