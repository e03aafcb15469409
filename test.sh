#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Runs every test. Installs the foreign counterparts where it may (root on Debian); elsewhere a missing one is a
# visible skip, and with CI=true a failure. `--long` takes more than an hour: more kills, more
# contenders, and everything around two gateways fails once.
set -u
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDTERMINALLOGGER=off
[ "${1:-}" = "--long" ] && export ONCEONLY_LONG=1

give_up() { printf '%s\n0 passed, 1 failed, 0 skipped\n' "$1"; exit 1; }

# Debian package, and a command or file by which to tell that it is there.
counterparts=(
  "chromium /usr/bin/chromium"
  "fonts-dejavu-core /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
  "python3-grpcio /usr/lib/python3/dist-packages/grpc"
  "python3-protobuf /usr/lib/python3/dist-packages/google/protobuf"
  "python3-jwt /usr/lib/python3/dist-packages/jwt"
  "python3-cryptography /usr/lib/python3/dist-packages/cryptography"
  "python3-requests /usr/lib/python3/dist-packages/requests"
  "protobuf-compiler /usr/bin/protoc"
  "protobuf-compiler-grpc /usr/bin/grpc_python_plugin"
  "libxml-security-java /usr/share/java/xmlsec.jar"
  "postgresql /usr/lib/postgresql"
  "redis-server /usr/bin/redis-server"
  "haproxy /usr/sbin/haproxy"
  "php-cli /usr/bin/php"
  "simplesamlphp /usr/share/simplesamlphp/www"
)
missing=()
for entry in "${counterparts[@]}"; do
  read -r package probe <<<"$entry"
  [ -e "$probe" ] || missing+=("$package")
done
command -v java >/dev/null && command -v javac >/dev/null || missing+=(openjdk-17-jdk-headless)
command -v node >/dev/null && command -v npm >/dev/null || missing+=(nodejs npm)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    # Tests start servers of their own; Debian must not start any when it installs them.
    policy=
    [ -e /usr/sbin/policy-rc.d ] || { policy=/usr/sbin/policy-rc.d; printf '#!/bin/sh\nexit 101\n' >$policy; chmod +x $policy; }
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null || echo "Could not install all of: ${missing[*]}"
    [ -z "$policy" ] || rm -f "$policy"
  else
    echo "Missing counterparts, their tests will be skipped: ${missing[*]}"
  fi
fi
command -v dotnet >/dev/null || give_up "The .NET 10 SDK is needed: put 'dotnet' on the PATH."
if command -v npm >/dev/null && [ -f tests/peers/node/package-lock.json ]; then
  (cd tests/peers/node && npm ci --no-progress --loglevel=error >/dev/null) || echo "npm could not install the Node counterparts."
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
dotnet build OnceOnly.Gateway.sln -c Debug -v q --nologo || give_up "The build failed."
dotnet test OnceOnly.Gateway.sln -c Debug --no-build -m:1 --nologo -v q \
  --logger "trx" --results-directory "$results" --blame-hang-timeout 5m --blame-hang-dump-type none
outcome=$?

# Name, message and the beginning of the stack of each test that failed.
tell_failures() {
  awk '
    /<UnitTestResult / { name = ""; if (/outcome="Failed"/ && match($0, /testName="[^"]*"/)) name = substr($0, RSTART + 10, RLENGTH - 11); lines = 0 }
    name == "" { next }
    /<Message>/ { printf "FAILED %s\n", name; telling = 1 }
    { sub(/\r$/, "") }
    telling && lines++ < 15 { gsub(/<[^>]*>/, ""); gsub(/&lt;/, "<"); gsub(/&gt;/, ">"); gsub(/&quot;/, "\""); gsub(/&amp;/, "\\&"); if (/[^ ]/) print "  " $0; next }
    /<\/ErrorInfo>/ { name = ""; telling = 0 }' "$1"
}

total=0 passed=0 failed=0
for file in "$results"/*.trx; do
  [ -e "$file" ] || continue
  counters=$(grep -o '<Counters [^>]*>' "$file" | head -n 1)
  value() { grep -o " $1=\"[0-9]*\"" <<<"$counters" | grep -o '[0-9]*'; }
  total=$((total + $(value total))) passed=$((passed + $(value passed))) failed=$((failed + $(value failed) + $(value error) + $(value timeout)))
  tell_failures "$file"
done
# A runner that died without a result is a failure too.
[ "$outcome" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
[ "$total" -eq 0 ] && failed=1
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$((total - passed - failed > 0 ? total - passed - failed : 0))"
[ "$failed" -eq 0 ]
