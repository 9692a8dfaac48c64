// Goal: the first views need nothing of the program's later part, and whatever needs it works before it is
// there: a click at once, an address, a reload elsewhere, a line that is slow or breaks.
// Method: the built site in a real Chromium; the later part's download is held back, slowed or broken.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activate, browser, click, find, inChromium, ready, saved, settled, site, visit } from './support.mjs';

inChromium();

const isLater = (address) => address.pathname.startsWith('/pimlab_later.');

/** A page whose requests for the later part are answered by `answer`, and how often it was asked for. */
async function withLater(answer, hash = '') {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 0.25 });
    const page = await context.newPage();
    const asked = { times: 0 };
    await context.route(isLater, (route) => {
        asked.times += 1;
        return answer(route, asked.times);
    });
    await visit(page, site.address + hash);
    return { page, asked };
}

const program = (page) => page.evaluate(() => ({ ...window.pimlab.program }));

/** Holds answers back until let(). */
function held() {
    let open = () => {};
    const gate = new Promise((resolve) => {
        open = resolve;
    });
    return { answer: async (route) => { await gate; await route.continue(); }, open: () => open() };
}

async function come(page) {
    await page.waitForFunction(() => window.pimlab.program.whole, null, { polling: 30, timeout: 15000 });
}

test('the first views are there without the later part', { timeout: 120000 }, async () => {
    const gate = held();
    const { page } = await withLater(gate.answer);
    assert.deepEqual(await program(page), { whole: false, stops: 0 });
    await click(page, find(page, 'link', 'My roles'));
    await page.getByRole('heading', { level: 1, name: 'My roles' }).waitFor({ state: 'attached' });
    assert.deepEqual(await program(page), { whole: false, stops: 0 }, 'the list of pages leads there without it');
    await page.reload();
    await ready(page);
    await page.getByRole('heading', { level: 1, name: 'My roles' }).waitFor({ state: 'attached' });
    assert.deepEqual(await program(page), { whole: false, stops: 0 }, 'after a reload, too');
    gate.open();
    await come(page);
    await click(page, find(page, 'link', 'Settings'));
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor({ state: 'attached' });
    assert.equal((await program(page)).stops, 0, 'it was there before it was needed');
    assert.deepEqual(page.problems, []);
    await page.context().close();
});

test('nor do roles that somebody holds, and a tab that only reads', { timeout: 120000 }, async () => {
    let kept = false;
    const { page } = await withLater((route) => (kept ? null : route.continue()), '#/start/one_of_each');
    await activate(page, find(page, 'button', 'Pause time'));
    await activate(page, find(page, 'button', 'Gia Amberg', { within: page.getByRole('banner') }));
    await activate(page, find(page, 'menuitemcheckbox', 'Rita Halvorsen'));
    kept = true;
    for (const tab of ['eligible', 'active', 'expired']) {
        await page.evaluate((part) => { location.hash = `#/my-roles/${part}`; }, tab);
        await settled(page);
        await saved(page);
        await page.reload();
        await ready(page);
        assert.deepEqual(await program(page), { whole: false, stops: 0 }, tab);
    }
    const second = await visit(await page.context().newPage(), site.address + '#/my-roles');
    await second.getByText('another tab', { exact: false }).first().waitFor({ state: 'attached' });
    assert.deepEqual(await program(second), { whole: false, stops: 0 });
    await page.context().close();
});

test('who clicks before it is there waits for it', { timeout: 120000 }, async () => {
    const { page } = await withLater(async (route, times) => {
        // The first, in the background, does not come in time.
        if (times > 1) await route.continue();
    });
    await click(page, find(page, 'link', 'Settings'));
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor({ state: 'attached' });
    assert.deepEqual(await program(page), { whole: true, stops: 1 });
    await click(page, find(page, 'link', 'Approve requests'));
    await page.getByRole('heading', { level: 1, name: 'Approve requests' }).waitFor({ state: 'attached' });
    assert.equal((await program(page)).stops, 1);
    assert.deepEqual(page.problems, []);
    await page.context().close();
});

for (const hash of ['#/start/one_of_each', '#/graph-explorer', '#/settings']) {
    test(`${hash} opens with a slow line, also after a reload`, { timeout: 120000 }, async () => {
        const slow = async (route) => {
            await new Promise((resolve) => setTimeout(resolve, 2000));
            await route.continue();
        };
        const { page } = await withLater(slow, hash);
        assert.deepEqual(await program(page), { whole: true, stops: 0 });
        await page.reload();
        await ready(page);
        await come(page);
        assert.equal((await program(page)).stops, 0);
        await page.goto(site.address);
        await ready(page);
        assert.equal((await program(page)).stops, 0, 'the page that was shown last is opened without an address, too');
        assert.deepEqual(page.problems, []);
        await page.context().close();
    });
}

test('a download that fails is told and tried again', { timeout: 120000 }, async () => {
    let told = '';
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 0.25 });
    const page = await context.newPage();
    let broken = true;
    await context.route(isLater, (route) => (broken ? route.abort() : route.continue()));
    await page.goto(site.address + '#/settings');
    await page.getByText('Loading failed and is tried again').waitFor();
    broken = false;
    await ready(page);
    assert.deepEqual(await program(page), { whole: true, stops: 0 });

    // In the first view it is tried again unseen; who needs it is asked.
    await click(page, find(page, 'link', 'My roles'));
    broken = true;
    await page.reload();
    await ready(page);
    page.on('dialog', (dialog) => {
        told = dialog.message();
        broken = false;
        dialog.accept();
    });
    await click(page, find(page, 'link', 'Settings'));
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor({ state: 'attached' });
    assert.match(told, /could not be loaded/);
    assert.equal((await program(page)).whole, true);

    await click(page, find(page, 'link', 'My roles'));
    broken = true;
    await page.reload();
    await ready(page);
    broken = false;
    await come(page);
    assert.equal((await program(page)).stops, 0);
    await settled(page);
    await context.close();
});
