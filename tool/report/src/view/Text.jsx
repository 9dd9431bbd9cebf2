// Text of others' making: characters that would hide or turn it round are shown by their number.
const invisible =
  /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff])/;

const codePoint = (character) =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

export function Text({ children }) {
  if (!children || !invisible.test(children)) return children || null;
  return children.split(invisible).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} class="invisible" data-name={codePoint(part)}>
        {part}
      </span>
    ),
  );
}

/// Text that may break after each of these separators.
function Broken({ text, separator }) {
  return text.split(separator).map((part, index) => [
    index > 0 && separator,
    index > 0 && <wbr key={index} />,
    <Text key={`${index} text`}>{part}</Text>,
  ]);
}

/// A path, and a line of it.
export function Path({ path, line }) {
  return (
    <span class="path">
      <Broken text={path} separator="/" />
      {line ? `:${line}` : null}
    </span>
  );
}

/// A qualified name.
export function Name({ name }) {
  return (
    <span class="code">
      <Broken text={name} separator="::" />
    </span>
  );
}
