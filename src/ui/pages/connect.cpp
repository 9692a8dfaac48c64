#include "ui/pages/connect.hpp"

#include <array>
#include <utility>

#include "core/text.hpp"
#include "ui/backend_link.hpp"
#include "ui/kit/kit.hpp"
#include "ui/parts.hpp"
#include "ui/portal.hpp"

namespace pim::ui {
namespace {

constexpr int token_length_max = 16'384;
constexpr int address_length_max = 500;
constexpr int persona_rows = 5;

constexpr std::array<kit::Column, 3> trial_columns = {{
    {.label = "What is read", .share = 3, .narrow = 2},
    {.label = "Answer", .width = 130},
    {.label = "Permission, or why not", .share = 4},
}};
constexpr std::array<kit::Column, 3> write_columns = {{
    {.label = "What is written", .share = 3, .narrow = 2},
    {.label = "Answer", .width = 130},
    {.label = "Permission", .share = 4},
}};

struct AnswerWords {
    std::string_view text;
    kit::Tone tone;
};
/// In the order of sync::MayWrite.
constexpr std::array<AnswerWords, 3> write_answers = {{
    {"Allowed", kit::Tone::success},
    {"Not allowed", kit::Tone::warning},
    {"Not said", kit::Tone::neutral},
}};

/// Nothing is asked of a backend while another answer is awaited, nor where another tab acts there.
std::string busy_reason(const PortalContext& context, const Connection& connection) {
    if (connection.waiting()) return "the last answer is still awaited";
    if (connection.running() != nullptr) return "a mirror is being made";
    return connection.ways().here == Place::backend ? only_reads_reason(context) : std::string();
}

void draw_error(const Connection& connection) {
    if (!connection.error()) return;
    const Error& error = *connection.error();
    kit::message_bar({.text = error.help.empty() ? error.what : cat(error.what, "; ", error.help),
                      .id = "connect-error",
                      .tone = kit::Tone::danger});
}

/// The person's own sandbox, from wherever this is looked at.
void work_alone(PortalContext& context, Connection& connection) {
    context.portal.later([&connection] { connection.sign_out(); });
    if (connection.ways().here == Place::own) return context.navigate("#/my-roles");
    context.portal.later([&connection] { connection.ways().go(Place::own); });
}

/// The two ways to go on with a backend, each in a sandbox of its own.
void draw_places(PortalContext& context, Connection& connection) {
    const auto card = kit::card({.label = "A sandbox of its own"});
    kit::heading("A sandbox of its own", 2);
    kit::prose("Either way goes on in another sandbox of this browser, and this one stays as it is",
               {.secondary = true});
    const auto row = kit::row({.id = "places"});
    if (kit::button({.label = "Open the mirror’s sandbox###open-mirror",
                     .kind = kit::Kind::primary,
                     .icon = kit::icon::arrow_right,
                     .description = "A copy to try things on, nothing is written back"})) {
        context.portal.later([&connection] { connection.ways().go(Place::mirror); });
    }
    if (kit::button({.label = "Work through the backend###open-backend",
                     .icon = kit::icon::arrow_right,
                     .description = "What you do is done there"})) {
        context.portal.later([&connection] { connection.ways().go(Place::backend); });
    }
}

/// What could not be read of the backend that this sandbox stands for.
void draw_unread(const Tenant& tenant) {
    if (!tenant.origin || tenant.origin->omissions.empty()) return;
    kit::space(8);
    const auto card = kit::card({.label = "Not read"});
    draw_omissions(tenant);
}

/// Begins to work through the backend where somebody is signed in.
void draw_work(PortalContext& context, const Connection& connection, std::string_view busy) {
    BackendLink& link = *context.services().link;
    const auto card = kit::card({.label = "Work through it"});
    kit::heading("Work through it", 2);
    const sync::Backend& backend = *connection.backend();
    const bool here = link.backend() != nullptr && link.backend()->address == backend.address;
    kit::prose(
        cat("This sandbox becomes what is there, and stays in step with it. What you do goes "
            "out as Graph requests, and waits while there is no line"),
        {.secondary = true});
    if (here) {
        kit::fact("Now", cat("Through ", backend.name));
        return;
    }
    if (kit::button({.label = "Work through it###work",
                     .kind = kit::Kind::primary,
                     .icon = kit::icon::arrow_sync,
                     .disabled_reason = busy})) {
        context.portal.later([&portal = context.portal, &link] {
            if (const auto begun = link.begin(); !begun) portal.tell_error(begun.error());
        });
    }
}

}  // namespace

void ConnectPage::draw(PortalContext& context) {
    kit::page({.title = "Connect",
               .description = "Read a tenant from a Graph backend into a copy to try things on, "
                              "or work through the backend"});
    Connection* const connection = context.services().connection;
    if (connection == nullptr) {
        kit::empty_state({.icon = kit::icon::globe,
                          .title = "No way out",
                          .text = "This host reaches no backends, so you work alone"});
        return;
    }
    connection->load();
    busy_ = busy_reason(context, *connection);
    if (const auto bar = kit::command_bar("Commands")) {
        if (kit::command_button({.label = "Work alone###alone", .icon = kit::icon::home})) {
            work_alone(context, *connection);
        }
    }
    draw_error(*connection);
    draw_backends(*connection);
    if (connection->ways().here == Place::backend) draw_unread(context.tenant);
    if (connection->backend() == nullptr) return;
    if (connection->ways().here == Place::own) {
        kit::space(8);
        draw_places(context, *connection);
        return;
    }
    kit::space(8);
    draw_sign_in(context, *connection);
    if (!connection->signed_in()) return;
    kit::space(8);
    draw_trials(context, *connection);
    kit::space(8);
    if (connection->ways().here == Place::mirror) {
        mirror_.draw(context, *connection);
    } else {
        draw_work(context, *connection, busy_);
    }
}

void ConnectPage::draw_backends(Connection& connection) {
    const auto card = kit::card({.label = "Backend"});
    kit::heading("Backend", 2);
    const auto& configuration = connection.configuration();
    if (!configuration) {
        kit::progress({.label = "Reading config.json"});
        return;
    }
    if (!*configuration) {
        const Error& error = configuration->error();
        kit::message_bar({.text = cat(error.what, "; ", error.help),
                          .id = "configuration",
                          .tone = kit::Tone::danger});
        return;
    }
    const std::vector<sync::Backend>& backends = (*configuration)->backends;
    std::vector<kit::ChoiceOption> options;
    for (const sync::Backend& backend : backends) {
        options.push_back({.label = backend.name, .description = backend.address});
    }
    options.push_back({.label = "Another one", .description = "It is not in config.json yet"});
    int chosen = connection.chosen;
    if (kit::radio_group(
            {.label = "Backend###backend",
             .options = options,
             .disabled_reason =
                 connection.signed_in() && busy_.empty() ? "sign out first" : busy_.c_str(),
             .hide_label = true},
            chosen)) {
        connection.chosen = chosen;
        persona_.clear();
    }
    if (chosen == static_cast<int>(backends.size())) draw_other(connection);
}

void ConnectPage::draw_other(Connection& connection) {
    const std::string_view begun = std::string_view("https://").substr(0, other_.size());
    const bool schemeless = other_.find("://") == std::string::npos && other_ != begun;
    kit::text_field(
        {.label = "Address###address",
         .error = schemeless ? std::string_view("begin with https://") : std::string_view(),
         .placeholder = "https://graph.example.com",
         .length_max = address_length_max},
        other_);
    const std::string origin = sync::origin_of(other_);
    if (origin.empty()) return;
    for (const sync::Backend& backend : (*connection.configuration())->backends) {
        if (sync::origin_of(backend.address) != origin) continue;
        const auto pressed = kit::message_bar({.text = cat(origin, " is ", backend.name),
                                               .id = "known",
                                               .action = cat("Choose ", backend.name)});
        if (pressed == kit::MessageResult::action) connection.choose(backend.address);
        return;
    }
    kit::message_bar(
        {.text = cat("This page may not reach ", origin, ": ", sync::how_to_add(other_)),
         .id = "how-to-add",
         .tone = kit::Tone::warning});
}

void ConnectPage::draw_sign_in(PortalContext& context, Connection& connection) {
    const auto card = kit::card({.label = "Sign-in"});
    kit::heading("Sign-in", 2);
    if (connection.signed_in()) {
        kit::fact("Signed in", connection.who());
        kit::prose("The token is in the memory of this page alone and goes with it",
                   {.secondary = true});
        if (kit::button({.label = "Sign out###sign-out", .icon = kit::icon::dismiss})) {
            context.portal.later([&connection] { connection.sign_out(); });
        }
        return;
    }
    if (connection.backend()->sign_in) {
        draw_provider(context, connection);
        kit::space(8);
    }
    if (connection.backend()->lab) {
        draw_personas(context, connection);
        kit::space(8);
    }
    draw_token(context, connection);
}

void ConnectPage::draw_provider(PortalContext& context, Connection& connection) {
    const std::string origin = sync::origin_of(connection.backend()->sign_in->authority);
    const std::string host = origin.substr(origin.find("://") + 3);
    if (!connection.ways().sign_in) {
        kit::message_bar({.text = cat("This build of the page cannot sign in with ", host,
                                      ": run python3 cmake/setup.py sign-in and build it again"),
                          .id = "no-sign-in",
                          .tone = kit::Tone::warning});
        return;
    }
    if (kit::button({.label = cat("Sign in with ", host, "###provider"),
                     .kind = kit::Kind::primary,
                     .disabled_reason = busy_})) {
        context.portal.later([&connection] { connection.sign_in({}); });
    }
    if (connection.signing_in()) kit::progress({.label = "Waiting for the sign-in window"});
}

void ConnectPage::draw_personas(PortalContext& context, Connection& connection) {
    if (connection.personas().empty()) {
        if (kit::button({.label = "Show the personas###personas",
                         .icon = kit::icon::people,
                         .disabled_reason = busy_})) {
            context.portal.later([&connection] { connection.ask_personas(); });
        }
        return;
    }
    std::vector<kit::ChoiceOption> options;
    for (const sync::Persona& persona : connection.personas()) {
        options.push_back({.label = persona.display_name, .description = persona.roles});
    }
    kit::picker(
        {.label = "Persona###persona", .options = options, .single = true, .rows = persona_rows},
        persona_);
    kit::checkbox({.label = "MFA was done###mfa"}, mfa_);
    const bool none = persona_.empty();
    if (kit::button({.label = "Sign in###sign-in",
                     .kind = kit::Kind::primary,
                     .disabled_reason = none ? "choose a persona" : busy_.c_str()})) {
        const auto place = static_cast<std::size_t>(persona_.front());
        context.portal.later(
            [&connection, mfa = mfa_, name = connection.personas()[place].user_principal_name] {
                connection.sign_in_as(name, mfa);
            });
    }
}

void ConnectPage::draw_token(PortalContext& context, Connection& connection) {
    kit::text_field({.label = "Access token###token",
                     .help = "Used until you leave this page, and kept nowhere",
                     .error = problem_,
                     .length_max = token_length_max},
                    token_);
    if (!kit::button({.label = "Use this token###use-token", .disabled_reason = busy_})) {
        return;
    }
    problem_ = sync::token_problem(trimmed(token_));
    if (!problem_.empty()) return;
    context.portal.later([&connection, token = std::string(trimmed(token_))] {
        connection.use_token(token, "with a token");
    });
    token_.clear();
}

void ConnectPage::draw_trials(PortalContext& context, Connection& connection) {
    const auto card = kit::card({.label = "What the token may do"});
    kit::heading("What the token may do", 2);
    kit::prose("Asks for a little of everything that a mirror reads, and changes nothing",
               {.secondary = true});
    if (kit::button({.label = "Try it###try",
                     .icon = kit::icon::checkmark_circle,
                     .disabled_reason = busy_})) {
        context.portal.later([&connection] { connection.try_out(); });
    }
    const std::vector<sync::Trial>& trials = connection.trials();
    if (trials.empty()) return;
    kit::table({.label = "What the token may read###trials",
                .columns = trial_columns,
                .rows = trials.size()},
               trials_, [&trials](std::size_t row, kit::Cells& cells) {
                   const sync::Trial& trial = trials[row];
                   const sync::OperationText& text = sync::text_of(trial.operation);
                   cells.text(text.words);
                   cells.badge(trial.allowed ? "Allowed" : "Not allowed",
                               trial.allowed ? kit::Tone::success : kit::Tone::warning);
                   cells.text(text.permission, trial.words);
               });
    kit::space(8);
    draw_write_trials(connection);
}

void ConnectPage::draw_write_trials(const Connection& connection) {
    const std::vector<sync::WriteTrial>& trials = connection.write_trials();
    kit::prose(
        "Writing is not tried: this is what the permissions say that the token names. The backend "
        "has the last word, and your own roles there count as well",
        {.secondary = true});
    kit::table({.label = "What the token may write###write-trials",
                .columns = write_columns,
                .rows = trials.size()},
               write_trials_, [&trials](std::size_t row, kit::Cells& cells) {
                   const sync::WriteTrial& trial = trials[row];
                   const auto& answer = write_answers[static_cast<std::size_t>(trial.answer)];
                   cells.text(trial.words);
                   cells.badge(answer.text, answer.tone);
                   cells.text(sync::least_permission(trial),
                              trial.answer == sync::MayWrite::not_said
                                  ? "The token names no permissions that can be read here"
                                  : "");
               });
}

}  // namespace pim::ui
