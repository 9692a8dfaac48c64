// Goal: every scenario of the overview of the PIM API (S3), which the official Graph client plays against
// the server (tests/clients), holds inside the page as well.
// Method: the built site over HTTPS in a real Chromium; a page beside it imports the same rows and the
// same client, and asks the running sandbox through the service worker. Only the clock is moved by the
// address of the sandbox's tab.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromiumFlags, click, find, launch, serve, siteFolder, visit } from './support.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const sdk = createRequire(import.meta.url).resolve('@microsoft/microsoft-graph-client/lib/graph-js-sdk.js');
const beside = { 'sdk.js': sdk, 'support.mjs': here('page_support.mjs'),
    ...Object.fromEntries(['stage.mjs', 'scenarios.mjs', 'settings.mjs'].map((name) => [name, here(`../clients/${name}`)])) };

let folder;
let keys;
let site;
let browser;
before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'pimlab-site-'));
    keys = mkdtempSync(path.join(tmpdir(), 'pimlab-keys-'));
    cpSync(siteFolder, folder, { recursive: true });
    writeFileSync(path.join(folder, 'learner.html'), '<!doctype html><title>Exercise</title><h1>Exercise</h1>');
    for (const [name, file] of Object.entries(beside)) copyFileSync(file, path.join(folder, name));
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(keys, name));
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
        '-subj', '/CN=localhost', '-keyout', key, '-out', cert], { stdio: 'pipe' });
    // The client sends its tokens over HTTPS alone.
    site = await serve(folder, { key: readFileSync(key), cert: readFileSync(cert) });
    browser = await launch({ args: [...chromiumFlags, '--ignore-certificate-errors'] });
});
after(async () => {
    await browser?.close();
    await site?.close();
    for (const made of [folder, keys]) rmSync(made, { recursive: true, force: true });
});

/** A page beside a new sandbox whose clock stands still, with the rows of a file. */
async function learner(file) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
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
