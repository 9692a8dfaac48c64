// A stand-in for Microsoft Graph: a small invented tenant over HTTP, in small pages, throttled, and with collections
// that its one token may not read.
import { createServer } from 'node:http';

export const token = 'a.payload-of-the-stand-in.signature-of-the-stand-in';

const pageSize = 3;
const throttledEvery = 5; // every fifth request is told to come again
const id = (kind, number) => `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const count = (length, make) => Array.from({ length }, (_, number) => make(number));
const graphType = (name) => `#microsoft.graph.${name}`;

const people = ['Ida Holm', 'Jon Sand', 'Kim Berg', 'Liv Moen', 'Per Vik'].map((displayName, number) => ({
    '@odata.type': graphType('user'), id: id('1', number), displayName, accountEnabled: true,
    userPrincipalName: `${displayName.split(' ')[0].toLowerCase()}@fernhill.example`,
}));
const groups = count(2, (number) => ({
    '@odata.type': graphType('group'), id: id('2', number), displayName: `Crew ${number}`, isAssignableToRole: true,
}));
/** The members of the groups. */
export const crews = [people.slice(0, 4), people.slice(4)];
const roles = count(8, (number) => ({
    id: id('3', number), displayName: `Keeper of stock ${number}`, description: 'Keeps stock', isBuiltIn: false,
    isEnabled: true, isPrivileged: number === 0, templateId: id('3', number), shelf: `unknown to us ${number}`,
    rolePermissions: [{ allowedResourceActions: ['microsoft.directory/groups/members/update'] }],
}));
const schedule = (kind, principal, role, more) => ({
    id: id(kind, Number(role.id.slice(-2))), principalId: principal.id, roleDefinitionId: role.id, directoryScopeId: '/',
    appScopeId: null, createdUsing: null, createdDateTime: '2026-01-05T08:00:00Z', modifiedDateTime: null,
    status: 'Provisioned', memberType: 'Direct',
    scheduleInfo: { startDateTime: '2026-01-05T08:00:00Z', recurrence: null,
        expiration: { type: 'noExpiration', endDateTime: null, duration: null } },
    ...more,
});
const instance = (name, { id: of, principalId, roleDefinitionId }, more) => ({
    id: `${of}-1`, [`${name}ScheduleId`]: of, principalId, roleDefinitionId, directoryScopeId: '/', appScopeId: null,
    memberType: 'Direct', startDateTime: '2026-01-05T08:00:00Z', endDateTime: null, ...more,
});
const eligible = roles.slice(0, 7).map((role, number) => schedule('4', [...people, ...groups][number], role));
const active = roles.slice(0, 2).map((role, number) =>
    schedule('5', people[number], role, { assignmentType: 'Assigned', activatedUsing: null }));

/** What lies where; null: the token may not read it. */
export const collections = {
    'v1.0/organization': [{ id: id('9', 1), displayName: 'Fernhill' }],
    'beta/roleManagement/directory/roleDefinitions': roles,
    'v1.0/policies/roleManagementPolicyAssignments': null,
    'v1.0/roleManagement/directory/roleEligibilitySchedules': eligible,
    'v1.0/roleManagement/directory/roleAssignmentSchedules': active,
    // Kim Berg's is that of a crew.
    'v1.0/roleManagement/directory/roleEligibilityScheduleInstances': [
        ...eligible.map((row) => instance('roleEligibility', row)),
        instance('roleEligibility', schedule('4', people[2], roles[7]), { memberType: 'Group' })],
    'v1.0/roleManagement/directory/roleAssignmentScheduleInstances': active.map((row) => instance('roleAssignment', row)),
    'beta/identityGovernance/roleManagementAlerts/alerts': null,
    'v1.0/auditLogs/directoryAudits': [],
    [`v1.0/groups/${groups[0].id}/members`]: crews[0],
    [`v1.0/groups/${groups[1].id}/members`]: crews[1],
};

const refusal = (status, code, message, headers = {}) => ({ status, headers, body: { error: { code, message } } });

/** Answers one request, of a batch or by itself. */
function answer(root, state, method, url, body) {
    if (state.asked % throttledEvery === throttledEvery - 1) {
        state.throttled += 1;
        return refusal(429, 'TooManyRequests', 'Too many requests.', { 'Retry-After': '1' });
    }
    const { pathname, searchParams } = new URL(url, root);
    const path = pathname.slice(1);
    if (path === 'v1.0/directoryObjects/getByIds') {
        return { status: 200, body: { value: [...people, ...groups].filter((one) => body.ids.includes(one.id)) } };
    }
    if (method !== 'GET' || !(path in collections)) return refusal(404, 'NotFound', `There is no ${method} ${path}.`);
    if (collections[path] === null) {
        return refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
    }
    const from = Number(searchParams.get('$skiptoken') ?? 0);
    const value = collections[path].slice(from, from + pageSize);
    const more = from + pageSize < collections[path].length;
    const next = new URL(url, root);
    next.searchParams.set('$skiptoken', from + pageSize);
    return { status: 200, body: { value, ...(more ? { '@odata.nextLink': next.href } : {}) } };
}

/** Begins one on a free port: {address, state, close()}; `state` counts the requests and how many were throttled. */
export async function graphStandIn() {
    const state = { asked: 0, throttled: 0, batches: 0 };
    const server = createServer(async (request, response) => {
        const root = `http://localhost:${server.address().port}/`;
        const send = ({ status, headers = {}, body }) => response.writeHead(status, {
            'content-type': 'application/json', 'access-control-allow-origin': '*',
            'access-control-allow-headers': 'authorization, content-type',
            'access-control-expose-headers': 'Retry-After', ...headers,
        }).end(body ? JSON.stringify(body) : undefined);
        if (request.method === 'OPTIONS') return send({ status: 204 });
        if (request.headers.authorization !== `Bearer ${token}`) {
            return send(refusal(401, 'InvalidAuthenticationToken', 'Access token validation failure.'));
        }
        const chunks = [];
        for await (const chunk of request) chunks.push(chunk);
        const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks)) : null;
        state.asked += 1;
        if (!request.url.endsWith('/$batch')) return send(answer(root, state, request.method, request.url, body));
        state.batches += 1;
        const responses = body.requests.map((one) => {
            state.asked += 1;
            return { id: one.id, ...answer(root, state, one.method, `${root}v1.0${one.url}`, one.body) };
        });
        return send({ status: 200, body: { responses: responses.reverse() } });
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const close = () => new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
    });
    return { address: `http://localhost:${server.address().port}`, state, close };
}
