// Goal: the page signs in at a running `pimlab serve`, mirrors it into a sandbox of its own, and tells
// what is different later; it reaches nobody else, and the token is nowhere afterwards.
// Method: the built page with a config.json of the test's own, in a real Chromium, beside a real server.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { begin, exported, goTo, mirror, rowsOf, servePage, signInAs, startServer } from './connecting.mjs';
import { collections, crews, graphStandIn, token as standInToken } from './graph_stand_in.mjs';
import { click, fill, find, launch, open, ready } from './support.mjs';
import { traces } from './traces.mjs';

const holdMilliseconds = 200;

let browser;
let site;
let server;
let lab; // the server's address
let other; // a Graph that is no lab
let stranger; // a server that is not in config.json, and takes every page

before(async () => {
    server = await startServer();
    lab = server.address;
    site = await servePage();
    other = await graphStandIn();
    site.configure({ backends: [{ name: 'The lab', address: lab, lab: true }, { name: 'Fernhill', address: other.address }] });
    stranger = createServer((request, response) => {
        response.writeHead(200, { 'access-control-allow-origin': '*' }).end('{}');
    });
    await new Promise((done) => stranger.listen(0, '127.0.0.1', done));
    browser = await launch();
});

after(async () => {
    await browser?.close();
    await site?.close();
    await other?.close();
    await new Promise((done) => stranger.close(done));
    server?.close();
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

test('a persona mirrors a lab, and sees later what is different', { timeout: 180000 }, async () => {
    // High enough for every row of its tables to be in sight.
    const page = await open(browser, site.address, { hash: '#/connect', viewport: { width: 1280, height: 2600 } });
    await begin(page, 'The lab');
    const given = page.waitForResponse(`${lab}/lab/v1/tokens`);
    await signInAs(page, 'Gia Amberg');
    const secret = (await (await given).json()).access_token;
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

    // What lapses, and who could no longer activate under other settings, is rehearsed on the copy.
    await goTo(page, 'Reports');
    await find(page, 'grid', 'Assignments that end soon').getByText('Tess Moreau').first().waitFor({ state: 'attached' });
    await page.evaluate(() => { location.hash = '#/settings/4a5d8f65-41da-4de4-8968-e035b65339cf/edit'; });
    await click(page, find(page, 'checkbox', 'Require approval to activate'));
    await click(page, find(page, 'option', 'Tess Moreau'));
    await click(page, find(page, 'tab', 'Who can activate'));
    await page.getByText('1 of 1 member could no longer activate the role').first().waitFor({ state: 'attached' });
    await goTo(page, 'Connect');

    assert.deepEqual(await traces(page, [secret]), []);
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
    await begin(page, 'The lab');
    await fill(page, find(page, 'textbox', 'Access token'), token);
    await click(page, find(page, 'button', 'Use this token'));
    await find(page, 'button', 'Sign out').waitFor({ state: 'attached' });
    await mirror(page);
    await goTo(page, 'Graph explorer');
    await click(page, find(page, 'button', 'Run'));
    const file = await exported(page);
    assert.match(file, /gia@amberg\.example/);
    assert.deepEqual(await traces(page, [token], [file]), []);
    await page.reload();
    await ready(page);
    await page.evaluate(() => { location.hash = '#/connect'; });
    await page.getByRole('heading', { name: 'Connect', level: 1 }).waitFor({ state: 'attached' });
    assert.equal(await find(page, 'button', 'Sign out').count(), 0);
    await page.context().close();
});

test('a Graph of small pages, throttled and half forbidden, is mirrored as far as it goes', { timeout: 120000 }, async () => {
    const page = await open(browser, `${site.address}?sandbox=mirror`, { hash: '#/connect',
        viewport: { width: 1280, height: 2600 } });
    await click(page, find(page, 'radio', 'Fernhill'));
    await fill(page, find(page, 'textbox', 'Access token'), standInToken);
    await click(page, find(page, 'button', 'Use this token'));
    await find(page, 'button', 'Sign out').waitFor({ state: 'attached' });
    await mirror(page);
    assert.ok(other.state.throttled >= 2, JSON.stringify(other.state));
    assert.equal(other.state.batches, 1);
    const says = (name, words) => find(page, 'group', name, { within: find(page, 'region', 'Mirror') })
        .filter({ hasText: words }).waitFor({ state: 'attached' });
    // The tenant, 8 roles, 9 assignments, 10 instances, 5 users and 2 groups with their members.
    await says('Objects', /37$/);
    for (const forbidden of ['policies/roleManagementPolicyAssignments', 'identityGovernance/roleManagementAlerts/alerts']) {
        await says(forbidden, '403 Authorization_RequestDenied: Insufficient privileges to complete the operation.');
    }
    const file = await exported(page);
    const here = rowsOf(file, 'schedules').map((row) => [row.id, row.principal, row.role].join());
    const there = Object.entries(collections).filter(([path]) => path.endsWith('Schedules')).flatMap(([, rows]) => rows);
    assert.deepEqual(here.sort(), there.map((row) => [row.id, row.principalId, row.roleDefinitionId].join()).sort());
    assert.deepEqual(rowsOf(file, 'groups').map((group) => group.members), crews.map((crew) => crew.map((one) => one.id)));
    assert.match(file, /unknown to us 7/);
    assert.deepEqual(await traces(page, [standInToken], [file]), []);
    await page.context().close();
});

test('the search for a token finds it wherever it is', { timeout: 60000 }, async () => {
    const token = await tokenOf('gia@amberg.example');
    const [, payload] = token.split('.');
    const page = await (await browser.newContext()).newPage();
    page.said = [];
    page.on('console', (message) => page.said.push(message.text()));
    await page.goto(`${site.address}signed_in.html`);
    const plants = {
        IndexedDB: ([text]) => new Promise((done) => {
            const request = indexedDB.open('somewhere', 1);
            request.onupgradeneeded = () => request.result.createObjectStore('rows');
            request.onsuccess = () => {
                const change = request.result.transaction('rows', 'readwrite');
                const wide = new Uint16Array([...`{${text}}`].map((letter) => letter.charCodeAt(0)));
                change.objectStore('rows').put({ deep: [new Uint8Array(wide.buffer)] }, 'key');
                change.oncomplete = done;
            };
        }),
        'the cache': async ([text]) => (await caches.open('one')).put('/kept', new Response(`<${text}>`)),
        localStorage: ([text]) => localStorage.setItem('one', text),
        sessionStorage: ([, part]) => sessionStorage.setItem('one', `${part}=`),
        'the history': ([text]) => history.replaceState({ text }, ''),
        'the addresses asked': ([, part]) => new Promise((done) => {
            Object.assign(new Image(), { onerror: done, src: `nothing?${part}` });
        }),
        'the page': ([, part]) => document.body.setAttribute('aria-label', part),
        'the name of the window': ([text]) => { window.name = text; },
        'a cookie': ([, part]) => { document.cookie = `one=${part}`; },
        'the console': ([text]) => console.log('Authorization: Bearer', text),
    };
    const found = [];
    assert.deepEqual(await traces(page, [token], ['nothing']), found);
    for (const [place, plant] of Object.entries(plants)) {
        await page.evaluate(plant, [token, payload]);
        found.push(place);
        assert.deepEqual((await traces(page, [token])).sort(), found.sort());
    }
    assert.ok((await traces(page, [token], [`"token": "${token}"`])).includes('an export'));
    assert.deepEqual(await traces(page, ['another secret']), []);
    await page.context().close();
});

test('a mirror goes on after a reload, where it was', { timeout: 120000 }, async () => {
    const page = await open(browser, site.address, { hash: '#/connect' });
    await begin(page, 'The lab');
    const secrets = [];
    const signIn = async () => {
        const given = page.waitForResponse(`${lab}/lab/v1/tokens`);
        await signInAs(page, 'Gia Amberg');
        secrets.push((await (await given).json()).access_token);
    };
    await signIn();
    let held = true;
    const asked = [];
    await page.route(`${lab}/**`, async (route) => {
        const address = route.request().url();
        asked.push(address);
        if (held && address.includes('directoryAudits')) await new Promise((done) => setTimeout(done, 60000).unref());
        await route.continue().catch(() => {});
    });
    const roles = page.waitForEvent('requestfinished', (request) => request.url().includes('roleDefinitions'));
    await click(page, find(page, 'button', 'Mirror'));
    await find(page, 'progressbar', 'Reading the tenant').waitFor({ state: 'attached' });
    await roles;
    await page.waitForTimeout(holdMilliseconds);
    // Held until the old page is gone: else it reads the audit on its way out, and nothing is left to ask.
    await page.reload();
    held = false;
    await ready(page);
    await click(page, find(page, 'radio', 'The lab'));
    await signIn();
    asked.length = 0;
    await click(page, find(page, 'button', 'Go on'));
    await page.getByText('The mirror is complete').first().waitFor({ state: 'attached', timeout: 30000 });
    assert.ok(!asked.some((address) => address.includes('roleDefinitions')), asked.join('\n'));
    assert.ok(asked.some((address) => address.includes('directoryAudits')));
    assert.deepEqual(await traces(page, secrets), []);
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
