// The tree of folders and files that findings lie in.
import { worse } from "./report.js";

function partsOf(path) {
  const parts = path.split("/");
  return parts[0] === "" && parts.length > 1 ? [`/${parts[1]}`, ...parts.slice(2)] : parts;
}

const newNode = (name, path) => ({
  name,
  path,
  count: 0,
  worst: undefined,
  children: new Map(),
});

function add(node, finding) {
  node.count += 1;
  node.worst = worse(node.worst, finding.severity);
}

export function treeOf(findings) {
  const root = newNode("", "");
  for (const finding of findings) {
    let node = root;
    add(node, finding);
    for (const part of partsOf(finding.path)) {
      if (!node.children.has(part))
        node.children.set(part, newNode(part, node.path ? `${node.path}/${part}` : part));
      node = node.children.get(part);
      add(node, finding);
    }
  }
  return root;
}

/// The node that a folder with nothing in it but one folder stands for, named by the whole way.
export function folded(node) {
  let end = node;
  let name = node.name;
  while (end.children.size === 1) {
    const [only] = end.children.values();
    if (only.children.size === 0) break;
    name = name ? `${name}/${only.name}` : only.name;
    end = only;
  }
  return { ...end, name };
}

/// The folder to draw when `path` is the filter's: a file's own folder for a file.
export function folderAt(root, path) {
  let node = root;
  if (path)
    for (const part of partsOf(path)) {
      const next = node.children.get(part);
      if (!next || next.children.size === 0) break;
      node = next;
    }
  return folded(node);
}

/// The folders above and of `path`, from the outermost.
export function crumbsOf(path) {
  if (!path) return [];
  const parts = partsOf(path);
  return parts.map((name, index) => ({ name, path: parts.slice(0, index + 1).join("/") }));
}

/// Every folder of the tree in the order of the paths, with its count.
export function foldersOf(root) {
  const folders = [];
  const visit = (node) => {
    if (node.children.size === 0) return;
    if (node.path) folders.push({ path: node.path, count: node.count });
    const children = [...node.children.values()];
    children.sort((one, other) => (one.path < other.path ? -1 : 1)).forEach(visit);
  };
  visit(root);
  return folders;
}
