// The program comes in two parts (cmake/program_parts.py): what the first view needs, and what follows
// once that view is there. A function of the later part may be called before: its place is taken by
// one that brings the part at once, while the page stands still.
import { compiled } from './compiled.js';

const laterFile = 'pimlab_later.wasm';
const firstPages = /^(#\/?)?$|^#\/(welcome|my-roles)(\/|$)/;
// ms until a download that failed is tried again, and at most
const waitFirst = 500;
const waitMax = 20000;

/** Whether the later part is here, and how often the page stood still for it. A file of the site carries its
 *  hash in its name; a debugging build has none. */
export const state = { whole: !/\.[0-9a-f]{10}\.wasm$/.test(laterFile), stops: 0 };
let firstPart = null; // its exports
let slots = null; // the table of functions, which the later part is put into
let later = null; // compiled
let following = null;
let firstReady = () => {};
const ready = new Promise((resolve) => {
    firstReady = resolve;
});
/** What is done when the program has died. */
export const ways = { stop() {} };

/** Whether the first part draws what these addresses name, and can wait for the later one. */
export function suffices(...hashes) {
    return hashes.every((hash) => firstPages.test(hash)) && compilesAtOnce();
}

/** Chromium before 115 refuses to while somebody waits, from 4 kB on: here, five of nothing. */
function compilesAtOnce() {
    const nothing = new Uint8Array(11 + 5000);
    nothing.set([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, 0x88, 0x27]);
    try {
        return Boolean(new WebAssembly.Module(nothing));
    } catch {
        return false;
    }
}

/** The program, once it can be started: Emscripten's module. */
export let loaded = null;

/** Begins to load it: the first part is compiled as it comes, beside the script that goes with it. */
export function load() {
    const first = compiled('pimlab.wasm');
    loaded = new Promise((resolve, reject) => {
        const module = {
            noInitialRun: true,
            instantiateWasm(imports, receive) {
                instantiate(first, imports, receive).catch(reject);
                return {};
            },
            onRuntimeInitialized: () => resolve(module),
            onAbort: () => ways.stop(),
        };
        window.Module = module;
        const script = document.createElement('script');
        script.src = 'pimlab.js';
        script.onerror = () => reject(new Error('pimlab.js could not be loaded'));
        document.head.append(script);
    });
    // Said by start.js, which waits for it.
    for (const promise of [first, loaded]) promise.catch(() => {});
}

async function instantiate(first, imports, receive) {
    const part = await first;
    for (const { module, name } of WebAssembly.Module.imports(part)) {
        // Newer tools have more words behind this one.
        if (!module.startsWith('placeholder')) continue;
        imports[module] ??= {};
        imports[module][name] = (...values) => callMissing(Number(name), values);
    }
    const instance = await WebAssembly.instantiate(part, imports);
    firstPart = instance.exports;
    slots = Object.values(firstPart).find((value) => value instanceof WebAssembly.Table);
    receive(instance, part);
    firstReady();
}

/** Brings the later part; resolved once it is here, however often that fails before. */
export function follow() {
    following ??= bring();
    return following;
}

async function bring() {
    for (let wait = waitFirst; !state.whole; wait = Math.min(2 * wait, waitMax)) {
        try {
            later = await compiled(laterFile);
            await ready;
            // Put in twice, where somebody could not wait: the same functions take the same places.
            await WebAssembly.instantiate(later, { primary: firstPart });
            state.whole = true;
        } catch {
            const told = document.querySelector('#loading p');
            if (told) told.textContent = 'Loading failed and is tried again. Check the connection.';
            await new Promise((resolve) => setTimeout(resolve, wait));
        }
    }
}

function callMissing(slot, values) {
    if (!state.whole) bringNow();
    return slots.get(slot)(...values);
}

function bringNow() {
    state.stops += 1;
    while (!state.whole) {
        try {
            later ??= new WebAssembly.Module(bytesNow(laterFile));
            state.whole = Boolean(new WebAssembly.Instance(later, { primary: firstPart }));
        } catch (error) {
            // The program is in the middle of a call: it waits for the answer, or can go on no more.
            if (confirm('A part of the page could not be loaded. Check the connection, then try again.')) continue;
            ways.stop();
            throw error;
        }
    }
}

/** A file's bytes, as text is the only form in which a window may wait for them. */
function bytesNow(address) {
    const request = new XMLHttpRequest();
    request.open('GET', address, false);
    request.overrideMimeType('text/plain; charset=x-user-defined');
    request.send();
    if (request.status !== 200) throw new Error(`${address}: ${request.status}`);
    return Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 255);
}
