// Goal: how long the portal takes from the navigation to its heading in the mirror with the sandbox
// loaded, beside a page with Dear ImGui and nothing else. Method: cold loads by turns in one Chromium,
// each with an empty cache and a renderer of its own; the medians. Figures, never a test:
//   cmake --build --preset web --target bare_page
//   PIMLAB_SITE=$PWD/build/web/site node tests/bench/load_bench.mjs [loads]
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { activate, find, launch, open, saved, serve, siteFolder } from '../browser/support.mjs';

const loads = Number(process.argv[2] ?? 11);
// Both pages are drawn as on a common screen.
const screen = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 };
const bareFolder = path.join(siteFolder, '..', 'bare_page');

/** Milliseconds from the navigation to the heading. */
async function load(context, address) {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.clearBrowserCache');
    await page.addInitScript(() => {
        new MutationObserver((_, observer) => {
            if (!document.querySelector('#mirror h1')) return;
            observer.disconnect();
            window.headingAt = performance.now();
        }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(address);
    await page.waitForFunction(() => window.headingAt, null, { polling: 50 });
    const time = await page.evaluate(() => window.headingAt);
    await page.close();
    return time;
}

function median(times) {
    const sorted = [...times].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
}

const site = await serve();
const bare = await serve(bareFolder);
const browser = await launch();
// A sandbox with a history is what the portal has to load.
const first = await open(browser, site.address, { hash: '#/start/one_of_each', ...screen });
await activate(first, find(first, 'button', 'Pause time'));
await saved(first);
const own = first.context();
await first.close();
const other = await browser.newContext(screen);
const portalTimes = [];
const bareTimes = [];
// The first of each warms up the browser itself and is not counted.
for (let turn = 0; turn <= loads; turn += 1) {
    const times = [await load(own, site.address + '#/my-roles'), await load(other, bare.address)];
    if (turn === 0) continue;
    portalTimes.push(times[0]);
    bareTimes.push(times[1]);
}
await browser.close();
await site.close();
await bare.close();
const list = (times) => times.map((time) => time.toFixed(0)).join(' ');
console.log(`portal ${median(portalTimes).toFixed(0)} ms   (${list(portalTimes)})`);
console.log(`bare   ${median(bareTimes).toFixed(0)} ms   (${list(bareTimes)})`);
console.log(`ratio  ${(median(portalTimes) / median(bareTimes)).toFixed(2)}   (medians of ${loads} cold loads each)`);
