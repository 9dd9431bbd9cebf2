// The treemap's cells: three levels of folders and files, the area as many as their findings.
import { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
import { folded } from "./folders.js";
import { worse } from "./report.js";

const atMost = 36; // cells in one folder; what is smaller is put together
const levels = 3;
const gap = 3;
const titleHeight = 26;
const roomForChildren = { width: 90, height: 70 };

function together(nodes) {
  return {
    name: `${nodes.length} more`,
    path: null,
    count: nodes.reduce((sum, node) => sum + node.count, 0),
    worst: nodes.map((node) => node.worst).reduce(worse),
    children: new Map(),
  };
}

function childrenOf(node) {
  const nodes = [...node.children.values()].map(folded);
  nodes.sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
  if (nodes.length <= atMost) return nodes;
  return [...nodes.slice(0, atMost - 1), together(nodes.slice(atMost - 1))];
}

const nested = (node, depth) => ({
  node,
  children: depth > 0 ? childrenOf(node).map((child) => nested(child, depth - 1)) : [],
});

const isTitled = (cell) => cell.depth > 0 && Boolean(cell.children);

/// Whether a cell is drawn: the whole has room, and so have all the cells around this one.
const isDrawn = ({ parent }) =>
  parent.depth === 0 ||
  (parent.x1 - parent.x0 >= roomForChildren.width &&
    parent.y1 - parent.y0 >= roomForChildren.height &&
    isDrawn(parent));

/// The cells of a folder in a box of this size, the outer ones before what lies in them.
export function cellsOf(folder, { width, height }) {
  const root = hierarchy(nested(folder, levels))
    .sum(({ node, children }) => (children.length === 0 ? node.count : 0))
    .sort((one, other) => other.value - one.value);
  treemap()
    .tile(treemapSquarify)
    .size([width, height])
    .round(true)
    .paddingInner(gap)
    .paddingTop((cell) => (isTitled(cell) ? titleHeight : 0))
    .paddingRight((cell) => (isTitled(cell) ? gap : 0))
    .paddingBottom((cell) => (isTitled(cell) ? gap : 0))
    .paddingLeft((cell) => (isTitled(cell) ? gap : 0))(root);
  return root
    .descendants()
    .filter((cell) => cell.depth > 0 && isDrawn(cell))
    .map((cell) => ({
      ...cell.data.node,
      id: cell.data.node.path ?? `the rest of ${cell.parent.data.node.path}`,
      isFolder: cell.data.node.children.size > 0,
      depth: cell.depth,
      x: cell.x0,
      y: cell.y0,
      width: cell.x1 - cell.x0,
      height: cell.y1 - cell.y0,
    }));
}
