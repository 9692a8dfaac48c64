#include "ui/backend_link.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "graph/json_value.hpp"
#include "sync/page.hpp"
#include "sync/throttle.hpp"

namespace pim::ui {
namespace {

using Texts = std::vector<std::string>;

/// How often a tab that only reads looks at what is kept.
constexpr std::int64_t look_ticks = 2 * ticks_per_second;

double seconds_of(std::int64_t ticks) {
    return static_cast<double>(ticks) / static_cast<double>(ticks_per_second);
}

}  // namespace

BackendLink::BackendLink(Connection& connection, sandbox::Sandbox& sandbox, BackendLinkWays ways)
    : connection_(connection), sandbox_(sandbox), ways_(std::move(ways)) {
    connection_.signed_in_changed = [this] { signed_in_changed(); };
    resume();
}

void BackendLink::resume() {
    configured_ = false;
    error_.reset();
    resumed_ = ways_.kept();
    if (resumed_.empty()) return;
    auto outbox = sync::parse_outbox(resumed_);
    if (!outbox) {
        error_ = outbox.error();
        return;
    }
    connection_.load();
    if (backend() == nullptr || backend()->address != outbox->backend.address) {
        forget_me();
        connection_.line().use(outbox->backend, {});
    }
    open(std::move(*outbox));
    if (!me_.id.is_null()) courier_->signed_in(me_.id);
}

/// What was kept of a backend may be older than what config.json says of it.
void BackendLink::configure() {
    const auto& read = connection_.configuration();
    if (courier_ == nullptr || configured_ || error_ || !read) return;
    if (!*read) {
        error_ = read->error();
        return;
    }
    const sync::Backend* const said = (*read)->find(backend()->address);
    if (said == nullptr) {
        error_ = Error{cat(backend()->name, " (", backend()->address,
                           ") is not in config.json any more, so nothing is sent"),
                       "put it back there and load the page again, or take back what waits and "
                       "work through another one"};
        return;
    }
    configured_ = true;
    if (*said == *backend()) return;
    if (!connection_.signed_in()) connection_.line().use(*said, {});
    open_with(*said);
}

/// Goes on with what waits, at the backend as it is now.
void BackendLink::open_with(const sync::Backend& backend) {
    sync::Outbox outbox = courier_ ? courier_->outbox() : sync::Outbox();
    outbox.backend = backend;
    keep(outbox);
    open(std::move(outbox));
}

/// The queue is the other tab's, which keeps what becomes of it.
double BackendLink::look_on() {
    const Instant now = ways_.wall_clock();
    const std::int64_t since = looked_ ? now.ticks - looked_->ticks : look_ticks;
    if (since >= 0 && since < look_ticks) return seconds_of(look_ticks - since);
    looked_ = now;
    if (ways_.kept() != resumed_) resume();
    return seconds_of(look_ticks);
}

BackendLink::~BackendLink() {
    *self_ = nullptr;
    connection_.signed_in_changed = {};
}

const sync::Backend* BackendLink::backend() const {
    return courier_ ? &courier_->outbox().backend : nullptr;
}

Outcome<void> BackendLink::begin() {
    const sync::Backend& chosen = connection_.line().backend();
    const bool another = backend() != nullptr && backend()->address != chosen.address;
    if (another && outbox().waiting() > 0) {
        return failure(cat(outbox().waiting(), " actions still wait for ", backend()->name),
                       "let them go out, or take them back, before another backend");
    }
    error_.reset();
    configured_ = true;
    if (another) courier_.reset();
    if (backend() == nullptr || !(*backend() == chosen)) open_with(chosen);
    signed_in_changed();
    return {};
}

void BackendLink::open(sync::Outbox outbox) {
    const sync::Backend backend = outbox.backend;
    replica_.reset();
    search_.reset();
    courier_ = std::make_unique<sync::Courier>(connection_.line(), std::move(outbox));
    courier_->keep = [this](const sync::Outbox& kept) { keep(kept); };
    courier_->changed = [this] { due_ = true; };
    courier_->finished = [this](const sync::Entry& entry) {
        replica_->wrote();
        if (finished) finished(entry);
    };
    replica_ = sync::replica_of(connection_.line(), backend, sandbox_, ways_.replica, true);
    replica_->changed = [this] { due_ = true; };
    replica_->set_wanted(wanted_);
    if (!backend.lab) {
        search_ = std::make_unique<sync::PrincipalSearch>(connection_.line(), backend);
        search_->changed = [this] { due_ = true; };
    }
    due_ = true;
    if (began) began();
}

/// A tab that only reads keeps nothing: what it knows may be out by what the other one did since.
void BackendLink::keep(const sync::Outbox& outbox) {
    if (!ways_.writes()) return;
    const std::string text = sync::to_text(outbox);
    unkept_.reset();
    if (ways_.keep(text)) return;
    unkept_ =
        Error{cat("what waits for ", outbox.backend.name,
                  " could not be kept in this browser: its storage is full or forbidden, and ",
                  text.size(), " bytes are needed"),
              "a reload would forget it or send it twice: leave this tab open until nothing "
              "waits, or make room and choose Try now"};
}

void BackendLink::signed_in_changed() {
    if (courier_ == nullptr) return;
    forget_me();
    asked_by_itself_ = std::exchange(by_itself_, false);
    courier_->signed_in({});
    if (search_) search_->clear();
    due_ = true;
    if (!signed_in_here()) return;
    if (following().sign_in_wanted || following().state == sync::ReplicaState::error) {
        replica_->try_again();
    }
    ask_who();
}

void BackendLink::forget_me() {
    me_ = {};
    asking_ = unanswered_ = 0;
    ask_again_.reset();
}

bool BackendLink::signed_in_here() const {
    return connection_.signed_in() && connection_.line().backend().address == backend()->address;
}

/// Actions go out with the token of whoever asked for them: so who is it?
void BackendLink::ask_who() {
    asking_ = ++asked_;
    ask_again_.reset();
    sync::Call call;
    call.url = backend()->address + "/v1.0/me?$select=id,displayName";
    connection_.line().send(
        std::move(call), [self = self_, number = asking_](const Outcome<graph::Response>& reply) {
            if (*self != nullptr) (*self)->took_me(number, reply);
        });
}

void BackendLink::took_me(int number, const Outcome<graph::Response>& reply) {
    if (number != asking_) return;  // told twice, or of the sign-in before
    asking_ = 0;
    due_ = true;
    const int status = reply ? reply->status : 0;
    if (status == 0 || sync::asks_to_wait(status)) {
        const auto asked = reply ? graph::header(reply->headers, "Retry-After") : "";
        ask_again_ = shift(ways_.wall_clock(), sync::pause_ticks(++unanswered_, asked));
        return;
    }
    const auto body = sync::read_reply(reply->body, "me");
    const graph::JsonValue* id = body ? body->member("id") : nullptr;
    const auto guid = id == nullptr ? std::nullopt : parse_guid(id->text);
    if (!guid) {
        error_ = Error{sync::words_of_refusal(status, body ? &*body : nullptr),
                       "the backend has to know who signed in: try again as one of its users"};
        return;
    }
    const graph::JsonValue* name = body->member("displayName");
    me_ = {*guid, name == nullptr ? to_text(*guid) : name->text};
    if (!asked_by_itself_) person_ = me_.id;
    const graph::SignInState passed = connection_.line().passed();
    if (passed.mfa_done.value_or(false)) verified_.insert(me_.id);
    for (const std::string& context : passed.authentication_contexts.value_or(Texts{})) {
        contexts_[me_.id].insert(context);
    }
    error_.reset();
    failures_ = 0;
    sign_in_again_.reset();
    courier_->signed_in(me_.id);
}

bool BackendLink::sign_in_wanted() const {
    if (courier_ == nullptr || !configured_ || !ways_.writes()) return false;
    if (following().sign_in_wanted) return true;
    if (asking_ != 0 || ask_again_) return false;
    const sync::Asker* asker = courier_->sign_in_wanted();
    if (asker == nullptr) return false;
    return !backend()->lab || (standing().challenge && !meets(*standing().challenge, asker->id));
}

bool BackendLink::asks_person(const sync::Entry& entry) const {
    if (!courier_->asks_person(entry)) return false;
    const bool tried = nobody_ || failures_ > 1 || !configured_;
    return entry.state == sync::EntryState::unclear || sign_in_wanted() || tried;
}

/// Whether the next token of somebody brings what the backend asked for.
bool BackendLink::meets(const sync::Challenge& challenge, const Guid& persona) const {
    const bool passed = verified(persona) ||
                        (!challenge.mfa && challenge.context.empty() && challenge.claims.empty());
    const auto met = contexts_.find(persona);
    return passed && (challenge.context.empty() ||
                      (met != contexts_.end() && met->second.count(challenge.context) > 0));
}

std::vector<std::string> BackendLink::contexts(const Guid& persona) const {
    const auto met = contexts_.find(persona);
    return met == contexts_.end() ? Texts{} : Texts(met->second.begin(), met->second.end());
}

Outcome<Guid> BackendLink::send(const Command& command, const Guid& persona, std::string title) {
    const User* user = sandbox_.tenant().users.find(persona);
    sync::Entry entry;
    entry.command = ways_.next_id();
    entry.who = {persona, user == nullptr ? to_text(persona) : user->display_name};
    entry.asked = ways_.wall_clock();
    entry.title = std::move(title);
    auto requests =
        sync::requests_of(command, entry.command, sandbox_.tenant(), courier_->outbox().backend);
    if (!requests) return tl::unexpected<Error>(requests.error());
    entry.requests = std::move(*requests);
    const Guid id = entry.command;
    if (auto added = courier_->add(std::move(entry)); !added) {
        return tl::unexpected<Error>(added.error());
    }
    due_ = true;
    return id;
}

void BackendLink::verify(const Guid& persona, const std::string& context) {
    verified_.insert(persona);
    if (!context.empty()) contexts_[persona].insert(context);
    // A token of before does not say so.
    if (me_.id == persona) {
        me_ = {};
        courier_->signed_in({});
    }
    due_ = true;
}

void BackendLink::answer_challenge() {
    const sync::Asker* asker = courier_->sign_in_wanted();
    if (asker == nullptr || !standing().challenge) return;
    if (backend()->lab) return verify(asker->id, standing().challenge->context);
    connection_.choose(backend()->address);
    connection_.sign_in(standing().challenge->claims);
}

Outcome<void> BackendLink::bring_in(const sync::Principal& principal) {
    return replica_->bring_in(principal, ways_.wall_clock());
}

void BackendLink::set_wanted(bool wanted) {
    if (std::exchange(wanted_, wanted) != wanted && replica_) replica_->set_wanted(wanted);
}

void BackendLink::try_again() {
    if (courier_ == nullptr) return;
    if (unkept_) keep(outbox());
    if (!configured_) {
        error_.reset();
        connection_.load_again();
    }
    sign_in_again_.reset();
    failures_ = 0;
    courier_->set_line(true);
    if (following().state != sync::ReplicaState::live) replica_->try_again();
    if (me_.id.is_null() && asking_ == 0 && signed_in_here()) ask_who();
    due_ = true;
}

/// A lab gives everybody a token: whoever's turn it is signs in by itself.
void BackendLink::sign_in_next(Instant now) {
    const sync::Asker* asker = courier_->sign_in_wanted();
    if (asker == nullptr) nobody_.reset();
    if (asker == nullptr || !backend()->lab || connection_.waiting()) return;
    by_itself_ = false;  // one that was under way came to nothing
    if (asking_ != 0 || ask_again_) return;
    if (sign_in_again_ && now < *sign_in_again_) return;
    if (standing().challenge && !meets(*standing().challenge, asker->id)) return;
    const User* user = sandbox_.tenant().users.find(asker->id);
    if (user == nullptr) {
        nobody_ = Error{cat(asker->name, " is not among the backend's users any more"),
                        "take back what waits in that name"};
        return;
    }
    nobody_.reset();
    sign_in_again_ = shift(now, sync::pause_ticks(++failures_, {}));
    by_itself_ = true;
    connection_.sign_in_at(*backend(),
                           {user->user_principal_name, verified(asker->id), contexts(asker->id)});
}

double BackendLink::pump() {
    configure();
    if (!ways_.writes()) return look_on();
    if (courier_ == nullptr || !configured_) return -1;
    const Instant now = ways_.wall_clock();
    const auto left = replica_->due(now);
    if (due_ || (left && *left == 0)) replica_->go_on(now);
    if (search_) search_->go_on(now);
    courier_->set_line(following().state != sync::ReplicaState::offline);
    if (ask_again_ && now >= *ask_again_) ask_who();
    sign_in_next(now);
    const auto next = courier_->due(now);
    if (std::exchange(due_, false) || (next && *next == 0)) courier_->go_on(now);
    double seconds = -1;
    const auto sooner = [&](std::optional<std::int64_t> ticks) {
        if (!ticks) return;
        const double wanted = seconds_of(*ticks);
        seconds = seconds < 0 ? wanted : std::min(seconds, wanted);
    };
    sooner(due_ ? std::optional<std::int64_t>(0) : std::nullopt);
    sooner(replica_->due(now));
    sooner(courier_->due(now));
    if (search_) sooner(search_->due(now));
    const auto until = [&](Instant at) { sooner(std::max<std::int64_t>(0, at.ticks - now.ticks)); };
    if (ask_again_) until(*ask_again_);
    if (sign_in_again_ && courier_->sign_in_wanted() != nullptr) until(*sign_in_again_);
    return seconds;
}

}  // namespace pim::ui
