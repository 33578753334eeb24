# What the identity server may do in OpenBao or Vault, and nothing else: sign with its keys, read their public halves,
# and bring a new version into being. It cannot export, delete or reconfigure a key, and cannot see any other.

path "transit/sign/hubify-es256" {
  capabilities = ["update"]
}

path "transit/sign/hubify-es256/*" {
  capabilities = ["update"]
}

path "transit/keys/hubify-es256" {
  capabilities = ["read"]
}

path "transit/keys/hubify-es256/rotate" {
  capabilities = ["update"]
}

path "transit/sign/hubify-rs256" {
  capabilities = ["update"]
}

path "transit/sign/hubify-rs256/*" {
  capabilities = ["update"]
}

path "transit/keys/hubify-rs256" {
  capabilities = ["read"]
}

path "transit/keys/hubify-rs256/rotate" {
  capabilities = ["update"]
}

# Its own token: to know how long it lives, to renew it, and to give it back when the server stops.
path "auth/token/lookup-self" {
  capabilities = ["read"]
}

path "auth/token/renew-self" {
  capabilities = ["update"]
}

path "auth/token/revoke-self" {
  capabilities = ["update"]
}
