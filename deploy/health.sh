#!/usr/bin/env bash
# Healthy means ready to serve. Base images bring bash, but not always curl.
#
# With "shared-network" the program stands in the network namespace of another container. When that one is restarted, the
# namespace stays behind without a way out: the program would answer itself, and nothing outside would reach it. So after three
# such checks in a row the program ends, and its restart policy puts it into the new namespace. By then the other container is
# back; one that stays stopped takes the programs along, and `up -d` starts them all.
has_route() {
  (($(wc -l </proc/net/route) > 1)) || grep -qv ' lo$' /proc/net/ipv6_route 2>/dev/null
}
if [[ ${1:-} == shared-network ]]; then
  if has_route; then
    rm -f /tmp/alone
  else
    echo >>/tmp/alone
    (($(wc -l </tmp/alone) < 3)) || kill -TERM 1
    exit 1
  fi
fi
exec 3<>"/dev/tcp/127.0.0.1/$SERVER_PORT" || exit 1
printf 'GET /actuator/health/readiness HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 4 _ status _ <&3 && [[ $status == 200 ]]
