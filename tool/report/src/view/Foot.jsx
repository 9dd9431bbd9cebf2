// The page's foot: which corolint wrote it, and the licences of the libraries it carries.
import libraries from "libraries";
import { usePage } from "./page.js";
import { Text } from "./Text.jsx";

export function Foot() {
  const { report } = usePage();
  return (
    <footer class="foot">
      <p>
        Written by corolint <Text>{report.version}</Text>. This file loads nothing from anywhere.
      </p>
      <details>
        <summary>Licences</summary>
        <p>This page carries these libraries:</p>
        {libraries.map(({ name, version, licence, text }) => (
          <details key={name}>
            <summary>
              {name} {version}, {licence}
            </summary>
            <pre>{text}</pre>
          </details>
        ))}
      </details>
    </footer>
  );
}
