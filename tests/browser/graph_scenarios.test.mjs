// Goal: every scenario of the overview of the PIM API (S3), which the official Graph client plays against
// the server (tests/clients), holds inside the page as well.
// Method: the built site over HTTPS in a real Chromium; a page beside it imports the same rows and the
// same client, and asks the running sandbox through the service worker. Only the clock is moved by the
// address of the sandbox's tab.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { certificate, copySite, exercise, sdk } from './site_copy.mjs';
import { chromiumFlags, click, find, launch, serve, small, visit } from './support.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const beside = { 'sdk.js': sdk, 'support.mjs': here('page_support.mjs'),
    ...Object.fromEntries(['stage.mjs', 'scenarios.mjs', 'settings.mjs'].map((name) => [name, here(`../clients/${name}`)])) };

let copy;
let site;
let browser;
before(async () => {
    copy = copySite();
    copy.write('learner.html', exercise('Exercise'));
    for (const [name, file] of Object.entries(beside)) copy.copy(name, file);
    // The client sends its tokens over HTTPS alone.
    site = await serve(copy.folder, certificate());
    browser = await launch({ args: [...chromiumFlags, '--ignore-certificate-errors'] });
});
after(async () => {
    await browser?.close();
    await site?.close();
    copy?.remove();
});

/** A page beside a new sandbox whose clock stands still, with the rows of a file. */
async function learner(file) {
    const context = await browser.newContext(small);
    const portal = await visit(await context.newPage(), `${site.address}#/my-roles`);
    await click(portal, find(portal, 'button', 'Pause time'));
    assert.equal(await portal.evaluate(() => window.pimlab.graph), `${site.address}graph`);
    const page = await context.newPage();
    await page.exposeFunction('moveClock', (to) => portal.evaluate((hash) => { location.hash = hash; }, `#/jump/${to}`));
    await page.goto(`${site.address}learner.html`);
    await page.addScriptTag({ url: './sdk.js' });
    const names = await page.evaluate(async (name) => {
        await import(`./${name}`);
        window.rows = (await import('./support.mjs')).rows;
        return window.rows.map((row) => row.name);
    }, file);
    return { context, portal, page, names };
}

for (const [file, least] of [['scenarios.mjs', 16], ['settings.mjs', 7]]) {
    test(`the rows of ${file}`, { timeout: 240000 }, async (t) => {
        const { context, portal, page, names } = await learner(file);
        assert.ok(names.length >= least, names.join());
        for (const [index, name] of names.entries()) {
            await t.test(name, () => page.evaluate((row) => window.rows[row].run(), index));
        }
        assert.deepEqual(portal.problems, []);
        await context.close();
    });
}
