// The files of which nothing can be said, and why: never to be overlooked.
import { counted } from "../model/words.js";
import { Severity } from "./Symbols.jsx";
import { Path, Text } from "./Text.jsx";

const atOnce = 6;

function Places({ places }) {
  return (
    <ul>
      {places.map((place, index) => (
        <li key={index}>
          <code>
            <Path path={place.path} />
          </code>
          <span>
            <Text>{place.reason}</Text>
          </span>
        </li>
      ))}
    </ul>
  );
}

export function NotAnalysed({ count, places }) {
  const total = Math.max(count, places.length);
  if (total === 0) return null;
  const more = places.slice(atOnce);
  return (
    <div class="lost panel">
      <h3>
        <Severity of="warning" silent />
        {counted(total, "file was", "files were")} not analysed
      </h3>
      <p>Nothing below speaks of {total === 1 ? "it" : "them"}.</p>
      <Places places={places.slice(0, atOnce)} />
      {more.length > 0 && (
        <details>
          <summary>{counted(more.length, "more file")}</summary>
          <Places places={more} />
        </details>
      )}
    </div>
  );
}
