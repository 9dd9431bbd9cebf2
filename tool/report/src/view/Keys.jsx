// The dialog that tells the keys.
import { useLayoutEffect, useRef } from "preact/hooks";
import { usePage } from "./page.js";

const keys = [
  [["/"], "search"],
  [["j", "↓"], "the next finding"],
  [["k", "↑"], "the one before"],
  [["Enter"], "open or close it"],
  [["Escape"], "close it, or empty the search"],
  [["?"], "these keys"],
];

export function Keys({ shown }) {
  const { actions } = usePage();
  const dialog = useRef(null);
  useLayoutEffect(() => {
    if (shown && !dialog.current.open) dialog.current.showModal();
  }, [shown]);
  return (
    <dialog ref={dialog} aria-labelledby="keys" onClose={() => actions.setKeysShown(false)}>
      <h2 id="keys">Keys</h2>
      <dl>
        {keys.map(([names, does]) => (
          <div key={does}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
