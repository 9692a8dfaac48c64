#include "ui/kit_support.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace pim::tests {

namespace kit = ui::kit;

namespace {

std::vector<std::uint8_t> file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    BOOST_REQUIRE_MESSAGE(stream, "cannot read " << path);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

const kit::Fonts& fonts() {
    static const std::string open_sans = "/usr/share/fonts/truetype/open-sans/OpenSans-";
    static const auto regular = file(open_sans + "Regular.ttf");
    static const auto semibold = file(open_sans + "Semibold.ttf");
    static const auto icons = file(PIMLAB_SOURCE_DIR "/assets/icons/fluent-icons.ttf");
    static const kit::Fonts all{regular, semibold, icons};
    return all;
}

/// Stands for the graphics back end: textures are taken and forgotten.
void take_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantCreate) texture->SetTexID(1);
        if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        } else {
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
}

}  // namespace

Stage::Stage(float width, float height) {
    kit::start(fonts());
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    now.width = width;
    now.height = height;
}

Stage::~Stage() {
    kit::stop();
}

void Stage::shows(Draw draw) {
    draw_ = std::move(draw);
    step();
}

kit::FrameReport Stage::step(int frames) {
    kit::FrameReport report;
    for (int frame = 0; frame < frames; ++frame) {
        now.seconds += 1.0 / 60;
        kit::begin_frame(now);
        draw_();
        report = kit::end_frame();
        take_textures();
        unrecorded += report.unrecorded;
        duplicates += kit::semantics().duplicates();
    }
    return report;
}

void Stage::wait(double seconds) {
    now.seconds += seconds;
    step();
}

const kit::Node& Stage::node(kit::Role role, std::string_view name) const {
    const kit::Node* found = kit::semantics().find(role, name);
    BOOST_REQUIRE_MESSAGE(found != nullptr, "no " << kit::role_name(role) << " `" << name
                                                  << "` in\n"
                                                  << kit::semantics().outline());
    return *found;
}

bool Stage::has(kit::Role role, std::string_view name) const {
    return kit::semantics().find(role, name) != nullptr;
}

void Stage::click(kit::Role role, std::string_view name) {
    const kit::Box box = node(role, name).box;
    BOOST_REQUIRE_MESSAGE(!box.empty(), name << " is not in sight");
    click((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
}

void Stage::click(float x, float y) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(x, y);
    step(2);
    io.AddMouseButtonEvent(0, true);
    step(2);
    io.AddMouseButtonEvent(0, false);
    step(3);
}

void Stage::hover(kit::Role role, std::string_view name) {
    const kit::Box box = node(role, name).box;
    ImGui::GetIO().AddMousePosEvent((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
    step(2);
    wait(0.6);
}

void Stage::press(ImGuiKey key, bool shift, bool ctrl) {
    ImGuiIO& io = ImGui::GetIO();
    if (shift) io.AddKeyEvent(ImGuiMod_Shift, true);
    if (ctrl) io.AddKeyEvent(ImGuiMod_Ctrl, true);
    io.AddKeyEvent(key, true);
    step(2);
    io.AddKeyEvent(key, false);
    if (shift) io.AddKeyEvent(ImGuiMod_Shift, false);
    if (ctrl) io.AddKeyEvent(ImGuiMod_Ctrl, false);
    step(3);
}

void Stage::type(std::string_view text) {
    ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
    step(static_cast<int>(text.size()) + 2);
}

void Stage::focus(kit::Role role, std::string_view name) {
    kit::request_focus(node(role, name).id);
    step();
}

Stage::Draw in_pane(std::function<void()> content) {
    return [content = std::move(content)] {
        static kit::Shell shell;
        kit::shell(shell, {});
        if (auto bar = kit::top_bar()) kit::product("pimlab", "#/");
        if (auto nav = kit::navigation()) {
            kit::nav_group("Tasks");
            kit::nav_item({.label = "My roles", .href = "#/my-roles", .icon = kit::icon::key});
        }
        if (auto pane = kit::pane({.label = "Main"})) {
            kit::page({.title = "Page", .description = "About it"});
            content();
        }
    };
}

}  // namespace pim::tests
