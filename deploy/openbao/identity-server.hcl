# What the identity server may do in Vault or OpenBao: sign with its two keys, and read their public halves. It can
# neither export, change nor delete a key, nor see any other.

path "transit/keys/hubify-es256" {
  capabilities = ["read"]
}

path "transit/sign/hubify-es256" {
  capabilities = ["update"]
}

path "transit/keys/hubify-rs256" {
  capabilities = ["read"]
}

path "transit/sign/hubify-rs256" {
  capabilities = ["update"]
}

# Its own token: know how long it lives, prolong it, hand it back at the end.
path "auth/token/lookup-self" {
  capabilities = ["read"]
}

path "auth/token/renew-self" {
  capabilities = ["update"]
}

path "auth/token/revoke-self" {
  capabilities = ["update"]
}
