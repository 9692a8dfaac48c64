// Goal: what real clients send is answered, in the very forms in which they send it: the
// command lines (CLI for Microsoft 365, EasyPIM).
// Method: each client's requests as their sources write them, over the wire; status and what the client reads from the
// answer.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { ask, directory, get, has, people, prepare, wait } from "./support.mjs";

let ids;
let userAdministrator;

const names = (answer) => answer.value.map((row) => row.roleDefinition.displayName);

before(async () => {
    ({ ids, userAdministrator } = await prepare());
});

describe("CLI for Microsoft 365", () => {
    const none = {
        accept: "application/json;odata.metadata=none",
        "user-agent": "NONISV|SharePointPnP|CLIMicrosoft365/11.11.0",
    };
    const list = { ...none, "odata-version": "4.0" };

    test("activates, with members that are empty", async () => {
        const body = {
            principalId: ids.tess,
            roleDefinitionId: userAdministrator,
            directoryScopeId: "/",
            action: "selfActivate",
            justification: "x",
            scheduleInfo: { expiration: { duration: "PT8H", type: "afterDuration" } },
            ticketInfo: {},
        };
        const made = await ask("tess", "POST", `${directory}/roleAssignmentScheduleRequests`, { ...none, body }, 201);
        has(made, { status: "Provisioned", action: "selfActivate" });
        assert.equal(made["@odata.context"], undefined);
    });

    test("lists assignments, eligibilities and requests", async () => {
        const expand = "$expand=roleDefinition($select=displayName)";
        const by = `$filter=principalId%20eq%20'${ids.tess}'`;
        assert.deepEqual(
            names(
                await get(
                    `${directory}/roleAssignmentScheduleInstances?${by}%20and%20startDateTime%20ge%202020-01-01T00:00:00Z&${expand},principal`,
                    list,
                ),
            ),
            ["User Administrator"],
        );
        assert.deepEqual(names(await get(`${directory}/roleEligibilityScheduleInstances?${by}&${expand}`, list)), [
            "User Administrator",
        ]);
        const requests = await get(
            `${directory}/roleAssignmentScheduleRequests?${by}%20and%20createdDateTime%20ge%202020-01-01T00:00:00Z%20and%20status%20eq%20'Provisioned'&${expand}`,
            list,
        );
        assert.deepEqual(names(requests), ["User Administrator"]);
    });

    test("deactivates and removes without a schedule", async () => {
        await wait("PT6M");
        const body = {
            principalId: ids.tess,
            roleDefinitionId: userAdministrator,
            directoryScopeId: "/",
            action: "selfDeactivate",
            justification: "x",
            ticketInfo: {},
        };
        has(await ask("tess", "POST", `${directory}/roleAssignmentScheduleRequests`, { ...none, body }, 201), {
            status: "Revoked",
        });
        const refused = await ask(
            "gia",
            "POST",
            `${directory}/roleAssignmentScheduleRequests`,
            { ...none, body: { ...body, action: "adminRemove" } },
            400,
        );
        has(refused.error, { code: "RoleAssignmentDoesNotExist", message: "The Role assignment does not exist." });
    });

    test("keeps custom roles", async () => {
        const body = {
            displayName: "Sign-in Watcher",
            isEnabled: true,
            rolePermissions: [{ allowedResourceActions: ["microsoft.directory/signInReports/allProperties/read"] }],
        };
        const made = await ask("gia", "POST", `${directory}/roleDefinitions`, { ...none, body }, 201);
        const found = await get(
            `${directory}/roleDefinitions?$filter=displayName%20eq%20%27Sign-in%20Watcher%27&$select=id,displayName`,
            list,
        );
        assert.deepEqual(found.value, [{ id: made.id, displayName: "Sign-in Watcher" }]);
        await ask(
            "gia",
            "PATCH",
            `${directory}/roleDefinitions/${made.id}`,
            { ...none, body: { description: "watches" } },
            204,
        );
        has(await get(`${directory}/roleDefinitions/${made.id}?$select=description`, none), { description: "watches" });
        await ask("gia", "DELETE", `${directory}/roleDefinitions/${made.id}`, none, 204);
    });
});

describe("EasyPIM", () => {
    const scope = "scopeType eq 'DirectoryRole' and roleDefinitionId eq '{role}' and scopeId eq '/' ";

    test("reads and writes role settings", async () => {
        const found = await get(
            `/v1.0/policies/roleManagementPolicyAssignments?$filter=${scope.replace("{role}", userAdministrator)}`,
        );
        const policy = `/v1.0/policies/roleManagementPolicies/${found.value[0].policyId}`;
        const rules = await get(`${policy}/rules`);
        const rule = Object.fromEntries(rules.value.map((row) => [row.id, row]));
        assert.equal(rule.Expiration_EndUser_Assignment.maximumDuration, "PT8H");
        assert.deepEqual(rule.Enablement_EndUser_Assignment.enabledRules, [
            "MultiFactorAuthentication",
            "Justification",
        ]);
        assert.equal(rule.Approval_EndUser_Assignment.setting.isApprovalRequired, false);
        assert.equal(Object.keys(rule).filter((id) => id.startsWith("Notification_")).length, 9);
        const wanted = {
            "@odata.type": "#microsoft.graph.unifiedRoleManagementPolicyApprovalRule",
            id: "Approval_EndUser_Assignment",
            setting: {
                isApprovalRequired: true,
                approvalStages: [
                    {
                        approvalStageTimeOutInDays: 1,
                        isApproverJustificationRequired: true,
                        escalationTimeInMinutes: 0,
                        isEscalationEnabled: false,
                        primaryApprovers: [{ "@odata.type": "#microsoft.graph.singleUser", userId: ids.ann }],
                    },
                ],
            },
        };
        has(await ask("gia", "PATCH", policy, { body: { rules: [wanted] } }), { scopeType: "DirectoryRole" });
    });

    test("finds holders through navigations and tolower()", async () => {
        for (const kind of ["Eligibility", "Assignment"]) {
            const rows = await get(
                `${directory}/role${kind}ScheduleInstances?$expand=roleDefinition,principal&$filter=principal/id eq '${ids.tess}' and tolower(roleDefinition/displayName) eq 'user administrator'`,
            );
            assert.equal(rows.value.length, kind === "Eligibility" ? 1 : 0);
            if (rows.value.length > 0) assert.equal(rows.value[0].principal["@odata.type"], "#microsoft.graph.user");
        }
    });

    test("assigns with a duration beside NoExpiration, and with a slash at the end", async () => {
        const schedule = {
            startDateTime: "2026-03-02T09:00:30Z",
            expiration: { type: "NoExpiration", endDateTime: null, duration: "P365D" },
        };
        const body = {
            action: "adminAssign",
            justification: "x",
            roleDefinitionId: userAdministrator,
            directoryScopeId: "/",
            principalId: ids.ben,
            scheduleInfo: schedule,
        };
        const made = await ask("gia", "POST", `${directory}/roleEligibilityScheduleRequests`, { body }, 201);
        assert.equal(made.scheduleInfo.expiration.type, "noExpiration");
        const ticket = {
            ticketNumber: "7",
            ticketSystem: "desk",
            ticketSubmitterIdentityId: ids.tess,
            ticketApproverIdentityId: ids.ann,
        };
        const activation = {
            action: "selfActivate",
            justification: "x",
            roleDefinitionId: userAdministrator,
            directoryScopeId: "/",
            principalId: ids.tess,
            scheduleInfo: { expiration: { type: "AfterDuration", duration: "PT1H" } },
            ticketInfo: ticket,
        };
        await ask("tess", "POST", `${directory}/roleAssignmentScheduleRequests/`, { body: activation }, 201);
        await wait("PT70M");
        await ask(
            "gia",
            "POST",
            `${directory}/roleEligibilityScheduleRequests`,
            { body: { ...body, action: "adminRemove" } },
            201,
        );
    });

    test("answers approvals, with the approval's id as the step's", async () => {
        const waiting = await get(
            `${directory}/roleAssignmentScheduleRequests/filterByCurrentUser(on='approver')?$filter=status eq 'PendingApproval'`,
            {},
            "ann",
        );
        assert.equal(waiting.value.length, 1);
        has(await get(`/v1.0/directoryRoles(roletemplateid ='${userAdministrator}')`), {
            displayName: "User Administrator",
        });
        has(await get(`/v1.0/directoryobjects/${waiting.value[0].principalId}/`), {
            "@odata.type": "#microsoft.graph.user",
        });
        const approvals = `/beta/roleManagement/directory/roleAssignmentApprovals/${waiting.value[0].approvalId}`;
        const approval = await get(`${approvals}/`, {}, "ann");
        await ask(
            "ann",
            "PATCH",
            `${approvals}/steps/${approval.id}`,
            { body: { justification: "yes", reviewResult: "Approve" } },
            204,
        );
    });

    test("looks people and groups up", async () => {
        has(await get("/v1.0/users/tess@amberg.example"), { id: ids.tess });
        const found = await get("/v1.0/groups?$filter=displayName eq 'Night crew'&$select=id,displayName");
        has(await get(`/v1.0/groups/${found.value[0].id}?$select=id,displayName,isAssignableToRole`), {
            isAssignableToRole: true,
        });
        has(await get(`/v1.0/directoryObjects/${found.value[0].id}`), { "@odata.type": "#microsoft.graph.group" });
        const both = `/v1.0/groups?$filter=id in ('${found.value[0].id}','${ids.tess}')&$select=id`;
        assert.equal((await get(both)).value.length, 1);
    });
});
