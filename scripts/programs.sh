# Settings and start of the three programs. Everything a moved port changes is said here.

# A YAML string that takes any path.
quoted() { printf "'%s'" "${1//\'/\'\'}"; }

write_clerk_settings() {
  cat >"$state/config/clerk-simulator.yaml" <<YAML
server.address: 127.0.0.1
clerk.simulator:
  issuer: $clerk
  home.front-end: $demo
  data-directory: $(quoted "$state/clerk")
  applications:
    - client-id: hUbIfYiDeNtItY01
      client-secret: local0only0clerk0client0secret00
      redirect-uris:
        - $1/login/oauth2/code/clerk
        - ${1/localhost/127.0.0.1}/login/oauth2/code/clerk
  webhooks.endpoints:
    - url: http://localhost:$identity_port/webhooks/clerk
      secret: whsec_aHViaWZ5LXNpbXVsYXRvci13ZWJob29rcw==
YAML
}

write_settings() {
  local config=$state/config
  mkdir -p "$config"
  cat >"$config/identity-server.yaml" <<YAML
server.address: 127.0.0.1
spring.data.redis:
  host: 127.0.0.1
  port: $redis_port
  password: $redis_password
hubify.identity:
  issuer: $issuer
  login:
    issuer: $clerk
    sign-out-uri: $clerk/sign-out
  clerk.api-url: $clerk
  clients.demo-web:
    redirect-uris: $demo/
    post-logout-redirect-uris: $demo/
YAML
  if ((real)); then
    cat >>"$config/identity-server.yaml" <<YAML
  signing:
    provider: vault
    vault:
      uri: http://127.0.0.1:$openbao_port
      authentication: app-role
      app-role:
        role-id-file: $(quoted "$state/openbao/credentials/role-id")
        secret-id-file: $(quoted "$state/openbao/credentials/secret-id")
YAML
  else
    cat >>"$config/identity-server.yaml" <<YAML
  signing:
    provider: local
    local.file: $(quoted "$state/signing-keys.json")
YAML
  fi
}

write_demo_settings() {
  cat >"$state/config/demo-resource.yaml" <<YAML
server.address: 127.0.0.1
# For ./run, which reports with it why the demo can't verify credentials. The port is reachable from this machine only.
management.endpoint.health.show-details: always
hubify.resource:
  issuer-uri: $1
  client-id: demo-resource
  client-secret: demo-resource-secret
  clerk:
    issuer: $clerk
    authorized-parties:
      - $demo
      - $1
demo.page.issuer: $1
YAML
}

# launch_program MODULE PORT ARGUMENT…: quick to start rather than quick at its peak; a laptop's load is one person.
launch_program() {
  local module=$1 port=$2 options=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms32m -Xmx384m)
  options+=(-XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20) # gives back what the start needed and the program does not
  shift 2
  if ((jdk >= 19)); then
    options+=(-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$root/.run/apps/$module.jsa" -Xlog:cds=off -Xlog:cds+dynamic=off)
  fi
  launch "$module" "${ready_check:-http_ready $port /actuator/health/readiness}" "$state/config/$module.yaml" \
    "$JAVA_HOME/bin/java" "${options[@]}" -jar "$root/.run/apps/$module/$module-exec.jar" --server.port="$port" "$@"
}

start_clerk() {
  write_clerk_settings "$1"
  launch_program clerk-simulator "$clerk_port" --spring.config.additional-location="file:$state/config/clerk-simulator.yaml"
}

start_identity() {
  local files="file:$state/config/identity-server.yaml"
  [[ -z $extra_config ]] || files+=",file:$extra_config"
  launch_program identity-server "$identity_port" --spring.profiles.active=local --spring.config.additional-location="$files"
}

# Its readiness does not include the issuer, without which it refuses all requests; a failed attempt is cached.
demo_ready() {
  http_ready "$clerk_port" /actuator/health/readiness && http_ready "$identity_port" /actuator/health/readiness &&
    http_ready "$demo_port" /actuator/health/readiness || return 1
  : "${demo_up:=$SECONDS}"
  http_ready "$demo_port" /actuator/health && return
  # It asks the issuer again after 30 s at the latest.
  if ((SECONDS - demo_up > 40)); then hopeless=1; fi
  return 1
}

# Why the demo is not ready though it runs, in its own words.
demo_trouble() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$demo_port" || exit
    printf 'GET /actuator/health HTTP/1.0\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$demo_port" >&3
    tr '{}' '\n\n' <&3 | awk '{ gsub(/,"/, "\n\"") } 1' | sed -n 's/^"\(accessTokens\|sessionTokens\|apiKeys\|revocations\)" *: *"\(.*\)"$/  \1: \2/p' | grep -v ': accepted$' | sort -u
  ) 2>/dev/null || true
}

start_demo() {
  write_demo_settings "$1"
  ready_check=demo_ready launch_program demo-resource "$demo_port" --spring.profiles.active=local --spring.config.additional-location="file:$state/config/demo-resource.yaml"
}

# The issuer the running server names, which a file given with --config may have changed.
running_issuer() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$identity_port"
    printf 'GET /.well-known/openid-configuration HTTP/1.0\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$identity_port" >&3
    tr ',{' '\n\n' <&3 | sed -n 's/.*"issuer" *: *"\([^"]*\)".*/\1/p' | head -n 1
  )
}
