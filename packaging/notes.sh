#!/usr/bin/env bash
# Prints the notes of a release, which are its part of the changelog: `bash packaging/notes.sh 0.2.0`, or 未发布 for what is to come.
set -euo pipefail

changelog="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/CHANGELOG.md"
version="${1:?which version?}"

notes="$(awk -v version="$version" '
  /^## / { inside = ($2 == version || $2 == "[" version "]"); next }
  inside { print }
' "$changelog")"
if [[ -z "${notes//[[:space:]]/}" ]]; then
  echo "CHANGELOG.md has nothing under “## $version”" >&2
  exit 1
fi
printf '%s\n' "$notes" | sed '/./,$!d'
