// Copies the comment that suppresses a finding, or its address, into the clipboard.
import { useEffect, useRef, useState } from "preact/hooks";
import { fragmentOfFinding } from "../model/address.js";

const suppressionOf = (finding) => `// NOLINT(${finding.check}): `;
const addressOf = (finding) => `${location.href.split("#")[0]}#${fragmentOfFinding(finding)}`;

/// Where the clipboard is closed to the page, the text stands there to be copied by hand.
function ByHand({ text }) {
  const field = useRef(null);
  useEffect(() => field.current.select(), [text]);
  return <textarea ref={field} class="by-hand" aria-label="Text to copy" readOnly value={text} />;
}

export function CopyButtons({ finding }) {
  const [copied, setCopied] = useState(null);
  const copy = async (text, words) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied({ words });
    } catch {
      setCopied({ words: "Copy this text:", text });
    }
  };
  const pasteAt = `Copied. Paste it at the end of line ${finding.line} and write the reason.`;
  return (
    <div class="copy">
      {finding.suppressed?.by !== "comment" && finding.change !== "fixed" && (
        <button type="button" onClick={() => copy(suppressionOf(finding), pasteAt)}>
          Copy NOLINT
        </button>
      )}
      <button type="button" onClick={() => copy(addressOf(finding), "Copied the link.")}>
        Copy link
      </button>
      <span role="status">{copied?.words}</span>
      {copied?.text && <ByHand text={copied.text} />}
    </div>
  );
}
