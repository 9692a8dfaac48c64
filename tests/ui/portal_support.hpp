#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "sandbox/sandbox.hpp"
#include "storage/memory_files.hpp"
#include "ui/kit_support.hpp"
#include "ui/portal.hpp"

/// The whole portal without a window, over a sandbox that a scenario set up.
namespace pim::tests {

/// The sandbox that a first visit gets.
constexpr std::string_view start_sample = "use start\n";

/// The address of a role's page.
std::string page_of(const Guid& role, std::string_view tab = "eligible");

class PortalStage {
public:
    /// Plays the lines; `persona` is the local part of a user principal name.
    PortalStage(std::string_view scenario, std::string_view persona, std::string_view page,
                float width = 1280, float height = 800);
    ~PortalStage();

    const Tenant& tenant() const { return sandbox_->tenant(); }
    sandbox::Sandbox& sandbox() { return *sandbox_; }
    ui::Portal& portal() { return *portal_; }
    /// Goes on as somebody else, on a page.
    void as(std::string_view persona, std::string_view page);
    /// The page is loaded anew over the same sandbox.
    void reload();
    /// Another page of the same persona.
    void open(std::string_view page);
    Guid id(std::string_view persona) const;

    /// Presses what has that role and name: in the row of the table, where one is named.
    void press(ui::kit::Role role, std::string_view name, std::string_view row = {});
    /// The node of that role and name in the row; null where there is none.
    const ui::kit::Node* find(ui::kit::Role role, std::string_view name,
                              std::string_view row = {}) const;
    /// Types into the field, replacing what it holds.
    void fill(std::string_view field, std::string_view text);
    /// Chooses an option of the named list.
    void choose(std::string_view box, std::string_view option);
    /// True where some node's text, value or description contains the words.
    bool says(std::string_view words) const;

    Stage stage;
    /// What the host offers; counts from the next reload on.
    ui::Services services;
    /// What the sandbox is kept in.
    std::shared_ptr<storage::MemoryFiles> files = std::make_shared<storage::MemoryFiles>();

private:
    std::unique_ptr<sandbox::Sandbox> sandbox_;
    std::unique_ptr<ui::Portal> portal_;
};

}  // namespace pim::tests
