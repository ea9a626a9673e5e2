"""A missing system library is named by its package, in one go."""

import pytest
import qt_libraries
from qt_libraries import missing_in, packages_for

LDD = """/x/QtGui.abi3.so:
\tlinux-vdso.so.1 (0x00007ffd)
\tlibEGL.so.1 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
/x/libqxcb.so:
\tlibxcb-cursor.so.0 => not found
\tlibEGL.so.1 => not found
"""


def test_every_missing_library_is_found_once() -> None:
    assert missing_in(LDD) == ["libEGL.so.1", "libxcb-cursor.so.0"]


def test_libraries_are_named_by_their_packages() -> None:
    assert packages_for(["libxcb-cursor.so.0", "libEGL.so.1"]) == (["libegl1", "libxcb-cursor0"], [])
    assert packages_for(["libgthread-2.0.so.0", "libglib-2.0.so.0", "libodd.so.9"]) == (
        ["libglib2.0-0"],
        ["libodd.so.9"],
    )


def test_the_screens_own_plugin_is_looked_at_only_where_there_is_a_screen() -> None:
    names = [{file.name for file in qt_libraries.qt_files(env)} for env in ({}, {"DISPLAY": ":0"})]
    assert "libqoffscreen.so" in names[0]
    assert names[1] - names[0] == {"libqxcb.so"}


def test_who_may_not_install_gets_one_line_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries, "missing_now", lambda: ["libEGL.so.1", "libGL.so.1"])
    monkeypatch.setattr(qt_libraries.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        qt_libraries.main()
    assert str(stopped.value).endswith("sudo apt-get install libegl1 libgl1")
    assert "\n" not in str(stopped.value)


def test_where_nothing_is_missing_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(qt_libraries, "missing_now", list)
    qt_libraries.main()
    assert capsys.readouterr() == ("", "")
