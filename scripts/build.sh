# Builds the programs when their sources are newer than their jars.

started_modules=(clerk-simulator identity-server demo-resource)
built_modules=("${started_modules[@]}" cli)
builder=

# When a module was last built. The runnable jar bears the date that makes builds reproducible; the plain one tells.
built() {
  if [[ -f $1/target/$1.jar ]]; then echo "$1/target/$1.jar"; else echo "$1/target/$1-exec.jar"; fi
}

# Whether a jar is missing or older than what it is made of. The stamp covers jars that a build found nothing to change in.
stale() {
  local module=$1 newer=()
  [[ -f $module/target/$module-exec.jar ]] || return 0
  [[ -f $stamp ]] && newer=(-newer "$stamp")
  [[ -n $(find pom.xml "$module/pom.xml" "$module/src/main" resource-server-starter/pom.xml resource-server-starter/src/main \
    -newer "$(built "$module")" ${newer[@]+"${newer[@]}"} -print 2>/dev/null | head -n 1) ]]
}

# Shows Maven's output as one line for each module and, the first time, a count of what is fetched.
show_build() {
  local line fetched=0
  while IFS= read -r line; do
    case $line in
      *"Downloaded from"*)
        fetched=$((fetched + 1))
        ((fetched % 100)) || say "  … $fetched files fetched from Maven's repository"
        ;;
      *"] Building "*\[*/*\]*)
        line=${line#*Building }
        say "  building ${line%% 0.*} ${line##* }"
        ;;
    esac
  done
}

maven_build() {
  ./mvnw -B -DskipTests -Dspotless.check.skip=true -P '!compiler-checks' -pl "$1" -am package </dev/null 2>&1 |
    tee "$logs/build.log" | show_build
}

# Whether a build failed because there was no network, in the words of Maven, its wrapper, curl and wget.
offline() {
  grep -qiE 'could not resolve host|unable to resolve host|unknown ?host|name or service not known|temporary failure in name resolution|network is unreachable|no route to host|failed to connect to|could not connect|connection (refused|timed out|reset)|failed to fetch|in offline mode' "$1"
}

# Two runs in one clone must not build into the same folders at once.
take_turns() {
  local other said=0
  until mkdir "$root/.run/building" 2>/dev/null; do
    other=$(cat "$root/.run/building/pid" 2>/dev/null || true)
    if [[ -n $other ]] && ! alive "$other"; then
      rm -rf "$root/.run/building"
      continue
    fi
    ((said++)) || say "waiting for another ./run that is building"
    pause 1
  done
  echo $$ >"$root/.run/building/pid"
}

build() {
  local module stale_modules=() modules
  stamp=$root/.run/built
  take_turns
  [[ ${HUBIFY_BUILD:-} == no ]] || for module in "${built_modules[@]}"; do
    if stale "$module"; then stale_modules+=("$module"); fi
  done
  if ((${#stale_modules[@]})); then
    say "building ${stale_modules[*]} (log: $logs/build.log)"
    modules=$(IFS=, && echo "${built_modules[*]}")
    : >"$stamp.new"
    # Tests, formatting and the compiler's extra checks are for ./test: here a person waits for the programs.
    set -m
    maven_build "$modules" &
    builder=$!
    set +m
    if ! wait "$builder"; then
      if offline "$logs/build.log"; then
        fail "the build needs to fetch Maven or libraries from repo.maven.apache.org, which can't be reached from here. Check the network (behind a proxy: the proxy in ~/.m2/settings.xml, and https_proxy), then try again; the whole output is in $logs/build.log"
      fi
      { grep -E '^\[ERROR\]' "$logs/build.log" || tail -n 20 "$logs/build.log"; } | head -n 20 >&2 || true
      fail "the build failed; its whole output is in $logs/build.log"
    fi
    builder=
    mv "$stamp.new" "$stamp"
  fi
  for module in "${started_modules[@]}"; do unpack "$module"; done
  end_build
}

# Ends a build under way, with all that it started, and lets another run have its turn.
end_build() {
  if [[ -n $builder ]]; then kill -TERM -- "-$builder" 2>/dev/null || true; fi
  builder=
  if [[ $(cat "$root/.run/building/pid" 2>/dev/null) == "$$" ]]; then rm -rf "$root/.run/building"; fi
}

# Unpacked programs start sooner than nested jars, and only they can use an archive of loaded classes.
unpack() {
  local module=$1
  local jar=$root/$module/target/$module-exec.jar to=$root/.run/apps/$module
  [[ -f $to/unpacked && ! $(built "$module") -nt $to/unpacked ]] && return
  rm -rf "$to" "$to.new" "$to.jsa"
  "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djarmode=tools -jar "$jar" extract --destination "$to.new" >>"$logs/build.log" 2>&1 ||
    fail "cannot unpack $jar; see $logs/build.log"
  : >"$to.new/unpacked"
  mv "$to.new" "$to"
}
