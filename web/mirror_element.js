// One node of the mirror as an element: its tag, its words, its states. What a line holds is
// written by src/browser/mirror.cpp.
const fieldEnd = '\x1f';
const fieldNames = ['id', 'parent', 'role', 'name', 'value', 'description', 'href', 'placeholder', 'box', 'flags',
    'level', 'row', 'column', 'rowCount', 'columnCount', 'sort', 'minimum', 'maximum', 'now', 'step',
    'selectionStart', 'selectionEnd'];
const named = new Set(['banner', 'navigation', 'main', 'complementary', 'region', 'dialog', 'group', 'toolbar',
    'list', 'radiogroup', 'listbox', 'tablist', 'tabpanel', 'grid', 'menu', 'note', 'progressbar', 'img']);
const triple = { 0: 'false', 1: 'true', m: 'mixed' };

const descriptions = document.getElementById('descriptions');

export const idOfLine = (line) => Number(line.slice(0, line.indexOf(fieldEnd)));

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

/** The element of a line: the one that there is, or a new one where its kind changed. */
export function update(entry, line) {
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

export function discard(entry) {
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
    const [x, y, width, height] = node.box.split(',').map((side) => side / 100); // hundredths of a pixel
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
    put(element, 'aria-modal', node.has('M') && !node.parent ? 'true' : null);
    if (role === 'combobox') {
        put(element, 'aria-haspopup', 'listbox');
        put(element, 'aria-controls', node.expanded === '1' ? 'n' + ((node.id + 1) >>> 0) : null);
        put(element, 'aria-required', node.has('r') ? 'true' : null);
        put(element, 'aria-invalid', node.has('i') ? 'true' : null);
    }
    // Toasts tell what is saved; the running clock is saved all the time.
    if (role === 'status') put(element, 'aria-live', 'off');
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

export function select(element, node) {
    if (element.selectionStart !== node.selectionStart || element.selectionEnd !== node.selectionEnd)
        element.setSelectionRange(node.selectionStart, node.selectionEnd);
}
