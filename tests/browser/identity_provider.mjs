// A stand-in identity provider: npm's oidc-provider over TLS, with a login page that a test fills in, and access
// tokens as Entra writes them. What they carry can be changed while it runs.
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import Provider, { interactionPolicy } from 'oidc-provider';

export const clientId = 'pimlab-page';
export const audience = 'https://graph.fernhill.example';
/** What a mirror wants of Graph. */
export const scopes = ['RoleManagement.ReadWrite.Directory', 'RoleManagementAlert.Read.Directory', 'Directory.Read.All',
    'AuditLog.Read.All'];

const interactionPath = '/interaction/';

/** Fills the login page in, and waits until its window has closed. */
export async function answer(popup, user, button = 'Continue') {
    const gone = popup.waitForEvent('close');
    await popup.getByLabel('User name').fill(user);
    await popup.getByRole('button', { name: button }).click();
    await gone;
}

/** What the provider gives to a page, from now on: access, refresh and id tokens. */
export function tokensGiven(page) {
    const given = [];
    page.context().on('response', async (response) => {
        if (new URL(response.url()).pathname !== '/token') return;
        const { access_token: access, refresh_token: refresh, id_token: id } = await response.json().catch(() => ({}));
        given.push(...[access, refresh, id].filter(Boolean));
    });
    return given;
}

export const payloadOf = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

/** A certificate for localhost that nobody but itself has signed: {cert, key}, and the names of their files. */
export function certificate(folder) {
    const [file, keyFile] = ['cert.pem', 'key.pem'].map((name) => join(folder, name));
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost',
        '-addext', 'subjectAltName=DNS:localhost', '-keyout', keyFile, '-out', file], { stdio: 'pipe' });
    return { cert: readFileSync(file), key: readFileSync(keyFile), file, keyFile };
}

/**
 * Begins one on a free port: {issuer, settings, asked, granted, close()}. `asked` are the parameters of the
 * authorization requests that came, `granted` the kinds of grants that gave tokens.
 */
export async function identityProvider(tls, redirectUri) {
    const server = createServer(tls);
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const issuer = `https://localhost:${server.address().port}`;
    const settings = { audience, seconds: 3600, late: false };
    const claimsOf = new Map(); // grant → the claims that its sign-in asked for
    const provider = new Provider(issuer, configuration({ settings, claimsOf, redirectUri }));
    const asked = [];
    const granted = [];
    provider.on('grant.success', (ctx) => granted.push(ctx.oidc.params.grant_type));
    const give = provider.callback();
    server.on('request', (request, response) => {
        const { pathname, searchParams } = new URL(request.url, issuer);
        if (pathname === '/auth') asked.push(Object.fromEntries(searchParams));
        if (!pathname.startsWith(interactionPath)) return give(request, response);
        return interact(provider, claimsOf, request, response);
    });
    const close = () => new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
    });
    return { issuer, settings, asked, granted, close };
}

function configuration({ settings, claimsOf, redirectUri }) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return {
        clients: [{ client_id: clientId, redirect_uris: [redirectUri], token_endpoint_auth_method: 'none',
            grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] }],
        jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] },
        cookies: { keys: ['a test'] },
        pkce: { required: () => true },
        clientBasedCORS: () => true,
        conformIdTokenClaims: false,
        claims: { profile: ['preferred_username'] },
        scopes: ['openid', 'offline_access', 'profile'],
        // What a refusal of the backend asks for, which the provider itself does not look into.
        extraParams: ['claims'],
        issueRefreshToken: () => true,
        ttl: { IdToken: 3600, Session: 3600, Grant: 3600, Interaction: 600, RefreshToken: 3600 },
        interactions: { policy: policy(), url: (ctx, { uid }) => interactionPath + uid },
        findAccount: (ctx, name) => ({ accountId: name, claims: () => ({ sub: name, preferred_username: name }) }),
        features: {
            devInteractions: { enabled: false },
            resourceIndicators: {
                enabled: true,
                defaultResource: () => audience,
                useGrantedResource: () => true,
                getResourceServerInfo: () => ({ scope: scopes.join(' '), audience: settings.audience, accessTokenTTL: settings.seconds,
                    accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
            },
        },
        formats: {
            customizers: {
                jwt(ctx, token, parts) {
                    parts.header = { typ: 'JWT' };
                    // Expired when it comes, though the reply gives it an hour.
                    if (settings.late) parts.payload.exp -= 2 * settings.seconds;
                },
            },
        },
        extraTokenClaims(ctx, { accountId, grantId }) {
            const wanted = claimsOf.get(grantId)?.access_token;
            const context = wanted?.acrs?.value;
            return { upn: accountId, scp: scopes.join(' '), amr: context || wanted?.amr ? ['pwd', 'mfa'] : ['pwd'],
                ...(context ? { acrs: [context] } : {}) };
        },
    };
}

/** Whoever comes with claims is asked again, who is signed in as well. */
function policy() {
    const { Check, base } = interactionPolicy;
    const prompts = base();
    prompts.get('login').checks.add(new Check('claims', 'more is asked for', (ctx) =>
        (ctx.oidc.params.claims && !ctx.oidc.result ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT)));
    return prompts;
}

/** The login page, and what comes from it. */
async function interact(provider, claimsOf, request, response) {
    const { params } = await provider.interactionDetails(request, response);
    if (request.method !== 'POST') {
        response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>Sign in</title>
            <form method="post"><label>User name <input name="name" value="${params.login_hint ?? ''}"></label>
            <button name="answer" value="yes">Continue</button><button name="answer" value="no">Refuse</button></form>`);
        return;
    }
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    if (form.get('answer') === 'no') {
        await provider.interactionFinished(request, response,
            { error: 'access_denied', error_description: 'the administrator has not approved this page' });
        return;
    }
    const accountId = form.get('name');
    const grant = new provider.Grant({ accountId, clientId });
    grant.addOIDCScope('openid profile offline_access');
    grant.addResourceScope(audience, scopes.join(' '));
    const grantId = await grant.save();
    if (params.claims) claimsOf.set(grantId, JSON.parse(params.claims));
    await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } });
}
