// The rows of a long list that are in the window, which alone is what scrolls.
import {
  observeWindowOffset,
  observeWindowRect,
  Virtualizer,
  windowScroll,
} from "@tanstack/virtual-core";
import { useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";

function useTop(list) {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setTop(list.current.getBoundingClientRect().top + scrollY);
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    measure();
    return () => observer.disconnect();
  }, []);
  return top;
}

export function useVirtual({ rows, estimate, scrollPadding }) {
  const list = useRef(null);
  const scrollMargin = useTop(list);
  const [, redraw] = useReducer((count) => count + 1, 0);
  const options = {
    count: rows.length,
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => scrollY,
    estimateSize: (index) => estimate(rows[index]),
    getItemKey: (index) => rows[index].key,
    overscan: 6,
    scrollMargin,
    scrollPaddingStart: scrollPadding,
    onChange: redraw,
  };
  const [virtualizer] = useState(() => new Virtualizer(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  return { list, virtualizer };
}
