#!/bin/sh
# Builds what is missing or out of date and starts Penglai CRM in the foreground.
# Needs JDK 17, Maven 3.8 and Node 20; state is in ./data unless --data or CRM_DATA says otherwise.
set -eu

root=$(cd "$(dirname "$0")" && pwd -P)
archive=$root/distribution/target/penglai-crm-1.0.0.tar.gz
run=$root/distribution/target/run

die() {
  echo "start.sh: $*" >&2
  exit 1
}

is_current() {
  [ -f "$archive" ] || return 1
  newer=$(find "$root/pom.xml" "$root/bundles" "$root/features" "$root/distribution" \
    \( -name target -o -name node_modules -o -name dist \) -prune -o \
    -type f -newer "$archive" -print | head -n 1)
  [ -z "$newer" ] && has_console
}

# A quick build leaves the console out; the names of its files stand in the jar's directory.
has_console() {
  tar -xzOf "$archive" --wildcards '*/penglai-platform-web-*.jar' | grep -aq console/index.html
}

build() {
  for tool in java mvn node; do
    command -v "$tool" > /dev/null 2>&1 || die "$tool is missing; JDK 17, Maven 3.8 and Node 20 are needed to build"
  done
  echo "Building Penglai CRM (a few minutes the first time) ..."
  (cd "$root" && mvn -q -B -ntp install -pl bundles/ui,distribution -am -DskipTests -Dspotless.check.skip -Denforcer.skip)
  touch "$archive"
}

# The running copy keeps its etc/users.properties, which knows the operators of the data directories used before.
unpack() {
  if ps -eo args | grep -F -- "-Dkaraf.home=$run " | grep -qv grep; then
    die "there is a newer build, but an instance of the old one runs; stop that first"
  fi
  fresh=$run.new
  rm -rf "$fresh"
  mkdir -p "$fresh"
  tar -xzf "$archive" -C "$fresh"
  if [ -f "$run/etc/users.properties" ]; then
    cp -p "$run/etc/users.properties" "$fresh"/*/etc/users.properties
  fi
  rm -rf "$run"
  mv "$fresh"/* "$run"
  rm -rf "$fresh"
  touch "$run/.unpacked"
}

case ${1:-} in
  -h | --help | help)
    echo "Usage: start.sh [OPTION...]"
    echo "Builds what is missing and starts Penglai CRM. State is in ./data by default; otherwise as for 'bin/crm run':"
    sed -n '/^Options,/,/^TEXT/p' "$root/distribution/src/main/resources/bin/crm" | sed '$d'
    exit
    ;;
esac

is_current || build
if [ ! -f "$run/.unpacked" ] || [ "$archive" -nt "$run/.unpacked" ]; then unpack; fi

CRM_DATA=${CRM_DATA:-$root/data}
export CRM_DATA
exec "$run/bin/crm" run "$@"
