#!/bin/sh
# Install the browser that the report's tests drive: Debian's chromium.
# Silent when it is there. Ends with 0 in any case: the tests themselves say what is missing.
set -u

present() {
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        command -v google-chrome >/dev/null 2>&1
}

present && exit 0
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
    echo "browser: Chromium is missing; install it (on Debian, as root: apt-get install chromium)" >&2
    exit 0
fi
echo "browser: installing Debian's chromium ..." >&2
export DEBIAN_FRONTEND=noninteractive
{ apt-get install -qq -y --no-install-recommends chromium ||
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium; }; } >/dev/null 2>&1
present || echo "browser: apt-get could not install chromium; the browser tests will fail" >&2
exit 0
