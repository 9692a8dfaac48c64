// Goal: what the page does around the canvas: addresses and history, keys, what is spoken, and a program
// that has died. Method: the page in a real Chromium, by roles and names, and by what it hands the program.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activate, browser, click, fill, find, inChromium, open, press, ready, saved, settled, site } from './support.mjs';

inChromium();

const hashOf = (page) => page.evaluate(() => location.hash);
const exists = (page, role, name) => find(page, role, name).count();

test('an address that prepares a sandbox does so once: not again on reload, nor on the way back', async () => {
    const page = await open(browser, site.address, { hash: '#/start/one_of_each' });
    await page.waitForFunction(() => location.hash === '#/my-roles/eligible');
    await click(page, find(page, 'button', 'Pause time'));
    await saved(page);
    await page.reload();
    await ready(page);
    assert.equal(await exists(page, 'button', 'Let time run'), 1, 'the reload began anew');
    await click(page, find(page, 'link', 'Roles'));
    await page.goBack();
    await find(page, 'heading', 'My roles', { level: 1 }).waitFor({ state: 'attached' });
    await settled(page);
    assert.equal(await exists(page, 'button', 'Let time run'), 1, 'the way back began anew');
    assert.equal(await hashOf(page), '#/my-roles/eligible');
    assert.deepEqual(page.problems, []);
    await page.context().close();
});

test('from outside, such an address asks before it takes what was done', async () => {
    const page = await open(browser, site.address, { hash: '#/start/one_of_each' });
    await click(page, find(page, 'button', 'Jump'));
    await click(page, find(page, 'menuitem', '+14 days'));
    await page.evaluate(() => { location.hash = '#/start/start'; });
    await page.getByRole('dialog', { name: 'Replace the sandbox' }).waitFor({ state: 'attached' });
    await settled(page);
    assert.equal(await hashOf(page), '#/my-roles/eligible');
    const role = await page.evaluate(() => document.activeElement.textContent);
    assert.equal(role, 'Export it first');
    await activate(page, find(page, 'button', 'Keep mine'));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.context().close();
});

test('going from tab to tab keeps the page and what was searched', async () => {
    const page = await open(browser, site.address, { hash: '#/start/one_of_each' });
    await page.evaluate(() => { location.hash = '#/assignments'; });
    await find(page, 'heading', 'Assignments', { level: 1 }).waitFor({ state: 'attached' });
    const search = () => page.getByRole('searchbox');
    await fill(page, search(), 'Tess');
    await activate(page, find(page, 'tab', 'Active assignments', { exact: false }));
    await page.waitForFunction(() => location.hash === '#/assignments/active');
    await settled(page);
    assert.equal(await search().inputValue(), 'Tess');
    await page.evaluate(() => { location.hash = '#/settings'; });
    await find(page, 'heading', 'Settings', { level: 1 }).waitFor({ state: 'attached' });
    await settled(page);
    await activate(page, page.getByRole('grid').getByRole('link').first());
    await activate(page, find(page, 'tab', 'Notification', { exact: false }));
    await activate(page, find(page, 'button', 'Edit'));
    await page.waitForFunction(() => location.hash.endsWith('/edit'));
    await settled(page);
    assert.equal(await find(page, 'tab', 'Notification', { exact: false }).getAttribute('aria-selected'), 'true');
    await page.context().close();
});

test('a key that went down in the page comes up in it; the browser keeps its own', async () => {
    const page = await open(browser, site.address);
    await page.evaluate(() => {
        window.sent = [];
        const { ccall } = window.Module;
        window.Module.ccall = (name, result, types, values) => {
            if (name === 'pimlab_key') window.sent.push(`${values[0]} ${values[1] ? 'down' : 'up'}`);
            return ccall(name, result, types, values);
        };
        window.taken = [];
        addEventListener('keydown', (event) => { if (event.defaultPrevented) window.taken.push(event.key); });
    });
    const sent = () => page.evaluate(() => window.sent.splice(0));
    await page.keyboard.down('Control');
    await page.keyboard.down('k');
    await page.keyboard.up('Control');
    await page.keyboard.up('k');
    await page.keyboard.press('/');
    assert.deepEqual(await sent(), []);
    assert.deepEqual(await page.evaluate(() => window.taken), []);
    // Enter is let go where the focus has moved into a field meanwhile.
    await page.keyboard.down('Enter');
    await page.evaluate(() => { location.hash = '#/roles'; });
    await page.getByRole('searchbox').waitFor({ state: 'attached' });
    await page.getByRole('searchbox').focus();
    await page.keyboard.up('Enter');
    assert.deepEqual(await sent(), ['Enter down', 'Enter up']);
    // A text field keeps PageDown; what has the focus only because a frame was late gets it back.
    await find(page, 'link', 'My roles').focus();
    await settled(page);
    await page.keyboard.down('PageDown');
    await page.evaluate(() => dispatchEvent(new Event('blur')));
    assert.deepEqual(await sent(), ['PageDown down', 'PageDown up']);
    await page.context().close();
});

test('of several messages at once each is spoken; the running clock is not', async () => {
    const page = await open(browser, site.address);
    await page.evaluate(() => {
        window.pimlabHost.announce('One', 0);
        window.pimlabHost.announce('Two', 0);
        window.pimlabHost.announce('Wrong', 1);
    });
    await page.waitForFunction(() => document.getElementById('polite').textContent === 'One\nTwo'
        && document.getElementById('assertive').textContent === 'Wrong');
    assert.equal(await page.getByRole('status').first().getAttribute('aria-live'), 'off');
    await page.context().close();
});

test('the text can be made bigger', async () => {
    const page = await open(browser, site.address, { hash: '#/sandbox' });
    const height = async () => (await find(page, 'heading', 'Sandbox', { level: 1 }).boundingBox()).height;
    const before = await height();
    await activate(page, find(page, 'radio', '150 %'));
    assert.ok(await height() > before * 1.3, 'the heading did not grow');
    await page.reload();
    await ready(page);
    assert.ok(await height() > before * 1.3, 'the choice did not hold');
    await page.context().close();
});

test('a program that died does not leave its picture without a word', async () => {
    const page = await open(browser, site.address);
    await page.evaluate(() => {
        window.Module._pimlab_frame = () => { throw new WebAssembly.RuntimeError('unreachable'); };
    });
    await page.keyboard.press('End');
    await page.getByRole('heading', { name: 'The page has stopped' }).waitFor({ state: 'visible' });
    await page.context().close();
});

test('a file that comes late is waited for with a word; one that does not come is told', async () => {
    const context = await browser.newContext();
    const visit = async (files, answer) => {
        const page = await context.newPage();
        await page.route((url) => files.test(url.pathname), answer);
        await page.goto(site.address);
        return page;
    };
    let bring;
    const brought = new Promise((resolve) => { bring = resolve; });
    const late = await visit(/\/pimlab\.\w+\.wasm$/, async (route) => { await brought; await route.continue(); });
    await late.getByText('Loading…').waitFor();
    assert.equal(await late.getByRole('link', { name: /^Skip to/ }).count(), 0);
    bring();
    await ready(late);
    assert.equal(await late.getByText('Loading…').count(), 0);
    assert.equal(await late.getByRole('link', { name: /^Skip to/ }).count(), 1);
    for (const file of [/\/early\.\w+\.js$/, /\/pimlab\.\w+\.js$/, /\/pimlab\.\w+\.wasm$/, /\/open-sans-semibold\./]) {
        const page = await visit(file, (route) => route.abort());
        await page.getByRole('alert').getByRole('heading', { name: 'The page could not be loaded' }).waitFor();
    }
    await context.close();
});
