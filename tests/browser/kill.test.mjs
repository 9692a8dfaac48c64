// Goal: what the portal said is done is there after the browser was killed in that instant. Method:
// the real page in a Chromium with a persistent profile; its toast is the confirmation, at which all
// of the browser's processes get SIGKILL, as from a power cut; fifty times, each with an action of
// its own: a user is created, assigned a role, and activates it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Profile } from './profile.mjs';
import { activate, fill, find, saved, serve, settled, visit } from './support.mjs';

const kills = 50;
const patience = 850000; // ms: a round takes 3 s alone and 13 s on a busy machine
const role = { name: 'Security Operator', page: '#/roles/5f2222b1-57c3-48ba-8ad5-d4759f1fde6f' };
const administrator = 'Gia Amberg';

let site;
let profile;
before(async () => {
    site = await serve();
    profile = new Profile();
});
after(async () => {
    await profile?.remove();
    await site?.close();
});

const dialog = (page) => page.getByRole('dialog').first();
const button = (page, name, within = dialog(page)) => find(page, 'button', name, { within });
const banner = (page) => page.getByRole('banner');

async function go(page, address, heading) {
    await page.evaluate((hash) => { location.hash = hash; }, address);
    await find(page, 'heading', heading, { level: 1 }).waitFor({ state: 'attached' });
    await settled(page);
}

/** Acts as somebody, whoever the page acts as now. */
async function as(page, name) {
    if (await button(page, name, banner(page)).count() > 0) return;
    await activate(page, banner(page).getByRole('button', { expanded: false }).last());
    await activate(page, find(page, 'menuitem', 'All personas…'));
    await fill(page, find(page, 'searchbox', 'Find a person', { within: dialog(page) }), name);
    await activate(page, button(page, name));
    await button(page, name, banner(page)).waitFor({ state: 'attached' });
}

async function search(page, field, text) {
    await fill(page, find(page, 'searchbox', field), text);
}

const row = (page, grid, about) => find(page, 'grid', grid).getByRole('row', { name: about });

// Each action: what is done, up to the button that is pressed last; what the toast then says; and
// where the outcome is seen.
const actions = [
    { async prepare(page, name) {
        await as(page, administrator);
        await go(page, '#/users', 'Users');
        await activate(page, find(page, 'button', 'New user…'));
        await fill(page, find(page, 'textbox', 'Name', { within: dialog(page) }), name);
        await fill(page, find(page, 'textbox', 'User principal name', { within: dialog(page) }),
            `${name.toLowerCase().replace(' ', '.')}@amberg.example`);
        return 'Create';
    },
    toast: (name) => `${name} saved`,
    async seen(page, name) {
        await go(page, '#/users', 'Users');
        await search(page, 'Search by name', name);
        return row(page, 'Users', name);
    } },
    { async prepare(page, name) {
        await as(page, administrator);
        await go(page, `${role.page}/eligible`, role.name);
        await activate(page, find(page, 'button', 'Add assignments'));
        await activate(page, find(page, 'option', name, { within: dialog(page) }));
        await activate(page, button(page, 'Next'));
        return 'Assign';
    },
    toast: (name) => `Assigned ${role.name} for ${name}`,
    async seen(page, name) {
        await go(page, `${role.page}/eligible`, role.name);
        await search(page, 'Search by member or scope', name);
        return row(page, 'Eligible assignments', name);
    } },
    { async prepare(page, name) {
        await as(page, name);
        await go(page, '#/my-roles/eligible', 'My roles');
        await activate(page, row(page, 'Eligible roles', role.name).getByRole('button', { name: 'Activate', exact: true }));
        await activate(page, button(page, 'Verify my identity…'));
        await activate(page, button(page, 'Approve sign-in'));
        await fill(page, find(page, 'textbox', 'Reason', { within: dialog(page) }), 'Triaging an alert');
        return 'Activate';
    },
    toast: () => `Activated ${role.name}`,
    async seen(page, name) {
        await as(page, name);
        await go(page, '#/my-roles/active', 'My roles');
        return row(page, 'Active roles', role.name).filter({ hasText: 'Activated' });
    } },
];

/** Has the page write a line to the console in the instant in which a toast says this. */
function tellWhenToasted(page, words) {
    return page.evaluate((wanted) => {
        const observer = new MutationObserver(() => {
            const toasts = [...document.querySelectorAll('#mirror [role=region] [role=listitem]')];
            if (!toasts.some((toast) => toast.textContent.includes(wanted))) return;
            observer.disconnect();
            console.log('confirmed ' + wanted);
        });
        observer.observe(document.getElementById('mirror'), { childList: true, subtree: true, characterData: true });
    }, words);
}

test('killed fifty times when something was confirmed, nothing is lost', { timeout: patience }, async () => {
    let done = null;
    for (let kill = 0; kill <= kills; kill += 1) {
        const context = await profile.launch({ viewport: { width: 900, height: 600 } });
        const page = await visit(context.pages()[0] ?? await context.newPage(), site.address);
        if (kill === 0) {
            await activate(page, find(page, 'button', 'Pause time'));
            await saved(page);
        } else {
            const seen = await done.action.seen(page, done.name);
            assert.equal(await seen.count(), 1, `after ${kill} kills: ${done.words}`);
        }
        assert.deepEqual(page.problems, []);
        if (kill === kills) {
            // Nor is anything lost that was confirmed before.
            await go(page, '#/users', 'Users');
            await search(page, 'Search by name', 'Person ');
            const rows = Number(await find(page, 'grid', 'Users').getAttribute('aria-rowcount'));
            assert.equal(rows, 1 + Math.ceil(kills / actions.length));
            return;
        }
        const name = `Person ${String(1 + Math.floor(kill / actions.length)).padStart(2, '0')}`;
        const action = actions[kill % actions.length];
        const last = button(page, await action.prepare(page, name));
        await saved(page);
        const words = action.toast(name);
        await tellWhenToasted(page, words);
        await profile.killWhenTold(page, 'confirmed ', () => last.dispatchEvent('click'));
        done = { action, name, words };
    }
});
