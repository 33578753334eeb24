ui           = false
api_addr     = "http://openbao:8200"
cluster_addr = "http://127.0.0.1:8201"

# Plain HTTP inside a network of its own. Anywhere else: tls_cert_file and tls_key_file.
listener "tcp" {
  address         = "0.0.0.0:8200"
  cluster_address = "127.0.0.1:8201"
  tls_disable     = true
}

storage "raft" {
  path    = "/openbao/file/raft"
  node_id = "openbao"
}

seal "static" {
  current_key_id = "trial"
  current_key    = "file:///openbao/file/seal.key"
}
