// The steps in the order in which they run, each beside the code line it is about.
import { useMemo } from "preact/hooks";
import { tokenRange } from "../model/columns.js";
import { dedent, highlight, mark } from "../model/syntax.js";
import { Runs } from "./Code.jsx";
import { Path, Text } from "./Text.jsx";

const textOf = (finding, step) =>
  step.text ??
  (step.path === finding.path
    ? finding.code.find((line) => line.number === step.line)?.text
    : undefined);

function StepCode({ text, step }) {
  const runs = useMemo(
    () => dedent(mark(highlight([text])[0], tokenRange(text, step.column))),
    [text, step],
  );
  return (
    <code>
      <Runs runs={runs} />
    </code>
  );
}

function Step({ finding, step, index }) {
  const text = textOf(finding, step);
  const before = index > 0 ? finding.steps[index - 1].path : finding.path;
  const isHere = step.path === finding.path && step.line === finding.line;
  return (
    <li class={isHere ? "step here" : "step"}>
      {step.path !== before && (
        <p class="file">
          <Path path={step.path} />
        </p>
      )}
      <span class="dot" aria-hidden="true">
        {index + 1}
      </span>
      <p class="message">
        <Text>{step.message}</Text>
      </p>
      <div class="line">
        <span class="line-number">
          <span class="unseen">line </span>
          {step.line}
        </span>
        {text === undefined ? null : <StepCode text={text} step={step} />}
      </div>
    </li>
  );
}

export function Timeline({ finding }) {
  const files = new Set([finding.path, ...finding.steps.map((step) => step.path)]);
  return (
    <div class="timeline" role="group" aria-label="How it happens">
      <p class="label">
        How it happens{files.size > 1 && <span>, across {files.size} files</span>}
      </p>
      <ol>
        {finding.steps.map((step, index) => (
          <Step key={index} finding={finding} step={step} index={index} />
        ))}
      </ol>
    </div>
  );
}
