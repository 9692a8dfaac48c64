// Goal: a second tab on the same sandbox reads, says so, changes nothing, follows what the first one
// does, and goes on when the first is closed. Method: the real page twice in one browser profile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activate, browser, fill, find, inChromium, open, saved, settled, site, visit } from './support.mjs';

inChromium();

const notice = (page) => page.getByRole('main').getByText(/^Another tab has this sandbox open: here you can read, not change it/);
const toldToWrite = (page) => page.getByText(/^This tab writes from now on/).first().waitFor({ state: 'attached' });
const rowOf = (page, name) => find(page, 'grid', 'Users').getByRole('row', { name });
const create = (page) => find(page, 'button', 'Create', { within: page.getByRole('dialog') });

async function fillIn(page, name) {
    await activate(page, find(page, 'button', 'New user…'));
    const within = page.getByRole('dialog');
    await fill(page, find(page, 'textbox', 'Name', { within }), name);
    await fill(page, find(page, 'textbox', 'User principal name', { within }), `${name.toLowerCase()}@amberg.example`);
}

async function add(page, name) {
    await fillIn(page, name);
    await activate(page, create(page));
    await rowOf(page, name).waitFor({ state: 'attached' });
    await saved(page);
}

test('a second tab reads and follows, and goes on when the first is closed', { timeout: 180000 }, async () => {
    const first = await open(browser, site.address, { hash: '#/users' });
    await activate(first, find(first, 'button', 'Pause time'));
    await add(first, 'Ada');
    const second = await visit(await first.context().newPage(), site.address + '#/users');
    await notice(second).waitFor({ state: 'attached' });
    assert.equal(await notice(first).count(), 0);
    await rowOf(second, 'Ada').waitFor({ state: 'attached' });

    // It can change nothing: not by a form, not by the clock.
    await fillIn(second, 'Zoe');
    assert.equal(await create(second).getAttribute('aria-disabled'), 'true');
    const why = await create(second).getAttribute('aria-describedby');
    assert.match(await second.locator(`[id="${why}"]`).textContent(), /This tab only reads/);
    await activate(second, create(second));
    await activate(second, find(second, 'button', 'Cancel', { within: second.getByRole('dialog') }));
    assert.equal(await rowOf(second, 'Zoe').count(), 0);
    const clock = find(second, 'button', 'Let time run');
    assert.equal(await clock.getAttribute('aria-disabled'), 'true');

    // What the first does shows in the second; what both have is what is stored.
    await add(first, 'Bela');
    await rowOf(second, 'Bela').waitFor({ state: 'attached' });
    await first.reload();
    await toldToWrite(second);
    await settled(second);
    assert.equal(await notice(second).count(), 0);
    await notice(first).waitFor({ state: 'attached' });
    for (const name of ['Ada', 'Bela']) await rowOf(first, name).waitFor({ state: 'attached' });

    // Now the second one's turn, and after it the first one's once more.
    await add(second, 'Cleo');
    await second.close();
    await toldToWrite(first);
    await add(first, 'Dora');
    await first.reload();
    for (const name of ['Ada', 'Bela', 'Cleo', 'Dora']) await rowOf(first, name).waitFor({ state: 'attached' });
    assert.equal(await rowOf(first, 'Zoe').count(), 0);
    assert.equal(await notice(first).count(), 0);
    assert.deepEqual([...first.problems, ...second.problems], []);
});
