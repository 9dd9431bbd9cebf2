// Columns, which count UTF-8 bytes from 1, as indices into JavaScript's strings.
const bytesOf = (point) => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);

function indexOfColumn(text, column) {
  let bytes = 1;
  let index = 0;
  for (const character of text) {
    if (bytes >= column) break;
    bytes += bytesOf(character.codePointAt(0));
    index += character.length;
  }
  return index;
}

/// The part of line `number` that a finding marks, or nothing where that line isn't its own.
export function markedRange(finding, { number, text }) {
  if (number !== finding.line) return undefined;
  const from = indexOfColumn(text, finding.column);
  const to = finding.endLine > finding.line ? text.length : indexOfColumn(text, finding.endColumn);
  return { from, to: Math.max(to, Math.min(from + 1, text.length)) };
}

/// The name, or else the character, that starts at a column.
export function tokenRange(text, column) {
  const from = indexOfColumn(text, column);
  const token = /^(?:[\w:~]+|.)/su.exec(text.slice(from));
  return { from, to: from + (token ? token[0].length : 0) };
}
