"""The server's browser killed, stuck, closed or missing: the next picture works, nothing stays."""

import asyncio
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic

import psutil
import pytest

from hustings.pictures import Failed, NoBrowser, Renderer, TooSlow, browser, launch
from hustings.pictures.profile_folder import PREFIX, ProfileFolder, remove_left

ROOT = Path(__file__).parents[1]
FIGURE = {"data": [{"type": "scatter", "x": [0, 2], "y": [0, 2]}], "layout": {}}
ENDLESS = b"<!doctype html><script>for (;;);</script>"
#: seconds that anything may take on a busy machine
PATIENCE = 60
SECOND = b"<!doctype html><script>const end = Date.now() + 1000; while (Date.now() < end);</script>"


def those(processes: list[psutil.Process], wanted) -> list[psutil.Process]:
    """The processes that are as wanted; any may end while it is looked at."""
    found = []
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            if wanted(process):
                found.append(process)
    return found


def browsers() -> list[psutil.Process]:
    """The running browsers of this process."""
    return those(psutil.Process().children(), lambda each: each.status() != "zombie")


def pages() -> list[psutil.Process]:
    """The processes behind their pages."""
    everything = psutil.Process().children(recursive=True)
    return those(everything, lambda each: "--type=renderer" in each.cmdline())


def soon(condition):
    """What the condition gives, once it gives anything."""
    end = monotonic() + PATIENCE
    while not (found := condition()):
        assert monotonic() < end
    return found


@pytest.fixture
def renderer():
    renderer = Renderer()
    yield renderer
    renderer.close_now()


@pytest.mark.parametrize("victims", [browsers, pages])
def test_killed_in_mid_picture(renderer, victims):
    with ThreadPoolExecutor(1) as pool:
        printed = pool.submit(renderer.print_page_now, SECOND)
        soon(pages)
        killed = victims()
        for process in killed:
            process.kill()
        assert printed.result().startswith(b"%PDF")
        assert not {process.pid for process in killed} & {each.pid for each in victims()}

        failed = pool.submit(renderer.print_page_now, ENDLESS)
        while not failed.done():
            for process in victims():
                process.kill()
        with pytest.raises(Failed):
            failed.result()
    assert renderer.draw_now(FIGURE, "png", 400, 300)


def test_stuck(renderer, monkeypatch):
    monkeypatch.setenv("HUSTINGS_PICTURE_SECONDS", "1")
    with pytest.raises(TooSlow, match="1 second"):
        renderer.print_page_now(ENDLESS)
    monkeypatch.undo()
    assert renderer.draw_now(FIGURE, "png", 400, 300)
    assert len(browsers()) == 1


def test_nothing_is_left_after_close(renderer):
    async def close():
        waits = asyncio.create_task(renderer.print_page(ENDLESS))
        await asyncio.sleep(0)
        await renderer.close()
        with pytest.raises(Failed):
            await waits

    renderer.draw_now(FIGURE, "png", 400, 300)
    [process] = browsers()
    folder = next(word for word in process.cmdline() if "user-data-dir=" in word).split("=")[1]
    everything = [process, *process.children(recursive=True)]
    assert Path(folder).is_dir() and len(everything) > 1
    asyncio.run(close())
    assert not psutil.wait_procs(everything, timeout=PATIENCE)[1]
    assert not Path(folder).exists()
    assert renderer.draw_now(FIGURE, "png", 400, 300)


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), 9)", "sys.exit()"])
def test_a_server_that_ends_leaves_no_browser(end, tmp_path_factory):
    # Short, since the browser makes a socket below it, whose path has at most 107 characters.
    folder = tmp_path_factory.mktemp("t")
    code = (
        # A browser that cannot lock itself up here is no error of its end.
        "import logging, os, sys; logging.disable(); from hustings import pictures; "
        f"pictures.draw_now({FIGURE!r}, 'svg', 400, 300); "
        f"print('drawn', flush=True); input(); {end}"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as server:
        assert server.stdout.readline() == b"drawn\n"
        everything = psutil.Process(server.pid).children(recursive=True)
        _, errors = server.communicate(b"\n")
    assert len(everything) > 1 and not errors
    assert not psutil.wait_procs(everything, timeout=PATIENCE)[1]


def test_what_a_killed_server_left_is_removed_by_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, young, other = (
        tmp_path / name for name in (f"{PREFIX}left", f"{PREFIX}young", "hustings-data")
    )
    mine = ProfileFolder.make()
    for folder in (left, young, other):
        folder.mkdir()
        (folder / "file").touch()
    (tmp_path / f"{PREFIX}link").symlink_to(other)
    for folder in (left, other, Path(mine.path)):
        os.utime(folder, (0, 0))
    remove_left()
    assert {each.name for each in tmp_path.iterdir()} == {
        young.name, other.name, f"{PREFIX}link", Path(mine.path).name
    }  # fmt: skip
    assert (other / "file").exists()
    mine.remove()
    assert not Path(mine.path).exists()


def test_a_folder_is_nobodys_once_its_server_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = (
        "import os; from hustings.pictures.profile_folder import ProfileFolder; "
        "print(ProfileFolder.make().path, flush=True); os.kill(os.getpid(), 9)"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    os.utime(made, (0, 0))
    remove_left()
    assert not Path(made).exists()


def test_a_system_without_locks_can_do_all_but_draw():
    code = "import sys; sys.modules['fcntl'] = None; import hustings.pictures"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_no_browser(renderer, monkeypatch, tmp_path, caplog):
    monkeypatch.setenv("HUSTINGS_CHROMIUM", str(tmp_path / "missing"))
    assert browser() is None
    with pytest.raises(NoBrowser, match="is not there.*apt-get install chromium") as told:
        renderer.draw_now(FIGURE, "png", 400, 300)
    # Readers see the one, whoever runs the server the other.
    assert "missing" not in str(told.value) and str(tmp_path / "missing") in caplog.text
    monkeypatch.delenv("HUSTINGS_CHROMIUM")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser() is None
    with pytest.raises(NoBrowser, match="HUSTINGS_CHROMIUM"):
        renderer.draw_now(FIGURE, "png", 400, 300)


def test_a_browser_that_does_not_start(renderer, monkeypatch):
    monkeypatch.setenv("HUSTINGS_CHROMIUM", "false")
    with pytest.raises(Failed):
        renderer.draw_now(FIGURE, "png", 400, 300)


def program(folder: Path, lines: str) -> str:
    """A program of the shell that stands for a browser."""
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("ways", [(False,), (True, False)])
def test_a_browser_that_never_answers_has_one_deadline(renderer, monkeypatch, tmp_path, ways):
    begun = tmp_path / "begun"
    endless = program(tmp_path, f'echo "$$" >> {begun}\nexec sleep 1000')
    monkeypatch.setattr(launch, "sandboxes", lambda: ways)
    monkeypatch.setenv("HUSTINGS_CHROMIUM", endless)
    monkeypatch.setenv("HUSTINGS_PICTURE_SECONDS", "1")
    with pytest.raises(TooSlow, match="1 second"):
        renderer.draw_now(FIGURE, "png", 400, 300)
    # One try has used up the time; it is ended, and none follows.
    assert len(begun.read_text().split()) <= 1 and not browsers()


def test_a_browser_without_its_sandbox_is_logged(renderer, monkeypatch, tmp_path, caplog):
    monkeypatch.setattr(launch, "sandboxes", lambda: (True, False))
    refusing = program(
        tmp_path,
        f'case "$*" in *--no-sandbox*) exec {browser()} "$@" ;; *) exit 1 ;; esac',
    )
    monkeypatch.setenv("HUSTINGS_CHROMIUM", refusing)
    assert renderer.draw_now(FIGURE, "svg", 400, 300).startswith(b"<svg")
    assert f"{refusing} does not start in its sandbox" in caplog.text


def test_a_browser_that_was_never_to_have_a_sandbox_is_nothing_new(renderer, monkeypatch, caplog):
    monkeypatch.setattr(launch, "sandboxes", lambda: (False,))
    assert renderer.draw_now(FIGURE, "svg", 400, 300).startswith(b"<svg")
    assert "sandbox" not in caplog.text
