// The server under test, the lab API around it, and the official client as one of its people. What
// scenarios.mjs, settings.mjs and stage.mjs take from here, tests/browser/page_support.mjs has for a page
// in a browser: they are played in both places.

import graph from "@microsoft/microsoft-graph-client";
import assert from "node:assert/strict";

export { before, describe, test } from "node:test";
export { assert };

export const root = process.env.PIMLAB_URL;

/// What went over the wire, newest last: the client itself shows neither headers nor statuses.
export const sent = [];
const plainFetch = globalThis.fetch;
globalThis.fetch = async (address, options) => {
    const response = await plainFetch(address, options);
    sent.push({ address, headers: new Headers(options?.headers), response });
    return response;
};

/// The status and the headers of the last answer.
export const last = () => sent.at(-1).response;

/// One request of the lab API; its body.
export async function lab(method, path, body) {
    const response = await plainFetch(`${root}/lab/v1/${path}`, {
        method,
        headers: { "Content-Type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
}

/// Time passes only where a test lets it.
export const stopClock = () => lab("PATCH", "clock", { speed: 0 });

/// Lets simulated time pass, as an ISO 8601 duration.
export const wait = (duration) => lab("PATCH", "clock", { advance: duration });

/// A moment of simulated time, that many hours from now.
export async function hoursFromNow(hours) {
    const { now } = await lab("GET", "clock");
    return new Date(Date.parse(now) + hours * 3_600_000).toISOString();
}

export async function tokenOf(name, claims = {}) {
    const body = { userPrincipalName: name, mfa: true, ...claims };
    return (await lab("POST", "tokens", body)).access_token;
}

/// The official client, as somebody.
export async function clientOf(name, claims = {}) {
    const token = await tokenOf(name, claims);
    return graph.Client.init({
        baseUrl: `${root}/`,
        customHosts: new Set(["localhost"]),
        authProvider: (done) => done(null, token),
    });
}

/// A call that the server refuses: the error as the client gives it.
export async function refused(call) {
    try {
        await call;
    } catch (error) {
        assert.ok(error instanceof graph.GraphError, String(error));
        return error;
    }
    assert.fail("this was not refused");
}

/// Fails unless an object has all the given members, compared deeply.
export function has(object, members) {
    for (const [name, value] of Object.entries(members)) {
        assert.deepEqual(object[name], value, `${name} of ${JSON.stringify(object)}`);
    }
}

/// The people by the first part of their user principal names, with their ids.
export async function people() {
    const { value } = await lab("GET", "personas");
    return Object.fromEntries(value.map((row) => [row.userPrincipalName.split("@")[0], row]));
}

const tokens = {};

/// A request as it stands, byte for byte in its path, by the first part of a name; the parsed body.
export async function ask(name, method, path, { body, ...headers } = {}, status = 200) {
    tokens[name] ??= await tokenOf(`${name}@amberg.example`);
    const response = await plainFetch(root + path, {
        method,
        headers: {
            Authorization: `Bearer ${tokens[name]}`,
            ...(body === undefined ? {} : { "Content-Type": "application/json" }),
            ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    assert.equal(response.status, status, `${method} ${path}: ${text}`);
    return text === "" ? null : JSON.parse(text);
}

export const directory = "/v1.0/roleManagement/directory";
export const get = (path, headers, name = "gia") => ask(name, "GET", path, headers);

/// Stops the clock and makes Tess eligible for User Administrator: the ids of the people, and of that role.
export async function prepare() {
    await stopClock();
    const ids = Object.fromEntries(Object.entries(await people()).map(([name, row]) => [name, row.id]));
    const role = await get(`${directory}/roleDefinitions?$filter=displayName%20eq%20%27User%20Administrator%27`);
    const userAdministrator = role.value[0].id;
    await ask(
        "gia",
        "POST",
        `${directory}/roleEligibilityScheduleRequests`,
        {
            body: {
                action: "adminAssign",
                justification: "x",
                principalId: ids.tess,
                roleDefinitionId: userAdministrator,
                directoryScopeId: "/",
                scheduleInfo: { expiration: { type: "noExpiration" } },
            },
        },
        201,
    );
    return { ids, userAdministrator };
}
