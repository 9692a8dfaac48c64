// Frames on demand. Nothing runs while nothing changes: requestAnimationFrame is asked for by
// wake(), and a timer stands for the next moment at which the page itself wants to be drawn.

// After something happened ImGui needs some frames until hovering, popups and sizes are settled.
const settleFrames = 3;

export const state = { frames: 0, lost: false, running: false };
let scheduled = false;
let settling = 0;
let timer = 0;
let module = null;

/** The program has died: a picture that answers nothing must not stay without a word. */
export function stop() {
    state.running = false;
    window.pimlabHost.failed('stopped');
}

export function begin(wasm) {
    module = wasm;
    state.running = true;
}

/** Something happened: draw until it is settled. */
export function wake() {
    settling = settleFrames;
    schedule();
}

/** Draw once, in that many seconds. */
export function wakeAfter(seconds) {
    if (seconds <= 0) {
        schedule();
        return;
    }
    clearTimeout(timer);
    // A timer may fire a little early by the page's clock: one millisecond more saves a frame.
    timer = setTimeout(onTimer, Math.min(seconds * 1000 + 1, 0x7fffffff));
}

/** Draws now, inside the person's gesture: focus, clipboard and files are allowed only there. */
export function drawNow() {
    if (state.running && !state.lost) draw();
}

export function isIdle() {
    return !scheduled && settling === 0;
}

function schedule() {
    if (scheduled || !state.running || state.lost) return;
    if (document.hidden) {
        pumpHidden();
        return;
    }
    scheduled = true;
    requestAnimationFrame(() => {
        scheduled = false;
        draw();
    });
}

function onTimer() {
    timer = 0;
    schedule();
}

// A hidden tab gets no animation frames, but time passes and other tabs ask.
function pumpHidden() {
    clearTimeout(timer);
    timer = 0;
    const next = module._pimlab_pump();
    if (next >= 0) timer = setTimeout(onTimer, Math.max(next * 1000, 250));
}

function draw() {
    clearTimeout(timer);
    timer = 0;
    state.frames += 1;
    let next = -1;
    try {
        next = module._pimlab_frame(performance.now() / 1000);
    } catch (error) {
        stop();
        throw error;
    }
    if (settling > 0) settling -= 1;
    if (settling > 0) {
        schedule();
    } else if (next >= 0) {
        wakeAfter(next);
    }
}

document.addEventListener('visibilitychange', () => {
    if (!state.running) return;
    clearTimeout(timer);
    timer = 0;
    if (document.hidden) module._pimlab_leaving();
    else module._pimlab_shown();
    wake();
});
addEventListener('pagehide', () => {
    if (state.running) module._pimlab_leaving();
});
