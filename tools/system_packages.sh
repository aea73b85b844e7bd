#!/bin/sh
# Installs what some tests need and pip cannot bring: a browser, PostgreSQL, nginx, systemd. Where that cannot be done it
# says so, and the tests that need them are skipped; on CI they fail.
set -eu

wanted=""
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || wanted="$wanted chromium"
command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted="$wanted postgresql"
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || wanted="$wanted nginx"
command -v systemd-analyze >/dev/null 2>&1 || wanted="$wanted systemd"
command -v openssl >/dev/null 2>&1 || wanted="$wanted openssl"
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing$wanted for the tests ..."
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # one word a package
    if apt-get -qq update >/dev/null 2>&1 && apt-get -qq install --no-install-recommends $wanted >/dev/null 2>&1; then
        exit 0
    fi
fi
echo "Not there, and not to be installed from here:$wanted. The tests that need it are skipped."
