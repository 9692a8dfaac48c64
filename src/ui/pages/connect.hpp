#pragma once

#include "ui/connection.hpp"
#include "ui/kit/table.hpp"
#include "ui/page.hpp"
#include "ui/pages/mirror_card.hpp"

namespace pim::ui {

/// Backends: who to be there, what a token may read, and a mirror of the tenant.
struct ConnectPage : Page {
    void draw(PortalContext& context) override;

private:
    void draw_backends(Connection& connection);
    void draw_other(Connection& connection);
    void draw_sign_in(PortalContext& context, Connection& connection);
    void draw_provider(PortalContext& context, Connection& connection);
    void draw_personas(PortalContext& context, Connection& connection);
    void draw_token(PortalContext& context, Connection& connection);
    void draw_trials(PortalContext& context, Connection& connection);
    void draw_write_trials(const Connection& connection);

    std::string busy_;  ///< why nothing is asked of a backend at the moment
    std::vector<int> persona_;
    bool mfa_ = true;
    std::string token_;    ///< only while it is being typed
    std::string problem_;  ///< with what was typed
    std::string other_;    ///< the address of a backend that is not listed
    kit::TableState trials_;
    kit::TableState write_trials_;
    MirrorCard mirror_;
};

}  // namespace pim::ui
