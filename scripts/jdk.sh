# Chooses the newest JDK of this machine (17 or newer) and exports JAVA_HOME. HUBIFY_JDK names one instead.

jdk_homes() {
  local javac
  printf '%s\n' "${JAVA_HOME:-}"
  if javac=$(command -v javac); then
    dirname "$(dirname "$(readlink -f "$javac" 2>/dev/null || echo "$javac")")"
  fi
  printf '%s\n' /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
}

# The feature version in a JDK's release file (25 of "25.0.3"), or 0.
jdk_version() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  echo "${version:-0}"
}

choose_jdk() {
  local home version best=0 chosen=
  if [[ -n ${HUBIFY_JDK:-} ]]; then
    [[ -x $HUBIFY_JDK/bin/javac ]] || fail "HUBIFY_JDK is $HUBIFY_JDK, where no bin/javac is; set it to the folder of a JDK"
    chosen=$HUBIFY_JDK best=$(jdk_version "$HUBIFY_JDK")
  else
    while IFS= read -r home; do
      [[ -n $home && -x $home/bin/javac ]] || continue
      version=$(jdk_version "$home")
      if ((version > best)); then best=$version chosen=$home; fi
    done < <(jdk_homes)
  fi
  ((best >= 17)) || fail "no JDK 17 or newer was found. Install one (for example: apt-get install openjdk-17-jdk-headless, or https://adoptium.net) and set JAVA_HOME to it."
  export JAVA_HOME=$chosen
  jdk=$best
}
