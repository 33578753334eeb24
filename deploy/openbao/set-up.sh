#!/bin/sh
# Makes an OpenBao ready for the identity server: initialises it, makes the transit keys, and an AppRole with a
# least-privilege policy for the server and one for operators, since the root token is revoked at the end. Running it
# again keeps what exists; a later version logs in as the operator and adds what is new. If secret-id was
# removed, another one is created.
#
#   set-up.sh PRIVATE CREDENTIALS
#
# PRIVATE      folder for what only an operator may see: the recovery key, and the operator's login for operator.sh
# CREDENTIALS  folder for what the identity server logs in with: role-id and secret-id
#
# BAO_ADDR says where OpenBao is, BAO names its program (default: bao). CREDENTIALS_OWNER, if set, is the user id that
# alone may read the credentials. BAO_TOKEN is an operator's, for an OpenBao that was made ready before there was
# an operator's login in PRIVATE.
set -eu
umask 077

bao=${BAO:-bao}
private=$1
credentials=$2
here=$(cd "$(dirname "$0")" && pwd)
role_id=$credentials/role-id
secret_id=$credentials/secret-id
operator_role_id=$private/operator-role-id
operator_secret_id=$private/operator-secret-id
made=$private/made-by
version=$(grep -hv '^ *#' "$here/set-up.sh" "$here/identity-server.hcl" "$here/identity-operator.hcl" | cksum)

# 0: initialised, 2: not yet; anything else: not there yet
initialised() {
  status=0
  "$bao" operator init -status >/dev/null 2>&1 || status=$?
  echo "$status"
}

await() {
  tries=300
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "OpenBao does not respond at $BAO_ADDR; is it running, and is BAO_ADDR right?" >&2; exit 1; }
    sleep 0.2
  done
}

answers() { case $(initialised) in 0 | 2) ;; *) return 1 ;; esac; }
unsealed() { "$bao" status >/dev/null 2>&1; }

# One value of a JSON document on one line or many.
json_string() { tr -d '\n' | sed -n "s/.*\"$1\": *\(\[ *\)\{0,1\}\"\([^\"]*\)\".*/\2/p"; }

log_in_as_operator() {
  [ -s "$operator_role_id" ] && [ -s "$operator_secret_id" ] &&
    BAO_TOKEN=$("$bao" write -field=token auth/approle/login role_id=@"$operator_role_id" secret_id=@"$operator_secret_id")
}

# app_role NAME TOKEN-TTL TOKEN-MAX-TTL: creates an AppRole whose tokens have only the policy of that name.
app_role() {
  "$bao" policy write "$1" "$here/$1.hcl"
  "$bao" write "auth/approle/role/$1" token_policies="$1" token_no_default_policy=true token_ttl="$2" token_max_ttl="$3" \
    secret_id_ttl=0 secret_id_num_uses=0
}

# keep_login NAME ROLE-ID SECRET-ID: writes what is needed to log in by an AppRole to these files.
keep_login() {
  "$bao" read -field=role_id "auth/approle/role/$1/role-id" >"$2.new"
  mv "$2.new" "$2"
  if [ ! -s "$3" ]; then
    "$bao" write -f -field=secret_id "auth/approle/role/$1/secret-id" >"$3.new"
    mv "$3.new" "$3"
  fi
}

mkdir -p "$private" "$credentials"
chmod 700 "$private"
echo "$BAO_ADDR" >"$private/address"
await answers
if [ "$(initialised)" = 2 ]; then
  # Of an OpenBao that no longer exists.
  rm -f "$secret_id" "$operator_secret_id" "$made"
  answer=$("$bao" operator init -recovery-shares=1 -recovery-threshold=1 -format=json)
  printf '%s' "$answer" | json_string recovery_keys_b64 >"$private/recovery-key"
  printf '%s' "$answer" | json_string root_token >"$private/root-token"
  unset answer
  echo "initialised"
fi
await unsealed

# The root token lives until everything is in place; a crash in between resumes here.
own_token=
if [ -z "${BAO_TOKEN:-}" ]; then
  own_token=yes
  if [ -s "$private/root-token" ]; then
    BAO_TOKEN=$(cat "$private/root-token")
  elif [ "$(cat "$made" 2>/dev/null)" = "$version" ] && [ -s "$role_id" ] && [ -s "$secret_id" ]; then
    echo "nothing to do"
    exit 0
  elif log_in_as_operator; then
    echo "made ready before; adding what is missing"
    trap '"$bao" token revoke -self >/dev/null 2>&1 || true' EXIT
  else
    echo "This OpenBao was made ready by an earlier version, and the identity server now needs more of it. Run $0" \
      "$private $credentials with an operator's token in BAO_TOKEN. Or, if it was but a trial, delete it and start" \
      "afresh: docker compose down -v, or rm -r .run after ./run --real" >&2
    exit 3
  fi
fi
VAULT_TOKEN=$BAO_TOKEN
export BAO_TOKEN VAULT_TOKEN

"$bao" auth list | grep -q '^approle/' || "$bao" auth enable approle
# First of all, so that an operator may do what a later version of this file wants of it.
app_role identity-operator 15m 15m
keep_login identity-operator "$operator_role_id" "$operator_secret_id"

"$bao" secrets list | grep -q '^transit/' || "$bao" secrets enable transit
# Writing an existing key changes nothing. Exportable would let the private half leave.
"$bao" write -f transit/keys/hubify-es256 type=ecdsa-p256 exportable=false allow_plaintext_backup=false >/dev/null
"$bao" write -f transit/keys/hubify-rs256 type=rsa-2048 exportable=false allow_plaintext_backup=false >/dev/null
"$bao" write -f transit/keys/hubify-eddsa type=ed25519 exportable=false allow_plaintext_backup=false >/dev/null

app_role identity-server 1h 24h
keep_login identity-server "$role_id" "$secret_id"

if [ -n "${CREDENTIALS_OWNER:-}" ]; then
  chown -R "$CREDENTIALS_OWNER" "$credentials"
fi
chmod -R go= "$credentials"

echo "$version" >"$made"
if [ -n "$own_token" ]; then
  trap - EXIT
  "$bao" token revoke -self
  rm -f "$private/root-token"
fi
echo "ready for the identity server"
