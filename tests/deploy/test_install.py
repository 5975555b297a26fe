"""A release installs anywhere: it is built as for a registry, installed by the script that it brings with exactly what
the lock names, and a caller hears the menu."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.phones import phones
from tests.kit.product import Product
from tests.kit.web import web_client

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
MENU = "6200"
OLDER = "0.0.1-20200101000000"


@dataclass(frozen=True, slots=True)
class Installed:
    """A release, unpacked, and the directory into which its script installs."""

    source: Path
    image: Path

    @property
    def home(self) -> Path:
        return self.image / "opt/switchboard"

    @property
    def python(self) -> str:
        return str(self.home / "current/bin/python")

    @property
    def settings(self) -> Path:
        return self.image / "etc/switchboard/switchboard.toml"

    def links(self) -> tuple[str, str]:
        """The versions that are current and previous."""
        return os.fspath((self.home / "current").readlink()), os.fspath((self.home / "previous").readlink())

    def run_script(self, *arguments: str) -> str:
        """What it says, while it changes the image alone."""
        done = subprocess.run(
            [self.source / "deploy/install.sh", *arguments],
            env={**os.environ, "DESTDIR": str(self.image), "PYTHON": sys.executable},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def says(self, *arguments: str) -> str:
        """What its Python says, away from the source."""
        return subprocess.check_output([self.python, *arguments], cwd="/", text=True).strip()


def released(directory: Path) -> Path:
    """The source distribution, unpacked elsewhere."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(directory)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (archive,) = directory.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(directory, filter="data")
    return directory / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module", autouse=True)
def without_the_source() -> Iterator[None]:
    """Nobody finds the source of this checkout in place of what was installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONPATH", raising=False)
        yield


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory, without_the_source: None) -> Installed:
    """Installed once, because pip takes its time."""
    directory = tmp_path_factory.mktemp("release")
    found = Installed(released(directory), directory / "image")
    found.image.mkdir()
    found.run_script()
    return found


def test_the_program_is_the_installed_one_and_says_its_version(release: Installed) -> None:
    version = release.says("-m", "switchboard", "--version").removeprefix("switchboard ")
    name = os.fspath((release.home / "current").readlink())
    assert name.startswith(f"{version}-")
    assert release.says("-c", "import switchboard; print(switchboard.__file__)").startswith(str(release.home))
    # The program names its own version, so processes that are started again after an upgrade are those of before.
    assert (release.home / name / "bin/switchboard").read_text().startswith(f"#!/opt/switchboard/{name}/bin/python")
    assert str(release.image) not in "".join(
        file.read_text(errors="replace") for file in (release.home / name / "bin").glob("[!aA]*") if file.is_file()
    )


async def test_a_caller_hears_the_menu_and_a_browser_gets_the_page(release: Installed, tmp_path: Path) -> None:
    product = Product.prepare(tmp_path)
    product.python = release.python
    await product.start()
    async with phones(product) as people, web_client(f"http://127.0.0.1:{product.api_port}") as web:
        await people.register()
        session = await people.call(MENU)
        await session.rtp.hears(10)
        await session.bye()
        assert "<title>" in (await web.get("/page/")).text
    assert await product.stop() == 0


@pytest.fixture
def upgraded(release: Installed, tmp_path: Path) -> Installed:
    """An image in which a version is installed beside an older one; the programs are as good as empty."""
    image = tmp_path / "image"
    shutil.copytree(release.image, image, symlinks=True, ignore=shutil.ignore_patterns("lib64", "site-packages"))
    found = Installed(release.source, image)
    (found.home / OLDER).mkdir()
    (found.home / "previous").symlink_to(OLDER)
    return found


def test_there_is_a_way_back_and_forth(upgraded: Installed) -> None:
    newer, older = upgraded.links()
    upgraded.run_script("rollback")
    assert upgraded.links() == (older, newer)
    upgraded.run_script("rollback")
    assert upgraded.links() == (newer, older)


def test_removing_leaves_settings_and_data_unless_all_is_to_go(upgraded: Installed) -> None:
    data = upgraded.image / "var/lib/switchboard"
    (data / "switchboard.db").touch()
    upgraded.run_script("uninstall")
    assert [file for file in upgraded.image.rglob("*") if file.is_file()] == [
        upgraded.settings,
        data / "switchboard.db",
    ]
    upgraded.run_script("uninstall", "--purge")
    assert [file for file in upgraded.image.rglob("*") if file.is_file()] == []


def test_without_a_version_before_there_is_no_way_back(release: Installed) -> None:
    with pytest.raises(AssertionError, match="there is no version before this one"):
        release.run_script("rollback")


@pytest.mark.parametrize("arguments", [("--wheels",), ("install", "--purges"), ("remove",)])
def test_what_it_does_not_understand_it_does_not_do(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(AssertionError, match="run it again to upgrade"):
        Installed(ROOT, tmp_path).run_script(*arguments)
    assert list(tmp_path.iterdir()) == []
