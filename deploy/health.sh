#!/usr/bin/env bash
# Healthy means ready to serve. Base images bring bash, but not always curl.
exec 3<>"/dev/tcp/127.0.0.1/$SERVER_PORT" || exit 1
printf 'GET /actuator/health/readiness HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 4 _ status _ <&3 && [[ $status == 200 ]]
