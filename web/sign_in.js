// Signs in at an identity provider by authorization code with PKCE, in a window of its own, through Microsoft's
// library. Tokens are in the memory of that library and of the program, and nowhere else.
import './msal-browser.min.js'; // sets globalThis.msal

const { PublicClientApplication, EventType, CacheLookupPolicy, ProtocolMode } = globalThis.msal;
const microsoft = /^login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn)$|\.ciamlogin\.com$/;
// Passwords, second factors and consent take a while; the library's own limit is a minute.
const windowMilliseconds = 10 * 60 * 1000;
const lookMilliseconds = 250;
// After a window has closed itself, its code is still to be exchanged for a token.
const exchangeMilliseconds = 3000;
// A fresh token is asked for that long before the old one expires, and not before three quarters of its life.
const renewMilliseconds = 5 * 60 * 1000;
const renewShare = 0.75;

// Who is signed in or about to be: the library's client, its account, what was asked for.
let current = null;

/** Tells (token, who) once somebody has signed in and each time the token is renewed, or ('', why nobody has). */
export async function begin(way, claims, tell) {
    const mine = { way, claims, tell, client: null, account: null, expires: 0, timer: 0 };
    const before = current;
    leave(before);
    current = mine;
    let closed = false;
    const fail = (text) => {
        if (current !== mine || closed) return;
        tell('', text);
        // Whoever was here still is.
        if (mine.account) renewLater(mine);
    };
    const host = new URL(way.authority).host;
    try {
        const same = before?.client && before.way.authority === way.authority && before.way.clientId === way.clientId;
        mine.client = same ? before.client : await clientOf(way, host);
        if (same) Object.assign(mine, { account: before.account, expires: before.expires });
        take(mine, await inWindow(mine, claims ? mine.account : null, host, () => {
            fail(`the window of ${host} was closed before anybody had signed in`);
            closed = true;
        }));
    } catch (error) {
        fail(wordsOf(error, host));
    }
}

/** Forgets who was signed in, and the tokens. */
export function end() {
    leave(current);
    current?.client?.clearCache().catch(() => {});
    current = null;
}

function leave(one) {
    if (one) clearTimeout(one.timer);
}

async function clientOf(way, host) {
    const client = new PublicClientApplication({
        auth: {
            clientId: way.clientId,
            authority: way.authority,
            knownAuthorities: [host],
            redirectUri: new URL('./signed_in.html', document.baseURI).href,
        },
        cache: { cacheLocation: 'memoryStorage' },
        system: {
            protocolMode: microsoft.test(host) ? ProtocolMode.AAD : ProtocolMode.OIDC,
            popupBridgeTimeout: windowMilliseconds,
        },
    });
    await client.initialize();
    return client;
}

async function inWindow({ client, way, claims }, account, host, closed) {
    let look = 0;
    const listener = client.addEventCallback(({ payload }) => {
        look = setInterval(() => {
            if (!payload.popupWindow.closed) return;
            clearInterval(look);
            look = setTimeout(closed, exchangeMilliseconds);
        }, lookMilliseconds);
    }, [EventType.POPUP_OPENED]);
    try {
        return await client.acquireTokenPopup({
            scopes: way.scopes,
            ...(account ? { account, loginHint: account.username } : {}),
            prompt: promptOf(account, host),
            ...(claims ? { claims } : {}),
            overrideInteractionInProgress: true,
        });
    } finally {
        clearInterval(look);
        clearTimeout(look);
        client.removeEventCallback(listener);
    }
}

/** Who comes for more is known; anybody else is asked who they are, whoever was here before. */
function promptOf(account, host) {
    if (microsoft.test(host)) return account ? undefined : 'select_account';
    // A token that renews others is given with consent alone (OpenID Connect Core, 11).
    return account ? 'consent' : 'login consent';
}

function take(mine, result) {
    if (current !== mine) return;
    Object.assign(mine, { account: result.account, expires: result.expiresOn.getTime() });
    mine.tell(result.accessToken, result.account.username || result.account.name || result.uniqueId);
    renewLater(mine);
}

function renewLater(mine) {
    const left = mine.expires - Date.now();
    clearTimeout(mine.timer);
    mine.timer = setTimeout(() => renew(mine), Math.max(left - renewMilliseconds, left * renewShare));
}

async function renew(mine) {
    try {
        take(mine, await mine.client.acquireTokenSilent({
            scopes: mine.way.scopes,
            account: mine.account,
            ...(mine.claims ? { claims: mine.claims } : {}),
            cacheLookupPolicy: CacheLookupPolicy.RefreshToken,
        }));
    } catch {
        // The old one counts until it expires, and the backend says so then.
    }
}

function wordsOf(error, host) {
    const code = error.errorCode ?? '';
    if (/popup_window_error|empty_window_error/.test(code)) {
        return `the browser did not open the window of ${host}; let this page open windows`;
    }
    if (code === 'timed_out') return `nobody had signed in with ${host} after ${windowMilliseconds / 60000} minutes`;
    if (/network|request_failed|resolution|openid_config/.test(code)) {
        return `${host} could not be reached, or does not let this page call (${code})`;
    }
    const words = error.errorMessage ?? error.message;
    return code && !words.includes(code) ? `${host} says: ${words} (${code})` : `${host} says: ${words}`;
}
