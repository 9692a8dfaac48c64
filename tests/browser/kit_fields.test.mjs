// Goal: text comes in as on any web page: typed, composed, pasted, filled in by assistive
// technology. Method: the first search field of the page, in a real Chromium.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, click, fill, inChromium, open, press, settled, site, type } from './support.mjs';

inChromium();

async function field() {
    const page = await open(browser, site.address, { hash: '#/roles' });
    const search = page.getByRole('searchbox').first();
    await search.waitFor({ state: 'attached' });
    return { page, search };
}

async function done(page) {
    assert.deepEqual(page.problems, []);
    await page.context().close();
}

test('a click on the canvas puts the caret into the mirror\'s field', async () => {
    const { page, search } = await field();
    await click(page, search);
    assert.equal(await search.evaluate((element) => element === document.activeElement), true);
    await page.keyboard.type('reader é ñ');
    await settled(page);
    assert.equal(await search.inputValue(), 'reader é ñ');
    await press(page, 'Backspace');
    assert.equal(await search.inputValue(), 'reader é ');
    await done(page);
});

test('text is edited where the caret is, and selected text is typed over', async () => {
    const { page, search } = await field();
    await type(page, search, 'ac');
    await press(page, 'ArrowLeft');
    await page.keyboard.type('b');
    await settled(page);
    assert.equal(await search.inputValue(), 'abc');
    await press(page, 'Shift+Home');
    await page.keyboard.type('x');
    await settled(page);
    assert.equal(await search.inputValue(), 'xc');
    await done(page);
});

test('paste and copy go through the field', async () => {
    const { page, search } = await field();
    await type(page, search, 'security reader');
    await press(page, 'Control+A');
    await press(page, 'Control+C');
    await press(page, 'End');
    await press(page, 'Control+V');
    assert.equal(await search.inputValue(), 'security readersecurity reader');
    await press(page, 'Control+Z');
    assert.equal(await search.inputValue(), 'security reader');
    await done(page);
});

test('a composed text arrives whole', async () => {
    const { page, search } = await field();
    await click(page, search);
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
    await session.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
    await settled(page);
    await session.send('Input.insertText', { text: '日本' });
    await settled(page);
    assert.equal(await search.inputValue(), '日本');
    await done(page);
});

test('assistive technology fills the field, and its button empties it', async () => {
    const { page, search } = await field();
    await fill(page, search, 'naïve');
    assert.equal(await search.inputValue(), 'naïve');
    const name = await search.getAttribute('aria-label');
    const clear = page.getByRole('button', { name: `Clear ${name}`, exact: true });
    await click(page, clear);
    assert.equal(await search.inputValue(), '');
    await done(page);
});
