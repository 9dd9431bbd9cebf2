// A check's page behind a disclosure, laid out only once it is opened.
import { useMemo, useState } from "preact/hooks";
import { blocksOf } from "../model/explanation.js";
import { highlight } from "../model/syntax.js";
import { CodeBlock, Runs } from "./Code.jsx";
import { Text } from "./Text.jsx";

function Prose({ text }) {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) =>
      index % 2 === 0 ? (
        <Text key={index}>{part}</Text>
      ) : (
        <code key={index}>
          <Text>{part}</Text>
        </code>
      ),
    );
}

function Code({ lines }) {
  const runs = useMemo(() => highlight(lines), [lines]);
  return (
    <CodeBlock label="Example">
      {runs.map((line, index) => (
        <div key={index} class="line">
          <code>
            <Runs runs={line} />
          </code>
        </div>
      ))}
    </CodeBlock>
  );
}

function Block({ block }) {
  if (block.kind === "code") return <Code lines={block.lines} />;
  if (block.kind === "list")
    return (
      <ul>
        {block.items.map((item, index) => (
          <li key={index}>
            <Prose text={item} />
          </li>
        ))}
      </ul>
    );
  return (
    <p>
      <Prose text={block.text} />
    </p>
  );
}

function Blocks({ check }) {
  const blocks = useMemo(() => blocksOf(check.explanation, check), [check]);
  return blocks.map((block, index) => <Block key={index} block={block} />);
}

export function Explanation({ check }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="explanation" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        About <Text>{check.id}</Text>
      </summary>
      {open && (
        <div class="prose">
          <p class="about">
            <Text>{check.about}</Text>
          </p>
          <Blocks check={check} />
          {check.page.startsWith("https://") && (
            <p>
              <a href={check.page} rel="noreferrer">
                The check's page
              </a>
            </p>
          )}
        </div>
      )}
    </details>
  );
}
