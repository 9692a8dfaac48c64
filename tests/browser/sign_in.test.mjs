// Goal: people sign in at an identity provider in a window, by authorization code with PKCE; what is refused is
// said in words; more is asked for where a refusal wants it; and the tokens are nowhere afterwards.
// Method: the built page in a real Chromium, npm's oidc-provider over TLS, and a `pimlab serve` that trusts it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, exported, goTo, mirror, servePage, startServer } from './connecting.mjs';
import { audience, certificate, clientId, identityProvider, scopes } from './identity_provider.mjs';
import { click, find, launch, open, ready } from './support.mjs';
import { traces } from './traces.mjs';

const user = 'gia@amberg.example';

let browser;
let site;
let server;
let provider;
let host; // the provider's

before(async () => {
    site = await servePage();
    const tls = certificate(site.folder);
    provider = await identityProvider(tls, `${site.address}signed_in.html`);
    host = new URL(provider.issuer).host;
    server = await startServer(['--issuer', provider.issuer, '--audience', audience], { SSL_CERT_FILE: tls.file });
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
    const page = await open(browser, site.address, { hash: '#/connect', ignoreHTTPSErrors: true });
    page.secrets = [];
    page.context().on('response', async (response) => {
        if (new URL(response.url()).pathname !== '/token') return;
        const { access_token: access, refresh_token: refresh, id_token: id } = await response.json().catch(() => ({}));
        page.secrets.push(...[access, refresh, id].filter(Boolean));
    });
    await begin(page, 'The backend');
    return page;
}

async function openWindow(page) {
    const [popup] = await Promise.all([page.waitForEvent('popup'),
        click(page, find(page, 'button', `Sign in with ${host}`))]);
    return popup;
}

async function answer(popup, button) {
    const gone = popup.waitForEvent('close');
    await popup.getByLabel('User name').fill(user);
    await popup.getByRole('button', { name: button }).click();
    await gone;
}

async function signIn(page) {
    await answer(await openWindow(page), 'Continue');
    await find(page, 'button', 'Sign out').waitFor({ state: 'attached' });
}

const says = (page, text) => page.getByRole('main').getByText(text).first().waitFor({ state: 'attached' });
const payloadOf = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

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
    await page.reload();
    await ready(page);
    await goTo(page, 'Connect');
    await click(page, find(page, 'radio', 'The backend'));
    assert.equal(await find(page, 'button', 'Sign out').count(), 0);
    assert.deepEqual(page.problems, []);
    await page.context().close();
});

test('what does not count, or nobody gave, is said in words', { timeout: 120000 }, async () => {
    const page = await connect();
    const popup = await openWindow(page);
    await popup.getByLabel('User name').waitFor();
    await popup.close();
    await says(page, `the window of ${host} was closed before anybody had signed in`);
    await answer(await openWindow(page), 'Refuse');
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

test('a token is renewed before it expires, and more is asked for by claims', { timeout: 120000 }, async () => {
    const page = await connect();
    provider.settings.seconds = 3;
    await signIn(page);
    const before = provider.granted.length;
    await page.waitForTimeout(3500);
    assert.equal(provider.granted[before], 'refresh_token');
    await click(page, find(page, 'button', 'Try it'));
    await says(page, 'Role settings');
    assert.equal(await page.getByText('Not allowed', { exact: true }).count(), 0);

    // No page asks for more as yet: this is what the program does when a refusal wants it.
    provider.settings.seconds = 3600;
    const claims = { access_token: { acrs: { essential: true, value: 'c1' } } };
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.evaluate(([authority, id, wanted, asked]) =>
        window.pimlabHost.identity.begin(1, { authority, clientId: id, scopes: wanted }, asked),
    [provider.issuer, clientId, scopes, JSON.stringify(claims)])]);
    assert.equal(await popup.getByLabel('User name').inputValue(), user);
    const token = page.waitForResponse((response) => new URL(response.url()).pathname === '/token');
    await answer(popup, 'Continue');
    const { acrs, amr } = payloadOf((await (await token).json()).access_token);
    assert.deepEqual([acrs, amr], [['c1'], ['pwd', 'mfa']]);
    await page.context().close();
});
