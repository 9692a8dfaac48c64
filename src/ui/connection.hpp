#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/tenant.hpp"
#include "sync/difference.hpp"
#include "sync/dry_run.hpp"
#include "sync/lab_sign_in.hpp"
#include "sync/line.hpp"
#include "sync/mirror.hpp"
#include "sync/write_trial.hpp"

namespace pim::ui {

/// Who signed in at an identity provider, with the token for the backend.
struct SignedIn {
    std::string token;
    std::string who;
};

/// The sandboxes of a browser: the person's own, the one that mirrors are made in, and the one that
/// stands for a backend.
enum class Place { own, mirror, backend };

/// What a connection needs of the page around it.
struct ConnectionWays {
    /// Reaches what `config.json` allows; a relative address is beside the page.
    std::shared_ptr<sync::Transport> transport;
    std::function<Instant()> wall_clock;
    /// The tenant that is here now, and the way to put a mirror in its place.
    std::function<const Tenant&()> present;
    std::function<void(Tenant mirror)> take;
    /// Keeps what was read for this window, over reloads; and gives it back. False where the
    /// browser has no room for it or forbids it.
    std::function<bool(std::string_view text)> keep;
    std::function<std::string()> kept;
    /// Which sandbox this is; and the way to another one.
    Place here = Place::own;
    std::function<void(Place place)> go;
    /// Signs in at an identity provider, in a window of its own; empty where this build cannot.
    /// `told` is told again, with a fresh token each time before the last one expires.
    std::function<void(const sync::SignInWay& way, const std::string& claims,
                       std::function<void(Outcome<SignedIn>)> told)>
        sign_in;
    /// What the identity provider gave is forgotten.
    std::function<void()> sign_out;
};

/// The connection to a backend: one for the window, so that it outlives the page that shows it.
/// Writing through a backend (BackendLink) goes over the same line.
class Connection {
public:
    explicit Connection(ConnectionWays ways);

    /// Reads `config.json`, once.
    void load();
    /// Reads it once more where that came to nothing.
    void load_again();
    const std::optional<Outcome<sync::Configuration>>& configuration() const { return read_; }
    const ConnectionWays& ways() const { return ways_; }

    int chosen = -1;  ///< the backend, by its place in the configuration
    /// Chooses the backend of that address, where the configuration has it.
    void choose(std::string_view address);
    const sync::Backend* backend() const;

    /// Asks a lab for its personas.
    void ask_personas();
    const std::vector<sync::Persona>& personas() const { return personas_; }
    /// Signs in at the chosen backend.
    void sign_in_as(const std::string& user_principal_name, bool mfa);
    void use_token(std::string token, std::string who);
    /// Signs in at a lab, chosen or not.
    void sign_in_at(const sync::Backend& lab, sync::LabSignIn sign_in);
    /// At the identity provider of the backend. `claims` is what a refusal asked for (MFA, an
    /// authentication context), as JSON; empty: nothing more than a token.
    void sign_in(const std::string& claims);
    /// The window of the identity provider is open.
    bool signing_in() const { return signing_in_; }
    /// The token is gone; what was read stays.
    void sign_out();
    bool signed_in() const { return line_->ready(); }
    /// The line itself, for what goes over it besides a mirror.
    sync::Line& line() { return *line_; }
    /// Told when somebody signed in, or nobody is any more.
    std::function<void()> signed_in_changed;
    /// Who is signed in, in words.
    const std::string& who() const { return who_; }

    void try_out();
    const std::vector<sync::Trial>& trials() const { return trials_; }
    /// Beside them: what the token itself lets be written.
    const std::vector<sync::WriteTrial>& write_trials() const { return write_trials_; }

    /// Begins a mirror, or goes on with the one that stopped: in the same organization and as the
    /// same person only, else it begins anew.
    void mirror(bool requests_too);
    void go_on();
    void cancel();
    /// Forgets what a mirror that stopped has read.
    void drop();
    /// The mirror that runs or ran last; null before the first.
    const sync::Mirror* running() const { return mirror_.get(); }
    /// Whether what the mirror has read could not be kept over a reload when that was last tried.
    bool unkept() const { return unkept_; }
    /// What a mirror that stopped has read, of the chosen backend; null where there is none.
    const sync::Harvest* stopped() const;
    /// What is different from the mirror before; none where there was none of that backend.
    const std::optional<sync::Comparison>& compared() const { return compared_; }

    /// Waits for an answer.
    bool waiting() const { return waiting_; }
    const std::optional<Error>& error() const { return error_; }

    /// Lets a mirror send what may be sent; seconds until it wants to again, below 0: not.
    double pump();
    /// The window is about to be left: keeps what was read. It is tried before as well, each time
    /// twice as much is there, so that the person hears early that it is too much.
    void leave();

private:
    void signed_in_at(const sync::Backend& there, Outcome<SignedIn> told);
    void begin_anew(bool requests_too, std::string identity);
    void begin(sync::Harvest harvest);
    void keep(const sync::Harvest& harvest);
    void take_token(const sync::Backend& backend, std::string token, std::string who);
    void finish();
    void forget_trials();
    template <class T>
    bool answered(const Outcome<T>& outcome);

    ConnectionWays ways_;
    std::shared_ptr<sync::Line> line_;
    std::optional<Outcome<sync::Configuration>> read_;
    bool loading_ = false;
    bool waiting_ = false;
    bool signing_in_ = false;
    std::optional<Error> error_;
    std::vector<sync::Persona> personas_;
    std::vector<sync::Trial> trials_;
    std::vector<sync::WriteTrial> write_trials_;
    std::string who_;
    std::unique_ptr<sync::Mirror> mirror_;
    std::optional<sync::Harvest> stopped_;
    std::optional<sync::Comparison> compared_;
    std::size_t objects_kept_ = 0;
    bool unkept_ = false;
    bool due_ = false;
};

}  // namespace pim::ui
