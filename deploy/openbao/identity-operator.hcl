# What an operator may do in Vault or OpenBao once its root token is gone: make, rotate and delete the identity server's keys,
# give it a login and secrets, bring both policies up to date, and seal. It can neither sign, nor take a private half out, nor
# see other applications' secrets. This guards against mistakes and not against theft: a holder of this login can write its
# policy anew. Keep it as you would keep a root token.

# A path with a star has the paths below it, too. So these are the parameters of making a key, of its settings and of trimming
# together; what is missing can't be set, above all what would let a private half leave.
path "transit/keys/hubify-*" {
  capabilities       = ["create", "read", "update", "delete"]
  allowed_parameters = {
    "type"                   = []
    "exportable"             = [false, "false"]
    "allow_plaintext_backup" = [false, "false"]
    "min_decryption_version" = []
    "min_encryption_version" = []
    "min_available_version"  = []
    "deletion_allowed"       = []
  }
}

path "sys/policies/acl/identity-server" {
  capabilities = ["create", "read", "update"]
}

path "sys/policies/acl/identity-operator" {
  capabilities = ["create", "read", "update"]
}

# The logins, and below them their secret-ids: a stolen one is replaced and destroyed.
path "auth/approle/role/identity-server" {
  capabilities = ["create", "read", "update"]
}

path "auth/approle/role/identity-server/*" {
  capabilities = ["create", "read", "update", "list"]
}

path "auth/approle/role/identity-operator" {
  capabilities = ["create", "read", "update"]
}

path "auth/approle/role/identity-operator/*" {
  capabilities = ["create", "read", "update", "list"]
}

# Who logged in with a stolen secret-id stays in when it is destroyed. This ends every login by AppRole; servers log in again.
path "sys/leases/revoke-prefix/auth/approle/login" {
  capabilities = ["update", "sudo"]
}

# The server's other secrets, for spring.config.import.
path "secret/data/hubify" {
  capabilities = ["create", "read", "update", "patch"]
}

path "secret/metadata/hubify" {
  capabilities = ["read"]
}

path "sys/mounts" {
  capabilities = ["read"]
}

path "sys/mounts/transit" {
  capabilities       = ["create", "read", "update"]
  allowed_parameters = {
    "type" = ["transit"]
    "*"    = []
  }
}

path "sys/mounts/secret" {
  capabilities       = ["create", "read", "update"]
  allowed_parameters = {
    "type" = ["kv", "kv-v2"]
    "*"    = []
  }
}

path "sys/auth" {
  capabilities = ["read"]
}

path "sys/auth/approle" {
  capabilities       = ["create", "read", "update", "sudo"]
  allowed_parameters = {
    "type" = ["approle"]
    "*"    = []
  }
}

# Who suspects a break-in stops all signing at once.
path "sys/seal" {
  capabilities = ["update", "sudo"]
}

# Its own token.
path "sys/capabilities-self" {
  capabilities = ["update"]
}

path "auth/token/lookup-self" {
  capabilities = ["read"]
}

path "auth/token/revoke-self" {
  capabilities = ["update"]
}
