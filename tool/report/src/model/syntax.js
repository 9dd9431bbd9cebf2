// C++ as runs of text with a scope each: lowlight gives a tree of text, so nothing is ever HTML.
import cpp from "highlight.js/lib/languages/cpp";
import { createLowlight } from "lowlight";

const lowlight = createLowlight({ cpp });

function flatten(node, scope, runs) {
  if (node.type === "text") runs.push({ text: node.value, scope });
  else
    for (const child of node.children)
      flatten(child, node.properties?.className?.join(" ") ?? scope, runs);
  return runs;
}

/// The runs of each of these lines, which are read as one piece of code.
export function highlight(lines) {
  const text = lines.map((line) => line.replace(/[\r\n]/g, " ")).join("\n");
  const result = [[]];
  for (const run of flatten(lowlight.highlight("cpp", text), "", []))
    run.text.split("\n").forEach((part, index) => {
      if (index > 0) result.push([]);
      if (part) result.at(-1).push({ text: part, scope: run.scope });
    });
  return result;
}

/// The same runs, cut where the range begins and ends, with those inside it marked.
export function mark(runs, range) {
  if (!range) return runs;
  const marked = [];
  let start = 0;
  for (const run of runs) {
    const end = start + run.text.length;
    const from = Math.min(Math.max(range.from, start), end);
    const to = Math.min(Math.max(range.to, from), end);
    const pieces = [
      [start, from, false],
      [from, to, true],
      [to, end, false],
    ];
    for (const [first, last, inside] of pieces)
      if (first < last)
        marked.push({ ...run, text: run.text.slice(first - start, last - start), marked: inside });
    start = end;
  }
  return marked;
}

/// The same runs without the white space they begin with.
export function dedent(runs) {
  const first = runs.findIndex((run) => run.text.trim() !== "");
  if (first < 0) return [];
  const [run, ...rest] = runs.slice(first);
  return [{ ...run, text: run.text.trimStart() }, ...rest];
}
