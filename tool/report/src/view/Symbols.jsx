// The drawn signs: the severities, which differ in shape and not only in colour, and the logo.
const shapes = {
  error: (
    <>
      <path class="fill" d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />
      <path class="stroke" d="M5.5 5.5l5 5m0-5l-5 5" />
    </>
  ),
  warning: (
    <>
      <path class="fill" d="M8 1.2 15.4 14a.9.9 0 0 1-.8 1.3H1.4A.9.9 0 0 1 .6 14z" />
      <path class="stroke" d="M8 6v4m0 2.4v.1" />
    </>
  ),
  note: (
    <>
      <circle class="fill" cx="8" cy="8" r="7.2" />
      <path class="stroke" d="M8 7.4v4M8 4.5v.1" />
    </>
  ),
};

export function Severity({ of, silent }) {
  return (
    <svg
      class={`sign ${of}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      {...(silent ? { "aria-hidden": "true" } : { role: "img", "aria-label": of })}
    >
      {shapes[of]}
    </svg>
  );
}

export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect class="back" width="32" height="32" rx="7" />
      <path class="line" d="M10 6v20M22 6v4m0 12v4M10 11h7a5 5 0 0 1 5 5 5 5 0 0 1-5 5h-7" />
      <circle class="dot" cx="22" cy="16" r="3" />
    </svg>
  );
}

export function Chevron() {
  return (
    <svg class="chevron" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M6 3.5 10.5 8 6 12.5" />
    </svg>
  );
}
