// What is asked through the mirror: by a screen reader, by Tab, by typing into its fields.
import { wake } from './frame.js';

// `asked`: no frame has carried it out yet. `syncing`: the mirror itself changes, nobody asks.
const state = { asked: false, syncing: false };
let module = null;
let root = null;
let shown = null;

/** Listens to the tree under `root`; `tree` finds its entries. The result tells what waits. */
export function listen(wasm, element, tree) {
    module = wasm;
    root = element;
    shown = tree;
    root.addEventListener('click', onClick);
    root.addEventListener('focusin', onFocus);
    root.addEventListener('input', onInput);
    root.addEventListener('compositionend', onInput);
    root.addEventListener('keydown', onEnter);
    document.addEventListener('selectionchange', onSelection);
    document.getElementById('skip').addEventListener('click', skip);
    return state;
}

function idOf(event) {
    const element = event.target.closest('[id^="n"]');
    return element && root.contains(element) ? element.nodeId : 0;
}

function onClick(event) {
    const id = idOf(event);
    event.preventDefault();
    if (!id) return;
    const { node } = shown.entryOf(id) ?? {};
    if (!node || node.role === 'textbox' || node.role === 'searchbox' || node.role === 'spinbutton') return;
    module._pimlab_ask_click(id);
    state.asked = true;
    wake();
}

function onFocus(event) {
    if (state.syncing) return;
    const id = idOf(event);
    if (!id || id === shown.focusedId() && shown.entryOf(id)?.node.has('f') && !state.asked) {
        if (id) module._pimlab_ask_focus(id);
        wake();
        return;
    }
    module._pimlab_ask_focus(id);
    state.asked = true;
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
    state.asked = true;
    wake();
}

// Enter in a field of one line: what the field is for.
function onEnter({ key, target, isComposing }) {
    if (key !== 'Enter' || isComposing || target.tagName !== 'INPUT' || target.type === 'range' || !target.nodeId) return;
    module._pimlab_ask_enter(target.nodeId);
    wake();
}

function onSelection() {
    const element = document.activeElement;
    if (state.syncing || !element || !element.nodeId || element.type === 'range') return;
    if (element.tagName !== 'INPUT' && element.tagName !== 'TEXTAREA') return;
    const entry = shown.entryOf(element.nodeId);
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
    for (const entry of shown.entries()) {
        if (entry.node.role !== 'main') continue;
        const inside = entry.element.querySelector('[tabindex="0"]');
        const target = inside ?? entry.element;
        if (!inside) target.tabIndex = -1;
        target.focus({ preventScroll: true });
        return;
    }
}
