#!/usr/bin/env bash
# Makes the certificates by which the nodes and clients of a cluster authenticate each other.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: make-certs.sh [--loopback] OUT_DIR HOST...

HOST is a host name, an address, or NAME=HOST,HOST... for one certificate that is for several, as nameless workers in
containers need it; there, *.DOMAIN stands for all hosts of a domain.

Makes in OUT_DIR, once, a private certificate authority; and for each host and for `client`:
  NAME.pfx        key and certificate, valid for what HOST says and nothing else; a host's makes a node, client.pfx a client
                  of the cluster and no node
  NAME.password   the password of NAME.pfx
  ca.crt          the authority's certificate: each node and client needs a copy
  ca.key          the authority's key: keep it off the cluster's machines

Run it again with the same OUT_DIR to add hosts. What is there stays; to renew a certificate,
delete its NAME.pfx first. Certificates are valid for 825 days, the authority for ten years.

  --loopback      the hosts' certificates are valid for localhost and 127.0.0.1 too

example: make-certs.sh certs node1.example.org 10.0.0.2
TEXT
}

fail() { echo "make-certs.sh: $*" >&2; exit 2; }

loopback=
case "${1:-}" in
  -h | --help) usage; exit 0 ;;
  --loopback) loopback=",DNS:localhost,IP:127.0.0.1"; shift ;;
esac
[ $# -ge 2 ] || { usage >&2; exit 2; }
command -v openssl >/dev/null || fail "openssl is missing: install the package openssl."

out=$1
shift
for host in "$@"; do
  [[ ${host%%=*} =~ ^[A-Za-z0-9:][A-Za-z0-9.:-]*$ ]] || fail "'$host' is neither a host name nor an address."
  [[ $host != *=* || ${host#*=} =~ ^(\*\.)?[A-Za-z0-9:][A-Za-z0-9.:-]*(,(\*\.)?[A-Za-z0-9:][A-Za-z0-9.:-]*)*$ ]] ||
    fail "'${host#*=}' is no list of host names and addresses."
  [ "${host%%=*}" != client ] || fail "'client' is made anyway: name the hosts only."
done

# Everything is secret unless its mode is changed below.
umask 077
mkdir -p "$out"
work=$(mktemp -d "$out/.making-XXXXXX")
trap 'rm -rf "$work"' EXIT

quietly() {
  "$@" 2>"$work/errors" || { cat "$work/errors" >&2; fail "openssl failed; nothing was changed for this name."; }
}

new_key() { quietly openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }

make_authority() {
  local number
  number=$(openssl rand -hex 4)
  new_key "$work/ca.key"
  cat >"$work/ca.cnf" <<CONFIG
[req]
distinguished_name = name
x509_extensions = authority
prompt = no
[name]
CN = SweepCluster authority $number
[authority]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
subjectAltName = URI:sweepcluster:roles
CONFIG
  quietly openssl req -x509 -new -sha256 -days 3650 -key "$work/ca.key" -config "$work/ca.cnf" -out "$work/ca.crt"
  chmod 644 "$work/ca.crt"
  mv "$work/ca.key" "$work/ca.crt" "$out/"
  echo "made $out/ca.crt"
}

# Windows allows no colons in file names, and IPv6 addresses have them.
file_name() { if [[ $1 == *:* ]]; then echo "ipv6-${1//:/-}"; else echo "$1"; fi; }

# "DNS:..." and "IP:..." for hosts separated by commas.
alternative_names() {
  local names name all=
  IFS=, read -ra names <<<"$1"
  for name in "${names[@]}"; do
    if [[ $name == *:* || $name =~ ^[0-9]+(\.[0-9]+){3}$ ]]; then all+=",IP:$name"; else all+=",DNS:$name"; fi
  done
  echo "${all#,}"
}

# make_leaf NAME SUBJECT_ALTERNATIVE_NAMES ROLE
make_leaf() {
  local name
  name=$(file_name "$1")
  if [ -e "$out/$name.pfx" ]; then
    echo "kept $out/$name.pfx"
    return
  fi
  new_key "$work/leaf.key"
  cat >"$work/leaf.cnf" <<CONFIG
[req]
distinguished_name = name
prompt = no
[name]
CN = ${1:0:64}
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = $2,URI:sweepcluster:$3
CONFIG
  quietly openssl req -new -sha256 -key "$work/leaf.key" -config "$work/leaf.cnf" -out "$work/leaf.csr"
  quietly openssl x509 -req -sha256 -days 825 -in "$work/leaf.csr" -CA "$out/ca.crt" -CAkey "$out/ca.key" \
    -set_serial "0x$(openssl rand -hex 16)" -extfile "$work/leaf.cnf" -extensions leaf -out "$work/leaf.crt"
  openssl rand -hex 24 >"$work/leaf.password"
  quietly openssl pkcs12 -export -name "$1" -inkey "$work/leaf.key" -in "$work/leaf.crt" \
    -passout "file:$work/leaf.password" -out "$work/leaf.pfx"
  # The certificate last: if it exists, so does its password.
  mv "$work/leaf.password" "$out/$name.password"
  mv "$work/leaf.pfx" "$out/$name.pfx"
  echo "made $out/$name.pfx"
}

if [ ! -e "$out/ca.crt" ]; then
  make_authority
elif [ ! -e "$out/ca.key" ]; then
  fail "$out has ca.crt without ca.key: bring the key, or name another folder for a new authority."
fi
for host in "$@"; do make_leaf "${host%%=*}" "$(alternative_names "${host#*=}")$loopback" node; done
make_leaf client DNS:client client
quietly openssl x509 -in "$out/ca.crt" -noout -text >"$work/ca.txt"
grep -q 'URI:sweepcluster:roles' "$work/ca.txt" || cat <<TEXT
$out/ca.crt was made by an earlier version: with it, certificates that do not say whether they are a node's or a client's
are taken for nodes'. deploy/README.md tells how to change that.
TEXT
