# Settings and start of the three programs. Everything a moved port changes is said here.

# A YAML string that takes any path.
quoted() { printf "'%s'" "${1//\'/\'\'}"; }

write_settings() {
  local config=$state/config
  mkdir -p "$config"
  cat >"$config/clerk-simulator.yaml" <<YAML
server.address: 127.0.0.1
clerk.simulator:
  issuer: $clerk
  data-directory: $(quoted "$state/clerk")
  applications:
    - client-id: hUbIfYiDeNtItY01
      client-secret: local0only0clerk0client0secret00
      redirect-uris:
        - $issuer/login/oauth2/code/clerk
        - ${issuer/localhost/127.0.0.1}/login/oauth2/code/clerk
YAML
  cat >"$config/identity-server.yaml" <<YAML
server.address: 127.0.0.1
spring.data.redis:
  host: 127.0.0.1
  port: $redis_port
  password: $redis_password
hubify.identity:
  issuer: $issuer
  login.issuer: $clerk
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
  launch "$module" "http_ready $port /actuator/health/readiness" "$state/config/$module.yaml" \
    "$JAVA_HOME/bin/java" "${options[@]}" -jar "$root/.run/apps/$module/$module-exec.jar" --server.port="$port" "$@"
}

start_clerk() {
  launch_program clerk-simulator "$clerk_port" --spring.config.additional-location="file:$state/config/clerk-simulator.yaml"
}

start_identity() {
  local files="file:$state/config/identity-server.yaml"
  [[ -z $extra_config ]] || files+=",file:$extra_config"
  launch_program identity-server "$identity_port" --spring.profiles.active=local --spring.config.additional-location="$files"
}

start_demo() {
  write_demo_settings "$1"
  launch_program demo-resource "$demo_port" --spring.profiles.active=local --spring.config.additional-location="file:$state/config/demo-resource.yaml"
}

# The issuer the running server names, which a file given with --config may have changed.
running_issuer() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$identity_port"
    printf 'GET /.well-known/openid-configuration HTTP/1.0\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$identity_port" >&3
    tr ',{' '\n\n' <&3 | sed -n 's/.*"issuer" *: *"\([^"]*\)".*/\1/p' | head -n 1
  )
}
