#!/bin/sh
# Install the programs that the tests of the reports drive: Debian's chromium and LibreOffice's Writer,
# and what WeasyPrint (the report as PDF) needs of the system: Pango, HarfBuzz's subsetter and a font.
# Silent when they are there. Ends with 0 in any case: the tests themselves say what is missing.
set -u

any() {
    for name in "$@"; do command -v "$name" >/dev/null 2>&1 && return 0; done
    return 1
}

browser() { any chromium chromium-browser google-chrome; }
writer() { any soffice libreoffice; }
# ldconfig lies in /sbin, which is not on everybody's path.
pango() { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep -q 'libpangoft2-1\.0\.so\.0'; }

missing=""
browser || missing="chromium"
writer || missing="$missing libreoffice-writer-nogui"
pango || missing="$missing libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
    echo "programs: missing; install them (on Debian, as root: apt-get install $missing)" >&2
    exit 0
fi
echo "programs: installing Debian's $missing ..." >&2
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 - several names are several arguments
{ apt-get install -qq -y --no-install-recommends $missing ||
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends $missing; }; } >/dev/null 2>&1
browser || echo "programs: apt-get could not install chromium; the browser tests will fail" >&2
writer || echo "programs: apt-get could not install LibreOffice; the tests of Word documents will fail" >&2
pango || echo "programs: apt-get could not install Pango; the tests of PDF reports will fail" >&2
exit 0
