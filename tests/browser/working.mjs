// What tests share that work through a backend: getting about, and the forms of an assignment and an activation.
import { activate, fill, find, settled } from './support.mjs';

export const dialog = (page) => page.getByRole('dialog').first();
export const banner = (page, words) => page.getByRole('main').getByText(words).first();
export const button = (page, name) => find(page, 'button', name, { within: dialog(page) });
export const panelClosed = (page) => page.getByRole('dialog').waitFor({ state: 'detached' });
export const inRow = (page, grid, words) => find(page, 'grid', grid).getByRole('row').filter({ hasText: words });

export async function go(page, address, heading) {
    await page.evaluate((hash) => { location.hash = hash; }, address);
    await find(page, 'heading', heading, { level: 1 }).waitFor({ state: 'attached' });
    await settled(page);
}

export async function live(page) {
    await banner(page, /In step with it/).waitFor({ state: 'attached', timeout: 40000 });
}

/** Fills the form that makes somebody eligible for ten days, and asks for it; `choose` does more than press the option. */
export async function assign(page, [role, roleId], somebody, choose = (option) => activate(page, option)) {
    await go(page, `#/roles/${roleId}/eligible`, role);
    await activate(page, find(page, 'button', 'Add assignments'));
    await choose(find(page, 'option', somebody, { within: dialog(page) }));
    await activate(page, button(page, 'Next'));
    await activate(page, find(page, 'radio', 'After a duration', { within: dialog(page) }));
    await fill(page, find(page, 'spinbutton', 'Duration', { within: dialog(page) }), '10');
    await activate(page, button(page, 'Assign'));
}

/** Ticks somebody's request and asks for its approval. */
export async function approve(page, somebody) {
    await activate(page, find(page, 'checkbox', somebody, { within: page.getByRole('main') }));
    await activate(page, find(page, 'button', 'Approve', { within: page.getByRole('main') }));
    await fill(page, find(page, 'textbox', 'Justification', { within: dialog(page) }), 'Known incident');
    await activate(page, button(page, 'Confirm'));
}

/** The button of a row of one's eligible roles. */
export const ofRole = (page, role, name) =>
    inRow(page, 'Eligible roles', role).getByRole('button', { name, exact: true });

/** How long it takes from now until it is there, in ms. */
export async function until(locator, timeout = 20000) {
    const begun = performance.now();
    await locator.first().waitFor({ state: 'attached', timeout });
    return performance.now() - begun;
}
