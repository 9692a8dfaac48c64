// Pointer, wheel and keys of the canvas. Text is typed into the mirror's own fields.
import { wake, drawNow } from './frame.js';
import { pending } from './mirror.js';

const dragStartPixels = 10;
const longPressMilliseconds = 500;
const forwarded = new Set([' ', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'End', 'Enter',
    'Escape', 'F6', 'Home', 'PageDown', 'PageUp']);

let module = null;
let finger = null;
let glide = 0;
const held = new Set();  // keys that the program believes to be down

export function begin(wasm, canvas) {
    module = wasm;
    canvas.addEventListener('pointerdown', down);
    canvas.addEventListener('pointermove', move);
    canvas.addEventListener('pointerup', up);
    canvas.addEventListener('pointercancel', cancel);
    canvas.addEventListener('pointerleave', leave);
    // The focus stays where the mirror put it.
    canvas.addEventListener('mousedown', (event) => event.preventDefault());
    canvas.addEventListener('contextmenu', (event) => event.preventDefault());
    canvas.addEventListener('wheel', wheel, { passive: false });
    document.addEventListener('keydown', (event) => key(event, true));
    document.addEventListener('keyup', (event) => key(event, false));
    addEventListener('blur', () => focused(false));
    addEventListener('focus', () => focused(true));
}

function focused(on) {
    for (const name of held) send(name, false, false);
    held.clear();
    module._pimlab_window_focus(on ? 1 : 0);
    wake();
}

function buttonOf(event) {
    return event.button === 2 ? 1 : event.button === 1 ? 2 : 0;
}

function down(event) {
    cancelAnimationFrame(glide);
    event.target.setPointerCapture(event.pointerId);
    const touch = event.pointerType === 'touch';
    module._pimlab_pointer(event.clientX, event.clientY, touch ? 1 : 0);
    module._pimlab_button(buttonOf(event), 1);
    if (touch) startFinger(event);
    wake();
}

function move(event) {
    if (finger && finger.id === event.pointerId && moveFinger(event)) return;
    module._pimlab_pointer(event.clientX, event.clientY, event.pointerType === 'touch' ? 1 : 0);
    wake();
}

function up(event) {
    const scrolling = finger && finger.scrolling;
    if (finger) endFinger();
    if (!scrolling) {
        module._pimlab_pointer(event.clientX, event.clientY, event.pointerType === 'touch' ? 1 : 0);
        module._pimlab_button(buttonOf(event), 0);
    }
    wake();
    // Inside the gesture: a soft keyboard, a copy and a file dialog are allowed only here. The
    // pointer's events are handled one a frame.
    drawNow();
    drawNow();
    if (event.pointerType === 'touch') module._pimlab_pointer_gone();
}

function cancel() {
    release();
    if (finger) endFinger();
    wake();
}

function leave(event) {
    if (event.pointerType === 'touch') return;
    module._pimlab_pointer_gone();
    wake();
}

// Lets go of the button somewhere else, so that nothing is pressed.
function release() {
    module._pimlab_pointer_gone();
    module._pimlab_button(0, 0);
}

function startFinger(event) {
    const held = { id: event.pointerId, x: event.clientX, y: event.clientY, scrolling: false, speed: 0,
        lastX: event.clientX, lastY: event.clientY, time: event.timeStamp };
    held.timer = setTimeout(() => {
        if (finger !== held || held.scrolling) return;
        release();
        module._pimlab_pointer(held.x, held.y, 1);
        module._pimlab_button(1, 1);
        module._pimlab_button(1, 0);
        wake();
    }, longPressMilliseconds);
    finger = held;
    // The frame that follows knows what lies under the finger.
    drawNow();
}

function moveFinger(event) {
    const dx = event.clientX - finger.lastX;
    const dy = event.clientY - finger.lastY;
    if (!finger.scrolling) {
        const far = Math.hypot(event.clientX - finger.x, event.clientY - finger.y);
        if (far < dragStartPixels) return true;
        clearTimeout(finger.timer);
        if (module._pimlab_drags()) return false;
        release();
        finger.scrolling = true;
        wake();
        drawNow();
        module._pimlab_pointer(finger.x, finger.y, 1);
    }
    const passed = Math.max(event.timeStamp - finger.time, 1);
    finger.speed = -dy / passed;
    finger.lastX = event.clientX;
    finger.lastY = event.clientY;
    finger.time = event.timeStamp;
    module._pimlab_wheel(-dx, -dy);
    wake();
    return true;
}

function endFinger() {
    clearTimeout(finger.timer);
    const { scrolling, speed } = finger;
    finger = null;
    if (!scrolling || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let velocity = speed;
    let before = performance.now();
    const step = (now) => {
        const passed = now - before;
        before = now;
        module._pimlab_wheel(0, velocity * passed);
        wake();
        velocity *= Math.exp(-passed / 320);
        if (Math.abs(velocity) > 0.02) glide = requestAnimationFrame(step);
    };
    glide = requestAnimationFrame(step);
}

function wheel(event) {
    if (event.ctrlKey) return;  // the browser's zoom
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? 400 : 1;
    module._pimlab_pointer(event.clientX, event.clientY, 0);
    if (event.shiftKey && !event.deltaX) {
        module._pimlab_wheel(event.deltaY * unit, 0);
    } else {
        module._pimlab_wheel(event.deltaX * unit, event.deltaY * unit);
    }
    wake();
}

// Whether the page takes the key. Tab moves the focus through the mirror by itself; a text field
// keeps what edits text.
function taken(event) {
    if (event.isComposing || event.key === 'Tab') return false;
    if (event.ctrlKey || event.metaKey || event.altKey || !forwarded.has(event.key)) return false;
    const target = event.target;
    if (target.id === 'skip') return false;
    if (target.type === 'range') return event.key === 'Escape' || event.key === 'F6';
    if (target.tagName === 'INPUT' || target.tagName === 'TEXTAREA') {
        if (target.getAttribute('role') === 'spinbutton' && /^Arrow(Up|Down)$/.test(event.key)) return true;
        return event.key === 'Escape' || event.key === 'F6';
    }
    return true;
}

function key(event, isDown) {
    // A key that went down here comes up here, whatever else is held or has the focus by then.
    if (isDown ? !taken(event) : !held.delete(event.key)) return;
    event.preventDefault();
    if (isDown) held.add(event.key);
    // What was asked through the mirror comes first: the key is for what has the focus now.
    if (pending()) drawNow();
    send(event.key, isDown, event.shiftKey);
}

function send(name, isDown, shift) {
    module.ccall('pimlab_key', null, ['string', 'number', 'number'], [name, isDown ? 1 : 0, shift ? 1 : 0]);
    wake();
}
