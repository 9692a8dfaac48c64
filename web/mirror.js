// The accessibility mirror: the canvas's contents as ARIA, laid over it without being seen. Screen
// readers, the keyboard's Tab, text input and browser tests all use this one tree.
import { wake } from './frame.js';

const recordEnd = '\x1e';
const fieldEnd = '\x1f';
const fieldNames = ['id', 'parent', 'role', 'name', 'value', 'description', 'href', 'placeholder', 'box', 'flags',
    'level', 'row', 'column', 'rowCount', 'columnCount', 'sort', 'minimum', 'maximum', 'now', 'step',
    'selectionStart', 'selectionEnd'];
const named = new Set(['banner', 'navigation', 'main', 'complementary', 'region', 'dialog', 'group', 'toolbar',
    'list', 'radiogroup', 'listbox', 'tablist', 'tabpanel', 'grid', 'menu', 'note', 'progressbar', 'img']);
const roving = new Set(['tab', 'radio', 'option', 'menuitem', 'row']);
const triple = { 0: 'false', 1: 'true', m: 'mixed' };

const root = document.getElementById('mirror');
const descriptions = document.getElementById('descriptions');
let module = null;
let entries = new Map();
let asked = false;
let syncing = false;
let focusedId = 0;
let modalShown = false;

export function begin(wasm) {
    module = wasm;
    root.addEventListener('click', onClick);
    root.addEventListener('focusin', onFocus);
    root.addEventListener('input', onInput);
    root.addEventListener('compositionend', onInput);
    document.addEventListener('selectionchange', onSelection);
    document.getElementById('skip').addEventListener('click', skip);
}

/** True while something was asked that no frame has carried out. */
export function pending() {
    return asked;
}

/** The nodes of a frame as text; see src/browser/mirror.cpp. */
export function show(text, focused, movedFocus) {
    asked = false;
    syncing = true;
    const lines = text.split(recordEnd);
    lines.pop();
    const next = new Map();
    const children = new Map([[0, []]]);
    for (const line of lines) {
        const id = Number(line.slice(0, line.indexOf(fieldEnd)));
        let entry = entries.get(id);
        if (!entry || entry.line !== line) entry = update(entry, line);
        next.set(id, entry);
        children.set(id, []);
        const siblings = children.get(entry.node.parent) ?? children.get(0);
        siblings.push(entry.element);
    }
    for (const [id, entry] of entries) if (next.get(id)?.element !== entry.element) discard(entry);
    entries = next;
    arrange(root, children.get(0));
    for (const [id, elements] of children) if (id) arrange(entries.get(id).element, elements);
    stops();
    shutOut();
    title();
    follow(focused, movedFocus);
    syncing = false;
}

/** Speaks a text; the region is emptied first so that the same words are heard again. */
export function announce(text, assertive) {
    const region = document.getElementById(assertive ? 'assertive' : 'polite');
    region.textContent = '';
    setTimeout(() => {
        region.textContent = text;
    }, 50);
}

function parse(line) {
    const fields = line.split(fieldEnd);
    const node = {};
    fieldNames.forEach((name, index) => {
        node[name] = fields[index] ?? '';
    });
    for (const name of ['id', 'parent', 'level', 'row', 'column', 'rowCount', 'columnCount', 'sort', 'minimum',
        'maximum', 'now', 'step', 'selectionStart', 'selectionEnd']) node[name] = Number(node[name]);
    const [checked, selected, expanded, pressed] = node.flags;
    Object.assign(node, { checked, selected, expanded, pressed });
    const letters = node.flags.slice(4);
    node.has = (letter) => letters.includes(letter);
    return node;
}

function tagOf(node) {
    if (node.role === 'slider') return 'input-range';
    if (node.role === 'textbox' || node.role === 'searchbox' || node.role === 'spinbutton')
        return node.has('l') ? 'textarea' : 'input';
    if (node.role === 'link') return 'a';
    if (node.role === 'heading') return 'h' + node.level;
    if (node.role === '') return 'span';
    return 'div';
}

function make(node, tag) {
    const element = document.createElement(tag === 'input-range' ? 'input' : tag);
    element.id = 'n' + node.id;
    element.nodeId = node.id;
    if (tag === 'input-range') element.type = 'range';
    if (tag === 'input') {
        element.type = 'text';
        element.autocomplete = 'off';
        element.autocapitalize = 'off';
    }
    if (tag === 'div' || node.role === 'spinbutton' || node.role === 'searchbox')
        element.setAttribute('role', node.role);
    return element;
}

function update(entry, line) {
    const node = parse(line);
    const tag = tagOf(node);
    if (!entry || entry.tag !== tag || entry.node.role !== node.role)
        entry = { tag, element: make(node, tag) };
    const before = entry.node;
    entry.line = line;
    entry.node = node;
    place(entry.element, node);
    if (node.role === 'menuitem')
        entry.element.setAttribute('role', node.checked === '-' ? 'menuitem' : 'menuitemcheckbox');
    words(entry, node);
    states(entry.element, node);
    describe(entry.element, node, before);
    if (tag.startsWith('input') || tag === 'textarea') field(entry.element, node, tag);
    return entry;
}

function discard(entry) {
    entry.element.remove();
    document.getElementById('d' + entry.node.id)?.remove();
}

function place(element, node) {
    if (!node.box) {
        element.classList.add('away');
        element.removeAttribute('data-box');
        element.style.cssText = '';
        return;
    }
    const [x, y, width, height] = node.box.split(',');
    element.classList.remove('away');
    element.setAttribute('data-box', '');
    element.style.cssText = `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
}

function put(element, name, value) {
    if (value === null || value === undefined || value === '') {
        if (element.hasAttribute(name)) element.removeAttribute(name);
    } else if (element.getAttribute(name) !== String(value)) {
        element.setAttribute(name, value);
    }
}

function say(element, text) {
    if (element.spoken === text) return;
    element.spoken = text;
    // The words are the first child; nodes of the tree follow them.
    let first = element.firstChild;
    if (!first || first.nodeType !== Node.TEXT_NODE) {
        first = document.createTextNode('');
        element.prepend(first);
    }
    first.data = text;
}

// A name is an attribute on what holds other nodes or a value, and text on what is only words.
function words(entry, node) {
    const { element, tag } = entry;
    const isField = tag.startsWith('input') || tag === 'textarea';
    if (isField || named.has(node.role) || node.role === 'combobox') {
        put(element, 'aria-label', node.name);
        if (node.role === 'combobox') say(element, node.value);
        return;
    }
    if (node.role === 'row' || node.role === 'gridcell' || node.role === 'status') return;
    if (node.role === 'listitem') {
        if (node.name) say(element, node.value ? `${node.name} (${node.value})` : node.name);
        return;
    }
    if (node.role === 'tab' && node.value) {
        say(element, `${node.name} ${node.value}`);
        put(element, 'aria-label', node.name);
        return;
    }
    say(element, node.name);
}

function states(element, node) {
    const role = node.role;
    if (role === 'link') {
        element.href = node.href || '#';
        put(element, 'aria-current', node.has('c') ? 'page' : null);
    } else if (node.has('c')) {
        put(element, 'aria-current', 'step');
    } else {
        put(element, 'aria-current', null);
    }
    put(element, 'aria-disabled', node.has('d') ? 'true' : null);
    put(element, 'aria-checked', triple[node.checked]);
    put(element, 'aria-selected', triple[node.selected]);
    put(element, 'aria-expanded', triple[node.expanded]);
    put(element, 'aria-pressed', triple[node.pressed]);
    put(element, 'aria-modal', node.has('M') ? 'true' : null);
    if (role === 'combobox') {
        put(element, 'aria-haspopup', 'listbox');
        put(element, 'aria-controls', node.expanded === '1' ? 'n' + ((node.id + 1) >>> 0) : null);
        put(element, 'aria-required', node.has('r') ? 'true' : null);
        put(element, 'aria-invalid', node.has('i') ? 'true' : null);
    }
    if (role === 'radiogroup') put(element, 'aria-required', node.has('r') ? 'true' : null);
    if (role === 'grid') {
        put(element, 'aria-rowcount', node.rowCount);
        put(element, 'aria-colcount', node.columnCount);
    }
    if (node.row) put(element, 'aria-rowindex', role === 'row' ? node.row : null);
    if (node.column) put(element, 'aria-colindex', node.column);
    if (role === 'columnheader')
        put(element, 'aria-sort', node.sort > 0 ? 'ascending' : node.sort < 0 ? 'descending'
            : node.has('s') ? 'none' : null);
    if (role === 'progressbar') {
        put(element, 'aria-valuemin', 0);
        put(element, 'aria-valuemax', 100);
        put(element, 'aria-valuenow', node.now < 0 ? null : node.now || '0');
    }
}

// The reason of a disabled button, the help or error of a field.
function describe(element, node, before) {
    if (before && before.description === node.description) return;
    const id = 'd' + node.id;
    let told = document.getElementById(id);
    if (!node.description) {
        told?.remove();
        put(element, 'aria-describedby', null);
        return;
    }
    if (!told) {
        told = document.createElement('span');
        told.id = id;
        descriptions.append(told);
    }
    told.textContent = node.description;
    put(element, 'aria-describedby', id);
}

function field(element, node, tag) {
    if (tag === 'input-range') {
        element.min = node.minimum;
        element.max = node.maximum;
        element.step = node.step || 1;
        element.value = node.now;
        put(element, 'aria-valuetext', node.value);
        put(element, 'aria-invalid', node.has('i') ? 'true' : null);
        return;
    }
    put(element, 'placeholder', node.placeholder);
    put(element, 'aria-required', node.has('r') ? 'true' : null);
    put(element, 'aria-invalid', node.has('i') ? 'true' : null);
    element.readOnly = node.has('d') || node.has('o');
    if (node.role === 'spinbutton') {
        element.inputMode = 'numeric';
        put(element, 'aria-valuemin', String(node.minimum));
        put(element, 'aria-valuemax', String(node.maximum));
        put(element, 'aria-valuenow', String(node.now));
    }
    if (!element.composing && element.value !== node.value) element.value = node.value;
    if (node.selectionStart >= 0 && document.activeElement === element) select(element, node);
}

function select(element, node) {
    if (element.selectionStart !== node.selectionStart || element.selectionEnd !== node.selectionEnd)
        element.setSelectionRange(node.selectionStart, node.selectionEnd);
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

// Tab stops: every widget, but only one of a set that arrow keys go through.
function stops() {
    const sets = new Map();
    for (const entry of entries.values()) {
        const { node, element } = entry;
        const group = node.role === 'row' || roving.has(node.role);
        if (!node.has('f')) {
            if (element.tabIndex >= 0 && node.role === 'link') element.tabIndex = -1;
            if (node.role !== 'link' && element.hasAttribute('tabindex') && node.role !== 'main')
                element.removeAttribute('tabindex');
            continue;
        }
        if (!group) {
            if (element.tabIndex !== 0 || !element.hasAttribute('tabindex')) element.tabIndex = 0;
            continue;
        }
        const key = node.role + node.parent;
        const chosen = node.selected === '1' || node.checked === '1';
        const set = sets.get(key) ?? { first: element, best: null, all: [] };
        if (node.id === focusedId || (chosen && !set.held)) set.best = element;
        if (node.id === focusedId) set.held = true;
        set.all.push(element);
        sets.set(key, set);
    }
    for (const set of sets.values())
        for (const element of set.all) {
            const wanted = element === (set.best ?? set.first) ? 0 : -1;
            if (element.getAttribute('tabindex') !== String(wanted)) element.tabIndex = wanted;
        }
}

// While a dialog is open the rest is there to be seen, not to be reached.
function shutOut() {
    let modal = null;
    for (const entry of entries.values()) if (entry.node.has('M')) modal = entry.element;
    if (!modal && !modalShown) return;
    modalShown = Boolean(modal);
    for (const element of root.children) element.inert = Boolean(modal) && element !== modal;
    document.getElementById('skip').inert = Boolean(modal);
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

function idOf(event) {
    const element = event.target.closest('[id^="n"]');
    return element && root.contains(element) ? element.nodeId : 0;
}

function onClick(event) {
    const id = idOf(event);
    event.preventDefault();
    if (!id) return;
    const { node } = entries.get(id) ?? {};
    if (!node || node.role === 'textbox' || node.role === 'searchbox' || node.role === 'spinbutton') return;
    module._pimlab_ask_click(id);
    asked = true;
    wake();
}

function onFocus(event) {
    if (syncing) return;
    const id = idOf(event);
    if (!id || id === focusedId && entries.get(id)?.node.has('f') && !asked) {
        if (id) module._pimlab_ask_focus(id);
        wake();
        return;
    }
    module._pimlab_ask_focus(id);
    asked = true;
    wake();
}

function onInput(event) {
    const element = event.target;
    const id = element.nodeId;
    if (!id) return;
    element.composing = event.type === 'input' && event.isComposing;
    if (element.type === 'range') {
        module._pimlab_ask_number(id, Number(element.value));
    } else {
        module.ccall('pimlab_ask_text', null, ['number', 'string', 'number', 'number'],
            [id, element.value, element.selectionStart ?? 0, element.selectionEnd ?? 0]);
    }
    asked = true;
    wake();
}

function onSelection() {
    const element = document.activeElement;
    if (syncing || !element || !element.nodeId || element.type === 'range') return;
    if (element.tagName !== 'INPUT' && element.tagName !== 'TEXTAREA') return;
    const entry = entries.get(element.nodeId);
    // Typing is told by `input`, with its selection.
    if (!entry || entry.node.value !== element.value) return;
    const { selectionStart, selectionEnd } = element;
    if (element.toldStart === selectionStart && element.toldEnd === selectionEnd) return;
    element.toldStart = selectionStart;
    element.toldEnd = selectionEnd;
    module._pimlab_ask_selection(element.nodeId, selectionStart, selectionEnd);
    wake();
}

function skip(event) {
    event.preventDefault();
    for (const entry of entries.values()) {
        if (entry.node.role !== 'main') continue;
        const inside = entry.element.querySelector('[tabindex="0"]');
        const target = inside ?? entry.element;
        if (!inside) target.tabIndex = -1;
        target.focus({ preventScroll: true });
        return;
    }
}
