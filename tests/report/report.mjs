// Tests the HTML report in a browser:
// node report.mjs REPORT.html NODE_MODULES_DIR CHROMIUM [TEMPLATE.html]
// REPORT.html is a page that corolint wrote; with the empty page that build.mjs makes, it also
// tests reports that are made up here: hostile, empty and long ones, and a comparison.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { comparison, empty, fill, hostile, hostileText, long, ordinary } from "./synthetic.mjs";

const [reportPath, modules, chromiumPath, templatePath] = process.argv.slice(2);
if (!chromiumPath)
  throw new Error("usage: node report.mjs REPORT.html NODE_MODULES_DIR CHROMIUM [TEMPLATE.html]");
const require = createRequire(join(resolve(modules), "of-this-folder.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const longCount = 5000;
const loadLimit = 20_000; // milliseconds; what is usual is a tenth of it
const keyLimit = 2_000;
const printedAtMost = 500;

const folder = mkdtempSync(join(tmpdir(), "corolint-report-"));
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

let passed = 0;
let failed = 0;

/// Opens the page in a context of its own, runs the steps, and wants no error and no request.
async function test(name, url, steps, { hash = "", init, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const problems = [];
  try {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => problems.push(`thrown: ${error.stack}`));
    page.on("request", (request) => {
      const asked = request.url();
      if (asked.split("#")[0] !== url && !asked.startsWith("data:"))
        problems.push(`asked for ${asked}`);
    });
    if (init) await page.addInitScript(init);
    await page.goto(`${url}${hash}`);
    await steps(page);
    assert.deepEqual(problems, []);
    passed += 1;
    console.log(`ok: ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED: ${name}\n${error.stack}\n${problems.join("\n")}`);
  } finally {
    await context.close();
  }
}

const shown = async (page) => {
  const text = await page.locator(".result [role=status]").innerText();
  return Number(/^([\d,]+) finding/.exec(text)[1].replaceAll(",", ""));
};
const articleOf = (page, finding) =>
  page.locator(`article[data-finding=${JSON.stringify(finding.id)}]`);
const linkTo = (finding) => `#${new URLSearchParams({ finding: finding.id })}`;
const isOpen = async (row) => (await row.getAttribute("aria-expanded")) === "true";
const lies = (path, inside) => path === inside || path.startsWith(`${inside}/`);
const unseenBy = (text) => text.replaceAll(/\s+/g, " ").trim();

async function clipboard(page) {
  const byHand = page.locator(".by-hand");
  if (await byHand.count()) return byHand.inputValue();
  return page.evaluate(() => navigator.clipboard.readText());
}

async function withoutViolations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map(({ id, nodes }) => [
      id,
      ...nodes.slice(0, 3).map((node) => `${node.html.slice(0, 200)}: ${node.failureSummary}`),
    ]);
  });
  assert.deepEqual(found, []);
}

async function inventoryFirst(page, data) {
  const headings = await page.locator("h2").allInnerTexts();
  assert.equal(headings[0], "Inventory");
  assert.equal(unseenBy(await page.locator(".summary").innerText()), unseenBy(data.summary));
  const figures = await page.locator(".card").allInnerTexts();
  assert.match(figures.at(-1), new RegExp(`^Files\\s+${data.files.analysed.toLocaleString("en")}`));
  assert.equal(figures.length, data.inventory ? 4 : 1);
  if (data.inventory)
    assert.equal(
      await page.locator("table tbody tr").count(),
      data.inventory.taskTypes.length + data.inventory.starts.length,
    );
  for (const { path, reason } of data.notAnalysed.slice(0, 3)) {
    const lost = await page.locator(".lost").innerText();
    assert.ok(lost.includes(path) && lost.includes(reason), `${path} is not named: ${lost}`);
  }
}

async function filters(page, data, visible) {
  const [first] = visible;
  assert.equal(await shown(page), visible.length);
  await page.fill("#search", `${first.path}:${first.line} ${first.check}`);
  assert.ok((await shown(page)) >= 1);
  assert.equal(await articleOf(page, first).count(), 1);
  await page.fill("#search", "no finding has this text in it");
  assert.equal(await shown(page), 0);
  await page.fill("#search", "");

  for (const facet of ["check", "severity", "confidence", "library"]) {
    const value = first[facet];
    const box = page.locator(`.filters input[name=${facet}][value=${JSON.stringify(value)}]`);
    await box.check();
    const wanted = visible.filter((finding) => finding[facet] === value).length;
    assert.equal(await shown(page), wanted, `by ${facet}`);
    await box.uncheck();
  }

  const bar = page.locator(".bars button", { hasText: first.check }).first();
  await bar.click();
  const ofCheck = visible.filter((finding) => finding.check === first.check).length;
  assert.equal(await shown(page), ofCheck);
  await bar.click();
  const severity = page.locator(".severities button", { hasText: new RegExp(first.severity, "i") });
  await severity.click();
  const ofSeverity = visible.filter((finding) => finding.severity === first.severity).length;
  assert.equal(await shown(page), ofSeverity);
  await page.getByRole("button", { name: "Clear all" }).click();
  assert.equal(await shown(page), visible.length);

  const all = data.findings.length;
  await page.check("#suppressed");
  assert.equal(await shown(page), all);
}

async function treemap(page, visible) {
  const cell = page.locator("button.cell").first();
  const path = /^(.*): [\d,]+ findings?, worst/.exec(await cell.getAttribute("title"))[1];
  const wanted = visible.filter((finding) => lies(finding.path, path)).length;
  await cell.focus();
  await page.keyboard.press("Enter");
  assert.equal(await shown(page), wanted, `in ${path}`);
  await page.getByRole("button", { name: "All folders" }).click();
  assert.equal(await shown(page), visible.length);
  await page.locator("button.cell").first().click({ position: { x: 5, y: 5 } });
  assert.equal(await shown(page), wanted, `in ${path}`);
  await page.waitForFunction(() => location.hash.includes("folder="));
  await page.reload();
  assert.equal(await shown(page), wanted, "after a reload");
}

async function grouping(page, visible) {
  const folderOf = ({ path }) => path.split("/").slice(0, -1).join("/") || ".";
  const groups = {
    check: ({ check }) => check,
    folder: folderOf,
    file: ({ path }) => path,
    library: ({ library }) => library,
  };
  for (const [name, of] of Object.entries(groups)) {
    await page.selectOption("#grouping", name);
    const wanted = new Set(visible.map(of)).size;
    const drawn = await page.locator(`.group.by-${name}`).count();
    if (visible.length <= 100) assert.equal(drawn, wanted, `by ${name}`);
    else assert.ok(drawn > 0, `by ${name}`);
  }
}

async function opening(page) {
  const rows = page.locator("article button[aria-expanded]");
  await rows.first().click();
  assert.ok(await isOpen(rows.first()));
  await rows.first().click();
  assert.ok(!(await isOpen(rows.first())));

  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "search");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.ok(await isOpen(rows.first()), "Enter opens");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  assert.ok(!(await isOpen(rows.first())), "Escape closes");
  assert.ok(await rows.first().evaluate((row) => row === document.activeElement));
  if ((await rows.count()) > 1) {
    await page.keyboard.press("j");
    assert.ok(await rows.nth(1).evaluate((row) => row === document.activeElement), "j");
    await page.keyboard.press("ArrowUp");
    assert.ok(await rows.first().evaluate((row) => row === document.activeElement), "up");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("k");
    assert.ok(await rows.first().evaluate((row) => row === document.activeElement), "k");
  }
  await page.keyboard.press("?");
  assert.ok(await page.locator("dialog").isVisible());
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("dialog").isVisible()));
}

async function source(page, finding) {
  const article = articleOf(page, finding);
  const line = finding.code.find(({ number }) => number === finding.line);
  const marked = (await article.locator(".source mark").allTextContents()).join("");
  if (finding.endLine === finding.line && finding.endColumn > finding.column) {
    const bytes = Buffer.from(line.text).subarray(finding.column - 1, finding.endColumn - 1);
    assert.equal(marked, bytes.toString());
  }
  const lines = await article.locator(".source .line code").allTextContents();
  assert.deepEqual(lines, finding.code.map(({ text }) => text));
}

async function timeline(page, finding) {
  const steps = articleOf(page, finding).locator(".step");
  const messages = await steps.locator(".message").allTextContents();
  assert.deepEqual(messages, finding.steps.map(({ message }) => message));
  const dots = await steps.locator(".dot").allTextContents();
  assert.deepEqual(dots, finding.steps.map((_, index) => `${index + 1}`));
  const lines = await steps.locator(".line-number").allTextContents();
  assert.deepEqual(lines, finding.steps.map(({ line }) => `line ${line}`));
  for (const [index, { path, text }] of finding.steps.entries()) {
    const before = index > 0 ? finding.steps[index - 1].path : finding.path;
    const named = await steps.nth(index).locator(".file").allTextContents();
    assert.deepEqual(named, path === before ? [] : [path]);
    if (text !== null)
      assert.equal(await steps.nth(index).locator("code").textContent(), text.trimStart());
  }
}

async function diff(page, finding) {
  const article = articleOf(page, finding);
  for (const [index, fix] of finding.fixes.entries()) {
    const figure = article.locator(".fix").nth(index);
    const wanted = fix.safety === "safe" ? "Safe" : "Needs a review";
    assert.equal(await figure.locator(".tag").innerText(), wanted);
    const signs = await figure.locator(".diff-sign").allTextContents();
    assert.deepEqual(signs, fix.lines.map(({ sign }) => sign.replace("-", "−")));
    const texts = await figure.locator(".line code").allTextContents();
    for (const [at, { text }] of fix.lines.entries()) assert.ok(texts[at].endsWith(text));
  }
}

async function copying(page, finding) {
  const article = articleOf(page, finding);
  await article.getByRole("button", { name: "Copy NOLINT" }).click();
  await article.getByText("Paste it at the end").waitFor();
  assert.equal(await clipboard(page), `// NOLINT(${finding.check}): `);
  await article.getByRole("button", { name: "Copy link" }).click();
  await article.getByText("Copied the link").waitFor();
  const link = await clipboard(page);
  await page.goto("about:blank");
  await page.goto(link);
  assert.ok(await isOpen(articleOf(page, finding).locator("button[aria-expanded]")));
}

async function copyingByHand(page, finding) {
  await articleOf(page, finding).getByRole("button", { name: "Copy NOLINT" }).click();
  const field = page.locator(".by-hand");
  await field.waitFor();
  const text = `// NOLINT(${finding.check}): `;
  assert.equal(await field.inputValue(), text);
  const chosen = await field.evaluate((area) => area.selectionEnd - area.selectionStart);
  assert.equal(chosen, text.length);
}

async function explanation(page, finding, data) {
  const check = data.checks.find(({ id }) => id === finding.check);
  const details = articleOf(page, finding).locator(".explanation");
  await details.locator("summary").click();
  await details.locator(".prose").waitFor();
  const text = unseenBy(await details.innerText());
  assert.ok(text.toLowerCase().includes(check.about.toLowerCase()), text);
}

async function printing(page, visible) {
  await page.emulateMedia({ media: "print" });
  await page.locator(".details").first().waitFor();
  const open = await page.locator("article.open .details").count();
  if (visible.length <= printedAtMost / 2) assert.equal(open, visible.length);
  assert.ok(!(await page.locator("#search").isVisible()));
  assert.ok(!(await page.locator(".filters").isVisible()));
  assert.ok(!(await page.locator(".copy").first().isVisible()));
}

/// What holds of any report.
async function testReport(name, url, data) {
  const run = (what, steps, options) => test(`${name}: ${what}`, url, steps, options);
  const visible = data.findings.filter(({ suppressed }) => !suppressed);
  const having = (wanted) => visible.find((finding) => finding.code.length > 0 && wanted(finding));
  await run("the inventory comes first", (page) => inventoryFirst(page, data));
  for (const colorScheme of ["light", "dark"])
    await run(
      `axe, ${colorScheme}`,
      async (page) => {
        for (const row of (await page.locator("article button[aria-expanded]").all()).slice(0, 12))
          await row.click();
        for (const summary of await page.locator("article summary").all()) await summary.click();
        await page.locator(".foot summary").first().click();
        await withoutViolations(page);
      },
      { colorScheme },
    );
  await run(
    "axe, narrow",
    async (page) => {
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0);
      await withoutViolations(page);
    },
    { viewport: { width: 380, height: 800 } },
  );
  if (visible.length === 0) return;
  await run("filters", (page) => filters(page, data, visible));
  await run("treemap", (page) => treemap(page, visible));
  await run("grouping", (page) => grouping(page, visible));
  await run("opening", opening);
  await run("printing", (page) => printing(page, visible));

  const [first] = visible;
  const copied = visible.find(({ change }) => change !== "fixed");
  const cases = [
    ["source", source, having(() => true)],
    ["bytes", source, having(({ code }) => code.some(({ text }) => /[^\0-\x7f]/.test(text)))],
    ["timeline", timeline, having(({ steps }) => steps.length > 0)],
    ["call path", timeline, having(({ steps, path }) => steps.some((step) => step.path !== path))],
    ["safe fix", diff, having(({ fixes }) => fixes.some(({ safety }) => safety === "safe"))],
    ["unsafe fix", diff, having(({ fixes }) => fixes.some(({ safety }) => safety === "unsafe"))],
    ["explanation", (page) => explanation(page, first, data), first],
    ["copying", copying, copied],
  ];
  for (const [what, steps, finding] of cases)
    if (finding)
      await run(what, (page) => steps(page, finding), { hash: linkTo(finding) });
  if (copied)
    await run("copying by hand", (page) => copyingByHand(page, copied), {
      hash: linkTo(copied),
      init: () =>
        Object.defineProperty(navigator, "clipboard", {
          value: { writeText: () => Promise.reject(new Error("closed")) },
        }),
    });
}

async function testComparison(url) {
  await test("comparison: introduced first", url, async (page) => {
    const groups = await page.locator(".group h3").allInnerTexts();
    assert.deepEqual(
      groups.map((group) => group.split(/\s/)[0]),
      ["Introduced", "Fixed", "Unchanged"],
    );
    assert.equal(
      await page.locator(".result [role=status]").innerText(),
      "10 findings: 2 introduced, 1 fixed, 7 unchanged",
    );
    await page.locator(".changes button", { hasText: "introduced" }).click();
    assert.equal(await shown(page), 2);
    assert.equal(await page.locator("article .tag.introduced").count(), 2);
    await page.locator(".filters input[value=fixed]").check();
    assert.equal(await shown(page), 3);
  });
}

async function testHostile(url) {
  await test("hostile text stays text", url, async (page) => {
    await page.check("#suppressed");
    await page.locator("article button[aria-expanded]").click();
    await page.locator("article summary").click();
    const found = await page.evaluate(() => ({
      pwned: globalThis.pwned,
      elements: document.querySelectorAll("img, iframe, [onerror], a[href^=javascript]").length,
      scripts: document.scripts.length,
    }));
    assert.deepEqual(found, { pwned: undefined, elements: 0, scripts: 2 });
    const places = [
      ".summary",
      ".version",
      ".finding .title .message",
      ".finding .check",
      ".source code",
      ".step .message",
      ".step code",
      ".step .file",
      ".finding .reason q",
      ".prose .about",
      ".lost code",
      "tbody th >> nth=0",
      ".bars .name",
    ];
    for (const place of places)
      assert.equal(await page.locator(place).textContent(), hostileText, place);
    assert.ok((await page.locator(".fix code").textContent()).endsWith(hostileText));
    const direction = page.locator(".source code .invisible[data-name='U+202E']");
    assert.equal(
      await direction.evaluate((span) => getComputedStyle(span).unicodeBidi),
      "isolate",
    );
    await withoutViolations(page);
  });
}

async function testEmpty(url, data) {
  await test("no finding at all", url, async (page) => {
    await inventoryFirst(page, data);
    assert.ok(await page.getByText("has nothing to report").isVisible());
    assert.equal(await page.locator("#search").count(), 0);
    await page.keyboard.press("j");
    await page.keyboard.press("/");
    await withoutViolations(page);
  });
}

async function testLong(url) {
  const start = performance.now();
  await test(`${longCount} findings`, url, async (page) => {
    await page.locator("article").first().waitFor();
    const loaded = performance.now() - start;
    assert.ok(loaded < loadLimit, `loaded in ${loaded} ms`);
    await page.keyboard.press("/");
    let slowest = 0;
    for (const key of "job_49") {
      const pressed = performance.now();
      await page.keyboard.press(key);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
      slowest = Math.max(slowest, performance.now() - pressed);
    }
    console.log(`loaded in ${Math.round(loaded)} ms, slowest key ${Math.round(slowest)} ms`);
    assert.ok(slowest < keyLimit, `a key took ${slowest} ms`);
    assert.equal(await shown(page), 111);
    await page.fill("#search", "");
    assert.equal(await shown(page), longCount);
    assert.ok((await page.locator("article").count()) < 100, "only what is in the window");
    await page.keyboard.press("ArrowDown");
    for (let press = 0; press < 60; ++press) await page.keyboard.press("j");
    assert.ok(await page.evaluate(() => Boolean(document.activeElement.closest("article"))));
    await page.getByRole("button", { name: "Open all" }).click();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.locator(".details").first().waitFor();
    await page.emulateMedia({ media: "print" });
    await page.getByText("more are not printed").waitFor();
  });
  await test("a link into a long list", url, async (page) => {
    const row = page.locator("article[data-finding=filler-4321] button[aria-expanded]");
    await row.waitFor();
    assert.ok(await isOpen(row));
    assert.ok(await row.evaluate((button) => button === document.activeElement));
  }, { hash: "#finding=filler-4321" });
}

async function testWithoutScripts(url) {
  await test(
    "without scripts",
    url,
    async (page) => assert.match(await page.locator("body").innerText(), /--format=text/),
    { javaScriptEnabled: false },
  );
}

function dataOf(html) {
  const [, text] = /<script id="report" type="application\/json">(.*?)<\/script>/s.exec(html);
  return JSON.parse(text);
}

try {
  const given = resolve(reportPath);
  const givenUrl = pathToFileURL(given).href;
  await testReport("the given report", givenUrl, dataOf(readFileSync(given, "utf8")));
  await testWithoutScripts(givenUrl);
  if (templatePath) {
    const template = readFileSync(templatePath, "utf8");
    assert.equal(template.split("@REPORT@").length, 2);
    assert.ok(!template.includes(')corolint"'));
    const urlOf = (name, data) => {
      const file = join(folder, `${name}.html`);
      writeFileSync(file, fill(template, data));
      return pathToFileURL(file).href;
    };
    for (const [name, data] of Object.entries({ ordinary: ordinary(), comparison: comparison() }))
      await testReport(name, urlOf(name, data), data);
    await testComparison(urlOf("comparison", comparison()));
    await testHostile(urlOf("hostile", hostile()));
    await testEmpty(urlOf("empty", empty()), empty());
    await testLong(urlOf("long", long(longCount)));
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
