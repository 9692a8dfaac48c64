#pragma once

#include <string>
#include <vector>

#include "core/settings_view.hpp"
#include "ui/app.hpp"
#include "ui/kit/table.hpp"

namespace pim::ui {

/// Somebody who is eligible, in words, and what asking to activate comes to.
struct OutlookLine {
    Guid schedule;
    Guid holder;
    std::string person;
    std::string member;  ///< `Direct`, or the group
    std::string scope;
    ActivationProspect prospect = ActivationProspect::at_once;
    ActivationProspect before = ActivationProspect::at_once;  ///< under the saved settings
    std::string text;

    /// True where the draft takes the way to the role away.
    bool lost() const { return can_activate(before) && !can_activate(prospect); }
};

/// Everybody who is eligible for the settings' role; who could no longer activate comes first.
std::vector<OutlookLine> outlook_lines(const Tenant& tenant, const Policy& saved,
                                       const Policy& drafted, Instant now);

/// `2 of 14 people who are eligible could no longer activate`.
std::string outlook_summary(const std::vector<OutlookLine>& lines, bool drafting);

/// Why somebody could not activate, or what it takes.
std::string prospect_text(const ActivationOutlook& outlook);

/// The tab of a role's settings that tells who can activate: under the saved settings, or under a
/// draft beside them.
class OutlookTable {
public:
    /// `key` tells one draft from another.
    void draw(PortalContext& context, const std::string& key, const Policy& saved,
              const Policy& drafted);

private:
    Cached<std::vector<OutlookLine>> lines_;
    kit::TableState state_;
};

}  // namespace pim::ui
