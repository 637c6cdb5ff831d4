#!/usr/bin/env bash
# Makes a program for Linux that needs nothing of the system it runs on: `bash packaging/static.sh` puts it into target/dist, alone and
# packed, with its sum. With the musl target of the toolchain and musl-gcc it is made of musl, else of the C library that is here.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
out="$root/target/dist"
arch="$(uname -m)"

target="$arch-unknown-linux-musl"
if ! command -v musl-gcc >/dev/null || [[ ! -d "$(rustc --print target-libdir --target "$target" 2>/dev/null)" ]]; then
  target="$arch-unknown-linux-gnu"
fi

# The names of folders on this machine stay out of the program: from the same source comes the same file.
registry="${CARGO_HOME:-$HOME/.cargo}"
flags="-C target-feature=+crt-static --remap-path-prefix=$registry=/cargo --remap-path-prefix=$root=/gongkai"
RUSTFLAGS="$flags" cargo build --locked --release --bin gongkai --target "$target" --target-dir target/static

mkdir -p "$out"
cp "target/static/$target/release/gongkai" "$out/gongkai"

# It asks for no other library, and works with nothing around it.
if readelf --program-headers "$out/gongkai" | grep -q INTERP; then
  echo "the program is not static" >&2
  exit 1
fi
trial="$(mktemp -d)"
trap 'rm -rf "$trial"' EXIT
env -i "$out/gongkai" init "$trial/column" --today 2017-12-29 >/dev/null
env -i "$out/gongkai" build --source "$trial/column" --today 2017-12-29 --quiet
test -s "$trial/column/public/index.html"

version="$(env -i "$out/gongkai" --version | cut -d ' ' -f 2)"
name="gongkai-$version-$arch-linux"
mkdir -p "$trial/$name"
cp "$out/gongkai" LICENSE LICENSE-MIT LICENSE-APACHE README.md CHANGELOG.md "$trial/$name/"
env -i "$out/gongkai" man --out "$trial/$name/man" >/dev/null
mkdir "$trial/$name/completions"
for shell in bash zsh fish powershell elvish; do
  env -i "$out/gongkai" completions "$shell" >"$trial/$name/completions/gongkai.$shell"
done
made="$(git log -1 --format=%ct 2>/dev/null || echo 0)"
tar --create --directory "$trial" --sort=name --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --mtime="@$made" "$name" |
  gzip --no-name --best >"$out/$name.tar.gz"
(cd "$out" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
echo "$(env -i "$out/gongkai" --version): $(du -h "$out/gongkai" | cut -f 1), $target, $out/$name.tar.gz"
