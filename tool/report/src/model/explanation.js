// A check's page, which comes as plain text, as blocks: paragraphs, lists and code.
const indent = "    ";

function blockOf(lines) {
  if (lines[0].startsWith(indent))
    return { kind: "code", lines: lines.map((line) => line.slice(indent.length)) };
  if (lines[0].startsWith("* ")) {
    const items = lines.join("\n").slice(2).split(/\n\* /);
    return { kind: "list", items: items.map((item) => item.replace(/\s+/g, " ")) };
  }
  return { kind: "paragraph", text: lines.join(" ") };
}

const isCode = (lines) => lines.length > 0 && lines[0].startsWith(indent);

/// The blocks; the check's name and summary, which the page opens with, are left to who shows it.
export function blocksOf(text, check) {
  const blocks = [];
  let lines = [];
  const close = () => {
    while (lines.at(-1) === "") lines.pop();
    if (lines.length > 0) blocks.push(blockOf(lines));
    lines = [];
  };
  for (const line of text.split("\n")) {
    const indented = line.startsWith(indent);
    if (line === "" ? !isCode(lines) : lines.length > 0 && indented !== isCode(lines)) close();
    if (line !== "" || isCode(lines)) lines.push(line);
  }
  close();
  return blocks.filter(
    (block) => block.text === undefined || (block.text !== check.id && block.text !== check.about),
  );
}
