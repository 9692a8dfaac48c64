// What the window and the person's system say: size, pixels, theme, pointer, motion.
import { wake, drawNow, state } from './frame.js';

const themes = ['light', 'dark', 'contrast'];
const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)',
    '(pointer: coarse)', '(prefers-reduced-motion: reduce)'].map((query) => matchMedia(query));

let module = null;
let size = { width: 0, height: 0, ratio: 0 };

export function begin(wasm, canvas) {
    module = wasm;
    for (const query of queries) query.addEventListener('change', preferencesChanged);
    preferencesChanged();
    const observer = new ResizeObserver((entries) => resized(canvas, entries[entries.length - 1]));
    try {
        // Exact device pixels: rounding the CSS size oneself is wrong at fractional zoom.
        observer.observe(canvas, { box: 'device-pixel-content-box' });
    } catch {
        observer.observe(canvas);
    }
    watchRatio(canvas);
    resized(canvas, null);
}

/** Wishes kept in this browser; the system's apply where there is none. */
export function setSetting(name, value) {
    try {
        localStorage.setItem('pimlab.' + name, value);
    } catch {
        // Storage may be forbidden: the wish then holds until the page is left.
        held[name] = value;
    }
    preferencesChanged();
}

const held = {};

function setting(name) {
    try {
        return localStorage.getItem('pimlab.' + name) ?? held[name] ?? '';
    } catch {
        return held[name] ?? '';
    }
}

function preferencesChanged() {
    const [dark, more, forced, coarse, still] = queries.map((query) => query.matches);
    const chosen = themes.indexOf(setting('theme'));
    const theme = chosen >= 0 ? chosen : more || forced ? 2 : dark ? 1 : 0;
    const scale = Math.min(Math.max(Number(setting('scale')) / 100 || 1, 0.8), 2);
    module._pimlab_preferences(theme, chosen < 0 ? 1 : 0, coarse ? 1 : 0, still ? 1 : 0, scale);
    wake();
}

// devicePixelRatio has no event of its own: a query for the present one fires when it is left.
function watchRatio(canvas) {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
        watchRatio(canvas);
        resized(canvas, null);
    }, { once: true });
}

// Where the browser emulates another ratio (device tools), its exact size is that of the real one.
function devicePixels(exact, computed) {
    return exact && Math.abs(exact - computed) <= 1 ? exact : Math.round(computed);
}

function resized(canvas, entry) {
    const ratio = devicePixelRatio || 1;
    const box = entry && entry.devicePixelContentBoxSize && entry.devicePixelContentBoxSize[0];
    const width = devicePixels(box && box.inlineSize, canvas.clientWidth * ratio);
    const height = devicePixels(box && box.blockSize, canvas.clientHeight * ratio);
    if (!width || !height) return;
    if (size.width === width && size.height === height && size.ratio === ratio) return;
    size = { width, height, ratio };
    // Setting the size clears the canvas: draw before the browser shows it.
    canvas.width = width;
    canvas.height = height;
    module._pimlab_resize(width, height, ratio);
    if (state.running) drawNow();
    wake();
}
