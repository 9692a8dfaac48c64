#pragma once

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/decide.hpp"
#include "graph/faults.hpp"
#include "sandbox/capabilities.hpp"
#include "sandbox/sandbox.hpp"
#include "ui/graph_endpoint.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/toasts.hpp"
#include "ui/page.hpp"
#include "ui/route.hpp"

namespace pim::ui {

class BackendLink;
class Connection;

/// What the portal cannot do itself; filled by the composition root. What is empty is not offered.
struct Services {
    std::function<void(const std::string& name, const std::string& bytes)> download;
    /// Lets the person choose a file, inside their gesture; not called where they choose none.
    std::function<void(std::function<void(std::string bytes)> chosen)> choose_file;
    /// The whole sandbox as the bytes of a file.
    std::function<Outcome<std::string>()> export_sandbox;
    /// Puts the sandbox of a file in the place of this one. An error changes nothing.
    std::function<void(std::string bytes, std::function<void(std::optional<Error>)> done)>
        import_sandbox;
    /// Replaces the sandbox by a prepared state: a sample (`start`, `one_of_each`) or a phase of a
    /// lesson (`guided_walk`, `guided_walk/2`, counted from 0).
    std::function<void(std::string_view scenario, std::function<void(std::optional<Error>)> done)>
        start;
    /// Writes the address of the shown page into the browser's history.
    std::function<void(const std::string& hash)> show_hash;
    /// Opens an address outside of the portal.
    std::function<void(std::string_view href)> open_outside;
    /// Makes a theme the person's own; none follows the system, as does a person who never chose.
    std::function<void(std::optional<kit::ThemeName>)> set_theme;
    /// Makes everything bigger: 100 is as designed. Set with `set_theme`.
    std::function<void(int percent)> set_scale;
    /// Keeps a text for this window until it is closed, over reloads; and gives it back.
    std::function<void(std::string_view name, std::string_view text)> keep;
    std::function<std::string(std::string_view name)> kept;
    /// How other code in this browser reaches the sandbox.
    std::function<GraphEndpoint()> graph_endpoint;
    /// The troubles that Graph requests of this page meet.
    graph::Faults* faults = nullptr;
    /// The way to backends; null where the host has none.
    Connection* connection = nullptr;
    /// The backend that the sandbox stands for; null where it decides by itself.
    BackendLink* link = nullptr;
    /// What the sandbox behind this portal can do.
    sandbox::Capabilities capabilities = {};
};

/// A command with what is to happen around it.
struct Task {
    Command command;
    std::string success = {};    ///< the toast once it is durable; empty: from the request's status
    std::string link = {};       ///< where the toast leads
    std::string link_text = {};  ///< of the toast's link
    /// Called right after the frame with the answer: closes a form, or keeps it and its refusal.
    std::function<void(const Decision&)> answered = {};
    bool as_owner = false;  ///< as the owner of the sandbox instead of the persona
};

/// A task that its answer is awaited of, and the form that asked: with that goes what waits for it.
struct Asked {
    Task task;
    Guid persona;
    std::weak_ptr<void> page;
    std::weak_ptr<void> panel = {};  ///< where one was open
    bool of_panel = false;

    bool form_there() const { return !page.expired() && (!of_panel || !panel.expired()); }
};

/// One side of the window: a persona and the page that it looks at.
struct Side {
    Guid persona;
    Route route;
    Route shown;  ///< the route for which `page` was made
    std::unique_ptr<Page> page;
    const PageEntry* entry = nullptr;
    std::unique_ptr<Panel> panel;
    std::unique_ptr<Panel> next_panel;
    bool panel_closes = false;
    std::string draft;         ///< of the panel's form, as the window keeps it
    bool draft_waits = false;  ///< the page was loaded: the panel is to be opened again
    /// What is to be done at a backend that is no lab: asked first.
    std::vector<Asked> questions;
};

class Portal;

/// What a page is handed to draw with: the tenant to read, and the ways to ask for changes. All
/// changes happen after the frame.
struct PortalContext {
    Portal& portal;
    Side& side;
    const sandbox::Sandbox& sandbox;
    const Tenant& tenant;
    Instant now;         ///< simulated
    Guid persona;        ///< who acts on this side
    const Route& route;  ///< of this side

    /// What lists are cached by; see Cached.
    std::uint64_t version() const { return sandbox.version(); }

    /// Carries the command out after the frame. A refusal goes to `answered`, or else into a toast
    /// with every reason; the success toast follows the commit.
    void submit(Task task);
    /// Why no such command is taken at all: nothing can be saved, or the sandbox does not offer it.
    std::optional<Refusal> refused_here(const Command& command) const;
    /// Whether the command would be refused as it stands. Costs a few index look-ups: for the rows
    /// on screen only.
    std::optional<Refusal> refusal_of(const Command& command) const;
    /// The same for a button that opens a form: what no filling in of the form could mend, that is
    /// with a justification, a ticket and a passed MFA prompt taken as given.
    std::optional<Refusal> blocked(const Command& command) const;

    void navigate(std::string hash);
    /// A toast, also kept behind the bell of this side's persona.
    void toast(kit::Tone tone, std::string text, std::string detail = {}, std::string link = {},
               std::string link_text = {});
    void open_panel(std::unique_ptr<Panel> panel);
    void close_panel();
    /// Moves simulated time to a moment, after the frame.
    void jump_to(Instant at);
    const Services& services() const;

private:
    void expect_sign_in(const BackendLink& link, const Command& command, Context& context) const;
};

/// A "no" that is not of PIM's rules, in the words of whoever said it.
Refusal refusal_in_words(std::string words);

/// A value that is made again only when the tenant, the persona or a parameter changed.
template <class T>
class Cached {
public:
    template <class Make>
    const T& of(const PortalContext& context, std::string_view parameter, Make make) {
        if (!filled_ || version_ != context.version() || !(persona_ == context.persona) ||
            parameter_ != parameter) {
            value_ = make();
            filled_ = true;
            version_ = context.version();
            persona_ = context.persona;
            parameter_ = parameter;
        }
        return value_;
    }

private:
    T value_{};
    bool filled_ = false;
    std::uint64_t version_ = 0;
    Guid persona_;
    std::string parameter_;
};

}  // namespace pim::ui
