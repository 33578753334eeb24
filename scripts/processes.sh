# Starts programs, watches them, and stops them in the order that lets each finish its work.

names=() pids=() ready_checks=()

# Set by a check that has seen that waiting longer is no use.
hopeless=0

# launch NAME READY-CHECK MARK COMMAND…: in a process group of its own, so that Ctrl-C reaches this script alone and the
# programs are stopped in order. MARK is what its command line shows while it runs and no other program's does.
launch() {
  local name=$1 check=$2 mark=$3
  local log=$logs/$name.log
  shift 3
  [[ -f $log ]] && mv -f "$log" "$log.old"
  set -m
  "$@" </dev/null >"$log" 2>&1 &
  set +m
  names+=("$name") pids+=($!) ready_checks+=("$check")
  printf '%s %s %s\n' "$!" "$name" "$mark" >>"$state/pids"
}

# Whether something accepts connections at a port of this machine, on either loopback address.
taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null || (exec 3<>"/dev/tcp/::1/$1") 2>/dev/null
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    taken "$port" || break
  done
  echo "$port"
}

http_ready() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf 'GET %s HTTP/1.0\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
    read -r -t 5 _ status _ <&3
    [[ $status == 200 ]]
  ) 2>/dev/null
}

redis_ready() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf 'PING\r\n' >&3
    read -r -t 5 answer <&3
    [[ $answer == +PONG* || $answer == -NOAUTH* ]]
  ) 2>/dev/null
}

# The command line of a process, or nothing.
command_of() {
  if [[ -r /proc/$1/cmdline ]]; then tr '\0' ' ' <"/proc/$1/cmdline"; else ps -p "$1" -o command= 2>/dev/null || true; fi
}

alive() { kill -0 "$1" 2>/dev/null; }

# The end of a log: the failure analysis if there is one, else the last lines without stack frames.
end_of_log() {
  local words
  words=$(sed -n '/^APPLICATION FAILED TO START/,$p' "$1" | grep -vE '^(APPLICATION FAILED TO START|Description:|Action:|\*+|[[:space:]]*)$' || true)
  if [[ -n $words ]]; then
    printf '%s\n' "$words"
  else
    grep -vE '^[[:space:]]+(at |\.\.\. )|^[[:space:]]*$' "$1" | tail -n 20
  fi
}

# Prints which program has stopped, and the end of its log.
report_stopped() {
  local name=$1 status=0
  wait "$2" 2>/dev/null || status=$?
  {
    echo
    echo "$name has stopped (exit status $status). The end of $logs/$name.log:"
    end_of_log "$logs/$name.log" | cut -c1-400 | sed 's/^/  | /'
    echo
  } >&2
}

# Fails if a program has stopped.
check_alive() {
  local i
  for ((i = 0; i < ${#pids[@]}; i++)); do
    if ! alive "${pids[i]}"; then
      report_stopped "${names[i]}" "${pids[i]}"
      failed=1
      return 1
    fi
  done
}

# Sleeps so that a signal is heard at once.
pause() {
  sleep "$1" &
  wait $! 2>/dev/null || true
}

# await FROM: waits until every program from that index on is ready, and says so one by one.
await() {
  local i waiting=() still limit=$((SECONDS + ${HUBIFY_START_LIMIT:-180})) next_word=$((SECONDS + 10))
  for ((i = $1; i < ${#pids[@]}; i++)); do waiting+=("$i"); done
  while ((${#waiting[@]})); do
    check_alive || return 1
    still=()
    for i in "${waiting[@]}"; do
      if ${ready_checks[i]}; then say "  ${names[i]} is ready after $((SECONDS - began)) s"; else still+=("$i"); fi
    done
    waiting=(${still[@]+"${still[@]}"})
    ((${#waiting[@]})) || break
    if ((SECONDS >= limit || hopeless)); then
      echo "${names[waiting[0]]} is not ready after $((SECONDS - began)) s; see $logs/${names[waiting[0]]}.log" >&2
      if [[ ${ready_checks[waiting[0]]} == demo_ready ]]; then
        echo "It can't verify credentials of $issuer:" >&2
        demo_trouble >&2
      fi
      failed=1
      return 1
    fi
    if ((SECONDS >= next_word)); then
      say "  still waiting for $(for i in "${waiting[@]}"; do printf '%s ' "${names[i]}"; done)($((SECONDS - began)) s)"
      next_word=$((SECONDS + 10))
    fi
    pause 0.2
  done
}

# stop_wave SIGNALLED…: asks these to end together, and insists after a while.
stop_wave() {
  local pid patience=150
  for pid in "$@"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "$@"; do
    while alive "$pid" && ((patience-- > 0)); do sleep 0.1; done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
}

# Programs first, then what keeps their data.
stop_all() {
  local i programs=() stores=()
  for ((i = 0; i < ${#pids[@]}; i++)); do
    case ${names[i]} in
      redis | openbao) stores+=("${pids[i]}") ;;
      *) programs+=("${pids[i]}") ;;
    esac
  done
  stop_wave ${programs[@]+"${programs[@]}"}
  stop_wave ${stores[@]+"${stores[@]}"}
  names=() pids=() ready_checks=()
  rm -f "$state/pids"
}

# Ends what an earlier run left behind when it was killed. Only a process that still bears its mark is ours.
stop_leftovers() {
  local pid name mark
  [[ -f $state/pids ]] || return 0
  while read -r pid name mark; do
    case $(command_of "$pid") in
      *"$mark"*)
        say "stopping $name, which an earlier run left behind"
        stop_wave "$pid"
        ;;
    esac
  done <"$state/pids"
  rm -f "$state/pids"
}
