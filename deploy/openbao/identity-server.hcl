# What the identity server may do in Vault or OpenBao with its three keys: sign, read their public halves, add versions, and
# destroy versions whose time is over. It can neither export nor delete a key, nor make one, nor see any other.

path "transit/keys/hubify-es256" {
  capabilities = ["read"]
}

path "transit/sign/hubify-es256" {
  capabilities = ["update"]
}

path "transit/keys/hubify-es256/rotate" {
  capabilities = ["update"]
}

# These two settings and no other: exportable would let the private half leave.
path "transit/keys/hubify-es256/config" {
  capabilities       = ["update"]
  allowed_parameters = {
    "min_decryption_version" = []
    "min_encryption_version" = []
  }
}

path "transit/keys/hubify-es256/trim" {
  capabilities = ["update"]
}

path "transit/keys/hubify-rs256" {
  capabilities = ["read"]
}

path "transit/sign/hubify-rs256" {
  capabilities = ["update"]
}

path "transit/keys/hubify-rs256/rotate" {
  capabilities = ["update"]
}

path "transit/keys/hubify-rs256/config" {
  capabilities       = ["update"]
  allowed_parameters = {
    "min_decryption_version" = []
    "min_encryption_version" = []
  }
}

path "transit/keys/hubify-rs256/trim" {
  capabilities = ["update"]
}

path "transit/keys/hubify-eddsa" {
  capabilities = ["read"]
}

path "transit/sign/hubify-eddsa" {
  capabilities = ["update"]
}

path "transit/keys/hubify-eddsa/rotate" {
  capabilities = ["update"]
}

path "transit/keys/hubify-eddsa/config" {
  capabilities       = ["update"]
  allowed_parameters = {
    "min_decryption_version" = []
    "min_encryption_version" = []
  }
}

path "transit/keys/hubify-eddsa/trim" {
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

# At its start it asks whether all of the above is granted. Without this it starts unchecked, and a rotation that the policy
# forbids is found out when it is due, weeks later.
path "sys/capabilities-self" {
  capabilities = ["update"]
}
