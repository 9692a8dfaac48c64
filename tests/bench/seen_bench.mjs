// Goal: how soon one person's action shows to another, through one `pimlab serve`. Method: two pages of the built site
// in a real Chromium, each following the server; a third client makes groups, and the moments are read from the clock
// of the page in which the new row shows. Figures, never a test:
//   PIMLAB_SITE=$PWD/build/web/site node tests/bench/seen_bench.mjs [changes]
import { servePage, signInAs, startServer } from '../browser/connecting.mjs';
import { activate, find, launch, open, ready } from '../browser/support.mjs';
import { go, live } from '../browser/working.mjs';

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

const watching = [await person(browsers[0], 'Gia Amberg'), await person(browsers[1], 'Tess Moreau')];
const rows = Number(await find(watching[0], 'grid', 'Groups').getAttribute('aria-rowcount'));
await Promise.all(watching.map(watch));
const ask = (path, body, token) => fetch(server.address + path, { method: 'POST', body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) } }).then((it) => it.json());
const { access_token: token } = await ask('/lab/v1/tokens', { userPrincipalName: 'gia@amberg.example', mfa: true });
const waited = [];
for (let number = 1; number <= changes; number += 1) {
    const asked = Date.now();
    await ask('/v1.0/groups', { displayName: `Watch ${number}`, mailEnabled: false, mailNickname: `watch${number}`, securityEnabled: true }, token);
    const seen = await Promise.all(watching.map((page) =>
        page.waitForFunction((count) => window.grown[count], rows + number, { polling: 20 })));
    for (const one of seen) waited.push(await one.jsonValue() - asked);
}
waited.sort((one, other) => one - other);
const at = (share) => Math.round(waited[Math.min(waited.length - 1, Math.floor(waited.length * share))]);
console.log(`${changes} changes: seen after ${at(0.5)} ms (median), ${at(0.99)} ms (p99), ${at(1)} ms (longest)`);
for (const browser of browsers) await browser.close();
await site.close();
await server.close();
