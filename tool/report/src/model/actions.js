// What a reader can do to the page's state.
import { noFilter } from "./filter.js";

const toggled = (values, value) =>
  values.includes(value) ? values.filter((one) => one !== value) : [...values, value];

export function createActions(store) {
  const setList = (patch) => store.set({ ...patch, focus: null });
  const setFilter = (patch) => setList({ filter: { ...store.get().filter, ...patch } });
  return {
    setText: (text) => setFilter({ text }),
    toggleValue: (facet, value) =>
      setFilter({ [facet]: toggled(store.get().filter[facet], value) }),
    setFolder: (path) => setFilter({ folder: path ? [path] : [] }),
    clearFilter: () => setList({ filter: noFilter }),
    setGrouping: (grouping) => setList({ grouping }),
    setSuppressed: (withSuppressed) => setList({ withSuppressed }),
    toggleOpen(key) {
      const open = new Set(store.get().open);
      if (!open.delete(key)) open.add(key);
      store.set({ open });
    },
    openAll: (findings) => store.set({ open: new Set(findings.map((finding) => finding.key)) }),
    closeAll: () => store.set({ open: new Set() }),
    close(key) {
      const open = new Set(store.get().open);
      open.delete(key);
      store.set({ open, focus: { key } });
    },
    focus: (key) => store.set({ focus: { key } }),
    setKeysShown: (keysShown) => store.set({ keysShown }),
  };
}
