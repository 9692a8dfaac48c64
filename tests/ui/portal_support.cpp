#include "ui/portal_support.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "lab/play.hpp"
#include "lab/sample.hpp"
#include "storage/journal_store.hpp"

namespace pim::tests {

namespace kit = ui::kit;

namespace {

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

bool inside(const kit::Node& node, kit::Id ancestor) {
    const kit::Semantics& tree = kit::semantics();
    kit::Id at = node.parent;
    while (at != 0) {
        if (at == ancestor) return true;
        const kit::Node* parent = tree.find(at);
        at = parent == nullptr ? 0 : parent->parent;
    }
    return false;
}

/// An open dialog is what a person deals with first.
bool in_dialog(const kit::Node& node) {
    for (const kit::Node& dialog : kit::semantics().nodes()) {
        if (dialog.role == kit::Role::dialog && inside(node, dialog.id)) return true;
    }
    return false;
}

/// The row of a table that says this somewhere.
kit::Id row_of(std::string_view words) {
    for (const kit::Node& node : kit::semantics().nodes()) {
        if (node.role != kit::Role::row) continue;
        if (contains(node.name, words)) return node.id;
        for (const kit::Node& cell : kit::semantics().nodes()) {
            if (contains(cell.name, words) && inside(cell, node.id)) return node.id;
        }
    }
    return 0;
}

}  // namespace

std::string page_of(const Guid& role, std::string_view tab) {
    return cat("#/roles/", to_text(role), "/", tab);
}

PortalStage::PortalStage(std::string_view scenario, std::string_view name, std::string_view page,
                         float width, float height)
    : stage(width, height) {
    auto played = lab::play("a test's scenario", scenario);
    BOOST_REQUIRE_MESSAGE(played, (played ? std::string() : played.error().what));
    auto opened = storage::JournalStore::open(files, "test", storage::Access::writer);
    BOOST_REQUIRE(opened);
    sandbox::Session session;
    session.now = played->now;
    session.speed = 0;
    session.persona = lab::persona(played->tenant, name);
    session.page = page;
    BOOST_REQUIRE(!session.persona.is_null());
    sandbox_ = std::make_unique<sandbox::Sandbox>(std::move(played->tenant), session,
                                                  std::move(opened->store),
                                                  [next = std::uint64_t{0}]() mutable {
                                                      return Guid{0x7e57, ++next};
                                                  });
    portal_ = std::make_unique<ui::Portal>(*sandbox_, services);
    stage.shows([this] {
        sandbox_->commit();
        portal_->settle();
        portal_->draw();
    });
}

PortalStage::~PortalStage() = default;

void PortalStage::reload() {
    portal_.reset();
    portal_ = std::make_unique<ui::Portal>(*sandbox_, services);
    stage.step(6);
}

void PortalStage::as(std::string_view name, std::string_view page) {
    portal_->take_on(portal_->sides[0], id(name));
    open(page);
}

void PortalStage::open(std::string_view page) {
    portal_->open(page);
    stage.step(6);
}

Guid PortalStage::id(std::string_view name) const {
    const Guid found = lab::persona(tenant(), name);
    BOOST_REQUIRE_MESSAGE(!found.is_null(), "nobody is called " << name);
    return found;
}

const kit::Node* PortalStage::find(kit::Role role, std::string_view name,
                                   std::string_view row) const {
    const kit::Id within = row.empty() ? 0 : row_of(row);
    if (!row.empty() && within == 0) return nullptr;
    const kit::Node* found = nullptr;
    for (const kit::Node& node : kit::semantics().nodes()) {
        if (node.role != role || node.name != name) continue;
        if (within != 0 ? inside(node, within) : in_dialog(node)) return &node;
        if (within == 0 && found == nullptr) found = &node;
    }
    return found;
}

void PortalStage::press(kit::Role role, std::string_view name, std::string_view row) {
    const kit::Node* found = find(role, name, row);
    BOOST_REQUIRE_MESSAGE(found != nullptr, "no " << kit::role_name(role) << " `" << name
                                                  << "` in\n"
                                                  << kit::semantics().outline());
    kit::request_click(found->id);
    stage.step(8);
}

void PortalStage::choose(std::string_view box, std::string_view option) {
    press(ui::kit::Role::combobox, box);
    press(ui::kit::Role::option, option);
}

void PortalStage::fill(std::string_view field, std::string_view text) {
    const kit::Node* found = find(kit::Role::textbox, field);
    if (found == nullptr) found = find(kit::Role::spinbutton, field);
    BOOST_REQUIRE_MESSAGE(found != nullptr, "no field `" << field << "` in\n"
                                                         << kit::semantics().outline());
    const int end = static_cast<int>(text.size());
    kit::request_text(found->id, text, end, end);
    stage.step(4);
}

bool PortalStage::says(std::string_view words) const {
    for (const kit::Node& node : kit::semantics().nodes()) {
        if (contains(node.name, words) || contains(node.value, words) ||
            contains(node.description, words)) {
            return true;
        }
    }
    return false;
}

}  // namespace pim::tests
