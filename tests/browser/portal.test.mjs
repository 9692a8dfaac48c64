// Goal: the pages of the portal show what the seeds say that they show, and their buttons do it.
// Method: the sample "One of each" in a real Chromium, read and pressed through roles and names;
// one browser, the tests build on one another's persona but not on their changes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, click, fill, find, inChromium, open, press, settled, site } from './support.mjs';

let page;
let persona = 'Gia Amberg';

inChromium(async () => {
    page = await open(browser, site.address, { hash: '#/start/one_of_each' });
    await click(page, find(page, 'button', 'Pause time'));
});

/** Takes a persona on by the menu in the top bar. */
async function as(name) {
    if (name === persona) return;
    await click(page, find(page, 'button', persona, { within: page.getByRole('banner') }));
    await click(page, find(page, 'menuitemcheckbox', name));
    persona = name;
}

/** Goes to a page by its address, as a link does. */
async function go(address, heading) {
    await page.evaluate((hash) => { location.hash = hash; }, address);
    await find(page, 'heading', heading, { exact: false, level: 1 }).waitFor({ state: 'attached' });
    await settled(page);
}

const row = (name) => page.getByRole('row', { name });
const buttonOf = (name, label) => row(name).getByRole('button', { name: label, exact: true });
const dialog = () => page.getByRole('dialog').first();

async function closePanel() {
    await press(page, 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
}

const isDisabled = async (locator) => await locator.getAttribute('aria-disabled') === 'true';

test('navigation: the groups and words of the product', async () => {
    const navigation = page.getByRole('navigation', { name: 'Portal' });
    for (const word of ['Tasks', 'Manage', 'Activity']) {
        assert.ok((await navigation.innerText()).includes(word), word);
    }
    const pages = { 'My roles': 'My roles', 'Pending requests': 'Pending requests',
        'Approve requests': 'Approve requests', 'My audit history': 'My audit history', Roles: 'Roles',
        Assignments: 'Assignments', Alerts: 'Alerts', Settings: 'Settings',
        'Resource audit': 'Resource audit' };
    for (const [link, heading] of Object.entries(pages)) {
        await click(page, find(page, 'link', link, { within: navigation }));
        // rule: navigation-words
        await find(page, 'heading', heading, { level: 1 }).waitFor({ state: 'attached' });
    }
});

test('my_roles: three tabs, and the expired ones by type', async () => {
    await as('Kim Duarte');
    await go('#/my-roles', 'My roles');
    // rule: my-roles-tabs
    for (const tab of ['Eligible', 'Active', 'Expired']) {
        assert.equal(await find(page, 'tab', tab, { exact: false }).count(), 1, tab);
    }
    await click(page, find(page, 'tab', 'Expired', { exact: false }));
    // rule: expired-tab-switch
    assert.equal(await find(page, 'radio', 'Eligible').getAttribute('aria-checked'), 'true');
    await row(/^Reports Reader/).waitFor({ state: 'attached' });
    await click(page, find(page, 'radio', 'Active'));
    await row(/^Message Center Reader/).waitFor({ state: 'attached' });
});

test('renew: a row of the expired list asks for a reason', async () => {
    await as('Kim Duarte');
    await go('#/my-roles/expired', 'My roles');
    await click(page, find(page, 'radio', 'Active'));
    await click(page, buttonOf(/^Message Center Reader/, 'Renew'));
    // rule: expired-tab-renew
    assert.equal(await find(page, 'textbox', 'Reason', { within: dialog() }).count(), 1);
    await closePanel();
    await as('Gia Amberg');
    await go('#/assignments', 'Assignments');
    await click(page, find(page, 'tab', 'Expired assignments', { exact: false }));
    // rule: expired-list-of-role
    assert.equal(await buttonOf(/^Message Center Reader/, 'Renew').count(), 1);
});

test('extend: greyed with its day before the window, a form with a reason within it', async () => {
    await as('Tess Moreau');
    await go('#/my-roles', 'My roles');
    // rule: my-roles-extend-link
    assert.ok(await isDisabled(buttonOf(/^Security Operator/, 'Extend')));
    assert.equal(await row(/^Security Operator/).getByRole('button', { name: /^Jump to/ }).count(), 1);
    assert.ok(!await isDisabled(buttonOf(/^Global Reader/, 'Extend')));
    // rule: my-roles-group-row
    assert.ok(await isDisabled(buttonOf(/^Teams Administrator/, 'Extend')));
    await click(page, buttonOf(/^Global Reader/, 'Extend'));
    // rule: extend-form-reason
    const reason = find(page, 'textbox', 'Reason', { within: dialog() });
    assert.equal(await reason.count(), 1);
    await closePanel();
});

test('extend: a second request while one is pending leads to the first', async () => {
    await as('Omar Haddad');
    await go('#/my-roles', 'My roles');
    await click(page, buttonOf(/^User Administrator/, 'Extend'));
    // rule: extend-second-notice
    assert.ok(await page.getByText('is pending already').count() > 0);
    await click(page, row(/^User Administrator/).getByRole('link', { name: 'Pending for decision' }));
    await find(page, 'heading', 'Pending requests', { level: 1 }).waitFor({ state: 'attached' });
    if (await page.getByRole('dialog').count() > 0) await closePanel();
});

test('activate: the slider ends at the role\'s maximum, and the request waits', async () => {
    await as('Tess Moreau');
    await go('#/my-roles', 'My roles');
    await click(page, buttonOf(/^Security Operator/, 'Activate'));
    const slider = find(page, 'slider', 'Duration', { within: dialog() });
    // rule: activation-slider-capped
    assert.equal(Number(await slider.getAttribute('aria-valuemax') ?? await slider.getAttribute('max')), 480);
    // rule: activation-pane-reason
    assert.equal(await find(page, 'textbox', 'Reason', { within: dialog() }).count(), 1);
    assert.ok(await isDisabled(find(page, 'button', 'Activate', { within: dialog() })));
    await closePanel();
    await as('Una Fischer');
    await go('#/my-roles', 'My roles');
    // rule: requests-ask-for-approval-status
    assert.equal(await row(/^Security Operator/).getByText('Pending for approval').count() > 0, true);
});

test('pending_requests: everybody\'s for an administrator, one\'s own for others', async () => {
    await as('Gia Amberg');
    await go('#/pending-requests', 'Pending requests');
    // rule: pending-requests-page
    assert.equal(await row(/Una Fischer/).count(), 2);
    assert.equal(await buttonOf(/Omar Haddad Extend/, 'Cancel…').count(), 1);
    await as('Kim Duarte');
    await go('#/pending-requests', 'Pending requests');
    assert.equal(await row(/Kim Duarte|Reports Reader/).count(), 1);
    assert.equal(await row(/Una Fischer/).count(), 0);
});

test('approve_requests: an extension comes filled in, a renewal empty', async () => {
    await as('Gia Amberg');
    await go('#/approve-requests', 'Approve requests');
    await find(page, 'heading', 'Requests for role activations', { level: 2 }).waitFor({ state: 'attached' });
    const date = (name) => find(page, 'textbox', `${name}, date`, { within: dialog() });
    await click(page, buttonOf(/^User Administrator/, 'Approve…'));
    // rule: extend-prefilled-renew-empty
    assert.match(await date('Assignment starts').inputValue(), /^\d{4}-\d\d-\d\d$/);
    assert.match(await date('Assignment ends').inputValue(), /^\d{4}-\d\d-\d\d$/);
    assert.equal(await find(page, 'radio', 'Eligible', { within: dialog() }).getAttribute('aria-checked'), 'true');
    await closePanel();
    await click(page, buttonOf(/^Reports Reader/, 'Approve…'));
    assert.equal(await date('Assignment starts').inputValue(), '');
    assert.equal(await date('Assignment ends').inputValue(), '');
    for (const type of ['Eligible', 'Active']) {
        assert.notEqual(await find(page, 'radio', type, { within: dialog() }).getAttribute('aria-checked'), 'true');
    }
    await closePanel();
});

test('approve_requests: deny with a justification, and a notice says so', async () => {
    await as('Gia Amberg');
    await go('#/approve-requests', 'Approve requests');
    await click(page, buttonOf(/^Reports Reader/, 'Deny…'));
    // rule: approve-requests-page
    assert.ok((await dialog().innerText()).includes('Quarterly report is due'));
    const deny = find(page, 'button', 'Deny', { within: dialog() });
    assert.ok(await isDisabled(deny), 'a decision needs a justification');
    await fill(page, find(page, 'textbox', 'Justification', { within: dialog() }), 'The report is written by others now');
    await click(page, deny);
    await row(/^Reports Reader/).waitFor({ state: 'detached' });
});

test('assignments: three tabs, and rows with Update, Remove and Extend', async () => {
    await as('Gia Amberg');
    await go('#/assignments', 'Assignments');
    // rule: assignments-tabs
    for (const tab of ['Eligible assignments', 'Active assignments', 'Expired assignments']) {
        assert.equal(await find(page, 'tab', tab, { exact: false }).count(), 1, tab);
    }
    // rule: assignments-extend-link
    for (const label of ['Update', 'Remove', 'Extend']) {
        assert.equal(await buttonOf(/^Global Reader Tess/, label).count(), 1, label);
    }
});

test('settings: in alphabetical order, three tabs, and warnings about approvers', async () => {
    await as('Gia Amberg');
    await go('#/settings', 'Settings');
    const names = await page.getByRole('grid', { name: 'Role settings' }).getByRole('link').allInnerTexts();
    const sorted = [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    // rule: roles-alphabetical
    assert.ok(names.length > 10);
    assert.deepEqual(names, sorted);
    await go('#/settings/5f2222b1-57c3-48ba-8ad5-d4759f1fde6f', 'Role setting details');
    // rule: settings-three-tabs
    for (const tab of ['Activation', 'Assignment', 'Notification']) {
        assert.equal(await find(page, 'tab', tab).count(), 1, tab);
    }
    // rule: warn-few-approvers
    assert.ok((await page.getByRole('main').innerText()).includes('choose at least 3'));
    await go('#/settings/729827e3-9c14-49f7-bb1b-9608f156bbb8', 'Role setting details');
    // rule: warn-requester-among-approvers
    assert.ok((await page.getByRole('main').innerText()).includes('eligible for the role'));
});

test('add_assignments: role and members first, then type, start and end, then a notice', async () => {
    await as('Gia Amberg');
    await go('#/roles/5f2222b1-57c3-48ba-8ad5-d4759f1fde6f/eligible', 'Security Operator');
    await click(page, find(page, 'button', 'Add assignments'));
    // rule: add-assignments-steps
    for (const step of ['Role', 'Members', 'Settings']) {
        assert.equal(await find(page, 'tab', step, { within: dialog() }).count(), 1, step);
    }
    await click(page, find(page, 'option', 'Ben Okafor', { within: dialog() }));
    await click(page, find(page, 'button', 'Next', { within: dialog() }));
    await find(page, 'radio', 'Eligible', { within: dialog() }).first().waitFor({ state: 'attached' });
    await click(page, find(page, 'button', 'Assign', { within: dialog() }));
    await row(/^Ben Okafor/).waitFor({ state: 'attached' });
});

test('assignments: the update panel tells what it will replace and asks for the new window', async () => {
    await as('Gia Amberg');
    await go('#/assignments', 'Assignments');
    await click(page, buttonOf(/^Global Reader Tess/, 'Update'));
    await click(page, find(page, 'radio', 'Active', { within: dialog() }));
    // rule: update-panel-tells
    await dialog().getByText(/also removes/).first().waitFor({ state: 'attached' });
    await closePanel();
});

test('audit: one in n approvals can be drawn for review', async () => {
    await as('Gia Amberg');
    await go('#/resource-audit', 'Resource audit');
    // rule: audit-sample
    await click(page, find(page, 'button', 'Draw approvals for review…'));
    await page.getByRole('dialog').waitFor({ state: 'attached' });
    await closePanel();
});

test('alerts: scanned, opened, and each with what can be done about it', async () => {
    await as('Gia Amberg');
    await go('#/alerts', 'Alerts');
    await click(page, find(page, 'button', 'Scan now'));
    const outside = row(/^Roles are being assigned outside/);
    await outside.getByText('Active', { exact: true }).waitFor({ state: 'attached' });
    await click(page, outside.getByRole('link'));
    await find(page, 'heading', 'Mitigation steps').waitFor({ state: 'attached' });
    await click(page, buttonOf(/^Ines Varga/, 'Fix…'));
    await dialog().waitFor({ state: 'attached' });
    assert.equal(await find(page, 'button', 'Remove').count(), 1);
    await closePanel();
    await click(page, find(page, 'button', 'Settings…'));
    await find(page, 'switch', 'Scan for this alert').waitFor({ state: 'attached' });
    await closePanel();
});

test('the page reported no problem on the way', () => {
    assert.deepEqual(page.problems, []);
});
