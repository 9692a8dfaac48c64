// Where an identity provider sends people back to, in the window that was opened for it: hands its answer to the
// page, and closes.
globalThis.msalRedirectBridge?.broadcastResponseToMainFrame().catch(() => {
    // Opened by hand there is no answer; the page says that this window can be closed.
});
