#include "graph/audit_initiator.hpp"

#include "graph/audit.hpp"

namespace pim::graph {

namespace {

/// The application by which PIM acts where nobody else does.
constexpr std::string_view pim_name = "MS-PIM";
constexpr std::string_view pim_app_id = "01fc33a7-78ba-4d2f-a4b7-768e336e890e";

const User* user_in(const Row& row, const View& view) {
    return view.tenant.users.find(audit_in(row).actor);
}
const ServicePrincipal* application_in(const Row& row, const View& view) {
    return view.tenant.service_principals.find(audit_in(row).actor);
}
bool by_user(const Row& row, const View& view) {
    // A user who is gone since was one all the same.
    return !audit_in(row).actor.is_null() && application_in(row, view) == nullptr;
}
void write_user(JsonWriter& out, const Row& row, const View& view) {
    out.key("user");
    if (!by_user(row, view)) {
        out.null();
        return;
    }
    out.begin_object().key("id");
    write_value(out, initiator_user_id(row, view));
    out.key("displayName");
    write_value(out, initiator_user_display_name(row, view));
    out.key("userPrincipalName");
    write_value(out, initiator_user_name(row, view));
    out.member_null("ipAddress");
    if (view.version == Version::beta) {
        const User* user = user_in(row, view);
        out.member_or_null("userType", user == nullptr ? std::string_view() : name(user->type));
        out.member_null("homeTenantId").member_null("homeTenantName");
    }
    out.end_object();
}
void write_app(JsonWriter& out, const Row& row, const View& view) {
    out.key("app");
    if (by_user(row, view)) {
        out.null();
        return;
    }
    out.begin_object().key("appId");
    write_value(out, initiator_app_id(row, view));
    out.key("displayName");
    write_value(out, initiator_app_display_name(row, view));
    out.key("servicePrincipalId");
    write_value(out, initiator_app_service_principal(row, view));
    out.member_null("servicePrincipalName").end_object();
}

}  // namespace

Value initiator_user_id(const Row& row, const View& view) {
    return by_user(row, view) ? guid_or_null(audit_in(row).actor) : Value{};
}
Value initiator_user_display_name(const Row& row, const View& view) {
    return by_user(row, view) ? Value{display_name(view.tenant, audit_in(row).actor)} : Value{};
}
Value initiator_user_name(const Row& row, const View& view) {
    const User* user = user_in(row, view);
    return user == nullptr ? Value{} : text_or_null(user->user_principal_name);
}
Value initiator_app_id(const Row& row, const View& view) {
    if (by_user(row, view)) return {};
    const ServicePrincipal* application = application_in(row, view);
    return application == nullptr ? Value{std::string(pim_app_id)}
                                  : guid_or_null(application->app_id);
}
Value initiator_app_display_name(const Row& row, const View& view) {
    if (by_user(row, view)) return {};
    const ServicePrincipal* application = application_in(row, view);
    return application == nullptr ? Value{std::string(pim_name)}
                                  : text_or_null(application->display_name);
}
Value initiator_app_service_principal(const Row& row, const View& view) {
    const ServicePrincipal* application = application_in(row, view);
    return application == nullptr ? Value{} : guid_or_null(application->id);
}

void write_initiator(JsonWriter& out, const Row& row, const View& view) {
    out.begin_object();
    if (view.version == Version::beta) {
        write_app(out, row, view);
        write_user(out, row, view);
    } else {
        write_user(out, row, view);
        write_app(out, row, view);
    }
    out.end_object();
}

}  // namespace pim::graph
