// The page by keyboard alone: Tab, Shift+Tab, arrows, Enter, Space and typing, as a person does who
// sees where the focus is and where they want to be. No pointer, and no click in the mirror.
import assert from 'node:assert/strict';
import { focused, press, settled } from './support.mjs';

const tries_max = 40;
const by_space = new Set(['checkbox', 'option', 'radio', 'switch']);

/** Which key leads from where the focus is to the node, and how many times; null where it is there. */
function way_to(target) {
    return target.evaluate((wanted) => {
        const active = document.activeElement;
        if (active === wanted) return null;
        const before = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
        const kind = (element) => (element.getAttribute('role') ?? '').replace('checkbox', '');
        const together = (one) => one.parentNode === wanted.parentNode && kind(one) === kind(wanted);
        // Of tabs, radio buttons, options and menu entries one is a tab stop; arrows lead to the others.
        if (wanted.tabIndex < 0 && together(active)) {
            const across = kind(wanted) === 'tab';
            const back = before(wanted, active);
            return { key: across ? (back ? 'ArrowLeft' : 'ArrowRight') : back ? 'ArrowUp' : 'ArrowDown', times: 1 };
        }
        const stops = [...document.querySelectorAll('#skip, #mirror [tabindex="0"], #mirror a[href]')]
            .filter((stop) => stop.tabIndex === 0 && !stop.closest('[inert]'));
        const at = stops.indexOf(active);
        const to = stops.findIndex((stop) => stop === wanted || (wanted.tabIndex < 0 && together(stop)));
        return { key: to > at ? 'Tab' : 'Shift+Tab', times: Math.abs(to - at) };
    });
}

/** Moves the focus onto the node; it fails where the keys that should lead there lead elsewhere. */
export async function reach(page, target) {
    await target.waitFor({ state: 'attached' });
    for (let tries = 0; tries < tries_max; tries += 1) {
        const way = await way_to(target);
        if (way === null) return;
        for (let time = 1; time < way.times; time += 1) await page.keyboard.press(way.key);
        await press(page, way.key);
    }
    assert.fail(`the keyboard does not reach ${await target.evaluate((element) => element.outerHTML)}; `
        + `it is at ${JSON.stringify(await focused(page))}`);
}

/** Presses a widget with the key that its kind answers to. */
export async function pressByKey(page, target, kind) {
    await reach(page, target);
    await press(page, by_space.has(kind) ? 'Space' : 'Enter');
}

/** Types into a field, over what it holds. */
export async function typeByKey(page, target, text) {
    await reach(page, target);
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.type(text);
    await settled(page);
    assert.equal(await target.inputValue(), text);
}
