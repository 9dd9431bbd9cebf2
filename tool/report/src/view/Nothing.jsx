// The page's middle when nothing was found.
import { counted } from "../model/words.js";
import { usePage } from "./page.js";

export function Nothing() {
  const { report } = usePage();
  const { files, inventory } = report;
  const coroutines = inventory && ` with ${counted(inventory.coroutines, "coroutine")}`;
  return (
    <section class="nothing panel" aria-labelledby="nothing">
      <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
        <circle cx="24" cy="24" r="21" />
        <path d="m15 24.5 6.5 6.5L34 18" />
      </svg>
      <h2 id="nothing">No findings</h2>
      <p>
        corolint read {counted(files.analysed, "file")}
        {coroutines} and has nothing to report.
      </p>
      {files.notAnalysed > 0 && (
        <p>This says nothing of {counted(files.notAnalysed, "file")} that it could not analyse.</p>
      )}
    </section>
  );
}
