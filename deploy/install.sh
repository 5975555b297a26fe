#!/bin/sh
# Installs Switchboard on Debian 12 or newer, from the source or a release that this file is in; run it again to upgrade.
#
#     deploy/install.sh                    install, or upgrade what is installed; settings and data stay
#     deploy/install.sh --wheels DIRECTORY the same without a network: all of requirements/run.lock is there (pip download)
#     deploy/install.sh --no-start         change nothing that runs: an upgrade holds from the next start on
#     deploy/install.sh rollback           back to the version before the last upgrade
#     deploy/install.sh uninstall          remove programs and units; settings and data stay
#     deploy/install.sh uninstall --purge  remove settings, data and the user, too: all calls, messages and recordings
#
# Each version has a virtual environment of its own in /opt/switchboard; the link "current" names the one that runs.
# DESTDIR puts all of it below another directory, for images: then no user is made, and nothing is started.
set -eu
umask 022

source=$(cd "$(dirname "$0")/.." && pwd)
root=${DESTDIR:-}
home=/opt/switchboard
settings=/etc/switchboard/switchboard.toml
data=/var/lib/switchboard
units=/etc/systemd/system
PYTHON=${PYTHON:-python3}

say() { echo "switchboard: $*"; }
fail() {
    echo "switchboard: $*" >&2
    exit 1
}
usage() {
    sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0"
    exit "$1"
}

# Whether this is about the machine that runs, and not about the directory of an image.
here() { [ -z "$root" ]; }
has_systemd() { here && [ -d /run/systemd/system ]; }

needs() {
    if here && command -v apt-get >/dev/null; then
        install_packages
    fi
    "$PYTHON" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        fail "Python 3.11 or newer with venv is needed (Debian: python3-venv)"
}

install_packages() {
    missing=""
    for package in python3-venv espeak-ng; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    say "installing$missing"
    # shellcheck disable=SC2086
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } \
        >/dev/null || say "not installed:$missing. Without espeak-ng everything but text to speech works"
}

version() { sed -n 's/^version = "\(.*\)"$/\1/p' "$source/pyproject.toml"; }

# install_version NAME: a virtual environment with exactly what the lock names, checked by its hashes.
install_version() {
    say "installing $1 into $root$home/$1"
    mkdir -p "$root$home"
    "$PYTHON" -m venv "$root$home/$1"
    pip="$root$home/$1/bin/python -m pip --disable-pip-version-check --quiet install"
    offline=""
    [ -z "$wheels" ] || offline="--no-index --find-links $wheels"
    # shellcheck disable=SC2086
    $pip $offline --require-hashes --requirement "$source/requirements/run.lock"
    copy=$(mktemp -d)
    # What builds writes into its source, which may be somebody else's.
    (cd "$source" && tar -c --exclude=./.git --exclude=./.venv --exclude=node_modules --exclude=./data . | tar -x -C "$copy")
    # shellcheck disable=SC2086
    $pip --no-index --no-build-isolation --no-deps "$copy"
    rm -r "$copy"
    # A program's first line names the place where it was installed.
    [ -z "$root" ] || find "$root$home/$1/bin" -type f -exec sed -i "1s|$root$home|$home|" {} +
}

# switch_to NAME: in one step, so that a start meets one version or the other.
switch_to() {
    before=$(readlink "$root$home/current" || true)
    [ -z "$before" ] || [ "$before" = "$1" ] || ln -sfn "$before" "$root$home/previous"
    ln -sfn "$1" "$root$home/next" && mv -T "$root$home/next" "$root$home/current"
}

# No process runs any other version than the current one then; the one before stays for a way back.
remove_old_versions() {
    current=$(readlink "$root$home/current" || true)
    previous=$(readlink "$root$home/previous" || true)
    for old in "$root$home"/[0-9]*; do
        name=$(basename "$old")
        [ ! -d "$old" ] || [ "$name" = "$current" ] || [ "$name" = "$previous" ] || rm -r "$old"
    done
}

make_user() {
    here || return 0
    getent passwd switchboard >/dev/null ||
        useradd --system --user-group --home-dir "$data" --no-create-home --shell /usr/sbin/nologin switchboard
}

# owned OWNER MODE DIRECTORY; an image has no such user, and systemd sees to it there (StateDirectory).
owned() {
    mkdir -p "$root$3"
    chmod "$2" "$root$3"
    here && chown "$1" "$root$3" || true
}

install_files() {
    owned root:switchboard 0750 "${settings%/*}"
    owned switchboard:switchboard 0700 "$data"
    if [ ! -e "$root$settings" ]; then
        install -m 0640 "$source/deploy/switchboard.toml" "$root$settings"
        here && chown root:switchboard "$root$settings" || true
    fi
    mkdir -p "$root$units" "$root/etc/logrotate.d" "$root/usr/local/bin"
    install -m 0644 "$source"/deploy/systemd/switchboard* "$root$units"
    install -m 0644 "$source/deploy/logrotate/switchboard" "$root/etc/logrotate.d/switchboard"
    install -m 0755 "$source/deploy/switchboard" "$root/usr/local/bin/switchboard"
}

# start: under the version that is current now; waits until calls are taken.
start() {
    if ! has_systemd; then
        say "systemd does not run here: nothing was started"
        return 0
    fi
    systemctl daemon-reload
    [ "$wants_start" = yes ] || return 0
    systemctl enable --quiet switchboard.service
    systemctl restart switchboard.service ||
        fail "it does not start: journalctl -u switchboard says why, and \"rollback\" goes back to the version before"
    say "ready to take calls"
    remove_old_versions
    [ ! -e "$data/first-credentials" ] || say "first credentials are in $data/first-credentials: note them, and delete the file"
}

install_all() {
    needs
    name="$(version)-$(date -u +%Y%m%d%H%M%S)"
    trap 'rm -rf "$root$home/$name"' EXIT
    install_version "$name"
    make_user
    install_files
    switch_to "$name"
    trap - EXIT
    start
}

rollback() {
    previous=$(readlink "$root$home/previous" || true)
    [ -n "$previous" ] && [ -d "$root$home/$previous" ] || fail "there is no version before this one"
    switch_to "$previous"
    say "back to $previous"
    start
}

uninstall() {
    if has_systemd; then
        systemctl disable --now --quiet switchboard.service switchboard-api.socket switchboard-sip-udp.socket \
            switchboard-sip-tcp.socket 2>/dev/null || true
    fi
    rm -rf "$root$home" "$root/usr/local/bin/switchboard" "$root/etc/logrotate.d/switchboard" "$root$units"/switchboard*
    ! has_systemd || systemctl daemon-reload
    if [ "$purges" = yes ]; then
        rm -rf "$root${settings%/*}" "$root$data"
        ! here || ! getent passwd switchboard >/dev/null || userdel switchboard
    else
        say "settings (${settings%/*}) and data ($data) are still there"
    fi
}

what=install_all wheels="" wants_start=yes purges=no
while [ $# -gt 0 ]; do
    case $1 in
    install) what=install_all ;;
    rollback | uninstall) what=$1 ;;
    --wheels)
        [ $# -gt 1 ] || usage 2
        wheels=$2
        shift
        ;;
    --no-start) wants_start=no ;;
    --purge) purges=yes ;;
    --help | -h) usage 0 ;;
    *) usage 2 ;;
    esac
    shift
done
here && [ "$(id -u)" != 0 ] && fail "only root can do this"
$what
