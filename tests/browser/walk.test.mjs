// Goal: the guided walk can be walked: every step is done with the real buttons, as the persona that
// it names, ticks by itself, and outlives a reload. Method: one script of steps in a real Chromium,
// with the clock paused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pressByKey, typeByKey } from './keyboard.mjs';
import { activate, browser, click, fill, find, inChromium, open, ready,
    saved, settled, site, type } from './support.mjs';

const role = 'Security Operator';
const step_wait = 20000;

inChromium();

/** A person at the page: `hands` say how a thing is pressed and how text is written. */
class Walker {
    constructor(page, hands) {
        this.page = page;
        this.hands = hands;
        this.persona = 'Gia Amberg';
    }

    get dialog() { return this.page.getByRole('dialog').first(); }
    get main() { return this.page.getByRole('main'); }
    get aside() { return find(this.page, 'complementary', 'Guided walk'); }

    async press(kind, name, options = {}) {
        const target = find(this.page, kind, name, options).first();
        await target.waitFor({ state: 'attached' });
        await this.hands.press(this.page, target, kind, name);
    }

    async write(kind, name, text, options = {}) {
        await this.hands.write(this.page, find(this.page, kind, name, options).first(), kind, name, text);
    }

    /** Presses a button of the panel, which closes thereby. */
    async send(name) {
        await this.press('button', name, { within: this.dialog });
        await this.page.getByRole('dialog').waitFor({ state: 'detached' });
        await settled(this.page);
    }

    async heading(name) {
        await find(this.page, 'heading', new RegExp(`^${name}`), { level: 1 }).waitFor({ state: 'attached' });
        await settled(this.page);
    }

    async go(link, heading = link) {
        const within = find(this.page, 'navigation', 'Portal');
        // Mail's link ends with how many are new.
        await this.press('link', new RegExp(`^${link}`), { within });
        await this.heading(heading);
    }

    async as(name) {
        if (name === this.persona) return;
        await this.press('button', this.persona, { within: this.page.getByRole('banner') });
        await this.press('menuitemcheckbox', name);
        await find(this.page, 'button', name, { within: this.page.getByRole('banner') })
            .waitFor({ state: 'attached' });
        this.persona = name;
    }

    /** Presses a button in the first row of that grid that speaks of the role or the person. */
    async press_in_row(grid, about, name) {
        const row = find(this.page, 'grid', grid).getByRole('row', { name: about }).first();
        await row.waitFor({ state: 'attached' });
        await this.press('button', name, { within: row });
        await this.dialog.waitFor({ state: 'attached' });
        await settled(this.page);
    }

    /** A new sign-in is asked for multifactor authentication where the panel says so. */
    async verify() {
        const asked = find(this.page, 'button', 'Verify my identity…', { within: this.dialog });
        if (await asked.count() === 0) return;
        await this.press('button', 'Verify my identity…', { within: this.dialog });
        await this.press('button', 'Approve sign-in', { within: this.dialog });
        await asked.waitFor({ state: 'detached' });
        await settled(this.page);
    }

    async tab(name) {
        const exact = false;
        await this.press('tab', name, { exact });
        await find(this.page, 'tab', name, { exact }).and(this.page.locator('[aria-selected=true]'))
            .waitFor({ state: 'attached' });
    }

    /** Moves a date of the panel by whole days. */
    async move_date(name, days) {
        const field = find(this.page, 'textbox', `${name}, date`, { within: this.dialog });
        const date = new Date(`${await field.inputValue()}T12:00:00Z`);
        date.setUTCDate(date.getUTCDate() + days);
        await this.write('textbox', `${name}, date`, date.toISOString().slice(0, 10), { within: this.dialog });
    }

    step(index) { return this.aside.getByRole('listitem').nth(index); }

    async ticked(index) {
        const done = this.step(index).filter({ hasText: /\(Done\)/ });
        try {
            await done.waitFor({ state: 'attached', timeout: step_wait });
        } catch {
            assert.fail(`step ${index + 1} is not ticked: ${await this.step(index).innerText()}\n`
                + await this.page.locator('#mirror').ariaSnapshot());
        }
    }

    /** What must outlive a reload: the persona, the address, the page's content, the walk. */
    async state() {
        return { persona: await find(this.page, 'button', this.persona,
            { within: this.page.getByRole('banner') }).count(),
        address: await this.page.evaluate(() => location.hash),
        main: await this.main.ariaSnapshot(),
        walk: await this.aside.ariaSnapshot() };
    }

    async reload() {
        await saved(this.page);
        await settled(this.page);
        const kept = await this.state();
        assert.equal(kept.persona, 1);
        await this.page.reload();
        await ready(this.page);
        await this.aside.waitFor({ state: 'attached' });
        assert.deepEqual(await this.state(), kept);
    }
}

async function edit_settings(walker) {
    await walker.press('button', 'Edit');
    await walker.heading('Edit role setting');
}

async function update_settings(walker) {
    await walker.press('button', 'Update');
    await walker.heading('Role setting details');
}

const six_phases = [
    { title: 'Configure the role with approval', steps: [
        async (walker) => {
            await walker.go('Settings');
            await walker.write('searchbox', 'Search by role', role);
            await walker.press('link', role);
            await walker.heading('Role setting details');
            await edit_settings(walker);
            assert.equal(await find(walker.page, 'slider', 'Activation maximum duration').getAttribute('aria-valuenow')
                ?? await find(walker.page, 'slider', 'Activation maximum duration').inputValue(), '480');
            await walker.press('checkbox', 'Require approval to activate');
            for (const name of ['Gia Amberg', 'Ann Lindqvist', 'Ben Okafor']) await walker.press('option', name);
            await update_settings(walker);
        },
        async (walker) => {
            await edit_settings(walker);
            await walker.tab('Assignment');
            await walker.press('checkbox', 'Allow permanent active assignment');
            await update_settings(walker);
        },
        async (walker) => {
            await walker.tab('Notification');
            await walker.go('Resource audit');
            await walker.page.getByText('Update role setting in PIM').first().waitFor({ state: 'attached' });
        }] },
    { title: 'Assign the eligible role', steps: [
        async (walker) => {
            await walker.go('Roles');
            await walker.write('searchbox', 'Search by name or description', role);
            await walker.press('link', role);
            await walker.heading(role);
            await walker.press('button', 'Add assignments');
            await walker.dialog.waitFor({ state: 'attached' });
            await walker.press('option', 'Tess Moreau', { within: walker.dialog });
            await walker.press('button', 'Next', { within: walker.dialog });
            await walker.press('radio', 'At a date and time', { within: walker.dialog });
            await walker.send('Assign');
        },
        async (walker) => {
            await walker.go('Mail');
            await walker.page.getByText(role).first().waitFor({ state: 'attached' });
        }] },
    { title: 'Ask for activation', steps: [
        async (walker) => {
            await walker.as('Tess Moreau');
            await walker.go('My roles');
            await walker.press_in_row('Eligible roles', role, 'Activate');
            await walker.verify();
            await walker.write('textbox', 'Reason', 'Triaging alert IR-2026-0142', { within: walker.dialog });
            await walker.send('Activate');
        },
        async (walker) => {
            await walker.go('Pending requests');
            await walker.page.getByRole('row', { name: role }).first().waitFor({ state: 'attached' });
        }] },
    { title: 'Approve the request', steps: [
        async (walker) => {
            await walker.as('Gia Amberg');
            await walker.go('Approve requests');
            await walker.press('checkbox', 'Tess Moreau', { within: walker.main });
            await walker.press('button', 'Approve', { within: walker.main });
            await walker.write('textbox', 'Justification', 'Known incident, Tess is on call', { within: walker.dialog });
            await walker.send('Confirm');
        },
        async (walker) => {
            await walker.go('Mail');
        }] },
    { title: 'See what Extend means', steps: [
        async (walker) => {
            await walker.as('Tess Moreau');
            await walker.go('My roles');
            await walker.tab('Active');
            await walker.press('button', /^Jump to .*Extend becomes possible$/, { within: walker.main });
        },
        async (walker) => {
            await walker.tab('Eligible');
            await walker.press_in_row('Eligible roles', role, 'Extend');
            await walker.verify();
            await walker.write('textbox', 'Reason', 'The incident team keeps me until spring', { within: walker.dialog });
            await walker.send('Extend');
        },
        async (walker) => {
            await walker.as('Gia Amberg');
            await walker.go('Approve requests');
            await walker.press_in_row('Requests to extend or renew role assignments', role, 'Approve…');
            await walker.move_date('Assignment ends', 180);
            await walker.write('textbox', 'Justification', 'Agreed until spring', { within: walker.dialog });
            await walker.send('Approve');
        }] },
    { title: 'Update or remove', steps: [
        async (walker) => {
            await walker.go('Assignments');
            await walker.press_in_row('Eligible assignments', /Tess Moreau/, 'Update');
            await walker.move_date('End date and time', -30);
            await walker.write('textbox', 'Justification', 'The project ends sooner', { within: walker.dialog });
            await walker.send('Update');
        },
        async (walker) => {
            await walker.press('button', 'Jump', { within: walker.page.getByRole('banner') });
            await walker.press('menuitem', '+1 h');
            await walker.press_in_row('Eligible assignments', /Tess Moreau/, 'Remove');
            await walker.send('Remove');
        }] },
];

/** Walks all six phases; reloads after the first step of each where asked to. */
async function walk(hands, { reload = false } = {}) {
    const page = await open(browser, site.address);
    page.setDefaultTimeout(step_wait);
    const walker = new Walker(page, hands);
    await walker.press('button', 'Start the guided walk');
    await walker.aside.waitFor({ state: 'attached' });
    await walker.press('button', 'Pause time');
    for (const [at, phase] of six_phases.entries()) {
        await find(page, 'heading', `Phase ${at + 1} – ${phase.title}`, { level: 3 }).waitFor({ state: 'attached' });
        await find(page, 'progressbar', `${at} of 6 phases`).waitFor({ state: 'attached' });
        assert.equal(await walker.aside.getByRole('listitem').count(), phase.steps.length);
        for (const [index, step] of phase.steps.entries()) {
            await step(walker);
            await walker.ticked(index);
            if (reload && index === 0) await walker.reload();
        }
        await find(page, 'progressbar', `${at + 1} of 6 phases`).waitFor({ state: 'attached' });
        if (at + 1 < six_phases.length) await walker.press('button', 'Next phase');
    }
    await page.getByText('You have walked the whole life cycle of an assignment').first().waitFor({ state: 'attached' });
    assert.deepEqual(page.problems, []);
    await page.context().close();
}

const by_pointer = { press: click, write: (page, target, kind, name, text) => type(page, target, text) };

// rule: walk-six-phases
test('the guided walk by pointer: six phases, each with a reload in the middle', { timeout: 180000 }, async () => {
    await walk(by_pointer, { reload: true });
});

const by_keyboard = { press: (page, target, kind) => pressByKey(page, target, kind),
    write: (page, target, kind, name, text) => typeByKey(page, target, text) };

// rule: walk-six-phases
test('the guided walk by keyboard alone: six phases, each with a reload in the middle', { timeout: 600000 }, async () => {
    await walk(by_keyboard, { reload: true });
});

const by_mirror = { press: activate, write: (page, target, kind, name, text) => fill(page, target, text) };

// rule: walk-six-phases
test('the guided walk through the mirror alone, as assistive technology does', { timeout: 180000 }, async () => {
    await walk(by_mirror);
});
