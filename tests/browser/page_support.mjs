// For a page of a browser what tests/clients/support.mjs is for node: under that name it stands beside
// scenarios.mjs and settings.mjs, which register their rows here. The sandbox is that of another tab,
// asked through the service worker; `moveClock` is given by the driver of the browser.

const { Client, GraphError } = window.MicrosoftGraph;

export const root = new URL('./graph', document.baseURI).href;

/** What the file of tests holds, in its order: {name, run}. */
export const rows = [];
let group = '';

export function describe(name, inside) {
    group = `${name}: `;
    inside();
    group = '';
}

export function test(name, run) {
    rows.push({ name: group + name, run });
}

export function before(run) {
    rows.push({ name: `${group}before`, run });
}

function same(a, b) {
    if (Object.is(a, b)) return true;
    if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
    const names = Object.keys(a);
    return Array.isArray(a) === Array.isArray(b) && names.length === Object.keys(b).length
        && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]));
}

function hold(holds, message) {
    if (!holds) throw new Error(message);
}

const told = (value) => JSON.stringify(value);

export const assert = {
    ok: (value, what = 'a true value') => hold(value, `${what} was expected, not ${told(value)}`),
    equal: (a, b, what = '') => hold(Object.is(a, b), `${what} ${told(a)} is not ${told(b)}`),
    deepEqual: (a, b, what = '') => hold(same(a, b), `${what} ${told(a)} is not ${told(b)}`),
    fail: (what) => hold(false, what),
};

export function has(object, members) {
    for (const [name, value] of Object.entries(members)) {
        assert.deepEqual(object[name], value, `${name} of ${told(object)}:`);
    }
}

const plainFetch = window.fetch;
let answer = null;
window.fetch = async (address, options) => {
    answer = await plainFetch(address, options);
    return answer;
};

export const last = () => answer;

export async function refused(call) {
    try {
        await call;
    } catch (error) {
        assert.ok(error instanceof GraphError, String(error));
        return error;
    }
    return assert.fail('this was not refused');
}

/** An unsigned token, as the lab API of the server gives them. */
function tokenOf(name, { mfa = true } = {}) {
    const claims = { upn: name, exp: Math.floor(Date.now() / 1000) + 3600, ...(mfa ? { amr: ['mfa'] } : {}) };
    const part = (value) => btoa(told(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    return `${part({ alg: 'none' })}.${part(claims)}.`;
}

export async function clientOf(name, claims = {}) {
    const token = tokenOf(name, claims);
    return Client.init({ baseUrl: `${root}/`, customHosts: new Set(['localhost']), authProvider: (done) => done(null, token) });
}

export async function people() {
    const gia = await clientOf('gia@amberg.example');
    const { value } = await gia.api('/users').select('id,userPrincipalName').get();
    return Object.fromEntries(value.map((row) => [row.userPrincipalName.split('@')[0], row]));
}

/** The simulated time, which every refusal names. */
async function now() {
    const response = await plainFetch(`${root}/v1.0/users/nobody`);
    return Date.parse((await response.json()).error.innerError.date);
}

/** The driver has stopped it before anything else. */
export async function stopClock() {}

export async function hoursFromNow(hours) {
    return new Date(await now() + hours * 3_600_000).toISOString();
}

export async function wait(duration) {
    const [, days = 0, hours = 0, minutes = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration);
    // The time is cut to the millisecond.
    const to = await now() + ((days * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 + 1;
    await window.moveClock(new Date(to).toISOString());
    while (await now() < to) await new Promise((done) => { setTimeout(done, 10); });
}
