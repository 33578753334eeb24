#!/bin/sh
# Runs one command of bao as the operator that set-up.sh has made, with a token that is revoked when the command has ended.
#
#   operator.sh PRIVATE COMMAND…        for example: operator.sh .run/openbao/private write -f transit/keys/hubify-es256/rotate
#
# With docker compose: docker compose run --rm --entrypoint sh openbao-init /deploy/operator.sh /private COMMAND…
#
# PRIVATE is the folder given to set-up.sh. BAO names the program; without it, bao or vault, or what ./run --real installed.
set -eu

[ $# -ge 2 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
private=$1
shift

program() {
  if [ -n "${BAO:-}" ]; then
    echo "$BAO"
  else
    command -v bao || command -v vault || echo "${XDG_CACHE_HOME:-$HOME/.cache}/hubify/openbao/bin/bao"
  fi
}

for file in address operator-role-id operator-secret-id; do
  [ -s "$private/$file" ] || { echo "$private/$file is missing or empty; set-up.sh makes it" >&2; exit 3; }
done

bao=$(program)
# Not the caller's: the login is to go to the server it is for, and to no other.
BAO_ADDR=$(cat "$private/address")
VAULT_ADDR=$BAO_ADDR
export BAO_ADDR VAULT_ADDR
unset BAO_TOKEN VAULT_TOKEN BAO_NAMESPACE VAULT_NAMESPACE

BAO_TOKEN=$("$bao" write -field=token auth/approle/login \
  role_id=@"$private/operator-role-id" secret_id=@"$private/operator-secret-id")
VAULT_TOKEN=$BAO_TOKEN
export BAO_TOKEN VAULT_TOKEN
# Fails if the command has sealed the server or ended all logins; the token expires after 15 minutes at most.
trap '"$bao" token revoke -self >/dev/null 2>&1 || true' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

"$bao" "$@"
