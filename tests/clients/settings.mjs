// Goal: the official Graph client works through every row of the table of role settings in the PIM
// API's overview (S3), with the approval that a setting asks for.
// Method: one server, or the endpoint of a page (tests/browser/graph_scenarios.test.mjs); the people of
// the sample Start call it as their own clients send it.

import { lasting, requests, Stage } from "./stage.mjs";
import { assert, before, clientOf, describe, has, last, refused, test } from "./support.mjs";

const { gia, tess, ids, roles, body, make } = await Stage.open();

const policies = "/policies/roleManagementPolicies";
const policyAssignments = "/policies/roleManagementPolicyAssignments";

describe("role settings", () => {
    const scope = "scopeId eq '/' and scopeType eq 'DirectoryRole'";
    let policy;

    before(async () => {
        const eligible = body("adminAssign", "tess", "UserAdministrator", lasting("P90D"));
        await make(gia, "eligible", eligible, "Provisioned");
    });

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
        const list = await gia
            .api(policyAssignments)
            .filter(`${scope} and roleDefinitionId eq '${roles.UserAdministrator}'`)
            .expand("policy($expand=rules)")
            .get();
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
        has(before, {
            "@odata.type": "#microsoft.graph.unifiedRoleManagementPolicyExpirationRule",
            maximumDuration: "PT8H",
        });
        await gia.api(rule).patch({
            "@odata.type": before["@odata.type"],
            id: before.id,
            isExpirationRequired: true,
            maximumDuration: "PT1H45M",
            target: before.target,
        });
        assert.equal(last().status, 204);
        has(await gia.api(rule).get(), { maximumDuration: "PT1H45M" });
        const long = await refused(
            tess.api(requests.active).post(body("selfActivate", "tess", "UserAdministrator", lasting("PT2H"))),
        );
        has(long, { message: 'The following policy rules failed: ["ExpirationRule"]' });
    });

    test("are changed rule by rule through the policy", async () => {
        const changed = await gia.api(`${policies}/${policy}`).patch({
            rules: [
                {
                    "@odata.type": "#microsoft.graph.unifiedRoleManagementPolicyExpirationRule",
                    id: "Expiration_EndUser_Assignment",
                    isExpirationRequired: true,
                    maximumDuration: "PT3H",
                },
            ],
        });
        assert.equal(last().status, 200);
        assert.equal(changed.id, policy);
        has(await gia.api(`${policies}/${policy}/rules/Expiration_EndUser_Assignment`).get(), {
            maximumDuration: "PT3H",
        });
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
                approvalStages: [
                    {
                        approvalStageTimeOutInDays: 1,
                        isApproverJustificationRequired: true,
                        escalationTimeInMinutes: 0,
                        isEscalationEnabled: false,
                        primaryApprovers: [{ "@odata.type": "#microsoft.graph.singleUser", userId: ids.ann.id }],
                        escalationApprovers: [],
                    },
                ],
            },
        });
        assert.equal(last().status, 204);
        const made = await make(
            tess,
            "active",
            body("selfActivate", "tess", "UserAdministrator", lasting("PT1H")),
            "PendingApproval",
        );
        assert.equal(made.approvalId, made.id);
        const ann = await clientOf("ann@amberg.example");
        const waiting = await ann
            .api(`${requests.active}/filterByCurrentUser(on='approver')`)
            .filter("status eq 'PendingApproval'")
            .get();
        assert.deepEqual(
            waiting.value.map((row) => row.id),
            [made.id],
        );
        const approvals = "/roleManagement/directory/roleAssignmentApprovals";
        const approval = await ann.api(`${approvals}/${made.approvalId}`).version("beta").get();
        has(approval.steps[0], { assignedToMe: true, reviewResult: "NotReviewed", status: "InProgress" });
        await ann
            .api(`${approvals}/${approval.id}/steps/${approval.steps[0].id}`)
            .version("beta")
            .patch({ reviewResult: "Approve", justification: "go ahead" });
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
    });
});
