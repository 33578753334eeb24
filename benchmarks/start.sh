# shellcheck shell=bash
# How long a script waits for the hubify command; sourced by benchmarks/run.

# start_report [--rounds=20]: 'hubify auth token' of a login that is kept on this machine, as no server is asked then, and 'auth token
# --help', which reads all commands; from the classes that a rehearsal has linked and from the jar alone, by turns.
start_report() {
  local rounds=20 folder way command
  [[ ${1:-} =~ ^--rounds=([0-9]+)$ ]] && rounds=${BASH_REMATCH[1]}
  folder=$(mktemp -d)
  (umask 077 && printf '%s' '{"version":1,"sessions":{"http://127.0.0.1:1":{"access_token":"none","access_token_expires_at":' \
    '"9999-01-01T00:00:00Z","scope":"openid"}}}' >"$folder/credentials.json")
  export HUBIFY_CONFIG_HOME=$folder HUBIFY_ISSUER=http://127.0.0.1:1 HUBIFY_JDK=$JAVA_HOME
  unset HUBIFY_API_KEY HUBIFY_TOKEN
  [[ ${HUBIFY_BUILD:-} == no ]] || rm -f "$root/cli/target/cli-exec.jar"
  "$root/hubify" auth token >/dev/null
  for ((round = 0; round < rounds; round++)); do
    for command in 'auth token' 'auth token --help'; do
      for way in '' no; do
        start_time "$command" "$way" >>"$folder/$command|${way:-rehearsed}"
      done
    done
  done
  printf '## Start of the command\n\nPromised: `hubify auth token` in 300 ms. Wall-clock time of %s runs each, by turns.\n\n' "$rounds"
  printf '| command | from | median, ms | fastest, ms | processor, median, ms |\n| --- | --- | --- | --- | --- |\n'
  for command in 'auth token' 'auth token --help'; do
    for way in rehearsed no; do
      printf '| `hubify %s` | %s | %s | %s | %s |\n' "$command" "$([[ $way == no ]] && echo the jar alone || echo linked classes)" \
        "$(awk '{ print int($1 * 1000) }' "$folder/$command|$way" | sort -n | sed -n "$(((rounds + 1) / 2))p")" \
        "$(awk '{ print int($1 * 1000) }' "$folder/$command|$way" | sort -n | head -n 1)" \
        "$(awk '{ print int(($2 + $3) * 1000) }' "$folder/$command|$way" | sort -n | sed -n "$(((rounds + 1) / 2))p")"
    done
  done
  printf '\n'
  rm -rf "$folder"
}

# start_time COMMAND WAY: seconds of one run on the clock, and of the processor in it and outside.
start_time() {
  local TIMEFORMAT='%3R %3U %3S' words
  read -ra words <<<"$1"
  { time HUBIFY_CACHE=$2 "$root/hubify" "${words[@]}" >/dev/null 2>&1; } 2>&1
}
