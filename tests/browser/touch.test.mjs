// Goal: a finger works as on any phone: a tap presses, a drag scrolls pages, tables and panels and
// presses nothing, a long press does no harm. Method: real touch events of the browser's own
// protocol at 390×844 with a coarse pointer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, find, inChromium, open, settled, site } from './support.mjs';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1,
    reducedMotion: 'reduce' };
const target_least = 44;

inChromium();

/** A finger on the page: down, along some points, up. */
class Finger {
    constructor(page, session) {
        this.page = page;
        this.session = session;
    }

    async send(type, points) {
        await this.session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    }

    async drag(from, to, steps = 8) {
        await this.send('touchStart', [from]);
        for (let step = 1; step <= steps; step += 1) {
            const part = step / steps;
            await this.send('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
            await this.page.waitForTimeout(16);
        }
        await this.send('touchEnd', []);
        await settled(this.page);
    }

    async hold(at, milliseconds) {
        await this.send('touchStart', [at]);
        await this.page.waitForTimeout(milliseconds);
        await this.send('touchEnd', []);
        await settled(this.page);
    }

    async tap(locator) {
        const box = await locator.boundingBox();
        await this.page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
        await settled(this.page);
    }
}

async function shown(hash) {
    const page = await open(browser, site.address, { hash: '#/start/one_of_each', ...phone });
    await page.evaluate((to) => { location.hash = to; }, hash);
    await page.waitForFunction(() => !document.querySelector('#mirror h1').textContent.includes('Welcome'));
    await settled(page);
    return { page, finger: new Finger(page, await page.context().newCDPSession(page)) };
}

const middle = async (locator) => {
    const box = await locator.boundingBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};
const top = async (locator) => (await locator.boundingBox()).y;

async function done(page) {
    assert.deepEqual(page.problems, []);
    await page.context().close();
}

test('a tap presses a link and a button, and opens the keyboard in a field', async () => {
    const { page, finger } = await shown('#/my-roles');
    await finger.tap(find(page, 'button', 'Navigation'));
    await finger.tap(find(page, 'link', 'Roles'));
    await find(page, 'heading', 'Roles', { level: 1 }).waitFor({ state: 'attached' });
    const search = page.getByRole('searchbox').first();
    await finger.tap(search);
    assert.equal(await search.evaluate((element) => element === document.activeElement), true);
    await done(page);
});

test('a drag scrolls the page by as much, and presses nothing where it began', async () => {
    const { page, finger } = await shown('#/assignments');
    const row = page.getByRole('grid').getByRole('row').nth(1);
    const before = await top(row);
    const button = page.getByRole('button', { name: 'Update', exact: true }).first();
    const from = await middle(button);
    await finger.drag(from, { x: from.x, y: from.y - 200 });
    assert.equal(await page.getByRole('dialog').count(), 0, 'the drag pressed a button');
    const moved = before - await top(row);
    assert.ok(moved > 150 && moved < 215, `the page moved by ${moved}`);
    await finger.drag({ x: 195, y: 300 }, { x: 195, y: 800 });
    assert.ok(Math.abs(await top(row) - before) < 2, 'it does not come back to its beginning');
    await done(page);
});

test('a drag scrolls inside of a panel and leaves the page below where it is', async () => {
    const { page, finger } = await shown('#/assignments');
    const row = page.getByRole('grid').getByRole('row').nth(1);
    await finger.tap(page.getByRole('button', { name: 'Update', exact: true }).first());
    const dialog = page.getByRole('dialog');
    await dialog.waitFor({ state: 'attached' });
    const behind = await page.locator('#mirror [role=row]').nth(1).boundingBox();
    const heading = dialog.getByRole('heading').first();
    const before = await top(heading);
    await finger.drag({ x: 30, y: 500 }, { x: 30, y: 300 });
    assert.ok(before - await top(heading) > 100 || await heading.getAttribute('data-box') === null,
        'the panel did not scroll');
    assert.deepEqual(await page.locator('#mirror [role=row]').nth(1).boundingBox(), behind);
    assert.equal(await row.count() >= 0, true);
    await done(page);
});

test('a long press opens nothing and changes nothing', async () => {
    const { page, finger } = await shown('#/assignments');
    const before = await page.locator('#mirror').ariaSnapshot();
    await finger.hold(await middle(page.getByRole('grid').getByRole('row').nth(1)), 800);
    const after = await page.locator('#mirror').ariaSnapshot();
    const still = (text) => text.replace(/Simulated time[^\n]*/g, '').replace(/Sav(ed|ing…)/g, '');
    assert.equal(still(after), still(before));
    await done(page);
});

test('a slider follows the finger instead of scrolling', async () => {
    const { page, finger } = await shown('#/settings');
    await finger.tap(page.getByRole('grid').getByRole('link').first());
    await finger.tap(page.getByRole('button', { name: 'Edit', exact: true }));
    const slider = page.getByRole('slider').first();
    await slider.waitFor({ state: 'attached' });
    const box = await slider.boundingBox();
    const value = Number(await slider.inputValue());
    const y = box.y + box.height / 2;
    await finger.drag({ x: box.x + box.width * 0.3, y }, { x: box.x + box.width * 0.9, y });
    assert.ok(Number(await slider.inputValue()) > value);
    await done(page);
});

test('what a finger presses is at least 44 pixels high', async () => {
    const small = [];
    for (const hash of ['#/my-roles', '#/assignments', '#/approve-requests', '#/users', '#/sandbox']) {
        const { page } = await shown(hash);
        small.push(...await page.evaluate(({ least, where }) => [...document.querySelectorAll(
            '#mirror [role=button][data-box], #mirror [role=tab][data-box], #mirror [role=switch][data-box]')]
            .map((element) => ({ name: element.textContent, box: element.getBoundingClientRect() }))
            // What lies half below the edge has the box of the half in sight.
            .filter(({ box }) => box.height < least - 0.5 && box.bottom < innerHeight - 1 && box.top > 110)
            .map(({ name, box }) => `${where}: ${name} ${box.height}`), { least: target_least, where: hash }));
        await done(page);
    }
    assert.deepEqual(small, []);
});
