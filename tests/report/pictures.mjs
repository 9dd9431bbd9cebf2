// Takes the pictures of docs/pictures:
// node pictures.mjs OVERVIEW.html FINDING.html NODE_MODULES_DIR CHROMIUM OUT_DIR
// two reports, one for its first page and one for a finding of coro-detached-task.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [overview, finding, modules, executablePath, out] = process.argv.slice(2);
if (!out) throw new Error("usage: node pictures.mjs OVERVIEW FINDING MODULES CHROMIUM OUT");
const { chromium } = createRequire(join(resolve(modules), "of-this-folder.js"))("playwright-core");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });

async function open(address, width, height) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: "light" });
  await page.goto(address);
  return page;
}

const first = await open(pathToFileURL(overview).href, 1200, 900);
await first.screenshot({ path: join(out, "report.png") });

const one = await open(pathToFileURL(finding).href, 1200, 900);
await one.fill("#search", "coro-detached-task");
await one.getByText("Open all").click();
await one.locator("article").first().screenshot({ path: join(out, "finding.png") });
await browser.close();
