#include "ui/kit/icons.hpp"
#include "ui/page.hpp"
#include "ui/pages/approve_requests.hpp"
#include "ui/pages/mail_page.hpp"
#include "ui/pages/my_audit.hpp"
#include "ui/pages/my_roles.hpp"
#include "ui/pages/pending_requests.hpp"
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
        {"mail", "Mail", Group::sandbox, kit::icon::mail, make_page<MailPage>},
    };
    return table;
}

}  // namespace pim::ui
