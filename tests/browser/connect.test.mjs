// Goal: the page signs in at a running `pimlab serve`, mirrors it into a sandbox of its own, and tells
// what is different later; it reaches nobody else, and the token is nowhere afterwards.
// Method: the built page with a config.json of the test's own, in a real Chromium, beside a real server.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { copySite } from './site_copy.mjs';
import { activate, click, fill, find, launch, open, ready, saved, serve } from './support.mjs';

const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '../..');
const program = process.env.PIMLAB_PROGRAM ?? join(root, 'build/native/pimlab');
const holdMilliseconds = 200;

let browser;
let site;
let server;
let lab; // the server's address
let copy;
let stranger; // a server that is not in config.json, and takes every page

before(async () => {
    server = spawn(program, ['serve', '--port', '0', '--data', ':memory:'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await new Promise((done) => createInterface(server.stdout).on('line', (text) => done([text])));
    lab = line.replace('listening on ', '').trim();
    copy = copySite();
    const backends = [{ name: 'The lab', address: lab, lab: true }];
    copy.write('config.json', JSON.stringify({ backends }));
    execFileSync('python3', [join(root, 'cmake/policy.py'), copy.folder]);
    stranger = createServer((request, response) => {
        response.writeHead(200, { 'access-control-allow-origin': '*' }).end('{}');
    });
    await new Promise((done) => stranger.listen(0, '127.0.0.1', done));
    site = await serve(copy.folder);
    browser = await launch();
});

after(async () => {
    await browser?.close();
    await site?.close();
    await new Promise((done) => stranger.close(done));
    server?.kill();
    copy?.remove();
});

const main = (page) => page.getByRole('main');

async function ask(method, path, token, body) {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const response = await fetch(lab + path, { method, headers, body: body && JSON.stringify(body) });
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
    return response.status === 204 ? null : response.json();
}

async function tokenOf(userPrincipalName) {
    return (await ask('POST', '/lab/v1/tokens', null, { userPrincipalName, mfa: true })).access_token;
}

/** In the sandbox of mirrors, with the lab chosen. */
async function begin(page) {
    await click(page, find(page, 'radio', 'The lab'));
    await click(page, find(page, 'button', 'Open the mirror’s sandbox'));
    await page.waitForURL(/sandbox=mirror/);
    await ready(page);
    await click(page, find(page, 'radio', 'The lab'));
}

async function signIn(page, name) {
    await click(page, find(page, 'button', 'Show the personas'));
    await find(page, 'option', name).waitFor({ state: 'attached' });
    await activate(page, find(page, 'option', name));
    await click(page, find(page, 'button', 'Sign in'));
    await find(page, 'button', 'Sign out').waitFor({ state: 'attached' });
}

async function mirror(page) {
    await click(page, find(page, 'button', 'Mirror'));
    await page.getByText('The mirror is complete').first().waitFor({ state: 'attached', timeout: 30000 });
    await saved(page);
}

/** Everything that this page's browser keeps, as text. */
function everythingKept(page) {
    return page.evaluate(async () => {
        const texts = [JSON.stringify(sessionStorage), JSON.stringify(localStorage), location.href, document.cookie,
            document.documentElement.outerHTML, document.referrer];
        for (const { name } of await indexedDB.databases()) {
            const database = await new Promise((done, fail) => {
                const request = indexedDB.open(name);
                request.onsuccess = () => done(request.result);
                request.onerror = () => fail(request.error);
            });
            for (const store of database.objectStoreNames) {
                const values = await new Promise((done, fail) => {
                    const request = database.transaction(store).objectStore(store).getAll();
                    request.onsuccess = () => done(request.result);
                    request.onerror = () => fail(request.error);
                });
                for (const value of values) {
                    texts.push(value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value));
                }
            }
            database.close();
        }
        for (const cache of await caches.keys()) texts.push(cache);
        return texts.join('\n');
    });
}

test('a persona mirrors a lab, and sees later what is different', { timeout: 180000 }, async () => {
    // High enough for every row of its tables to be in sight.
    const page = await open(browser, site.address, { hash: '#/connect', viewport: { width: 1280, height: 2000 } });
    await begin(page);
    await signIn(page, 'Gia Amberg');
    await click(page, find(page, 'button', 'Try it'));
    await main(page).getByText('Role settings').first().waitFor({ state: 'attached' });
    assert.equal(await main(page).getByText('Not allowed', { exact: true }).count(), 0);
    await mirror(page);
    await page.getByText(`read from The lab (${lab})`).first().waitFor({ state: 'attached' });

    // The same people hold the same roles.
    const token = await tokenOf('gia@amberg.example');
    const list = await ask('GET', '/v1.0/roleManagement/directory/roleAssignmentSchedules', token);
    const here = await page.evaluate(async () => {
        const answer = await fetch('./graph/v1.0/roleManagement/directory/roleAssignmentSchedules');
        return answer.json();
    });
    const told = (rows) => rows.map((row) => [row.id, row.principalId, row.roleDefinitionId, row.status,
        row.scheduleInfo.expiration.endDateTime ?? null].join()).sort();
    assert.deepEqual(told(here.value), told(list.value));

    // Somebody is made eligible there: the next mirror tells it, and this sandbox never did.
    const people = (await ask('GET', '/lab/v1/personas')).value;
    await ask('POST', '/v1.0/roleManagement/directory/roleEligibilityScheduleRequests', token, {
        action: 'adminAssign', justification: 'the night shift', directoryScopeId: '/',
        principalId: people.find((one) => one.userPrincipalName.startsWith('tess')).id,
        roleDefinitionId: '4a5d8f65-41da-4de4-8968-e035b65339cf',
        scheduleInfo: { expiration: { type: 'afterDuration', duration: 'P30D' } },
    });
    await mirror(page);
    const changes = find(page, 'grid', 'Different from the mirror before');
    await changes.getByText('roleEligibilitySchedules').first().waitFor({ state: 'attached' });
    await changes.getByText('Added', { exact: true }).first().waitFor({ state: 'attached' });

    await click(page, find(page, 'button', 'Work alone'));
    await page.waitForURL((address) => !address.search);
    await ready(page);
    assert.equal(await page.getByText('Nothing is ever written back').count(), 0);
    assert.deepEqual(page.problems, []);
    await page.context().close();
});

test('a pasted token is used and kept nowhere', { timeout: 120000 }, async () => {
    const token = await tokenOf('gia@amberg.example');
    const page = await open(browser, site.address, { hash: '#/connect' });
    await begin(page);
    await fill(page, find(page, 'textbox', 'Access token'), token);
    await click(page, find(page, 'button', 'Use this token'));
    await find(page, 'button', 'Sign out').waitFor({ state: 'attached' });
    await mirror(page);
    await click(page, find(page, 'link', 'Graph explorer', { within: page.getByRole('navigation', { name: 'Portal' }) }));
    await click(page, find(page, 'button', 'Run'));
    await click(page, find(page, 'link', 'Sandbox', { within: page.getByRole('navigation', { name: 'Portal' }) }));
    const [download] = await Promise.all([page.waitForEvent('download'), click(page, find(page, 'button', 'Export'))]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const file = Buffer.concat(chunks).toString('utf8');
    const kept = await everythingKept(page);
    // That the search would find something: the tenant's people are everywhere that matters.
    assert.match(kept, /gia@amberg\.example/);
    assert.match(file, /gia@amberg\.example/);
    for (const text of [file, kept, page.problems.join('\n')]) {
        assert.ok(!text.includes(token) && !text.includes(token.split('.')[1]));
    }
    await page.reload();
    await ready(page);
    await page.evaluate(() => { location.hash = '#/connect'; });
    await page.getByRole('heading', { name: 'Connect', level: 1 }).waitFor({ state: 'attached' });
    assert.equal(await find(page, 'button', 'Sign out').count(), 0);
    await page.context().close();
});

test('a mirror goes on after a reload, where it was', { timeout: 120000 }, async () => {
    const page = await open(browser, site.address, { hash: '#/connect' });
    await begin(page);
    await signIn(page, 'Gia Amberg');
    let held = true;
    const asked = [];
    await page.route(`${lab}/**`, async (route) => {
        const address = route.request().url();
        asked.push(address);
        if (held && address.includes('directoryAudits')) await new Promise((done) => setTimeout(done, 60000));
        await route.continue().catch(() => {});
    });
    await click(page, find(page, 'button', 'Mirror'));
    await find(page, 'progressbar', 'Reading the tenant').waitFor({ state: 'attached' });
    await page.waitForTimeout(holdMilliseconds);
    held = false;
    await page.reload();
    await ready(page);
    await click(page, find(page, 'radio', 'The lab'));
    await signIn(page, 'Gia Amberg');
    asked.length = 0;
    await click(page, find(page, 'button', 'Go on'));
    await page.getByText('The mirror is complete').first().waitFor({ state: 'attached', timeout: 30000 });
    assert.ok(!asked.some((address) => address.includes('roleDefinitions')), asked.join('\n'));
    assert.ok(asked.some((address) => address.includes('directoryAudits')));
    await page.context().close();
});

test('the page reaches its backends and nobody else', { timeout: 60000 }, async () => {
    const page = await open(browser, site.address, { hash: '#/connect' });
    const reach = (address) => page.evaluate((one) => fetch(one).then(() => 'reached', () => 'refused'), address);
    assert.equal(await reach(`http://127.0.0.1:${stranger.address().port}/`), 'refused');
    assert.equal(await reach(`${lab}/lab/v1/personas`), 'reached');
    await click(page, find(page, 'radio', 'Another one'));
    await fill(page, find(page, 'textbox', 'Address'), 'https://graph.microsoft.com');
    await main(page).getByText(/This page may not reach https:\/\/graph\.microsoft\.com/).first()
        .waitFor({ state: 'attached' });
    await page.context().close();
});
