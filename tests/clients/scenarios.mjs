// Goal: the official Graph client works as it would against the service, through every row of the
// scenario tables of the PIM API's overview (S3): statuses, members, lists, refusals, pages, batches.
// Method: one server; the people of the sample Start call it as their own clients send it.

import graph from "@microsoft/microsoft-graph-client";
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { clientOf, has, hoursFromNow, lab, last, people, refused, root, sent, wait } from "./support.mjs";

const requests = {
    active: "/roleManagement/directory/roleAssignmentScheduleRequests",
    eligible: "/roleManagement/directory/roleEligibilityScheduleRequests",
};
const schedules = {
    active: "/roleManagement/directory/roleAssignmentSchedules",
    eligible: "/roleManagement/directory/roleEligibilitySchedules",
};
const policies = "/policies/roleManagementPolicies";
const policyAssignments = "/policies/roleManagementPolicyAssignments";

let gia;
let tess;
let ids;
let roles;

/// A request about one of the people, in the words of the API.
const body = (action, name, role, more = {}) => ({
    action,
    principalId: ids[name].id,
    roleDefinitionId: roles[role],
    directoryScopeId: "/",
    justification: "the night shift",
    ...more,
});
const lasting = (duration, startDateTime) => ({
    scheduleInfo: { startDateTime, expiration: { type: "afterDuration", duration } },
});
const permanent = { scheduleInfo: { expiration: { type: "noExpiration" } } };

/// Sends a request that must be made.
async function make(client, kind, content, status) {
    const made = await client.api(requests[kind]).post(content);
    assert.equal(last().status, 201);
    has(made, {
        action: content.action,
        status,
        principalId: content.principalId,
        roleDefinitionId: content.roleDefinitionId,
        directoryScopeId: "/",
        isValidationOnly: false,
        justification: content.justification,
    });
    assert.equal(last().headers.get("location"), `${root}/v1.0${requests[kind]}/${made.id}`);
    return made;
}

async function scheduled(kind, name, role) {
    const filter = `principalId eq '${ids[name].id}' and roleDefinitionId eq '${roles[role]}'`;
    return (await gia.api(schedules[kind]).filter(filter).get()).value;
}

before(async () => {
    await lab("PATCH", "clock", { speed: 0 });
    gia = await clientOf("gia@amberg.example");
    tess = await clientOf("tess@amberg.example");
    ids = await people();
    const list = await gia.api("/roleManagement/directory/roleDefinitions").select("id,displayName").get();
    roles = Object.fromEntries(list.value.map((row) => [row.displayName.replaceAll(" ", ""), row.id]));
});

for (const kind of ["eligible", "active"]) {
    describe(`an administrator manages ${kind} assignments`, () => {
        test("assigns a role for ever, and for a time", async () => {
            const made = await make(gia, kind, body("adminAssign", "ann", "UserAdministrator", permanent), "Provisioned");
            has(made, { targetScheduleId: made.id, approvalId: null, appScopeId: null });
            has(made.scheduleInfo.expiration, { type: "noExpiration", endDateTime: null, duration: null });
            const timed = await make(gia, kind, body("adminAssign", "ben", "UserAdministrator", lasting("P30D")), "Provisioned");
            has(timed.scheduleInfo.expiration, { type: "afterDuration", duration: "P30D" });
            has(timed.createdBy.user, { id: ids.gia.id });
        });

        test("asks for all assignments and for one, with what is behind them", async () => {
            const list = await gia
                .api(requests[kind])
                .filter(`principalId eq '${ids.ben.id}' and status eq 'Provisioned'`)
                .expand("roleDefinition($select=displayName),principal")
                .top(5)
                .get();
            assert.equal(list["@odata.context"], `${root}/v1.0/$metadata#roleManagement/directory/${requests[kind].split("/").at(-1)}(roleDefinition(displayName),principal())`);
            assert.equal(list.value.length, 1);
            assert.deepEqual(list.value[0].roleDefinition, { displayName: "User Administrator" });
            has(list.value[0].principal, { "@odata.type": "#microsoft.graph.user", id: ids.ben.id });
            const one = await gia.api(`${requests[kind]}/${list.value[0].id}`).select(["id", "status"]).get();
            has(one, { id: list.value[0].id, status: "Provisioned" });
            const missing = await refused(gia.api(`${requests[kind]}/${ids.ben.id}`).get());
            has(missing, { statusCode: 404, code: "Request_ResourceNotFound" });
        });

        test("updates, extends, renews and removes", async () => {
            await wait("PT1H");
            const update = body("adminUpdate", "ben", "UserAdministrator", lasting("P20D"));
            await make(gia, kind, update, "Provisioned");
            const extended = await make(gia, kind, body("adminExtend", "ben", "UserAdministrator", lasting("P60D")), "Provisioned");
            assert.deepEqual((await scheduled(kind, "ben", "UserAdministrator")).map((row) => row.id), [extended.targetScheduleId]);
            await wait("P61D");
            assert.equal((await scheduled(kind, "ben", "UserAdministrator")).length, 0);
            await make(gia, kind, body("adminRenew", "ben", "UserAdministrator", lasting("P30D")), "Provisioned");
            await wait("PT1H");
            const removed = await make(gia, kind, body("adminRemove", "ben", "UserAdministrator"), "Revoked");
            has(removed, { scheduleInfo: null, targetScheduleId: null, completedDateTime: null });
            const gone = await refused(gia.api(requests[kind]).post(body("adminRemove", "ben", "UserAdministrator")));
            has(gone, { statusCode: 400, code: "RoleAssignmentDoesNotExist" });
        });

        test("cancels a request that starts later", async () => {
            const start = await hoursFromNow(48);
            const made = await make(gia, kind, body("adminAssign", "ben", "HelpdeskAdministrator", lasting("P10D", start)), "Granted");
            assert.equal(Date.parse(made.completedDateTime), Date.parse(start));
            await gia.api(`${requests[kind]}/${made.id}/cancel`).post({});
            assert.equal(last().status, 204);
            has(await gia.api(`${requests[kind]}/${made.id}`).get(), { status: "Canceled" });
            const again = await refused(gia.api(`${requests[kind]}/${made.id}/cancel`).post({}));
            assert.equal(again.statusCode, 400);
        });
    });

    describe(`a principal looks after its own ${kind} assignments`, () => {
        test("asks for them, extends them and renews them", async () => {
            await make(gia, kind, body("adminAssign", "tess", "GroupsAdministrator", lasting("P20D")), "Provisioned");
            const ask = (what) => tess.api(`${what[kind]}/filterByCurrentUser(on='principal')`).filter(`roleDefinitionId eq '${roles.GroupsAdministrator}'`).get();
            const own = await ask(requests);
            assert.equal(own.value.length, 1);
            has(own.value[0], { principalId: ids.tess.id, status: "Provisioned" });
            assert.equal((await ask(schedules)).value[0].memberType, "Direct");
            const early = await refused(tess.api(requests[kind]).post(body("selfExtend", "tess", "GroupsAdministrator", lasting("P60D"))));
            has(early, { statusCode: 400, code: "InvalidRoleAssignmentRequest" });
            await wait("P10D");
            const extension = await make(tess, kind, body("selfExtend", "tess", "GroupsAdministrator", lasting("P30D")), "PendingAdminDecision");
            await tess.api(`${requests[kind]}/${extension.id}/cancel`).post({});
            assert.equal(last().status, 204);
            await wait("P11D");
            await make(tess, kind, body("selfRenew", "tess", "GroupsAdministrator", lasting("P30D")), "PendingAdminDecision");
        });

        test("gives one up", async () => {
            await make(gia, kind, body("adminAssign", "tess", "LicenseAdministrator", lasting("P20D")), "Provisioned");
            const early = await refused(tess.api(requests[kind]).post(body("selfDeactivate", "tess", "LicenseAdministrator")));
            has(early, { statusCode: 400, code: "ActiveDurationTooShort", message: "The Active duration is too short. Miniumum Required is 5 minutes." });
            await wait("PT6M");
            await make(tess, kind, body("selfDeactivate", "tess", "LicenseAdministrator"), "Revoked");
            assert.equal((await scheduled(kind, "tess", "LicenseAdministrator")).length, 0);
        });
    });
}

describe("a principal activates an eligible assignment", () => {
    const activation = (more) => body("selfActivate", "tess", "UserAdministrator", { ...lasting("PT2H"), ...more });

    test("activates it, just in time and for a time", async () => {
        await make(gia, "eligible", body("adminAssign", "tess", "UserAdministrator", lasting("P90D")), "Provisioned");
        const made = await make(tess, "active", activation(), "Provisioned");
        has(made.scheduleInfo.expiration, { type: "afterDuration", duration: "PT2H" });
        const twice = await refused(tess.api(requests.active).post(activation()));
        has(twice, { statusCode: 400, code: "RoleAssignmentExists", message: "The Role assignment already exists." });
        const instances = await tess
            .api("/roleManagement/directory/roleAssignmentScheduleInstances/filterByCurrentUser(on='principal')")
            .expand("activatedUsing")
            .get();
        has(instances.value[0], { assignmentType: "Activated", memberType: "Direct" });
        has(instances.value[0].activatedUsing, { principalId: ids.tess.id });
    });

    test("deactivates it when it is no longer needed", async () => {
        await wait("PT6M");
        await make(tess, "active", body("selfDeactivate", "tess", "UserAdministrator"), "Revoked");
        assert.equal((await scheduled("eligible", "tess", "UserAdministrator")).length, 1);
    });

    test("cancels one that has not begun", async () => {
        const start = await hoursFromNow(5);
        const made = await make(tess, "active", activation(lasting("PT1H", start)), "Granted");
        await tess.api(`${requests.active}/${made.id}/cancel`).post({});
        has(await tess.api(`${requests.active}/${made.id}`).get(), { status: "Canceled" });
    });

    test("is told every rule that it breaks", async () => {
        const careless = await clientOf("tess@amberg.example", { mfa: false });
        const error = await refused(careless.api(requests.active).post(activation({ justification: "", ...lasting("PT20H") })));
        has(error, {
            statusCode: 400,
            code: "RoleAssignmentRequestPolicyValidationFailed",
            message: 'The following policy rules failed: ["ExpirationRule","JustificationRule","MfaRule"]',
        });
        assert.equal(error.requestId, last().headers.get("request-id"));
        assert.ok(error.date instanceof Date);
        const only = await tess.api(requests.active).post(activation({ isValidationOnly: true }));
        has(only, { isValidationOnly: true });
        assert.equal((await scheduled("active", "tess", "UserAdministrator")).length, 0);
    });
});

describe("role settings", () => {
    const scope = "scopeId eq '/' and scopeType eq 'DirectoryRole'";
    let policy;

    test("are listed with their rules, and one is asked for", async () => {
        const list = await gia.api(policies).filter(scope).expand("rules").get();
        assert.ok(list.value.length > 100);
        assert.equal(list.value[0].rules.length, 17);
        policy = list.value[0].id;
        const one = await gia.api(`${policies}/${policy}`).expand("rules,effectiveRules").get();
        has(one, { id: policy, scopeId: "/", scopeType: "DirectoryRole" });
        assert.deepEqual(one.rules, one.effectiveRules);
        has(await refused(gia.api(policies).get()), { statusCode: 400 });
    });

    test("are found by their role, with the policy and its rules", async () => {
        const list = await gia.api(policyAssignments).filter(`${scope} and roleDefinitionId eq '${roles.UserAdministrator}'`).expand("policy($expand=rules)").get();
        assert.equal(list.value.length, 1);
        policy = list.value[0].policyId;
        assert.equal(list.value[0].policy.rules.length, 17);
        const one = await gia.api(`${policyAssignments}/${list.value[0].id}`).expand("policy($expand=rules)").get();
        has(one, { id: `${policy}_${roles.UserAdministrator}`, roleDefinitionId: roles.UserAdministrator });
    });

    test("have rules, which are listed, asked for and changed", async () => {
        const rule = `${policies}/${policy}/rules/Expiration_EndUser_Assignment`;
        const rules = await gia.api(`${policies}/${policy}/rules`).get();
        assert.equal(rules.value.length, 17);
        const before = await gia.api(rule).get();
        has(before, { "@odata.type": "#microsoft.graph.unifiedRoleManagementPolicyExpirationRule", maximumDuration: "PT8H" });
        await gia.api(rule).patch({ "@odata.type": before["@odata.type"], id: before.id, isExpirationRequired: true, maximumDuration: "PT1H45M", target: before.target });
        assert.equal(last().status, 204);
        has(await gia.api(rule).get(), { maximumDuration: "PT1H45M" });
        const long = await refused(tess.api(requests.active).post(body("selfActivate", "tess", "UserAdministrator", lasting("PT2H"))));
        has(long, { message: 'The following policy rules failed: ["ExpirationRule"]' });
    });

    test("are changed rule by rule through the policy", async () => {
        const changed = await gia.api(`${policies}/${policy}`).patch({
            rules: [{ "@odata.type": "#microsoft.graph.unifiedRoleManagementPolicyExpirationRule", id: "Expiration_EndUser_Assignment", isExpirationRequired: true, maximumDuration: "PT3H" }],
        });
        assert.equal(last().status, 200);
        assert.equal(changed.id, policy);
        has(await gia.api(`${policies}/${policy}/rules/Expiration_EndUser_Assignment`).get(), { maximumDuration: "PT3H" });
        const nobody = await refused(tess.api(`${policies}/${policy}`).patch({ rules: [] }));
        assert.equal(nobody.statusCode, 403);
    });

    test("can ask for an approval, which is given in beta", async () => {
        await gia.api(`${policies}/${policy}/rules/Approval_EndUser_Assignment`).patch({
            "@odata.type": "#microsoft.graph.unifiedRoleManagementPolicyApprovalRule",
            id: "Approval_EndUser_Assignment",
            setting: {
                isApprovalRequired: true,
                isApprovalRequiredForExtension: false,
                isRequestorJustificationRequired: true,
                approvalMode: "SingleStage",
                approvalStages: [{
                    approvalStageTimeOutInDays: 1,
                    isApproverJustificationRequired: true,
                    escalationTimeInMinutes: 0,
                    isEscalationEnabled: false,
                    primaryApprovers: [{ "@odata.type": "#microsoft.graph.singleUser", userId: ids.ann.id }],
                    escalationApprovers: [],
                }],
            },
        });
        assert.equal(last().status, 204);
        const made = await make(tess, "active", body("selfActivate", "tess", "UserAdministrator", lasting("PT1H")), "PendingApproval");
        assert.equal(made.approvalId, made.id);
        const ann = await clientOf("ann@amberg.example");
        const waiting = await ann.api(`${requests.active}/filterByCurrentUser(on='approver')`).filter("status eq 'PendingApproval'").get();
        assert.deepEqual(waiting.value.map((row) => row.id), [made.id]);
        const approvals = "/roleManagement/directory/roleAssignmentApprovals";
        const approval = await ann.api(`${approvals}/${made.approvalId}`).version("beta").get();
        has(approval.steps[0], { assignedToMe: true, reviewResult: "NotReviewed", status: "InProgress" });
        await ann.api(`${approvals}/${approval.id}/steps/${approval.steps[0].id}`).version("beta").patch({ reviewResult: "Approve", justification: "go ahead" });
        assert.equal(last().status, 204);
        has(await tess.api(`${requests.active}/${made.id}`).get(), { status: "Provisioned" });
    });
});

describe("what was done", () => {
    test("is in the audit log", async () => {
        const list = await gia
            .api("/auditLogs/directoryAudits")
            .filter("activityDisplayName eq 'Add member to role completed (PIM activation)'")
            .orderby("activityDateTime desc")
            .top(1)
            .get();
        has(list.value[0], { loggedByService: "PIM", category: "RoleManagement", result: "success" });
        has(list.value[0].initiatedBy.user, { userPrincipalName: "ann@amberg.example" });
        assert.ok(list["@odata.nextLink"]);
    });
});

describe("the client itself", () => {
    test("says who it is, and gets its own id of the request back", async () => {
        await gia.api("/me").select("id").get();
        const headers = sent.at(-1).headers;
        assert.match(headers.get("sdkversion"), /^graph-js\/3/);
        assert.equal(last().headers.get("client-request-id"), headers.get("client-request-id"));
    });

    test("follows the links from page to page", async () => {
        const first = await gia.api("/roleManagement/directory/roleDefinitions").top(30).get();
        const seen = [];
        const pages = new graph.PageIterator(gia, first, (row) => seen.push(row.id) > 0);
        await pages.iterate();
        assert.ok(pages.isComplete());
        assert.equal(new Set(seen).size, Object.keys(roles).length);
        assert.equal(Number(await gia.api("/roleManagement/directory/roleDefinitions/$count").responseType("text").get()), seen.length);
    });

    test("sends activations in a batch", async () => {
        for (const role of ["HelpdeskAdministrator", "PasswordAdministrator"]) {
            await make(gia, "eligible", body("adminAssign", "tess", role, lasting("P9D")), "Provisioned");
        }
        const step = (id, role, duration, more) => ({
            id,
            ...more,
            request: new Request(`${root}${requests.active}`, {
                method: "POST",
                headers: { "Content-Type": "application/json" },
                body: JSON.stringify(body("selfActivate", "tess", role, lasting(duration))),
            }),
        });
        const batch = new graph.BatchRequestContent([
            step("1", "HelpdeskAdministrator", "PT1H"),
            step("2", "PasswordAdministrator", "PT99H", { dependsOn: ["1"] }),
            { id: "3", request: new Request(`${root}/me?$select=displayName`), dependsOn: ["1"] },
        ]);
        const answers = new graph.BatchResponseContent(await tess.api("/$batch").post(await batch.getContent()));
        assert.equal(answers.getResponseById("1").status, 201);
        has(await answers.getResponseById("1").json(), { status: "Provisioned" });
        assert.equal(answers.getResponseById("2").status, 400);
        has((await answers.getResponseById("2").json()).error, { code: "RoleAssignmentRequestPolicyValidationFailed" });
        has(await answers.getResponseById("3").json(), { displayName: "Tess Moreau" });
    });

    test("waits where the service is busy, and tries again", async () => {
        await lab("PUT", "faults", { unavailable: { every: 2 }, retryAfterSeconds: 1 });
        const from = sent.length;
        for (let i = 0; i < 2; ++i) await gia.api("/me").get();
        assert.deepEqual(sent.slice(from).map((one) => one.response.status), [200, 503, 200]);
        assert.equal(sent.at(-1).headers.get("retry-attempt"), "1");
        await lab("PUT", "faults", { throttle: { requests: 1, windowSeconds: 600 }, retryAfterSeconds: 7 });
        const content = { requests: ["1", "2"].map((id) => ({ id, method: "GET", url: "/me?$select=id" })) };
        const { responses } = await gia.api("/$batch").post(content);
        assert.deepEqual(responses.map((part) => part.status), [200, 429]);
        assert.equal(responses[1].headers["Retry-After"], "7");
        await lab("PUT", "faults", {});
    });

    test("is refused without a token that counts", async () => {
        const late = await clientOf("gia@amberg.example", { expiresIn: -3600 });
        has(await refused(late.api("/me").get()), { statusCode: 401, code: "InvalidAuthenticationToken" });
        const narrow = await clientOf("gia@amberg.example", { scp: "User.Read" });
        has(await refused(narrow.api(requests.active).get()), { statusCode: 403, code: "UnknownError" });
    });
});
