#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Run by tools/test-packages within a clean Debian, as root:
#   system.sh download   gets what the test needs besides the packages
#   system.sh VERSION    installs the packages of /packages/older, uses them, upgrades to those of /packages/new, which have this
#                        version, and purges them; without a network
set -euo pipefail

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
screen_packages=(xvfb xauth xdotool libglib2.0-bin desktop-file-utils dbus dbus-x11 fonts-dejavu-core procps)
if [ "$1" = download ]; then
    exec >/tmp/apt.log 2>&1
    trap 'cat /tmp/apt.log >&2' ERR
    apt-get -q update
    apt-get -q -y install --no-install-recommends iproute2
    # Only to have them: each is installed in its turn.
    apt-get -q -y install --no-install-recommends --download-only /packages/older/*.deb "${screen_packages[@]}"
    exit
fi
new=$1
ip link set lo up
url=http://127.0.0.1:7373
started=()

holds() { echo "holds: $*"; }
fail() {
    echo "fails: $*" >&2
    tail -n 20 /tmp/*.log >&2 || true
    exit 1
}
install() { apt-get -q -y --no-install-recommends -o Dpkg::Use-Pty=0 install "$@" >/tmp/apt.log 2>&1 || fail "installing $*"; }
# until_true WHAT COMMAND…: waits for it, 30 s at most.
until_true() {
    local what=$1
    shift
    for ((i = 0; i < 150; ++i)); do
        ! "$@" >/dev/null 2>&1 || return 0
        sleep 0.2
    done
    fail "$what"
}
stop() {
    kill "$1"
    wait "$1" || fail "what was started ends with $?"
}
trap '[ ${#started[@]} -eq 0 ] || kill "${started[@]}" 2>/dev/null || true' EXIT

# What the service's unit starts, as its user and with what it is given: no systemd runs here as the first process.
serve() {
    local unit command
    unit=$(dpkg -L helio | grep '/systemd/system/helio.service$')
    command=$(sed -n 's/^ExecStart=//p' "$unit")
    install_state
    # shellcheck disable=SC2086 # words
    setpriv --reuid heliograph --regid heliograph --init-groups env -i PATH=/usr/bin:/bin XDG_DATA_HOME=/var/lib QT_ENABLE_REGEXP_JIT=0 $command >/tmp/serve.log 2>&1 &
    hub=$!
    started+=("$hub")
    until_true "the service's hub does not serve" grep -q '^listening on' /tmp/serve.log
}
install_state() { command install -d -o heliograph -g heliograph -m 750 /var/lib/heliograph; }

# An account of this name that is somebody's.
useradd --no-create-home --home-dir /srv/heliograph --uid 1717 heliograph
install /packages/new/helio_*.deb
apt-get -q -y purge helio >/tmp/apt.log 2>&1 || fail "purging"
[ "$(id -u heliograph)" = 1717 ] || fail "purging took an account that is not the service's"
userdel heliograph
holds "purging leaves an account that is somebody's"

# helio, and no screen.
install /packages/older/helio_*.deb
! dpkg-query -W -f='${Package}\n' | grep -E '^(libqt6(gui|widgets|charts)|libx11|libxcb|libgl1|libwayland|fonts-)' ||
    fail "helio brings packages of a screen"
holds "helio comes without a library of a screen"
id heliograph >/dev/null
holds "the service has a user of its own"
[ "$(stat -c %U:%G:%a /etc/heliograph/helio.toml)" = root:heliograph:640 ] || fail "others than the service can read its configuration"
holds "only root and the service can read its configuration"
helio --version
if command -v systemctl >/dev/null; then
    [ "$(systemctl is-enabled helio.service 2>/dev/null)" = disabled ] || fail "the service is enabled"
    systemd-analyze verify --man=no "$(dpkg -L helio | grep '/systemd/system/helio.service$')"
    holds "the unit is sound, and not enabled by itself"
    systemctl enable helio.service 2>/dev/null
    [ "$(systemctl is-enabled helio.service)" = enabled ] || fail "the service cannot be enabled"
    holds "systemctl enable helio enables it"
fi
scripts=/var/lib/dpkg/info/helio
grep -q 'try-restart' $scripts.postinst || fail "an upgrade does not start a running service anew"
grep -q 'stop helio.service' $scripts.prerm || fail "removing does not stop the service"
holds "the scripts start a service anew that runs at an upgrade, and stop it before it is removed"

serve
id=$(helio publish --channel demo 'before the upgrade')
listened=$(helio listen "$url/stream?channel=demo" --last-event-id earliest --count 1 --timeout 20 --json 2>/dev/null)
[[ $listened == *'before the upgrade'* ]] || fail "helio listen reads $listened"
holds "what is published comes to who listens"
[ "$(stat -c %U /var/lib/heliograph/history.db)" = heliograph ] || fail "history.db belongs to another"
holds "history is in /var/lib/heliograph"
printf '\n[anonymous]\npublish = ["*"]\nsubscribe = ["*"]\n' >>/etc/heliograph/helio.toml
kill -HUP "$hub"
until_true "SIGHUP does not read the rules" grep -q ': access rules read again from ' /tmp/serve.log
holds "reloading reads the rules again"

# The window, from its menu entry, while the service has its port.
install /packages/older/heliograph_*.deb
install "${screen_packages[@]}"
heliograph --version
desktop-file-validate /usr/share/applications/org.heliograph.Heliograph.desktop
update-desktop-database /usr/share/applications
useradd --create-home desk
desk() { setpriv --reuid desk --regid desk --init-groups env -i HOME=/home/desk PATH=/usr/bin:/bin LC_ALL=C.UTF-8 DISPLAY=:98 "$@"; }
Xvfb :98 -screen 0 1280x800x24 -nolisten tcp -noreset >/tmp/xvfb.log 2>&1 &
screen=$!
started+=("$screen")
until_true "there is no display" desk xdotool getdisplaygeometry
# window ARGS…: starts it, waits for it, and ends it.
window() {
    desk dbus-launch --exit-with-session "$@" >/tmp/window.log 2>&1 &
    started+=($!)
    until_true "$* shows no window" desk xdotool search --onlyvisible --class '^heliograph$'
    pid=$(desk xdotool search --onlyvisible --class '^heliograph$' getwindowpid | tail -1)
    kill "$pid"
    until_true "the window does not end" bash -c "! kill -0 $pid"
}
window sh -c 'gio launch /usr/share/applications/org.heliograph.Heliograph.desktop; while pgrep -x heliograph >/dev/null; do sleep 0.2; done'
holds "the menu entry opens the window while the service runs"
action=$(sed -n '/^\[Desktop Action without-hub\]/,/^\[/s/^Exec=//p' /usr/share/applications/org.heliograph.Heliograph.desktop)
# shellcheck disable=SC2086 # words
window $action
holds "its action opens it without a hub"
kill -0 "$hub" || fail "the window ended the service"
kill "$screen"
wait "$screen" || true # however it ends

# The upgrade, with the hub running. Both sides changed the configuration: with nobody to ask, dpkg ends before it takes one.
cp /etc/heliograph/helio.toml /tmp/mine.toml
chmod 600 /etc/heliograph/helio.toml && chown heliograph /etc/heliograph/helio.toml
cmp -s /tmp/mine.toml <(dpkg-deb --fsys-tarfile /packages/new/helio_*.deb | tar -xO ./etc/heliograph/helio.toml) &&
    fail "the operator's configuration is that of the package"
code=0
timeout 300 apt-get -q -y --no-install-recommends -o Dpkg::Use-Pty=0 install /packages/new/*.deb </dev/null >/tmp/apt.log 2>&1 || code=$?
[ "$code" -ne 124 ] || fail "an upgrade that nobody watches hangs"
[ "$code" -ne 0 ] || fail "the upgrade asks nothing: the older package has the same configuration"
cmp /etc/heliograph/helio.toml /tmp/mine.toml || fail "an upgrade that nobody watches changes the configuration"
holds "an upgrade that nobody watches ends, and leaves the configuration as it is"
install -o Dpkg::Options::=--force-confold /packages/new/*.deb
[ "$(helio --version)" = "helio $new" ] || fail "after the upgrade helio is $(helio --version)"
cmp /etc/heliograph/helio.toml /tmp/mine.toml || fail "the upgrade took the configuration away"
[ "$(stat -c %U:%G:%a /etc/heliograph/helio.toml)" = heliograph:heliograph:600 ] || fail "the upgrade changes who can read the configuration"
grep -q '^\[history\]' /etc/heliograph/helio.toml.dpkg-dist || fail "the new configuration is not beside the operator's"
if command -v systemctl >/dev/null; then
    [ "$(systemctl is-enabled helio.service)" = enabled ] || fail "the upgrade disabled the service"
fi
stop "$hub"
serve
listened=$(helio listen "$url/stream?channel=demo" --last-event-id earliest --count 1 --timeout 20 --json 2>/dev/null)
[[ $listened == *"$id"* ]] || fail "after the upgrade the history has $listened"
stop "$hub"
holds "an upgrade keeps configuration, history, and whether the service is enabled"

# Nothing stays but what is the operator's.
echo secret >/etc/heliograph/jwt.secret
apt-get -q -y purge helio heliograph libheliograph-dev >/tmp/apt.log 2>&1 || fail "purging"
[ "$(ls -A /etc/heliograph)" = jwt.secret ] || fail "purging leaves $(ls -A /etc/heliograph) of the operator's jwt.secret"
rm -r /etc/heliograph
left=$(find / -xdev \( -path /proc -o -path /packages -o -path /tmp -o -path /home/desk -o -path /var/log -o -path /var/cache \
    -o -path /sys -o -path /dev \) -prune -o -iname '*helio*' -print)
[ -z "$left" ] || fail "purging leaves $left"
! getent passwd heliograph && ! getent group heliograph || fail "purging leaves the user"
holds "purging leaves nothing but what an operator put beside the configuration"
