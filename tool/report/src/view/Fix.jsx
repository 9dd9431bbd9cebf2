// A fix as a diff, whose signs say what is taken and put as much as the colours do.
import { useMemo } from "preact/hooks";
import { highlight } from "../model/syntax.js";
import { CodeBlock, Runs } from "./Code.jsx";
import { Text } from "./Text.jsx";

const kinds = {
  "-": { look: "removed", sign: "−", word: "removed" },
  "+": { look: "added", sign: "+", word: "added" },
};
const kept = { look: "kept", sign: " ", word: "" };

export function Fix({ fix }) {
  const runs = useMemo(() => highlight(fix.lines.map((line) => line.text)), [fix]);
  const safe = fix.safety === "safe";
  return (
    <figure class="fix">
      <figcaption>
        <span class="label">Fix</span>
        <span>
          <Text>{fix.title}</Text>
        </span>
        <span class={safe ? "tag safe" : "tag review"}>{safe ? "Safe" : "Needs a review"}</span>
      </figcaption>
      <CodeBlock label="Fix as a diff">
        {fix.lines.map((line, index) => {
          const { look, sign, word } = kinds[line.sign] ?? kept;
          return (
            <div key={index} class={`line ${look}`}>
              <span class="line-number">{line.number}</span>
              <span class="diff-sign" aria-hidden="true">
                {sign}
              </span>
              <code>
                {word && <span class="unseen">{word}: </span>}
                <Runs runs={runs[index]} />
              </code>
            </div>
          );
        })}
      </CodeBlock>
    </figure>
  );
}
