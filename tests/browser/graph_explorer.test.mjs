// Goal: the Graph explorer is used by roles and names: a sample, an edit, a refusal, a change that is
// there after a reload; by the keyboard alone and at 390 px as well. Method: the built page in a real
// Chromium, read and pressed through the mirror.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activate, browser, click, fill, find, focused, inChromium, open, press, ready, saved, settled, site, tabTo } from './support.mjs';

inChromium();

const hash = '#/graph-explorer';
const main = (page) => page.getByRole('main');
const pathField = (page) => find(page, 'textbox', 'Path');
const body = (page) => find(page, 'group', 'Body', { within: main(page) });
const status = (page, text) => main(page).getByText(text, { exact: true }).waitFor({ state: 'attached' });

/** Chooses in a list. */
async function choose(page, field, option) {
    await activate(page, find(page, 'combobox', field));
    await activate(page, find(page, 'option', option));
}

test('a sample, an edit, a refusal; a change that is there after a reload', { timeout: 180000 }, async () => {
    const page = await open(browser, site.address, { hash: '#/start/one_of_each' });
    await activate(page, find(page, 'link', 'Graph explorer', { within: page.getByRole('navigation', { name: 'Portal' }) }));
    await find(page, 'heading', 'Graph explorer', { level: 1 }).waitFor({ state: 'attached' });
    await click(page, find(page, 'button', 'Who am I?'));
    await click(page, find(page, 'button', 'Run'));
    await status(page, '200 OK');
    assert.match(await body(page).innerText(), /"displayName": "Gia Amberg"/);

    await fill(page, pathField(page), '/me?$select=displayName');
    await click(page, find(page, 'button', 'Run'));
    await page.waitForFunction(() => !/"userPrincipalName"/.test(document.getElementById('mirror').textContent));
    assert.match(await body(page).innerText(), /"@odata.context": "https:\/\/graph.microsoft.com\/v1.0\/\$metadata#users\(displayName\)/);

    await fill(page, pathField(page), '/me?$colour=red');
    await click(page, find(page, 'button', 'Run'));
    await status(page, '400 Bad Request');
    assert.match(await body(page).innerText(), /"code": "BadRequest"/);
    await click(page, find(page, 'tab', 'Header fields'));
    assert.match(await find(page, 'group', 'Header fields').innerText(), /request-id: [0-9a-f-]{36}/);
    await click(page, find(page, 'tab', 'Body'));

    // A change, its justification written over.
    await choose(page, 'Scenario', 'Eligible assignments');
    await click(page, find(page, 'button', 'Make somebody eligible for a role'));
    const written = find(page, 'textbox', 'Body', { within: main(page) });
    const asked = (await written.inputValue()).replace('On call for security', 'Written in the explorer');
    await fill(page, written, asked);
    await click(page, find(page, 'button', 'Run'));
    await status(page, '201 Created');
    await saved(page);
    await page.reload();
    await ready(page);
    await fill(page, pathField(page), '/roleManagement/directory/roleEligibilityScheduleRequests');
    await click(page, find(page, 'button', 'Run'));
    await status(page, '200 OK');
    assert.match(await body(page).innerText(), /Written in the explorer/);

    // What was run is still known, and holds no token.
    await click(page, find(page, 'tab', 'History'));
    await click(page, find(page, 'list', 'History').getByRole('button', { name: '…/roleEligibilityScheduleRequests' }).nth(1));
    assert.equal(await find(page, 'combobox', 'Method').innerText(), 'POST');
    assert.equal(await find(page, 'textbox', 'Body', { within: main(page) }).inputValue(), asked);
    assert.doesNotMatch(await page.evaluate(() => JSON.stringify(sessionStorage)), /earer|eyJ/);
    assert.deepEqual(page.problems, []);
    await page.context().close();
});

test('by the keyboard alone', { timeout: 120000 }, async () => {
    const page = await open(browser, site.address, { hash });
    await tabTo(page, 'textbox', 'Path');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('/organization?$select=displayName');
    await press(page, 'Enter');
    await status(page, '200 OK');
    assert.match(await body(page).innerText(), /Amberg Works/);
    await tabTo(page, 'button', 'Who am I?');
    await press(page, 'Enter');
    // The sample waits in the path, where the keyboard is now.
    assert.deepEqual(await focused(page), { role: 'textbox', name: 'Path', value: '/me' });
    await close(page);
});

async function close(page) {
    assert.deepEqual(page.problems, []);
    await page.context().close();
}

test('at 390 px everything stands below one another', { timeout: 120000 }, async () => {
    const page = await open(browser, site.address, { hash, viewport: { width: 390, height: 844 } });
    await click(page, find(page, 'button', 'Roles that are active for me'));
    await settled(page);
    await click(page, find(page, 'button', 'Run'));
    await status(page, '200 OK');
    const block = await body(page).boundingBox();
    assert.ok(block.x >= 0 && block.x + block.width <= 390, JSON.stringify(block));
    await close(page);
});

test('a copy of the request, as curl', { timeout: 120000 }, async () => {
    const page = await open(browser, site.address, { hash, permissions: ['clipboard-read', 'clipboard-write'] });
    await click(page, find(page, 'button', 'Copy as'));
    await click(page, find(page, 'menuitem', 'curl'));
    assert.match(await page.evaluate(() => navigator.clipboard.readText()),
        /^curl --request GET \\\n {2}--url 'https:\/\/graph.microsoft.com\/v1.0\/me'/);
    await close(page);
});
