// What of the mirror the keyboard reaches: one tab stop for each widget or set of them, and nothing
// beside an open dialog.
const roving = new Set(['tab', 'radio', 'option', 'menuitem', 'row']);
let shut = new Set();

/** Tab stops: every widget, but only one of a set that arrow keys go through. */
export function stops(entries, focusedId) {
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

/** While a dialog is open what stands beside it is there to be seen, not to be reached: the whole
 *  page, or the pane of its own where two people work side by side. */
export function shutOut(entries, root) {
    const dialogs = new Map();
    for (const { node, element } of entries.values()) if (node.has('M')) dialogs.set(element.parentNode, element);
    for (const parent of shut)
        if (!dialogs.has(parent)) for (const element of parent.children) element.inert = false;
    for (const [parent, dialog] of dialogs)
        for (const element of parent.children) element.inert = element !== dialog;
    shut = new Set(dialogs.keys());
    document.getElementById('skip').inert = shut.has(root);
}
