// Makes the report's page, one file with everything in it: node build.mjs OUTDIR
//
// The libraries are those in OUTDIR/node_modules. What OUTDIR/report.html lacks is the data, which
// takes the place of @REPORT@: JSON with each < written as \u003c.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const source = join(dirname(fileURLToPath(import.meta.url)), "src");
if (!process.argv[2]) throw new Error("usage: node build.mjs OUTDIR");
const output = resolve(process.argv[2]);
const modules = join(output, "node_modules");
const esbuild = createRequire(join(output, "package.json"))("esbuild");

/// The page's own element for the data, and what C++ must not find in a raw string of its own.
const placeholder = '<script id="report" type="application/json">@REPORT@</script>';
const rawStringEnd = ')corolint"';

const base = {
  absWorkingDir: source,
  bundle: true,
  minify: true,
  write: false,
  charset: "utf8",
  target: ["chrome100", "firefox100", "safari15.4"],
  legalComments: "none",
  logLevel: "warning",
};

function libraryAt(name) {
  const folder = join(modules, name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
  return { name, version, licence: license, text: text.replaceAll("\r\n", "\n") };
}

/// The bundle, with the list of libraries that a module named `libraries` gives.
async function bundle(libraries) {
  const plugin = {
    name: "libraries",
    setup(build) {
      const filter = { filter: /^libraries$/ };
      build.onResolve(filter, ({ path }) => ({ path, namespace: "libraries" }));
      build.onLoad({ filter: /.*/, namespace: "libraries" }, () => ({
        contents: JSON.stringify(libraries),
        loader: "json",
      }));
    },
  };
  const { outputFiles, metafile } = await esbuild.build({
    ...base,
    entryPoints: ["main.jsx"],
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    nodePaths: [modules],
    conditions: ["production"],
    plugins: [plugin],
    metafile: true,
  });
  return { text: outputFiles[0].text, metafile };
}

function librariesIn(metafile) {
  const names = new Set();
  for (const { inputs } of Object.values(metafile.outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const found = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
      if (found && bytesInOutput > 0) names.add(found[1]);
    }
  return [...names].sort().map(libraryAt);
}

async function styles() {
  const { outputFiles } = await esbuild.build({ ...base, entryPoints: ["style/page.css"] });
  return outputFiles[0].text.trim();
}

const digest = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

function page(script, style) {
  const policy = [
    "default-src 'none'",
    `script-src ${digest(script)}`,
    `style-src ${digest(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>corolint</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript><p class="noscript">This page needs scripts. To read the report without them, run
<code>corolint report … --format=text</code>.</p></noscript>
<div id="page"></div>
${placeholder}
<script>${script}</script>
</body>
</html>
`;
}

function check(html, script, style) {
  const wrong = [
    [html.split("@REPORT@").length !== 2, "@REPORT@ must stand there once"],
    [html.includes(rawStringEnd), `it has ${rawStringEnd} in it`],
    [/<\/?script|<!--/i.test(script), "the script has a tag's beginning in it"],
    [/<\/style|<!--/i.test(style), "the style sheet has a tag's beginning in it"],
  ].filter(([is]) => is);
  if (wrong.length > 0) throw new Error(wrong.map(([, words]) => words).join("; "));
}

if (!existsSync(modules)) throw new Error(`no ${modules}: run npm ci there`);
const libraries = librariesIn((await bundle([])).metafile);
const { text } = await bundle(libraries);
const names = libraries.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
const script = `/* With ${names.join(", ")}.
   Their licences are at the page's foot. */
${text.trim()}`;
const style = await styles();
const html = page(script, style);
check(html, script, style);
writeFileSync(join(output, "report.html"), html);
console.log(`report.html: ${html.length} characters, ${names.join(", ")}`);
