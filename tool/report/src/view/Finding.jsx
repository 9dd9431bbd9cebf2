// One finding: a row that opens to its code, its steps, its fixes and what the check is about.
import { labelOf } from "../model/words.js";
import { Source } from "./Code.jsx";
import { CopyButtons } from "./CopyButtons.jsx";
import { Explanation } from "./Explanation.jsx";
import { Fix } from "./Fix.jsx";
import { usePage } from "./page.js";
import { Chevron, Severity } from "./Symbols.jsx";
import { Name, Path, Text } from "./Text.jsx";
import { Timeline } from "./Timeline.jsx";

function Facts({ finding, grouping }) {
  return (
    <span class="facts">
      {grouping !== "check" && (
        <span class="check">
          <Text>{finding.check}</Text>
        </span>
      )}
      <Path path={finding.path} line={finding.line} />
      {finding.function && (
        <span>
          in <Name name={finding.function} />
        </span>
      )}
      {finding.library && (
        <span>
          <Text>{finding.library}</Text>
        </span>
      )}
      <span>{finding.confidence} confidence</span>
    </span>
  );
}

function Suppressed({ suppressed }) {
  const by = suppressed.by === "comment" ? "a comment" : "the baseline";
  return (
    <p class="reason">
      Suppressed by {by}
      {suppressed.reason ? (
        <>
          : <q><Text>{suppressed.reason}</Text></q>
        </>
      ) : (
        ", without a reason"
      )}
      .
    </p>
  );
}

function Details({ finding }) {
  const { report } = usePage();
  const check = report.checksById.get(finding.check);
  return (
    <div class="details">
      {finding.suppressed && <Suppressed suppressed={finding.suppressed} />}
      <Source finding={finding} />
      {finding.steps.length > 0 && <Timeline finding={finding} />}
      {finding.fixes.map((fix, index) => (
        <Fix key={index} fix={fix} />
      ))}
      {check?.explanation && <Explanation check={check} />}
      <CopyButtons finding={finding} />
    </div>
  );
}

export function Finding({ finding, isOpen, level, grouping }) {
  const { actions } = usePage();
  const { key, severity, change, suppressed } = finding;
  const Heading = `h${level}`;
  const look = ["finding", severity, isOpen && "open", suppressed && "muted"];
  return (
    <article class={look.filter(Boolean).join(" ")} id={key} data-finding={finding.id}>
      <Heading>
        <button type="button" aria-expanded={isOpen} onClick={() => actions.toggleOpen(key)}>
          <Severity of={severity} />
          <span class="title">
            <span class="message">
              <Text>{finding.message}</Text>
            </span>
            {change && change !== "unchanged" && (
              <span class={`tag ${change}`}>{labelOf("change", change)}</span>
            )}
            {suppressed && <span class="tag">Suppressed</span>}
          </span>
          <Chevron />
          <Facts finding={finding} grouping={grouping} />
        </button>
      </Heading>
      {isOpen && <Details finding={finding} />}
    </article>
  );
}
