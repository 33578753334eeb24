# Starts Redis: the machine's own where it is new enough, else the 6.2 server that a Maven artifact carries.

# The feature version of a Redis or Valkey program, as a number to compare: 602 of "v=6.2.7".
redis_feature() {
  "$1" --version 2>/dev/null | sed -n 's/.* v=\([0-9]*\)\.\([0-9]*\)\..*/\1 \2/p' | { read -r major minor && echo $((major * 100 + minor)) || true; }
}

# Java knows the processor's name even where uname tells another story.
carried_names() {
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) echo linux-amd64 linux-386 ;; # the first wants OpenSSL 3, the second wants nothing
    Linux-aarch64 | Linux-arm64) echo linux-arm64 ;;
    Linux-i?86) echo linux-386 ;;
    Darwin-arm64) echo darwin-arm64 darwin-amd64 ;;
    Darwin-x86_64) echo darwin-amd64 ;;
  esac
}

unpack_carried_redis() {
  local version jar name entry folder=$root/.run/redis-server
  version=$(sed -n 's/.*<embedded-redis.version>\(.*\)<.*/\1/p' pom.xml)
  jar=$folder/embedded-redis-$version.jar
  mkdir -p "$folder"
  if [[ ! -f $jar ]]; then
    jar_of_maven "com.github.codemonstur:embedded-redis:$version" "$folder"
  fi
  for name in $(carried_names); do
    entry=$("$JAVA_HOME/bin/jar" tf "$jar" | grep "^redis-server-.*-$name\$" | head -n 1) || continue
    (cd "$folder" && "$JAVA_HOME/bin/jar" xf "$jar" "$entry" && chmod 700 "$entry")
    if [[ -n $(redis_feature "$folder/$entry") ]]; then
      redis_program=$folder/$entry
      return
    fi
  done
  fail "this machine has no redis-server, and of the carried ones none runs here ($(uname -s) $(uname -m)). Install Redis 6.2 or newer."
}

jar_of_maven() {
  say "fetching the Redis that ${1%:*} carries"
  ./mvnw -B -q dependency:copy -Dartifact="$1" -DoutputDirectory="$2" -N </dev/null >>"$logs/build.log" 2>&1 ||
    fail "cannot fetch $1 from repo.maven.apache.org. Check the network, or install Redis 6.2 or newer on this machine; see $logs/build.log"
}

choose_redis() {
  local candidate feature
  for candidate in redis-server valkey-server; do
    if redis_program=$(command -v "$candidate"); then
      feature=$(redis_feature "$redis_program")
      if ((${feature:-0} >= 602)); then return; fi
    fi
  done
  unpack_carried_redis
}

start_redis() {
  choose_redis
  redis_port=$(free_port)
  mkdir -p "$state/redis"
  # All users of this machine can reach the port, and the data includes API keys.
  redis_password=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
  (umask 077 && printf 'requirepass %s\n' "$redis_password" >"$state/redis/access.conf")
  # Redis shows its address in place of its command line. What is acknowledged must survive a power cut: every write is on disk before its answer.
  launch redis "redis_ready $redis_port" "127.0.0.1:$redis_port" "$redis_program" "$state/redis/access.conf" --bind 127.0.0.1 --port "$redis_port" --dir "$state/redis" \
    --appendonly yes --appendfsync always --save ''
  redis_version=$("$redis_program" --version | sed -n 's/.* v=\([0-9.]*\).*/\1/p')
}
