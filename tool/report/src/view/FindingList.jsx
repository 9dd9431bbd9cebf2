// The rows of the list: all of them when they are few or printed, else those in the window.
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { counted, labelOf, number } from "../model/words.js";
import { Finding } from "./Finding.jsx";
import { usePage } from "./page.js";
import { Severity } from "./Symbols.jsx";
import { Path, Text } from "./Text.jsx";
import { useVirtual } from "./virtual.js";

const few = 200; // as many rows as a page can simply hold, so that the browser's search finds all
const printed = 500;
const heights = { group: 58, closed: 78, open: 720 };
const toolbarHeight = 76;

function GroupName({ grouping, name }) {
  if (grouping === "file" || grouping === "folder") return <Path path={name} />;
  return <Text>{labelOf(grouping, name)}</Text>;
}

function Group({ group, grouping }) {
  const { report } = usePage();
  const about = grouping === "check" && report.checksById.get(group.name)?.about;
  return (
    <div class={`group by-${grouping}`}>
      <h3>
        <Severity of={group.worst} silent />
        <GroupName grouping={grouping} name={group.name} />
        <span class="count" aria-label={counted(group.findings.length, "finding")} role="img">
          {number(group.findings.length)}
        </span>
      </h3>
      {about && (
        <p class="dim">
          <Text>{about}</Text>
        </p>
      )}
    </div>
  );
}

function Row({ row, grouping, isOpen, level }) {
  return row.group ? (
    <Group group={row.group} grouping={grouping} />
  ) : (
    <Finding finding={row.finding} isOpen={isOpen} level={level} grouping={grouping} />
  );
}

const elementOf = (key) => document.getElementById(key)?.querySelector("button");

/// Moves the focus to the finding that asks for it, as soon as it is there.
function useFocus(focus, bringIntoView) {
  const done = useRef(null);
  useLayoutEffect(() => {
    if (!focus || done.current === focus) return;
    const element = elementOf(focus.key);
    if (element) {
      done.current = focus;
      element.focus({ preventScroll: true });
      element.closest("article").scrollIntoView({ block: "nearest" });
    } else bringIntoView(focus.key);
  });
}

function ShortList({ rows, grouping, open, focus, allOpen }) {
  useFocus(focus, () => {});
  const level = grouping === "none" ? 3 : 4;
  return (
    <div>
      {rows.map((row) => (
        <Row
          key={row.key}
          row={row}
          grouping={grouping}
          isOpen={allOpen || open.has(row.key)}
          level={level}
        />
      ))}
    </div>
  );
}

function LongList({ rows, grouping, open, focus }) {
  const estimate = (row) =>
    row.group ? heights.group : open.has(row.key) ? heights.open : heights.closed;
  const { list, virtualizer } = useVirtual({ rows, estimate, scrollPadding: toolbarHeight });
  useFocus(focus, (key) => {
    const index = rows.findIndex((row) => row.key === key);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: "center" });
  });
  const items = virtualizer.getVirtualItems();
  const offset = items.length > 0 ? items[0].start - virtualizer.options.scrollMargin : 0;
  const level = grouping === "none" ? 3 : 4;
  return (
    <div ref={list} style={{ height: `${virtualizer.getTotalSize()}px` }}>
      <div style={{ transform: `translateY(${offset}px)` }}>
        {items.map(({ key, index }) => (
          <div key={key} data-index={index} ref={virtualizer.measureElement} class="measured">
            <Row
              row={rows[index]}
              grouping={grouping}
              isOpen={open.has(rows[index].key)}
              level={level}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

export function FindingList({ rows, grouping, open, focus, printing }) {
  const onPaper = useMemo(() => rows.slice(0, printed), [rows]);
  if (printing)
    return (
      <>
        <ShortList rows={onPaper} grouping={grouping} open={open} focus={null} allOpen />
        {rows.length > printed && (
          <p>{number(rows.length - printed)} more are not printed: narrow the filter.</p>
        )}
      </>
    );
  const List = rows.length <= few ? ShortList : LongList;
  return <List rows={rows} grouping={grouping} open={open} focus={focus} />;
}
