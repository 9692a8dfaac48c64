#pragma once

/// What Dear ImGui is built with, here and in every file that includes it (IMGUI_USER_CONFIG).

// WebGL has no base vertex: 16-bit indices end at 65,536 vertices a window.
#define ImDrawIdx unsigned int
// The icon font's code points lie above 0xFFFF.
#define IMGUI_USE_WCHAR32
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
// The item hooks feed the accessibility mirror; their four functions are ours.
#define IMGUI_ENABLE_TEST_ENGINE
