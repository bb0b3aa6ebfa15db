#!/usr/bin/env bash
# Runs every test on a fresh machine (JDK 17, Maven 3.8 and Node 20 present) and ends with the runner's own summary.
# Installs what else it needs: Chromium and Chinese fonts for the browser tests, OpenLDAP for those of sign-in, Postfix
# and Dovecot for those of mail, ClamAV for those of uploads.
# PostgreSQL comes as binaries from Maven; servers run on free loopback ports and are stopped again.
set -euo pipefail
cd "$(dirname "$0")"

need() { command -v "$1" >/dev/null 2>&1 || { echo "test.sh: $2" >&2; exit 1; }; }
need java "a JDK (17 or later) is needed"
need mvn "Maven 3.8 or later is needed"
need node "Node 20 is needed"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

if ! command -v chromium >/dev/null 2>&1 && [ -z "${CHROMIUM:-}" ]; then
  echo "test.sh: installing Chromium for the browser tests"
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq
  as_root apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null
fi

if [ ! -x /usr/sbin/slapd ]; then
  echo "test.sh: installing slapd for the tests of sign-in by LDAP"
  as_root apt-get update -qq
  # The tests start their own; the machine's service stays off.
  as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends slapd >/dev/null
fi

if [ ! -x /usr/sbin/postfix ] || [ ! -x /usr/sbin/dovecot ]; then
  echo "test.sh: installing Postfix and Dovecot for the tests of mail"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends \
    postfix dovecot-imapd dovecot-pop3d >/dev/null
fi

if [ ! -x /usr/sbin/clamd ]; then
  echo "test.sh: installing ClamAV's daemon for the tests of uploads"
  as_root apt-get update -qq
  # Signatures are the tests' own; none are fetched.
  as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends \
    clamav-daemon >/dev/null
fi

exec mvn -B -ntp install "$@"
