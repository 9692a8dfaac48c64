#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/mail.hpp"
#include "ui/app.hpp"
#include "ui/kit/table.hpp"

namespace pim::ui {

/// A mailbox: of a user, or of an address that is no persona (ruling 30).
struct MailboxChoice {
    Guid principal;       ///< null for an address
    std::string address;  ///< in lower case; empty for a principal
    std::string label;
    std::size_t unread = 0;
};

/// The persona's mailbox first, then the addresses', then those of the other users.
std::vector<MailboxChoice> mailboxes(const Tenant& tenant, const Guid& persona);

/// Unread mails of a persona, for the navigation.
std::size_t unread_mails(const Tenant& tenant, const Guid& persona);

/// "Mail": what PIM sent, to whom and why. `#/mail/<address>` opens the mailbox of an address.
class MailPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    struct Row {
        std::size_t mail = 0;  ///< place in Tenant::mails
        std::size_t recipient = 0;
        std::string subject;
    };

    /// The mailboxes, and the same as a list to choose from.
    struct Boxes {
        std::vector<MailboxChoice> all;
        std::vector<std::string> labels;
        std::vector<kit::ChoiceOption> options;
    };
    static Boxes boxes_of(const PortalContext& context);
    const MailboxChoice& draw_boxes(const Boxes& boxes);
    void show(const MailboxChoice& box);
    void draw_list(PortalContext& context, const MailboxChoice& box, const std::vector<Row>& rows);
    void draw_mail(PortalContext& context, const Row& row);
    void read(PortalContext& context, const MailboxChoice& box, const Row& row);

    Cached<Boxes> boxes_;
    Cached<std::vector<Row>> rows_;
    kit::TableState table_;
    int box_ = 0;            ///< where it was last, of the box shown
    Guid principal_;         ///< of the box shown
    std::string address_;    ///< the same of an address
    std::string addressed_;  ///< the address of the route that was followed already
    Guid persona_;
};

}  // namespace pim::ui
