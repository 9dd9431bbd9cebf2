// C++ on the page: highlighted runs, and a finding's source with the marked range.
import { useMemo } from "preact/hooks";
import { markedRange } from "../model/columns.js";
import { highlight, mark } from "../model/syntax.js";
import { Path, Text } from "./Text.jsx";

export function Runs({ runs }) {
  return runs.map((run, index) => {
    const Tag = run.marked ? "mark" : "span";
    return (
      <Tag key={index} class={run.scope || undefined}>
        <Text>{run.text}</Text>
      </Tag>
    );
  });
}

/// Lines of code that may be scrolled sideways, also by the keyboard.
export function CodeBlock({ label, dots = 0, children }) {
  return (
    <div
      class="code-block"
      role="group"
      aria-label={label}
      tabIndex={0}
      style={{ "--dots": String(dots) }}
    >
      <div class="lines">{children}</div>
    </div>
  );
}

/// The numbers of the steps that are about a line of the finding's own file.
function stepsAt(finding, line) {
  return finding.steps.flatMap((step, index) =>
    step.path === finding.path && step.line === line ? [index + 1] : [],
  );
}

function SourceLines({ finding }) {
  const lines = useMemo(() => {
    const runs = highlight(finding.code.map((line) => line.text));
    return finding.code.map((line, index) => mark(runs[index], markedRange(finding, line)));
  }, [finding]);
  const steps = finding.code.map((line) => stepsAt(finding, line.number));
  const dots = Math.max(...steps.map((here) => here.length));
  return (
    <CodeBlock label={`Source around line ${finding.line}`} dots={dots}>
      {finding.code.map((line, index) => (
        <div key={index} class={line.number === finding.line ? "line here" : "line"}>
          <span class="dots" aria-hidden="true">
            {steps[index].map((number) => (
              <span key={number} class="dot">
                {number}
              </span>
            ))}
          </span>
          <span class="line-number">{line.number}</span>
          <code>
            <Runs runs={lines[index]} />
          </code>
        </div>
      ))}
    </CodeBlock>
  );
}

export function Source({ finding }) {
  return (
    <figure class="source">
      <figcaption>
        <Path path={finding.path} line={finding.line} />
      </figcaption>
      {finding.code.length > 0 ? (
        <SourceLines finding={finding} />
      ) : (
        <p class="dim">The source was not at hand when this report was written.</p>
      )}
    </figure>
  );
}
