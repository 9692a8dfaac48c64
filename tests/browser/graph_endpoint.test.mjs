// Goal: other code in this browser reaches the running sandbox as Graph, through the service worker:
// the page itself, a page beside it, a tab that only reads, with the official client, while the tab
// is out of sight; and is told so where nobody can answer. Method: the built site in a real Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { certificate, copySite, exercise, sdk } from './site_copy.mjs';
import { chromiumFlags, find, launch, open, ready, saved, serve, settled, small, visit } from './support.mjs';

const requests = 'roleManagement/directory/roleEligibilityScheduleRequests';
const securityOperator = '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f';

const json = { 'content-type': 'application/json' };
let copy;
let site;
let browser;
before(async () => {
    // The site as a host would have it, with a learner's page beside it.
    copy = copySite();
    copy.write('learner.html', exercise('Exercise'));
    copy.copy('sdk.js', sdk);
    site = await serve(copy.folder);
    browser = await launch();
});
after(async () => {
    await browser?.close();
    await site?.close();
    copy?.remove();
});

/** Status, header fields and body of what a page's own code fetches. */
function ask(page, address, options = {}) {
    return page.evaluate(async ([url, init]) => {
        const response = await fetch(url, init);
        const text = await response.text();
        return { status: response.status, headers: Object.fromEntries(response.headers),
            body: text ? JSON.parse(text) : null };
    }, [address, options]);
}

const root = () => `${site.address}graph`;
const me = async (page, options) => (await ask(page, './graph/v1.0/me', options)).body.displayName;
const endpoint = (page) => page.evaluate(() => window.pimlab.graph);

/** The page, once its worker controls it. */
async function portal(context, hash = '#/my-roles') {
    const page = await visit(await context.newPage(), site.address + hash);
    assert.equal(await endpoint(page), root());
    return page;
}

async function fresh() {
    return browser.newContext(small);
}

async function beside(context) {
    const page = await context.newPage();
    await page.goto(`${site.address}learner.html`);
    return page;
}

/** Makes a user eligible for Security Operator; the answer. */
async function assign(page, name) {
    const found = await ask(page, `./graph/v1.0/users?$filter=displayName eq '${name}'`);
    return ask(page, `./graph/v1.0/${requests}`, { method: 'POST', headers: json,
        body: JSON.stringify({ action: 'adminAssign', justification: 'Asked by a script', directoryScopeId: '/',
            roleDefinitionId: securityOperator, principalId: found.body.value[0].id,
            scheduleInfo: { expiration: { type: 'afterDuration', duration: 'P30D' } } }) });
}

/** An unsigned token. */
function token(claims) {
    return [{ alg: 'none' }, claims].map((part) => `${Buffer.from(JSON.stringify(part)).toString('base64url')}.`).join('');
}

/** What the official client does on a page: filter, POST, pages, $batch, beta, a refusal, a token. */
async function useLibrary([role, collection, bearer]) {
    const { BatchRequestContent, BatchResponseContent, Client, PageIterator } = window.MicrosoftGraph;
    const options = { baseUrl: new URL('./graph', document.baseURI).href };
    // Its tokens go to hosts that it is told about; as the persona, nobody tells it.
    const client = Client.init({ ...options, authProvider: (done) => done(null, 'none') });
    const tess = await client.api('/users').filter("startswith(displayName,'Tess')").get();
    const made = await client.api(`/${collection}`).post({ action: 'adminAssign', justification: 'By the client',
        principalId: tess.value[0].id, roleDefinitionId: role, directoryScopeId: '/',
        scheduleInfo: { expiration: { type: 'afterDuration', duration: 'P5D' } } });
    const names = [];
    const pages = new PageIterator(client, await client.api('/users').top(2).get(), (user) => names.push(user.displayName));
    await pages.iterate();
    const steps = new BatchRequestContent([{ id: '1', request: new Request(new URL('/me', document.baseURI)) }]);
    const batch = new BatchResponseContent(await client.api('/$batch').post(await steps.getContent()));
    const again = await client.api(`/${collection}/${made.id}`).version('beta').get();
    const refusal = await client.api('/users/nobody').get().catch((error) => error);
    const known = Client.init({ ...options, customHosts: new Set(['localhost']), authProvider: (done) => done(null, bearer) });
    return { status: made.status, names, again: again.id === made.id, refusal: [refusal.statusCode, refusal.code],
        inBatch: (await batch.getResponseById('1').json()).displayName,
        byToken: (await known.api('/me').get()).displayName };
}

test('the page itself asks as its persona, and what was confirmed is there after a reload', { timeout: 120000 }, async () => {
    const context = await fresh();
    const page = await portal(context);
    const answer = await ask(page, './graph/v1.0/me');
    assert.equal(answer.status, 200);
    assert.equal(answer.body.displayName, 'Gia Amberg');
    assert.match(answer.headers['content-type'], /^application\/json;odata\.metadata=minimal;.*charset=utf-8$/);
    assert.match(answer.headers['request-id'], /^[0-9a-f-]{36}$/);
    // Addresses in answers lead back here.
    assert.equal(answer.body['@odata.context'], `${root()}/v1.0/$metadata#users/$entity`);
    const first = await ask(page, './graph/beta/users?$top=2');
    assert.ok(first.body['@odata.nextLink'].startsWith(`${root()}/beta/users?`));
    assert.equal((await ask(page, first.body['@odata.nextLink'])).body.value.length, 2);

    const made = await assign(page, 'Tess Moreau');
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.equal(made.headers.location, `${root()}/v1.0/${requests}/${made.body.id}`);
    // No wait: the answer followed the commit, and the worker waits for the page that loads.
    await page.reload({ waitUntil: 'commit' });
    const again = await ask(page, made.headers.location);
    assert.equal(again.status, 200);
    assert.equal(again.body.justification, 'Asked by a script');

    const wrong = await ask(page, './graph/v1.0/users?$top=many');
    assert.equal(wrong.status, 400);
    assert.equal(wrong.body.error.code, 'BadRequest');
    assert.equal(wrong.body.error.innerError['request-id'], wrong.headers['request-id']);
    const long = await ask(page, `./graph/v1.0/${requests}`, { method: 'POST', headers: json, body: ' '.repeat(1 << 20) + '{}' });
    assert.equal(long.status, 413);
    assert.match(long.body.error.message, /1048576 bytes/);
    assert.equal((await ask(page, './graph/v2.0/me')).status, 400);
    await context.close();
});

test('a change that comes by script shows on the page', { timeout: 120000 }, async () => {
    const context = await fresh();
    const page = await portal(context, '#/users');
    await ask(page, './graph/v1.0/users', { method: 'POST', headers: json, body: JSON.stringify({ accountEnabled: true,
        displayName: 'Nell Ortega', mailNickname: 'nell', userPrincipalName: 'nell@amberg.example',
        passwordProfile: { password: 'not-kept-1' } }) });
    await find(page, 'grid', 'Users').getByRole('row', { name: /Nell Ortega/ }).waitFor({ state: 'attached' });
    assert.deepEqual(page.problems, []);
    await context.close();
});

test('a page beside it is answered by the tab that has the sandbox, as its token says if it has one', { timeout: 120000 }, async () => {
    const context = await fresh();
    const page = await portal(context);
    const learner = await beside(context);
    assert.equal(await me(learner), 'Gia Amberg');
    const tess = (await ask(learner, './graph/v1.0/users?$filter=startswith(displayName,\'Tess\')')).body.value[0];
    const by = (claims) => ({ headers: { authorization: `Bearer ${token(claims)}` } });
    const soon = Math.floor(Date.now() / 1000) + 600;
    assert.equal(await me(learner, by({ oid: tess.id, exp: soon })), 'Tess Moreau');
    assert.equal((await ask(learner, './graph/v1.0/me', by({ oid: tess.id, exp: soon - 6000 }))).status, 401);
    assert.equal((await assign(learner, 'Ben Okafor')).status, 201);
    await saved(page);
    // A form, which another site could send as well, gets nothing done; an address shows what it names.
    const posted = learner.waitForNavigation();
    await learner.evaluate(() => {
        document.body.innerHTML = '<form method="post" action="./graph/v1.0/users" enctype="text/plain"></form>';
        document.forms[0].submit();
    });
    assert.equal((await posted).status(), 405);
    assert.equal((await learner.goto(`${root()}/v1.0/me`)).status(), 200);
    assert.match(await learner.innerText('body'), /Gia Amberg/);
    await context.close();
});

test('a tab that only reads has the other one answer, to its own persona', { timeout: 120000 }, async () => {
    const context = await fresh();
    await portal(context);
    const second = await portal(context, '#/my-roles/eligible');
    await second.getByText(/^Another tab has this sandbox open/).first().waitFor({ state: 'attached' });
    await second.getByRole('banner').getByRole('button', { name: 'Gia Amberg' }).dispatchEvent('click');
    await settled(second);
    await find(second, 'menuitemcheckbox', 'Rita Halvorsen').dispatchEvent('click');
    await settled(second);
    assert.equal(await me(second), 'Rita Halvorsen');
    // She reads and does not change; the tab's own refusal would be another one.
    const refused = await assign(second, 'Ben Okafor');
    assert.equal(refused.status, 403, JSON.stringify(refused.body));
    await context.close();
});

test('with no tab that has the sandbox it is a 503 in the form of Graph', { timeout: 120000 }, async () => {
    const context = await fresh();
    const page = await portal(context);
    const learner = await beside(context);
    await page.close();
    const answer = await ask(learner, './graph/v1.0/me');
    assert.equal(answer.status, 503);
    assert.equal(answer.headers['retry-after'], '1');
    assert.equal(answer.body.error.code, 'ServiceUnavailable');
    assert.match(answer.body.error.message, /no tab/);
    assert.equal(answer.body.error.innerError['request-id'], answer.headers['request-id']);
    // Open again, it answers again.
    await portal(context);
    assert.equal(await me(learner), 'Gia Amberg');
    await context.close();
});

test('out of sight it answers, and what it confirms is durable', { timeout: 120000 }, async () => {
    const context = await fresh();
    const page = await portal(context);
    const learner = await beside(context);
    // Headless Chromium never hides a tab: the page is told that it is, and gets no frames.
    await page.evaluate(() => {
        window.requestAnimationFrame = () => 0;
        Object.defineProperty(document, 'hidden', { value: true });
        Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
        document.dispatchEvent(new Event('visibilitychange'));
    });
    const frames = await page.evaluate(() => window.pimlab.frames);
    const made = await assign(learner, 'Ann Lindqvist');
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const steps = await ask(learner, './graph/v1.0/$batch', { method: 'POST', headers: json, body: JSON.stringify({ requests: [
        { id: '1', method: 'DELETE', url: '/users/gus@partner.example' },
        { id: '2', method: 'GET', url: '/me', dependsOn: ['1'] }] }) });
    assert.equal(steps.body.responses.length, 2, JSON.stringify(steps.body));
    assert.equal(await page.evaluate(() => window.pimlab.frames), frames);
    await page.close();
    const next = await portal(context);
    assert.equal((await ask(next, made.headers.location)).status, 200);
    await context.close();
});

// The library follows nextLink and sends its token over HTTPS alone.
test('Microsoft\'s own client library works on it, with a token of its own', { timeout: 120000 }, async () => {
    const secure = await serve(copy.folder, certificate());
    const trusting = await launch({ args: [...chromiumFlags, '--ignore-certificate-errors'] });
    try {
        const context = await trusting.newContext(small);
        const page = await visit(await context.newPage(), secure.address);
        assert.equal(await endpoint(page), `${secure.address}graph`);
        const learner = await context.newPage();
        await learner.goto(`${secure.address}learner.html`);
        await learner.addScriptTag({ url: './sdk.js' });
        const tess = (await ask(learner, './graph/v1.0/users?$filter=startswith(displayName,\'Tess\')')).body.value[0];
        const result = await learner.evaluate(useLibrary, [securityOperator, requests,
            token({ oid: tess.id, exp: Math.floor(Date.now() / 1000) + 600 })]);
        assert.equal(result.status, 'Provisioned');
        assert.ok(result.names.length >= 6 && result.names.includes('Tess Moreau'), result.names.join());
        assert.equal(result.inBatch, 'Gia Amberg');
        assert.equal(result.byToken, 'Tess Moreau');
        assert.ok(result.again);
        assert.deepEqual(result.refusal, [404, 'Request_ResourceNotFound']);
    } finally {
        await trusting.close();
        await secure.close();
    }
});

test('the page says so where no worker can be had', { timeout: 120000 }, async () => {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    await context.addInitScript(() => Object.defineProperty(navigator, 'serviceWorker', { value: undefined }));
    const page = await visit(await context.newPage(), `${site.address}#/graph-explorer`);
    assert.equal(await endpoint(page), null);
    await page.getByText(/no service worker/).waitFor({ state: 'attached' });
    await context.close();
});

/** Loads the page past its worker, as Shift and the reload button do. */
async function forceReload(page) {
    const session = await page.context().newCDPSession(page);
    const loaded = page.waitForEvent('load');
    await session.send('Page.reload', { ignoreCache: true });
    await loaded;
    await ready(page);
}

test('after a forced reload the page takes its worker back, and says so where it cannot', { timeout: 120000 }, async () => {
    const context = await fresh();
    const page = await portal(context, '#/graph-explorer');
    await forceReload(page);
    assert.equal(await endpoint(page), root());
    assert.equal(await me(page), 'Gia Amberg');
    await page.getByText(`fetch('${root()}/v1.0/me')`).waitFor({ state: 'attached' });
    // A browser that leaves such a page alone.
    await page.addInitScript(() => {
        const post = ServiceWorker.prototype.postMessage;
        ServiceWorker.prototype.postMessage = function (message, ...rest) {
            if (message.wish !== 'claim') post.call(this, message, ...rest);
        };
    });
    await forceReload(page);
    assert.equal(await endpoint(page), null);
    await page.getByText(/forced reload/).waitFor({ state: 'attached' });
    await context.close();
});

test('a new build is seen at once: the worker keeps nothing', { timeout: 120000 }, async () => {
    const context = await fresh();
    await portal(context);
    const learner = await beside(context);
    copy.write('learner.html', exercise('Second exercise'));
    await learner.reload();
    assert.equal(await learner.locator('h1').innerText(), 'Second exercise');
    assert.deepEqual(await learner.evaluate(() => caches.keys()), []);
    const worker = await learner.evaluate(async () => (await navigator.serviceWorker.getRegistration()).updateViaCache);
    assert.equal(worker, 'none');
    await context.close();
});
