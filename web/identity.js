// Signing in at an identity provider. What does it (sign_in.js, and Microsoft's library with it) is loaded when
// somebody wants to, and stands in the site only where cmake/sign_in was installed.
const library = 'msal-browser.min.js';
let module = null;
let loaded = null; // sign_in.js, once somebody has wanted to sign in

export const identity = {
    /** A file of the site carries its hash in its name. */
    offered: /\.[0-9a-f]{10}\.js$/.test(library),
    begin(number, way, claims) {
        const tell = (token, text) => module.ccall('pimlab_signed_in', null, ['number', 'string', 'string'],
            [number, token, text]);
        loaded ??= import('./sign_in.js');
        loaded.then((it) => it.begin(way, claims, tell), (error) => {
            loaded = null;
            tell('', `what signs in could not be loaded (${error.message})`);
        });
    },
    end() {
        loaded?.then((it) => it.end(), () => {});
    },
};

export function begin(wasm) {
    module = wasm;
}
