// Goal: people sign in at an identity provider in a window, by authorization code with PKCE; what is refused is
// said in words; and the tokens are nowhere afterwards. What a refusal asks for: backend_graph.test.mjs.
// The official Graph client reads the same tenant with the same token. Method: the built page in a real Chromium,
// npm's oidc-provider over TLS, and a `pimlab serve` over TLS that trusts it.
import graph from '@microsoft/microsoft-graph-client';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { exported, goTo, mirror, rowsOf, servePage, startServer } from './connecting.mjs';
import { answer, audience, certificate, clientId, identityProvider, payloadOf, scopes, tokensGiven } from './identity_provider.mjs';
import { click, find, launch, open, ready } from './support.mjs';
import { traces } from './traces.mjs';

const user = 'gia@amberg.example';
const idsMax = 500; // in one look-up
const kinds = ['directory/administrativeUnits/members', 'directoryObjects', 'groups/members',
    'identityGovernance/roleManagementAlerts/alerts', 'organization', 'policies/roleManagementPolicyAssignments',
    'roleManagement/directory/roleAssignmentScheduleInstances', 'roleManagement/directory/roleAssignmentSchedules',
    'roleManagement/directory/roleDefinitions', 'roleManagement/directory/roleEligibilityScheduleInstances',
    'roleManagement/directory/roleEligibilitySchedules'];

let browser;
let site;
let server;
let provider;
let host; // the provider's
let mirrored; // what the page gave away of its mirror, and the token that it read with

before(async () => {
    site = await servePage();
    const tls = certificate(site.folder);
    provider = await identityProvider(tls, `${site.address}signed_in.html`);
    host = new URL(provider.issuer).host;
    server = await startServer(['--tenant', 'one_of_each', '--issuer', provider.issuer, '--audience', audience, '--tls-cert', tls.file,
        '--tls-key', tls.keyFile], { SSL_CERT_FILE: tls.file });
    site.configure({
        backends: [{ name: 'The backend', address: server.address,
            signIn: { authority: provider.issuer, clientId, scopes } }],
        authorities: [provider.issuer],
    });
    browser = await launch();
});

after(async () => {
    await browser?.close();
    server?.close();
    await provider?.close();
    await site?.close();
});

/** The Connect page in the sandbox of mirrors; `page.secrets` gathers what the provider gives. */
async function connect() {
    Object.assign(provider.settings, { audience, seconds: 3600, late: false });
    const page = await open(browser, `${site.address}?sandbox=mirror`, { hash: '#/connect', ignoreHTTPSErrors: true,
        viewport: { width: 1280, height: 2000 } });
    page.secrets = tokensGiven(page);
    await click(page, find(page, 'radio', 'The backend'));
    return page;
}

async function openWindow(page) {
    const [popup] = await Promise.all([page.waitForEvent('popup'),
        click(page, find(page, 'button', `Sign in with ${host}`))]);
    return popup;
}

async function signIn(page) {
    await answer(await openWindow(page), user);
    await find(page, 'button', 'Sign out').waitFor({ state: 'attached' });
}

const says = (page, text) => page.getByRole('main').getByText(text).first().waitFor({ state: 'attached' });

test('somebody signs in with a proof key, mirrors, and no token is left anywhere', { timeout: 120000 }, async () => {
    const page = await connect();
    const scripts = () => page.evaluate(() => performance.getEntriesByType('resource').map((one) => one.name)
        .filter((name) => name.includes('msal')));
    assert.deepEqual(await scripts(), []);
    await signIn(page);
    assert.equal((await scripts()).length, 1);
    await says(page, user);
    const request = provider.asked.at(-1);
    assert.equal(request.response_type, 'code');
    assert.equal(request.code_challenge_method, 'S256');
    assert.match(request.code_challenge, /^[\w-]{43}$/);
    assert.ok(scopes.every((scope) => request.scope.split(' ').includes(scope)));
    await mirror(page);
    await goTo(page, 'Graph explorer');
    await click(page, find(page, 'button', 'Run'));
    const file = await exported(page);
    assert.equal(payloadOf(page.secrets[0]).upn, user);
    assert.equal(page.secrets.length, 3);
    assert.match(file, /gia@amberg\.example/);
    assert.deepEqual(await traces(page, page.secrets, [file]), []);
    mirrored = { file, token: page.secrets[0] };
    await page.reload();
    await ready(page);
    await goTo(page, 'Connect');
    await click(page, find(page, 'radio', 'The backend'));
    assert.equal(await find(page, 'button', 'Sign out').count(), 0);
    assert.deepEqual(page.problems, []);
    await page.context().close();
});

/** The objects that an export keeps as the backend sent them: 'collection id' → object. */
function originalsOf(file) {
    return new Map(rowsOf(file, 'originals').map(({ collection, id, json }) => [`${collection} ${id}`, JSON.parse(json)]));
}

/** The same by the official client: whole collections page by page, then what they name, then its members. */
async function readByClient(token) {
    const client = graph.Client.init({ baseUrl: `${server.address}/`, customHosts: new Set(['localhost']),
        authProvider: (done) => done(null, token) });
    const read = new Map();
    const all = async (request) => {
        const rows = [];
        await new graph.PageIterator(client, await request.get(), (row) => rows.push(row) > 0).iterate();
        return rows;
    };
    const keep = (collection, rows) => rows.forEach((row) => read.set(`${collection} ${row.id}`, row));
    const api = (path, version = 'v1.0') => client.api(`/${path}`).version(version);
    const settings = "scopeId eq '/' and scopeType eq 'DirectoryRole'";
    const requests = {
        organization: api,
        'roleManagement/directory/roleDefinitions': (path) => api(path, 'beta'),
        'policies/roleManagementPolicyAssignments': (path) => api(path).filter(settings).expand('policy($expand=rules)'),
        'roleManagement/directory/roleEligibilitySchedules': api,
        'roleManagement/directory/roleAssignmentSchedules': (path) => api(path).expand('activatedUsing'),
        'roleManagement/directory/roleEligibilityScheduleInstances': api,
        'roleManagement/directory/roleAssignmentScheduleInstances': (path) => api(path).expand('activatedUsing'),
        'identityGovernance/roleManagementAlerts/alerts': (path) =>
            api(path, 'beta').filter(settings).expand('alertConfiguration'),
    };
    for (const [path, request] of Object.entries(requests)) keep(path, await all(request(path)));
    // Whatever looks like an id: the server finds what is an object.
    const ids = [...new Set(JSON.stringify([...read.entries()]).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))];
    const objects = [];
    for (let from = 0; from < ids.length; from += idsMax) {
        objects.push(...(await api('directoryObjects/getByIds').post({ ids: ids.slice(from, from + idsMax) })).value);
    }
    keep('directoryObjects', objects);
    const containers = { '#microsoft.graph.group': 'groups', '#microsoft.graph.administrativeUnit': 'directory/administrativeUnits' };
    for (const { id, '@odata.type': type } of objects.filter((one) => one['@odata.type'] in containers)) {
        const members = (await all(api(`${containers[type]}/${id}/members`))).sort((a, b) => (a.id < b.id ? -1 : 1));
        read.set(`${containers[type]}/members ${id}`, { members });
    }
    return read;
}

test('the official client reads the same tenant, object by object', { timeout: 60000 }, async () => {
    const originals = originalsOf(mirrored.file);
    // Its certificate is the test's own.
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    const read = await readByClient(mirrored.token);
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    assert.deepEqual([...originals.keys()].sort(), [...read.keys()].sort());
    for (const [key, object] of read) assert.deepEqual(originals.get(key), object, key);
    // Every kind of object that a mirror keeps is among them.
    assert.deepEqual([...new Set([...read.keys()].map((key) => key.split(' ')[0]))].sort(), kinds);
});

test('what does not count, or nobody gave, is said in words', { timeout: 120000 }, async () => {
    const page = await connect();
    const popup = await openWindow(page);
    await popup.getByLabel('User name').waitFor();
    await popup.close();
    await says(page, `the window of ${host} was closed before anybody had signed in`);
    await answer(await openWindow(page), user, 'Refuse');
    await says(page, `${host} says: the administrator has not approved this page (access_denied)`);
    await page.evaluate(() => {
        window.opens = window.open;
        window.open = () => null;
    });
    await click(page, find(page, 'button', `Sign in with ${host}`));
    await says(page, `the browser did not open the window of ${host}; let this page open windows`);
    await page.evaluate(() => { window.open = window.opens; });

    provider.settings.audience = 'https://other.example';
    await signIn(page);
    await click(page, find(page, 'button', 'Mirror'));
    await says(page, `the token is not for '${audience}'`);
    await click(page, find(page, 'button', 'Sign out'));
    Object.assign(provider.settings, { audience, late: true });
    await signIn(page);
    await click(page, find(page, 'button', 'Mirror'));
    await says(page, /expired/);
    await page.context().close();
});

test('a token is renewed before it expires', { timeout: 120000 }, async () => {
    const page = await connect();
    provider.settings.seconds = 3;
    await signIn(page);
    const before = provider.granted.length;
    await page.waitForTimeout(3500);
    assert.equal(provider.granted[before], 'refresh_token');
    await click(page, find(page, 'button', 'Try it'));
    await says(page, 'Role settings');
    assert.equal(await find(page, 'grid', 'What the token may read').getByText('Not allowed', { exact: true }).count(), 0);
    // What it may write is read from the permissions that it names.
    const writes = await find(page, 'grid', 'What the token may write').getByRole('row').allInnerTexts();
    assert.deepEqual(writes.filter((row) => /Not allowed/.test(row)).map((row) => row.split(/\s/)[0]), ['Alerts', 'Groups', 'Users']);
    assert.equal(writes.filter((row) => /Allowed/.test(row)).length, 5);
    await page.context().close();
});
