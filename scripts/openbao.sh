# Starts OpenBao for ./run --real: its store and the key that opens its seal stay in .run, so signing keys survive a
# restart. On a server that key belongs into a hardware module or another OpenBao.

openbao_ready() { http_ready "$openbao_port" /v1/sys/health; }

# Answers as soon as the process does, initialised or not.
openbao_up() { taken "$openbao_port"; }

start_openbao() {
  local home=$state/openbao cluster_port
  need_openbao
  mkdir -p "$home/data" "$home/credentials"
  [[ -s $home/seal.key ]] || head -c 32 /dev/urandom >"$home/seal.key"
  openbao_port=$(cat "$home/port" 2>/dev/null || true)
  if [[ -z $openbao_port ]] || taken "$openbao_port"; then openbao_port=$(free_port); fi
  echo "$openbao_port" >"$home/port"
  cluster_port=$(free_port)
  cat >"$home/openbao.hcl" <<HCL
ui = false
api_addr = "http://127.0.0.1:$openbao_port"
cluster_addr = "http://127.0.0.1:$cluster_port"
listener "tcp" {
  address = "127.0.0.1:$openbao_port"
  cluster_address = "127.0.0.1:$cluster_port"
  tls_disable = true
}
storage "raft" {
  path = "$home/data"
  node_id = "here"
  performance_multiplier = "1"
}
seal "static" {
  current_key_id = "here"
  current_key = "file://$home/seal.key"
}
HCL
  launch openbao openbao_up "$home/openbao.hcl" "$bao" server -config="$home/openbao.hcl"
}

# Makes keys, policy and AppRole; on a later run it finds them there.
set_up_openbao() {
  local home=$state/openbao
  # A token in the caller's environment is for another OpenBao.
  env -u BAO_TOKEN BAO_ADDR="http://127.0.0.1:$openbao_port" BAO="$bao" sh deploy/openbao/set-up.sh "$home/private" "$home/credentials" \
    >"$logs/openbao-set-up.log" 2>&1 || {
    echo "OpenBao could not be set up; $logs/openbao-set-up.log ends with:" >&2
    tail -n 3 "$logs/openbao-set-up.log" >&2
    failed=1
    return 1
  }
}
