// The keys: to search, to move between the findings, to open and to close them.
import { useEffect, useRef } from "preact/hooks";

const isField = (element) => element.matches("input, textarea, select");
const isRow = (element) => element.matches("article button[aria-expanded]");
const findingAround = (element) => element.closest("article")?.id;

function move(rows, from, by, actions) {
  const keys = rows.filter((row) => row.finding).map((row) => row.key);
  const at = keys.indexOf(from);
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), keys.length - 1);
  if (keys.length > 0) actions.focus(keys[next]);
}

function escape(target, { open, actions }, last) {
  const here = target === document.body ? last : findingAround(target);
  if (target.id === "search") {
    if (target.value) actions.setText("");
    else target.blur();
  } else if (here && open.has(here)) actions.close(here);
}

function press(event, page, last) {
  const { rows, actions } = page;
  const { target, key } = event;
  const here = findingAround(target) ?? last;
  const inSearch = target.id === "search";
  if (key === "Escape") return escape(target, page, last);
  if (inSearch && (key === "ArrowDown" || key === "Enter")) move(rows, undefined, 1, actions);
  else if (isField(target)) return;
  else if (key === "/") document.getElementById("search")?.focus();
  else if (key === "?") actions.setKeysShown(true);
  else if (key === "j") move(rows, here, 1, actions);
  else if (key === "k") move(rows, here, -1, actions);
  else if (key === "ArrowDown" && isRow(target)) move(rows, here, 1, actions);
  else if (key === "ArrowUp" && isRow(target)) move(rows, here, -1, actions);
  else if (key === "Enter" && target === document.body && last) actions.toggleOpen(last);
  else return;
  event.preventDefault();
}

/// Listens on the whole page; `last` is the finding that last had the focus, which a long list
/// may have taken off the page meanwhile.
export function useKeyboard(page) {
  const latest = useRef(page);
  latest.current = page;
  useEffect(() => {
    let last;
    const onFocus = (event) => {
      last = findingAround(event.target) ?? last;
    };
    const onKey = (event) => {
      const isCommand = event.ctrlKey || event.metaKey || event.altKey;
      if (isCommand || event.isComposing || document.querySelector("dialog[open]")) return;
      press(event, latest.current, last);
    };
    document.addEventListener("focusin", onFocus);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("keydown", onKey);
    };
  }, []);
}
