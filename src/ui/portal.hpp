#pragma once

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/app.hpp"
#include "ui/explorer.hpp"
#include "ui/kept_messages.hpp"
#include "ui/kit/shell.hpp"
#include "ui/pages/graph_view.hpp"

namespace pim::sync {
struct Entry;
}

namespace pim::ui {

class Walk;

/// The portal over one sandbox: one or two sides, the bell, and what a frame asked for.
class Portal {
public:
    Portal(sandbox::Sandbox& sandbox, Services services);
    ~Portal();

    /// Draws one frame, between kit's begin and end.
    void draw();
    /// Carries out what the frame asked for: commands, navigation, jumps in time. True where there
    /// was something, so that another frame is due.
    bool settle();
    /// Makes kit's links end here; again after a host set them up anew.
    void follow_links();
    /// The address bar names another page: `#/…`, for the left side. `#/start/<scenario>` opens a
    /// prepared state.
    void open(std::string_view hash);
    /// The address of the left side's page.
    std::string hash() const;

    sandbox::Sandbox& sandbox() { return sandbox_; }
    Services& services() { return services_; }
    /// What is behind a persona's bell.
    kit::Toasts& bell(const Guid& persona);

    std::array<Side, 2> sides;
    bool two_sides = false;  ///< the second side stands beside the first

    // For what the shell and the walk do; pages go through PortalContext.

    /// Another page on a side; its panel closes.
    void go(Side& side, std::string_view hash);
    /// Somebody is chosen to act as. At a backend that is no lab only who signed in there acts.
    void choose_persona(Side& side, const Guid& persona);
    /// Acts as another person: a new sign-in.
    void take_on(Side& side, const Guid& persona);
    /// The side that acts as the persona; the left one where none does.
    Side& side_of(const Guid& persona);
    void show_two_sides(bool on);
    /// Replaces the sandbox by a prepared state (Services::start); asks first, unless nothing was
    /// done in this one since it began.
    void start(std::string scenario);
    /// The same by the one of a file (Services::import_sandbox).
    void import(std::string bytes);
    /// Replaces the sandbox by a tenant that was read from a backend.
    void adopt(Tenant mirror, sandbox::Session session);
    /// The sandbox stands at its beginning: until something happens in it, it may be replaced
    /// unasked.
    void begun();
    Walk& walk() { return *walk_; }
    Explorer& explorer() { return explorer_; }

    // What PortalContext hands on.
    void queue(Task task, const Guid& persona);
    void later(std::function<void()> action);
    /// Shows a toast and keeps it behind the persona's bell.
    void notify(kit::Toast toast, const Guid& persona);
    void jump(Instant at);
    /// Says on the left side what went wrong.
    void tell_error(const Error& error);
    /// What was done from this window as Graph requests, oldest first.
    const std::deque<GraphTrace>& traces() const { return traces_; }
    PortalContext context(Side& side);
    /// Why nothing goes out to the backend from this side at the moment.
    std::optional<Refusal> refused_by_link(const Side& side) const;

private:
    void follow(std::string_view href);
    void restore();
    void restored();
    void seat_somebody();
    void follow_request(const Event& event);
    void tell_requester(const Guid& id);
    /// Begins to replace the sandbox, and is told what became of it.
    using Replacement = std::function<void(std::function<void(std::optional<Error>)>)>;
    void replace_asking(Replacement begin, std::string success);
    void replace(const Replacement& begin, const std::string& success);
    void draw_top_bar();
    void draw_navigation();
    void draw_side(Side& side);
    void draw_side_strip(Side& side);
    void draw_warnings(Side& side);
    void draw_page(Side& side);
    void draw_panel(Side& side);
    void draw_persona_menu(Side& side, bool icon_only);
    void draw_page_menu(Side& side);
    void draw_bell(Side& side);
    void carry_out(Task& task, const Guid& persona);
    void carry_out_at_backend(Task& task, const Guid& persona);
    void send_out(Asked asked);
    void refuse(const Asked& asked, const Refusal& refusal);
    void follow_link();
    void follow_sign_in();
    void answer(const sync::Entry& entry);
    void draw_sign_in_wanted();
    void draw_question(Side& side);
    void draw_link_state();
    void keep(std::string_view name, std::string_view text);
    void keep_notice(const kit::Toast& toast, const Guid& persona);
    void keep_draft(Side& side);
    void open_kept_panel(Side& side);

    struct Queued {
        Task task;
        Guid persona;
    };
    sandbox::Sandbox& sandbox_;
    kit::Shell shell_;
    Side* drawing_ = nullptr;  ///< whose page is being drawn, for links
    Services services_;
    std::unique_ptr<Walk> walk_;
    Explorer explorer_;
    kit::Toasts toasts_;                 ///< on the screen
    std::map<Guid, kit::Toasts> bells_;  ///< read and unread, by persona
    std::deque<Notice> notices_;         ///< what no event tells again after a reload
    /// For bells that nobody has looked at yet.
    std::map<Guid, std::vector<kit::Toast>> unheard_;
    std::function<void()> unsubscribe_;
    std::uint64_t seated_version_ = 0;  ///< for which both sides are known to act as somebody
    std::int64_t told_before_ = 0;      ///< sequence up to which a bell is filled from the audit
    std::deque<GraphTrace> traces_;
    std::map<Guid, Asked> sent_;  ///< what is on its way to the backend, by its command
    Guid signed_in_;              ///< whom the backend named last, and a side acts as
    std::vector<Queued> tasks_;
    std::vector<std::function<void()>> actions_;
};

/// Drops the questions whose form is gone, or that somebody else asked than who acts here now.
void forget_questions(Side& side);

/// A refusal as a toast: every reason, and a link to the moment from which none would stand.
kit::Toast refusal_toast(const Refusal& refusal);

}  // namespace pim::ui
