// Goal: how soon one person's action shows to another, through one `pimlab serve`. Method: two pages of the built site
// in a real Chromium, each following the server; one person makes groups in the portal, and the moments are read from
// the clock of the page in which the new row shows. Figures, never a test:
//   PIMLAB_SITE=$PWD/build/web/site node tests/bench/seen_bench.mjs [changes]
import { servePage, signInAs, startServer } from '../browser/connecting.mjs';
import { activate, fill, find, launch, open, press, ready } from '../browser/support.mjs';
import { button, dialog, go, live, panelClosed } from '../browser/working.mjs';

const changes = Number(process.argv[2] ?? 200);
const server = await startServer(['--tenant', 'start']);
const site = await servePage();
site.configure({ backends: [{ name: 'The lab', address: server.address, lab: true }] });
const browsers = await Promise.all([launch(), launch()]);

async function person(browser, name) {
    const page = await open(browser, site.address, { hash: '#/connect' });
    await activate(page, find(page, 'radio', 'The lab'));
    await activate(page, find(page, 'button', 'Work through the backend'));
    await page.waitForURL(/sandbox=backend/);
    await ready(page);
    await activate(page, find(page, 'radio', 'The lab'));
    await signInAs(page, name);
    await activate(page, find(page, 'button', 'Work through it'));
    await live(page);
    await go(page, '#/groups', 'Groups');
    return page;
}

/** Lets a page note when its list of groups grows: `window.grown`, by its number of rows. */
const watch = (page) => page.evaluate(() => {
    window.grown = {};
    new MutationObserver(() => {
        const rows = document.querySelector('#mirror [aria-label="Groups"][aria-rowcount]')?.getAttribute('aria-rowcount');
        if (rows) window.grown[rows] ??= Date.now();
    }).observe(document.querySelector('#mirror'), { subtree: true, childList: true, attributes: true });
});

const acting = await person(browsers[0], 'Gia Amberg');
const watching = await person(browsers[1], 'Tess Moreau');
const rows = Number(await find(watching, 'grid', 'Groups').getAttribute('aria-rowcount'));
await watch(watching);
const waited = [];
for (let number = 1; number <= changes; number += 1) {
    await activate(acting, find(acting, 'button', 'New group…'));
    await fill(acting, find(acting, 'textbox', 'Name', { within: dialog(acting) }), `Watch ${number}`);
    // The press itself, and the clock of the machine at it.
    const pressed = await button(acting, 'Create').evaluate((element) => {
        element.click();
        return Date.now();
    });
    const seen = await watching.waitForFunction((count) => window.grown[count], rows + number, { polling: 20 });
    waited.push(await seen.jsonValue() - pressed);
    await press(acting, 'Escape');
    await panelClosed(acting);
}
waited.sort((one, other) => one - other);
const at = (share) => Math.round(waited[Math.min(waited.length - 1, Math.floor(waited.length * share))]);
console.log(`${changes} changes: seen after ${at(0.5)} ms (median), ${at(0.99)} ms (p99), ${at(1)} ms (longest)`);
for (const browser of browsers) await browser.close();
await site.close();
await server.close();
