#!/bin/sh
# Makes an OpenBao ready for the identity server: initialises it, makes the transit keys, the least-privilege policy and
# an AppRole. Whoever runs it again changes nothing that is there; a later version says so if it has something to add.
#
#   set-up.sh PRIVATE CREDENTIALS
#
# PRIVATE      folder for what only an operator may see: the recovery key
# CREDENTIALS  folder for what the identity server logs in with: role-id and secret-id
#
# BAO_ADDR says where OpenBao is, BAO names its program (default: bao). CREDENTIALS_OWNER, if set, is the user id that
# may read the credentials; nobody else may. BAO_TOKEN is an operator's, for an OpenBao that has been made ready before: its
# root token is gone.
set -eu
umask 077

bao=${BAO:-bao}
private=$1
credentials=$2
here=$(cd "$(dirname "$0")" && pwd)
role_id=$credentials/role-id
secret_id=$credentials/secret-id
made=$private/made-by
version=$(grep -hv '^ *#' "$here/set-up.sh" "$here/identity-server.hcl" | cksum)

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
    [ "$tries" -gt 0 ] || { echo "OpenBao does not answer at $BAO_ADDR" >&2; exit 1; }
    sleep 0.2
  done
}

answers() { case $(initialised) in 0 | 2) ;; *) return 1 ;; esac; }
unsealed() { "$bao" status >/dev/null 2>&1; }

# One value of a JSON document on one line or many.
json_string() { tr -d '\n' | sed -n "s/.*\"$1\": *\(\[ *\)\{0,1\}\"\([^\"]*\)\".*/\2/p"; }

mkdir -p "$private" "$credentials"
chmod 700 "$private"
await answers
if [ "$(initialised)" = 2 ]; then
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
  if [ ! -s "$private/root-token" ]; then
    if [ "$(cat "$made" 2>/dev/null)" = "$version" ]; then
      echo "nothing to do"
      exit 0
    fi
    echo "This OpenBao was made ready by an earlier version, and the identity server now needs more of it. Run $0" \
      "$private $credentials with an operator's token in BAO_TOKEN. Or, if it was but a trial, delete it and start" \
      "afresh: docker compose down -v, or rm -r .run after ./run --real" >&2
    exit 3
  fi
  own_token=yes
  BAO_TOKEN=$(cat "$private/root-token")
fi
VAULT_TOKEN=$BAO_TOKEN
export BAO_TOKEN VAULT_TOKEN

"$bao" secrets list | grep -q '^transit/' || "$bao" secrets enable transit
# Writing an existing key changes nothing. Exportable would let the private half leave.
"$bao" write -f transit/keys/hubify-es256 type=ecdsa-p256 exportable=false allow_plaintext_backup=false >/dev/null
"$bao" write -f transit/keys/hubify-rs256 type=rsa-2048 exportable=false allow_plaintext_backup=false >/dev/null
"$bao" write -f transit/keys/hubify-eddsa type=ed25519 exportable=false allow_plaintext_backup=false >/dev/null

"$bao" policy write identity-server "$here/identity-server.hcl"
"$bao" auth list | grep -q '^approle/' || "$bao" auth enable approle
"$bao" write auth/approle/role/identity-server \
  token_policies=identity-server token_no_default_policy=true token_ttl=1h token_max_ttl=24h \
  secret_id_ttl=0 secret_id_num_uses=0

"$bao" read -field=role_id auth/approle/role/identity-server/role-id >"$role_id"
if [ ! -s "$secret_id" ]; then
  "$bao" write -f -field=secret_id auth/approle/role/identity-server/secret-id >"$secret_id.new"
  mv "$secret_id.new" "$secret_id"
fi

if [ -n "${CREDENTIALS_OWNER:-}" ]; then
  chown -R "$CREDENTIALS_OWNER" "$credentials"
fi
chmod -R go= "$credentials"

echo "$version" >"$made"
if [ -n "$own_token" ]; then
  "$bao" token revoke -self
  rm -f "$private/root-token"
fi
echo "ready for the identity server"
