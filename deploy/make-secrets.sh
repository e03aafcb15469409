#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Makes everything secret that the examples need, for trying them: keys, self-signed certificates, passwords.
# usage: make-secrets.sh FOLDER      (compose.yaml wants ./secrets)
set -euo pipefail
umask 077
folder=${1:?usage: make-secrets.sh FOLDER}
gateway=$folder/gateway
mkdir -p "$gateway" "$folder/postgres" "$folder/redis" "$folder/registries"

password() { openssl rand -hex 24; }

# name, subject, alternative names
certificate() {
  openssl req -x509 -newkey rsa:3072 -sha256 -days 365 -nodes -subj "/CN=$2" -addext "subjectAltName=$3" \
    -keyout "$1.key" -out "$1.crt" 2>/dev/null
}

[ -e "$gateway/master.key" ] && { echo "$folder has secrets already; remove it first, and with it all state they opened."; exit 1; }
openssl rand -out "$gateway/master.key" 32
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$gateway/checkpoint.key.pem"
certificate "$gateway/tls" gateway.example "DNS:gateway.example,DNS:mtls.gateway.example,DNS:documents.example"
certificate "$gateway/saml-signing" "Gateway SAML signing" "DNS:gateway.example"
certificate "$gateway/saml-encryption" "Gateway SAML encryption" "DNS:gateway.example"

# Stands in for the certificate that the eIDAS node's operator publishes.
certificate "$gateway/eidas-node-metadata" "eIDAS node metadata" "DNS:eidas-node.example"
rm "$gateway/eidas-node-metadata.key"

password >"$folder/postgres/password"
printf 'Host=postgres;Database=onceonly;Username=onceonly;Password=%s' "$(cat "$folder/postgres/password")" >"$gateway/postgres-connection"
password >"$gateway/redis-password"
printf 'requirepass %s\n' "$(cat "$gateway/redis-password")" >"$folder/redis/redis.conf"
printf 'pilot-residence-registry' >"$gateway/registry-password"

certificate "$folder/registries/registries" registries "DNS:registries"
cp "$folder/registries/registries.crt" "$gateway/authority.crt"
openssl pkcs12 -export -name registries -passout pass:password \
  -inkey "$folder/registries/registries.key" -in "$folder/registries/registries.crt" -out "$folder/registries/keystore.p12"
rm "$folder/registries/registries.key"
echo "Secrets are in $folder."
