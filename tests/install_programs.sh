#!/bin/sh
# Install the programs that the tests of the reports drive: Debian's chromium and LibreOffice's Writer.
# Silent when they are there. Ends with 0 in any case: the tests themselves say what is missing.
set -u

any() {
    for name in "$@"; do command -v "$name" >/dev/null 2>&1 && return 0; done
    return 1
}

browser() { any chromium chromium-browser google-chrome; }
writer() { any soffice libreoffice; }

missing=""
browser || missing="chromium"
writer || missing="$missing libreoffice-writer-nogui"
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
    echo "programs: missing; install them (on Debian, as root: apt-get install $missing)" >&2
    exit 0
fi
echo "programs: installing Debian's $missing ..." >&2
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 - two names are two arguments
{ apt-get install -qq -y --no-install-recommends $missing ||
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends $missing; }; } >/dev/null 2>&1
browser || echo "programs: apt-get could not install chromium; the browser tests will fail" >&2
writer || echo "programs: apt-get could not install LibreOffice; the tests of Word documents will fail" >&2
exit 0
