// Goal: people work through a backend that is no lab: it is marked on every page, each write is asked for first, a
// refusal that wants more opens the sign-in with exactly those claims and goes out once more, and whatever is lost,
// late or throttled on the way, nothing is done twice. Method: the built page in a real Chromium, npm's oidc-provider,
// and a `pimlab serve` that trusts it behind a gate that hides what makes it a lab, and counts.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { exported, servePage, startServer } from './connecting.mjs';
import { answer, audience, certificate, clientId, identityProvider, payloadOf, scopes, tokensGiven } from './identity_provider.mjs';
import { activate, colourAt, fill, find, launch, open, ready } from './support.mjs';
import { traces } from './traces.mjs';
import { approve, assign, banner, button, dialog, go, inRow, live, ofRole, panelClosed, until } from './working.mjs';
import { writingStandIn } from './writing_stand_in.mjs';

const operator = ['Security Operator', '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f'];
const reader = ['Global Reader', 'f2ef992c-3afb-46b9-b7cf-a126ee74c451'];
const administrator = ['User Administrator', 'fe930be7-5e62-47db-91af-98c3a49a38b1'];
const messages = ['Message Center Reader', '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b'];
const assignment = 'POST roleEligibilityScheduleRequests 201';
const throttled = 'POST roleEligibilityScheduleRequests 0';
const requests = '/v1.0/roleManagement/directory/role';
const pollWithin = 75000; // ms: it is read again every minute
const wentWithin = 60000; // ms, with the pauses before a lost reply is given up
const quiet = 3000; // ms in which a third try would have come

let browser;
let site;
let server;
let provider;
let backend; // what the page takes for a Graph
let folder;

before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pimlab-tenant-'));
    const scenario = join(folder, 'tenant.txt');
    // Only who is concerned is read of such a backend: everybody is made eligible for something.
    const concerned = ['tess', 'ann', 'ben', 'rita'].map((name) => `elig ${name} MessageCenterReader 10d`);
    writeFileSync(scenario, ['use start', 'user ono "Ono O\'Dea"', 'set SecurityOperator mfa=off context=c1 approval=on approvers=gia', ...concerned, ''].join('\n'));
    site = await servePage();
    const tls = certificate(site.folder);
    provider = await identityProvider(tls, `${site.address}signed_in.html`);
    server = await startServer(['--tenant', scenario, '--issuer', provider.issuer, '--audience', audience], { SSL_CERT_FILE: tls.file });
    backend = await writingStandIn(server.address);
    site.configure({
        backends: [{ name: 'Fernhill', address: backend.address, signIn: { authority: provider.issuer, clientId, scopes } }],
        authorities: [provider.issuer],
    });
    browser = await launch();
});

after(async () => {
    await browser?.close();
    await site?.close();
    await backend?.close();
    await server?.close();
    await provider?.close();
    rmSync(folder, { recursive: true, force: true });
});

const popupAt = async (page, pressed) => (await Promise.all([page.waitForEvent('popup'), activate(page, pressed)]))[0];

/** Somebody's browser, working through the backend. */
async function person(name) {
    const page = await open(browser, site.address, { hash: '#/connect', ignoreHTTPSErrors: true });
    page.secrets = tokensGiven(page);
    await activate(page, find(page, 'radio', 'Fernhill'));
    await activate(page, find(page, 'button', 'Work through the backend'));
    await page.waitForURL(/sandbox=backend/);
    await ready(page);
    await activate(page, find(page, 'radio', 'Fernhill'));
    const signIn = find(page, 'button', `Sign in with ${new URL(provider.issuer).host}`);
    await answer(await popupAt(page, signIn), `${name}@amberg.example`);
    await activate(page, find(page, 'button', 'Work through it'));
    await live(page);
    return page;
}

/** What stands in a question before a write; it goes out with the yes. */
async function yes(page, words) {
    const question = page.getByRole('region', { name: 'Do this at the backend?' }).or(
        page.getByRole('group', { name: 'Do this at the backend?' })).first();
    await question.waitFor({ state: 'attached' });
    const said = await question.innerText();
    assert.ok(said.includes(words) && said.includes(`${backend.address}), which is not a lab`), said);
    assert.deepEqual(backend.writes(), []);
    await activate(page, find(page, 'button', 'Do it', { within: question }));
}

/** Until these writes have come, and nothing waits any more; then nothing else has come. */
async function went(page, ...expected) {
    const end = performance.now() + wentWithin;
    while (backend.writes().length < expected.length && performance.now() < end) await page.waitForTimeout(100);
    await banner(page, 'One action waits for the backend').waitFor({ state: 'detached', timeout: wentWithin });
    assert.deepEqual(backend.writes(), expected);
    backend.forget();
}

/** Fills the form of an activation, and says yes to the question before it goes out. */
async function askToActivate(page, [role], reason) {
    await go(page, '#/my-roles/eligible', 'My roles');
    await activate(page, ofRole(page, role, 'Activate'));
    await fill(page, find(page, 'textbox', 'Reason', { within: dialog(page) }), reason);
    backend.forget();
    await activate(page, button(page, 'Activate'));
    await yes(page, `Activate ${role}`);
}

/** The backend refused and asks for more: one sign-in with exactly those claims, and one more try. Both tokens. */
async function strongerSignIn(page, name, claims) {
    const stronger = find(page, 'button', 'Verify my identity').first();
    await stronger.waitFor({ state: 'attached' });
    assert.deepEqual(backend.state.asked.filter((one) => one.writes).map((one) => one.status), [400]);
    const asked = provider.asked.length;
    const popup = await popupAt(page, stronger);
    assert.equal(await popup.getByLabel('User name').inputValue(), `${name}@amberg.example`);
    assert.equal(provider.asked.length, asked + 1);
    assert.deepEqual(JSON.parse(provider.asked.at(-1).claims).access_token, claims);
    await answer(popup, `${name}@amberg.example`);
    await panelClosed(page);
    await page.waitForTimeout(quiet);
    const tries = backend.state.asked.filter((one) => one.writes);
    assert.deepEqual(tries.map((one) => one.status), [400, 201]);
    assert.equal(tries[0].body, tries[1].body);
    return tries.map((one) => payloadOf(one.token));
}

async function atServer(page, kind, [, roleId]) {
    const headers = { authorization: `Bearer ${page.secrets.at(-3)}` };
    const response = await fetch(`${server.address}${requests}${kind}ScheduleRequests?$filter=roleDefinitionId eq '${roleId}'`, { headers });
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()).value;
}

test('two people walk from the assignment to the extension in a tenant that is no lab', { timeout: 300000 }, async () => {
    const gia = await person('gia');
    const mark = `Working in a real tenant through Fernhill (${backend.address})`;
    const pages = await gia.getByRole('navigation', { name: 'Portal' }).getByRole('link').all();
    assert.ok(pages.length > 10);
    for (const link of pages) {
        await activate(gia, link);
        const bar = banner(gia, mark);
        await bar.waitFor({ state: 'attached' });
        const { x, y } = await bar.boundingBox();
        const [red, green, blue] = await colourAt(gia, x + 8, y + 2);
        assert.ok(red > green + 8 && red > blue + 8, `${await link.innerText()}: ${[red, green, blue]}`);
        assert.equal(await banner(gia, /Nothing is ever written back/).count(), 0);
    }
    backend.forget();
    await assign(gia, operator, 'Tess Moreau');
    await yes(gia, `Assign ${operator[0]} for Tess Moreau`);
    await went(gia, assignment);

    // The role asks for an authentication context, which the backend says.
    const tess = await person('tess');
    await askToActivate(tess, operator, 'Triaging an alert');
    const tokens = await strongerSignIn(tess, 'tess', { acrs: { essential: true, value: 'c1' } });
    assert.deepEqual(tokens.map((token) => token.acrs), [undefined, ['c1']]);

    // Somebody else's change comes by reading again.
    await go(gia, '#/approve-requests', 'Approve requests');
    const request = gia.getByRole('main').getByRole('row').filter({ hasText: 'Triaging an alert' });
    console.log(`the request is seen after ${Math.round(await until(request, pollWithin) / 1000)} s`);
    backend.forget();
    await approve(gia, 'Tess Moreau');
    await yes(gia, 'Approve');
    await panelClosed(gia);
    await went(gia, 'PATCH steps 204');

    await go(tess, '#/my-roles/eligible', 'My roles');
    await activate(tess, ofRole(tess, operator[0], 'Extend'));
    await fill(tess, find(tess, 'textbox', 'Reason', { within: dialog(tess) }), 'The incident goes on');
    await activate(tess, button(tess, 'Extend'));
    await yes(tess, `Extend ${operator[0]}`);
    await panelClosed(tess);
    await went(tess, assignment);
    await go(tess, '#/my-roles/active', 'My roles');
    await until(inRow(tess, 'Active roles', operator[0]));
    assert.deepEqual((await atServer(tess, 'Eligibility', operator)).map((one) => `${one.action} ${one.status}`).sort(),
        ['adminAssign Provisioned', 'selfExtend PendingAdminDecision']);
    assert.deepEqual((await atServer(tess, 'Assignment', operator)).map((one) => `${one.action} ${one.status}`),
        ['selfActivate Provisioned']);
    for (const page of [gia, tess]) {
        assert.deepEqual(page.problems.filter((problem) => !/40[03]|Failed to load/.test(problem)), []);
        assert.deepEqual(await traces(page, page.secrets, [await exported(page)]), []);
        await page.context().close();
    }
});

test('a role that wants multifactor authentication asks the identity provider for it, once', { timeout: 120000 }, async () => {
    const ann = await person('ann');
    await askToActivate(ann, messages, 'Reading the news');
    const tokens = await strongerSignIn(ann, 'ann', { amr: { essential: true, values: ['mfa'] } });
    assert.deepEqual(tokens.map((token) => token.amr), [['pwd'], ['pwd', 'mfa']]);
    await ann.context().close();
});

test('somebody whom nothing names is looked up, assigned and appears', { timeout: 120000 }, async () => {
    const gia = await person('gia');
    const name = "Ono O'Dea";
    const headers = { authorization: `Bearer ${gia.secrets.at(-3)}` };
    const users = await fetch(`${server.address}/v1.0/users?$filter=userPrincipalName eq 'ono@amberg.example'`, { headers });
    const [{ id }] = (await users.json()).value;
    const mirrored = () => backend.state.asked.filter((one) => one.path.endsWith('getByIds') && one.body.includes(id)).length;
    backend.forget();
    await assign(gia, administrator, name, async (option) => {
        assert.equal(await option.count(), 0);
        await fill(gia, find(gia, 'textbox', 'Look up at the backend', { within: dialog(gia) }), "Ono O'");
        await activate(gia, button(gia, 'Look up'));
        const found = dialog(gia).getByRole('list', { name: 'Users found at the backend' });
        await until(found.getByText(`${name}, ono@amberg.example`));
        await activate(gia, find(gia, 'button', 'Add', { within: found }));
        await until(option.and(gia.locator('[aria-selected=true]')));
        // The next mirror asks for them too, and they stay.
        for (const end = performance.now() + pollWithin; mirrored() === 0 && performance.now() < end;) await gia.waitForTimeout(100);
        await gia.waitForTimeout(quiet);
        assert.equal(mirrored(), 1);
        assert.equal(await option.getAttribute('aria-selected'), 'true');
    });
    await yes(gia, `Assign ${administrator[0]} for ${name}`);
    await went(gia, assignment);
    await until(inRow(gia, 'Eligible assignments', name));
    assert.deepEqual((await atServer(gia, 'Eligibility', administrator)).map((one) => `${one.principalId} ${one.status}`),
        [`${id} Provisioned`]);
    await gia.context().close();
});

/** Somebody is made eligible, which is asked for and confirmed. */
async function assigned(page, role, somebody) {
    backend.forget();
    await assign(page, role, somebody);
    await yes(page, `Assign ${role[0]} for ${somebody}`);
}

const looks = () => backend.state.asked.filter((one) => !one.writes && one.path.includes('ScheduleRequests?$filter=')).length;

test('what is lost, late or throttled on the way is done once', { timeout: 240000 }, async () => {
    const gia = await person('gia');
    const { state } = backend;

    state.throttle = 1;
    await assigned(gia, reader, 'Ann Lindqvist');
    await went(gia, throttled, assignment);

    // The reply is lost, and what was done shows later only: it is looked for by its mark.
    Object.assign(state, { lose: 1, lag: 5000 });
    await assigned(gia, reader, 'Ben Okafor');
    await until(banner(gia, 'One action waits for the backend'));
    await banner(gia, 'One action waits for the backend').waitFor({ state: 'detached', timeout: wentWithin });
    assert.ok(looks() >= 2, `${looks()} looks`);
    await went(gia, assignment);

    // It keeps no customData: what is there may be this or another one, which a person says.
    Object.assign(state, { lose: 1, lag: 0, keepsCustomData: false });
    await assigned(gia, reader, 'Rita Halvorsen');
    await go(gia, '#/outbox', 'Waiting actions');
    await until(gia.getByText('the backend has something that may be this or another one'));
    assert.equal(looks(), 1);
    await activate(gia, find(gia, 'button', 'It was done'));
    await went(gia, assignment);
    state.keepsCustomData = true;

    const people = (await atServer(gia, 'Eligibility', reader)).map((one) => one.principalId);
    assert.deepEqual([people.length, new Set(people).size], [3, 3]);
    await gia.context().close();
});

test('a refusal is said in the form, in the words of the backend', { timeout: 120000 }, async () => {
    const tess = await person('tess');
    const gia = await person('gia');
    // Behind the page's back, between two readings: the role wants a ticket from now on.
    const ask = async (method, path, body) => {
        const response = await fetch(server.address + path, { method, body: body && JSON.stringify(body),
            headers: { authorization: `Bearer ${gia.secrets.at(-3)}`, 'content-type': 'application/json' } });
        assert.ok(response.ok, `${path}: ${await response.clone().text()}`);
        return response.status === 204 ? null : response.json();
    };
    const policies = await ask('GET', `/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and `
        + `scopeType eq 'DirectoryRole' and roleDefinitionId eq '${messages[1]}'`);
    await ask('PATCH', `/v1.0/policies/roleManagementPolicies/${policies.value[0].policyId}/rules/Enablement_EndUser_Assignment`, {
        '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyEnablementRule', id: 'Enablement_EndUser_Assignment',
        enabledRules: ['Justification', 'Ticketing'] });
    await askToActivate(tess, messages, 'Reading on');
    await until(dialog(tess).getByText(/The following policy rules failed: \["TicketingRule"\]/));
    await went(tess, 'POST roleAssignmentScheduleRequests 400');
    for (const page of [gia, tess]) await page.context().close();
});
