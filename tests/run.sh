#!/usr/bin/env bash
# All the checks, in one command, from a clean clone: `bash tests/run.sh`.
# It installs what is missing (system packages only as root), and may be run again at any time.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
target="${CARGO_TARGET_DIR:-$root/target}"
started=$SECONDS

# The checker of licences and sources, built once into the target folder. The version is pinned here.
deny_version=0.20.2
deny="$target/tools/bin/cargo-deny"

# Runs one step and prints how long it took.
step() {
  local name="$1" from=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  "$@"
  printf -- '-- %s: %d s\n' "$name" "$((SECONDS - from))"
}

system_packages() {
  local missing=()
  command -v "${CHROMIUM:-chromium}" >/dev/null || missing+=(chromium)
  { command -v pdftotext && command -v pdfinfo; } >/dev/null || missing+=(poppler-utils)
  # Faults are made with it: system calls that fail.
  command -v strace >/dev/null || missing+=(strace)
  command -v valgrind >/dev/null || missing+=(valgrind)
  # The web servers and tools that docs/deploy is written for.
  { PATH="$PATH:/usr/sbin" command -v nginx; } >/dev/null || missing+=(nginx-light)
  [[ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ]] || missing+=(libnginx-mod-http-brotli-static)
  local tool
  for tool in caddy rsync rclone jq; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  { fc-list :lang=zh-cn family 2>/dev/null || true; } | grep -q . || missing+=(fonts-noto-cjk)
  if ((${#missing[@]} == 0)); then
    echo "nothing is missing"
  elif [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    apt-get update -qq
    # The servers among them are started by the tests, not by the system.
    local policy=/usr/sbin/policy-rc.d ours=
    if [[ ! -e $policy ]]; then
      ours=yes
      printf '#!/bin/sh\nexit 101\n' >"$policy"
      chmod +x "$policy"
    fi
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends fontconfig "${missing[@]}" >/dev/null || {
      [[ -z $ours ]] || rm -f "$policy"
      return 1
    }
    [[ -z $ours ]] || rm -f "$policy"
    echo "installed: ${missing[*]}"
  else
    echo "missing on this machine, please install: ${missing[*]}" >&2
    return 1
  fi
}

browser_packages() {
  cd "$root/tests/browser"
  if cmp -s package-lock.json node_modules/.installed; then
    echo "nothing is missing"
  else
    npm ci --no-audit --no-fund
    cp package-lock.json node_modules/.installed
  fi
  cd "$root"
}

checker_of_licences() {
  if [[ "$("$deny" --version 2>/dev/null || true)" == "cargo-deny $deny_version" ]]; then
    echo "nothing is missing"
  else
    CARGO_PROFILE_DEV_DEBUG=false cargo install cargo-deny --version "$deny_version" --locked --debug --no-default-features --quiet \
      --root "$target/tools" --target-dir "$target/tools/build"
    rm -rf "$target/tools/build"
  fi
}

browser_journeys() {
  cd "$root/tests/browser"
  # With the pictures of the README, so that they show what there is.
  SCREENSHOTS=1 COLUMN="$root/public" CHROMIUM="$(command -v "${CHROMIUM:-chromium}")" node --test
  cd "$root"
}

step "system packages" system_packages
step "browser test packages" browser_packages
step "format" cargo fmt --check
step "lints" cargo clippy --locked --all-targets -- -D warnings
step "documentation" env RUSTDOCFLAGS=-Dwarnings cargo doc --locked --no-deps
step "tests" cargo test --locked
step "licence checker" checker_of_licences
# Not the advisories: their database is not on every machine.
step "crates of all systems" cargo fetch --locked --quiet
step "licences, bans, sources" "$deny" --offline check licenses bans sources
step "build the column" cargo run --locked --release -- build
# What the hot path costs, in instructions: the same on a busy machine. benches/counts.txt is what it may cost.
step "instruction counts" cargo run --locked --release --example counts
step "static program" bash packaging/static.sh
step "browser journeys" browser_journeys

printf '\nEverything passed in %d s.\n' "$((SECONDS - started))"
