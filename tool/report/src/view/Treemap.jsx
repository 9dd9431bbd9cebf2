// The findings by folder as a treemap: a click on a cell narrows the page to that folder or file.
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { crumbsOf, folderAt, treeOf } from "../model/folders.js";
import { cellsOf } from "../model/squares.js";
import { counted, number, percent } from "../model/words.js";
import { usePage } from "./page.js";
import { Severity } from "./Symbols.jsx";
import { Text } from "./Text.jsx";

const roomForName = { width: 40, height: 20 };
const roomForButton = 24; // smaller ones can't be hit

function useSize(ref) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measure = () =>
      setSize({ width: ref.current.clientWidth, height: ref.current.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(ref.current);
    measure();
    return () => observer.disconnect();
  }, []);
  return size;
}

function Crumbs({ path }) {
  const { actions } = usePage();
  const crumbs = crumbsOf(path);
  return (
    <nav class="crumbs" aria-label="Folder shown">
      {path ? (
        <button type="button" onClick={() => actions.setFolder("")}>
          All folders
        </button>
      ) : (
        <span>All folders</span>
      )}
      {crumbs.map((crumb, index) => (
        <span key={crumb.path}>
          <span aria-hidden="true"> / </span>
          {index < crumbs.length - 1 ? (
            <button type="button" onClick={() => actions.setFolder(crumb.path)}>
              <Text>{crumb.name}</Text>
            </button>
          ) : (
            <b>
              <Text>{crumb.name}</Text>
            </b>
          )}
        </span>
      ))}
    </nav>
  );
}

function Cell({ cell, box, chosen }) {
  const { actions } = usePage();
  const { name, path, count, worst, x, y, width, height } = cell;
  const style = {
    left: `${percent(x, box.width)}%`,
    top: `${percent(y, box.height)}%`,
    width: `${percent(width, box.width)}%`,
    height: `${percent(height, box.height)}%`,
  };
  const kind = cell.isFolder ? "folder" : "file";
  const look = `cell ${worst} ${kind} depth${cell.depth}`;
  const title = `${path ?? name}: ${counted(count, "finding")}, worst: ${worst}`;
  const isLegible = width >= roomForName.width && height >= roomForName.height;
  const words = (
    <>
      <span class={isLegible ? "name" : "unseen"}>
        <Text>{name}</Text>
      </span>{" "}
      <span class={isLegible ? "value" : "unseen"}>
        {number(count)}
        <span class="unseen">
          {" "}
          {count === 1 ? "finding" : "findings"}, worst: {worst}
        </span>
      </span>
    </>
  );
  if (path === null || Math.min(width, height) < roomForButton)
    return (
      <div class={look} style={style} title={title}>
        {words}
      </div>
    );
  const isChosen = path === chosen;
  return (
    <button
      type="button"
      class={look}
      style={style}
      title={title}
      aria-pressed={isChosen}
      onClick={() => actions.setFolder(isChosen ? "" : path)}
    >
      {words}
    </button>
  );
}

export function Treemap({ findings, chosen }) {
  const element = useRef(null);
  const box = useSize(element);
  const tree = useMemo(() => treeOf(findings), [findings]);
  const cells = useMemo(
    () => (box.width > 0 ? cellsOf(folderAt(tree, chosen), box) : []),
    [tree, chosen, box],
  );
  return (
    <>
      <h3>By folder</h3>
      <Crumbs path={chosen} />
      <div class="treemap" ref={element} role="group" aria-label="Findings by folder">
        {cells.map((cell) => (
          <Cell key={`${cell.depth} ${cell.id}`} cell={cell} box={box} chosen={chosen} />
        ))}
        {findings.length === 0 && <p class="dim">No finding passes the filter.</p>}
      </div>
      <p class="key" aria-hidden="true">
        The area is the number of findings, the colour the worst of them:
        {["error", "warning", "note"].map((severity) => (
          <span key={severity}>
            <Severity of={severity} silent />
            {severity}
          </span>
        ))}
      </p>
    </>
  );
}
