#!/usr/bin/env python3
"""Makes fluent-icons.ttf and src/ui/kit/icons.hpp: make_icons.py <folder of FluentSystemIcons-Regular.*>.

The folder is lib/utils/fonts of the npm package @fluentui/react-icons (2.0.344 made what is here).
Needs fontTools. An icon more is a name more in ICONS; the result is committed.
"""

import json
import sys
from pathlib import Path

from fontTools import subset

# Our name: the set's name without its size.
ICONS = {
    "add": "Add", "alert": "Alert", "arrow_clockwise": "ArrowClockwise",
    "arrow_download": "ArrowDownload", "arrow_export": "ArrowExport", "arrow_left": "ArrowLeft",
    "arrow_reset": "ArrowReset", "arrow_right": "ArrowRight", "arrow_sync": "ArrowSync",
    "arrow_undo": "ArrowUndo", "arrow_upload": "ArrowUpload", "beaker": "Beaker",
    "book_open": "BookOpen", "box": "Box", "building": "Building", "calendar": "Calendar",
    "calendar_clock": "CalendarClock", "checkmark": "Checkmark",
    "checkmark_circle": "CheckmarkCircle", "chevron_down": "ChevronDown",
    "chevron_left": "ChevronLeft", "chevron_right": "ChevronRight", "chevron_up": "ChevronUp",
    "circle": "Circle", "clipboard_task": "ClipboardTask", "clock": "Clock",
    "clock_alarm": "ClockAlarm", "code": "Code", "copy": "Copy", "dark_theme": "DarkTheme",
    "delete_bin": "Delete", "dismiss": "Dismiss", "dismiss_circle": "DismissCircle",
    "document_text": "DocumentText", "edit": "Edit", "error_circle": "ErrorCircle", "eye": "Eye",
    "fast_forward": "FastForward", "filter": "Filter", "globe": "Globe", "history": "History",
    "home": "Home", "info": "Info", "key": "Key", "lightbulb": "Lightbulb",
    "lock_closed": "LockClosed", "mail": "Mail", "mail_unread": "MailUnread",
    "more_horizontal": "MoreHorizontal", "navigation": "Navigation", "next": "Next",
    "open": "Open", "panel_left": "PanelLeft", "pause": "Pause", "people": "People",
    "people_team": "PeopleTeam", "person": "Person", "person_add": "PersonAdd",
    "person_available": "PersonAvailable", "person_circle": "PersonCircle",
    "person_clock": "PersonClock", "person_swap": "PersonSwap", "play": "Play",
    "play_circle": "PlayCircle", "question_circle": "QuestionCircle", "save": "Save",
    "search": "Search", "send": "Send", "settings": "Settings", "shield_person": "ShieldPerson",
    "shield_task": "ShieldTask", "sort_down": "ArrowSortDown", "sort_up": "ArrowSortUp",
    "split_vertical": "SplitVertical", "task_list": "TaskListSquareLtr", "warning": "Warning",
    "weather_moon": "WeatherMoon", "weather_sunny": "WeatherSunny", "window": "Window",
}
HERE = Path(__file__).resolve().parent
HEADER = HERE.parent.parent / "src/ui/kit/icons.hpp"


def escaped(code_point):
    return "".join(f"\\x{byte:02X}" for byte in chr(code_point).encode("utf-8"))


def main():
    folder = Path(sys.argv[1])
    points = json.loads((folder / "FluentSystemIcons-Regular.json").read_text())
    chosen = {name: points[f"{icon}20Regular"] for name, icon in sorted(ICONS.items())}
    subset.main(
        [
            str(folder / "FluentSystemIcons-Regular.ttf"),
            f"--output-file={HERE / 'fluent-icons.ttf'}",
            "--unicodes=" + ",".join(f"U+{point:04X}" for point in chosen.values()),
            "--no-hinting",
            "--layout-features=",
            "--drop-tables+=GPOS,GSUB,GDEF,FFTM,meta",
            "--name-IDs=0,1,2,13,14",
        ]
    )
    lines = [
        "#pragma once",
        "",
        "/// The icons of assets/icons/fluent-icons.ttf. Made by assets/icons/make_icons.py.",
        "namespace pim::ui::kit::icon {",
        "",
    ]
    for name, point in chosen.items():
        lines.append(f'inline constexpr const char* {name} = "{escaped(point)}";')
    lines += ["", "}  // namespace pim::ui::kit::icon", ""]
    HEADER.write_text("\n".join(lines))


if __name__ == "__main__":
    main()
