#include "ui/kit/icons.hpp"
#include "ui/page.hpp"
#include "ui/pages/alerts.hpp"
#include "ui/pages/approve_requests.hpp"
#include "ui/pages/connect.hpp"
#include "ui/pages/directory.hpp"
#include "ui/pages/graph_explorer.hpp"
#include "ui/pages/groups.hpp"
#include "ui/pages/mail_page.hpp"
#include "ui/pages/my_audit.hpp"
#include "ui/pages/my_roles.hpp"
#include "ui/pages/outbox.hpp"
#include "ui/pages/pending_requests.hpp"
#include "ui/pages/reports.hpp"
#include "ui/pages/resource_audit.hpp"
#include "ui/pages/role_settings.hpp"
#include "ui/pages/roles.hpp"
#include "ui/pages/sandbox_page.hpp"
#include "ui/pages/settings.hpp"
#include "ui/pages/users.hpp"
#include "ui/pages/welcome.hpp"

namespace pim::ui {

// One row a page, in the order of the navigation. The first is shown where no other fits.
const std::vector<PageEntry>& page_table() {
    using Group = NavigationGroup;
    static const std::vector<PageEntry> table = {
        {"welcome", "Welcome", Group::hidden, kit::icon::home, make_page<WelcomePage>},
        {"my-roles", "My roles", Group::tasks, kit::icon::shield_person, make_page<MyRolesPage>},
        {"pending-requests", "Pending requests", Group::tasks, kit::icon::person_clock,
         make_page<PendingRequestsPage>},
        {"approve-requests", "Approve requests", Group::tasks, kit::icon::clipboard_task,
         make_page<ApproveRequestsPage>},
        {"my-audit", "My audit history", Group::tasks, kit::icon::history, make_page<MyAuditPage>},
        {"roles", "Roles", Group::manage, kit::icon::shield_task, make_page<RolesPage>},
        {"roles/*", "Role", Group::hidden, kit::icon::shield_task, make_page<RoleAssignmentsPage>},
        {"assignments", "Assignments", Group::manage, kit::icon::people,
         make_page<AssignmentsPage>},
        {"alerts", "Alerts", Group::manage, kit::icon::alert, make_page<AlertsPage>},
        {"alerts/*", "Alert", Group::hidden, kit::icon::alert, make_page<AlertPage>},
        {"settings", "Settings", Group::manage, kit::icon::settings, make_page<SettingsPage>},
        {"settings/*", "Role settings", Group::hidden, kit::icon::settings,
         make_page<RoleSettingsPage>},
        {"resource-audit", "Resource audit", Group::activity, kit::icon::document_text,
         make_page<ResourceAuditPage>},
        {"reports", "Reports", Group::sandbox, kit::icon::task_list, make_page<ReportsPage>},
        {"mail", "Mail", Group::sandbox, kit::icon::mail, make_page<MailPage>},
        {"users", "Users", Group::sandbox, kit::icon::person, make_page<UsersPage>},
        {"groups", "Groups", Group::sandbox, kit::icon::people_team, make_page<GroupsPage>},
        {"directory", "Directory", Group::sandbox, kit::icon::building, make_page<DirectoryPage>},
        {"graph-explorer", "Graph explorer", Group::sandbox, kit::icon::code,
         make_page<GraphExplorerPage>},
        {"connect", "Connect", Group::sandbox, kit::icon::arrow_sync, make_page<ConnectPage>},
        {"outbox", "Waiting actions", Group::hidden, kit::icon::arrow_sync, make_page<OutboxPage>},
        {"sandbox", "Sandbox", Group::sandbox, kit::icon::beaker, make_page<SandboxPage>},
    };
    return table;
}

}  // namespace pim::ui
