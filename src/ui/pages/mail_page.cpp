#include "ui/pages/mail_page.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr std::array<kit::Column, 3> mail_columns = {{
    {.label = "Subject", .share = 3, .narrow = 2},
    {.label = "Received", .width = 150},
    {.label = "State", .width = 90},
}};

const Mailbox& mailbox_of(const Tenant& tenant, const MailboxChoice& box) {
    return box.address.empty() ? pim::mailbox_of(tenant, box.principal)
                               : pim::mailbox_of(tenant, box.address);
}

/// Which of the mail's recipients the box is.
std::size_t recipient_of(const Mail& mail, const MailboxChoice& box) {
    for (std::size_t i = 0; i < mail.recipients.size(); ++i) {
        const Recipient& recipient = mail.recipients[i];
        const bool same = box.address.empty()
                              ? recipient.principal == box.principal
                              : equals_ignoring_case(recipient.address, box.address);
        if (same) return i;
    }
    return 0;
}

std::uint64_t key_of(std::size_t mail) {
    return static_cast<std::uint64_t>(mail) + 1;
}

}  // namespace

std::size_t unread_mails(const Tenant& tenant, const Guid& persona) {
    return pim::mailbox_of(tenant, persona).unread;
}

std::vector<MailboxChoice> mailboxes(const Tenant& tenant, const Guid& persona) {
    std::vector<MailboxChoice> boxes;
    boxes.push_back({persona, "", display_name(tenant, persona), unread_mails(tenant, persona)});
    for (const auto& [address, box] : tenant.mailboxes_by_address) {
        boxes.push_back({{}, address, address, box.unread});
    }
    const std::size_t others = boxes.size();
    tenant.mailboxes.each([&](const Mailbox& box) {
        if (box.id == persona) return;
        boxes.push_back({box.id, "", display_name(tenant, box.id), box.unread});
    });
    std::sort(boxes.begin() + static_cast<std::ptrdiff_t>(others), boxes.end(),
              [](const MailboxChoice& a, const MailboxChoice& b) {
                  return a.label != b.label ? a.label < b.label : a.principal < b.principal;
              });
    return boxes;
}

void MailPage::draw(PortalContext& context) {
    kit::page({.title = "Mail",
               .description = "What PIM sent in this sandbox; nothing leaves your browser"});
    if (said_not_offered(context.services().capabilities.mail, "Mail")) return;
    if (!(persona_ == context.persona)) {
        persona_ = context.persona;
        show({context.persona, {}, {}});
    }
    const Boxes& boxes = boxes_.of(context, "", [&] { return boxes_of(context); });
    if (context.route.part(1) != addressed_) {
        addressed_ = context.route.part(1);
        for (const MailboxChoice& box : boxes.all) {
            if (!addressed_.empty() && equals_ignoring_case(box.address, addressed_)) show(box);
        }
    }
    const MailboxChoice& box = draw_boxes(boxes);
    const auto& rows = rows_.of(context, cat(to_text(box.principal), box.address), [&] {
        std::vector<Row> made;
        const auto& places = mailbox_of(context.tenant, box).mails;
        for (auto place = places.rbegin(); place != places.rend(); ++place) {
            const Mail& mail = context.tenant.mails[*place];
            const std::size_t recipient = recipient_of(mail, box);
            made.push_back({*place, recipient, render(context.tenant, mail, recipient).subject});
        }
        return made;
    });
    const Row* chosen = nullptr;
    for (const Row& row : rows) {
        if (key_of(row.mail) == table_.selected) chosen = &row;
    }
    if (chosen == nullptr) {
        draw_list(context, box, rows);
        return;
    }
    if (const auto layout = kit::columns({.count = 2, .width_min = 360})) {
        draw_list(context, box, rows);
        kit::next_column();
        draw_mail(context, *chosen);
    }
}

void MailPage::show(const MailboxChoice& box) {
    principal_ = box.principal;
    address_ = box.address;
    table_.selected = 0;
}

MailPage::Boxes MailPage::boxes_of(const PortalContext& context) {
    Boxes boxes{mailboxes(context.tenant, context.persona), {}, {}};
    for (const MailboxChoice& box : boxes.all) {
        boxes.labels.push_back(box.unread > 0 ? cat(box.label, " (", box.unread, " unread)")
                                              : box.label);
    }
    for (std::size_t i = 0; i < boxes.all.size(); ++i) {
        std::string_view kind = "Address outside the tenant";
        if (boxes.all[i].address.empty()) {
            kind = boxes.all[i].principal == context.persona ? "Your mailbox" : "Another persona";
        }
        boxes.options.push_back({.label = boxes.labels[i], .description = kind});
    }
    return boxes;
}

const MailboxChoice& MailPage::draw_boxes(const Boxes& boxes) {
    const auto shown = [this](const MailboxChoice& box) {
        return box.principal == principal_ && box.address == address_;
    };
    const int count = static_cast<int>(boxes.all.size());
    if (box_ >= count || !shown(boxes.all[static_cast<std::size_t>(box_)])) {
        const auto found = std::find_if(boxes.all.begin(), boxes.all.end(), shown);
        box_ = found == boxes.all.end() ? 0 : static_cast<int>(found - boxes.all.begin());
    }
    const bool changed =
        kit::combo({.label = "Mailbox", .options = boxes.options, .width = 360}, box_);
    const MailboxChoice& box = boxes.all[static_cast<std::size_t>(box_)];
    if (changed) show(box);
    kit::space(8);
    return box;
}

void MailPage::draw_list(PortalContext& context, const MailboxChoice& box,
                         const std::vector<Row>& rows) {
    const auto change = kit::table(
        {.label = "Mails",
         .columns = mail_columns,
         .rows = rows.size(),
         .row_key = [&](std::size_t i) { return key_of(rows[i].mail); },
         .selectable = true,
         .empty_title = "No mail yet",
         .empty_text = "PIM writes when a role is assigned, requested, activated or about to end",
         .empty_icon = kit::icon::mail},
        table_, [&](std::size_t i, kit::Cells& cells) {
            const Mail& mail = context.tenant.mails[rows[i].mail];
            cells.next();
            const bool unread = !mail.read_by(rows[i].recipient);
            kit::text(rows[i].subject, {.strong = unread});
            cells.next();
            moment(mail.at);
            if (unread) {
                cells.badge("Unread", kit::Tone::info);
            } else {
                cells.text("Read");
            }
        });
    if (change != kit::TableChange::selected) return;
    for (const Row& row : rows) {
        if (key_of(row.mail) == table_.selected) read(context, box, row);
    }
}

void MailPage::read(PortalContext& context, const MailboxChoice& box, const Row& row) {
    if (context.tenant.mails[row.mail].read_by(row.recipient)) return;
    Task task;
    task.command = MarkMailRead{static_cast<std::int64_t>(row.mail), box.principal, box.address};
    context.submit(std::move(task));
}

void MailPage::draw_mail(PortalContext& context, const Row& row) {
    const Mail& mail = context.tenant.mails[row.mail];
    const MailText text = render(context.tenant, mail, row.recipient);
    if (const auto card = kit::card({.label = "Mail"})) {
        kit::heading(text.subject, 2);
        kit::fact("From", "Microsoft Security (simulated)");
        moment_fact("Received", mail.at, "");
        kit::space(8);
        std::string_view rest = text.body;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find("\n\n"), rest.size());
            kit::text(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 2, rest.size()));
            if (!rest.empty()) kit::space(8);
        }
        kit::space(8);
        if (!text.link.empty()) {
            kit::link({.label = "Open in Privileged Identity Management",
                       .href = text.link,
                       .icon = kit::icon::open});
        }
        kit::divider();
        kit::text(text.why, {.secondary = true, .small = true});
        if (kit::button({.label = "Close mail###close-mail", .small = true})) {
            table_.selected = 0;
        }
    }
}

}  // namespace pim::ui
