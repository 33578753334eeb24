#!/bin/sh
# Starts OpenBao with auto-unseal. The key of that seal is stored beside the data here, so
# that a trial needs no hands; a production server keeps it in a hardware module, a cloud's key service or another OpenBao.
set -eu
umask 077
home=/openbao/file
mkdir -p "$home/raft"
[ -s "$home/seal.key" ] || head -c 32 /dev/urandom >"$home/seal.key"
exec bao server -config=/deploy/openbao.hcl
