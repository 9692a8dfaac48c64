// The accessibility mirror: the canvas's contents as ARIA, laid over it without being seen. Screen
// readers, the keyboard's Tab, text input and browser tests all use this one tree.
import { listen } from './mirror_asks.js';
import { discard, idOfLine, select, update } from './mirror_element.js';
import { shutOut, stops } from './mirror_reach.js';

const recordEnd = '\x1e';

const root = document.getElementById('mirror');
let entries = new Map();
let focusedId = 0;
let asks = null;

export function begin(wasm) {
    asks = listen(wasm, root, { entryOf: (id) => entries.get(id), focusedId: () => focusedId,
        entries: () => entries.values() });
}

/** True while something was asked that no frame has carried out. */
export function pending() {
    return asks.asked;
}

/** The nodes of a frame as text; see src/browser/mirror.cpp. */
export function show(text, focused, movedFocus) {
    asks.asked = false;
    asks.syncing = true;
    const lines = text.split(recordEnd);
    lines.pop();
    const next = new Map();
    const children = new Map([[0, []]]);
    for (const line of lines) {
        const id = idOfLine(line);
        let entry = entries.get(id);
        if (!entry || entry.line !== line) entry = update(entry, line);
        next.set(id, entry);
        children.set(id, []);
        const siblings = children.get(entry.node.parent) ?? children.get(0);
        siblings.push(entry.element);
    }
    for (const [id, entry] of entries) if (next.get(id)?.element !== entry.element) discard(entry);
    entries = next;
    // From the inside out: what is new is put together before it enters the page.
    const inner = [...children].reverse();
    for (const [id, elements] of inner) arrange(id ? entries.get(id).element : root, elements);
    stops(entries, focusedId);
    shutOut(entries, root);
    title();
    follow(focused, movedFocus);
    asks.syncing = false;
}

const unspoken = { polite: [], assertive: [] };

/** Speaks a text, after those before it; the region is emptied first so that the same words are heard again. */
export function announce(text, assertive) {
    const name = assertive ? 'assertive' : 'polite';
    if (unspoken[name].push(text) > 1) return;
    const region = document.getElementById(name);
    region.textContent = '';
    setTimeout(() => {
        region.textContent = unspoken[name].splice(0).join('\n');
    }, 50);
}

// Moves as little as possible: an element that is moved loses the focus.
function arrange(parent, wanted) {
    const first = parent.firstChild;
    let at = first && first.nodeType === Node.TEXT_NODE ? first.nextSibling : first;
    for (let index = 0; index < wanted.length; index += 1) {
        const element = wanted[index];
        if (at === element) {
            at = at.nextSibling;
            continue;
        }
        if (element.parentNode === parent && element.contains(document.activeElement)) {
            while (at && at !== element) {
                const passed = at;
                at = at.nextSibling;
                parent.append(passed);
            }
            at = element.nextSibling;
            continue;
        }
        parent.insertBefore(element, at);
    }
}

function title() {
    for (const entry of entries.values()) {
        if (entry.tag !== 'h1') continue;
        const text = `${entry.node.name} – pimlab`;
        if (document.title !== text) document.title = text;
        return;
    }
}

// The page's keyboard focus is the mirror's.
function follow(focused, movedFocus) {
    focusedId = focused;
    const entry = entries.get(focused);
    if (!entry) return;
    const active = document.activeElement;
    if (active === entry.element) return;
    const lost = active === document.body || !active;
    if (!movedFocus && !lost) return;
    if (!entry.element.hasAttribute('tabindex')) entry.element.tabIndex = -1;
    entry.element.focus({ preventScroll: true });
    if (entry.node.selectionStart >= 0) select(entry.element, entry.node);
}
