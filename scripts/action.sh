#!/usr/bin/env bash
# What the GitHub Action does, and the pre-commit hook with files as arguments: FILES, FORMAT_CHECK, NOW and SARIF say it.
set -u -f
headway=(node "${HEADWAY:-$(dirname "$0")/../dist/cli.js}")
if [ $# -gt 0 ]; then files=("$@"); else read -r -d '' -a files <<<"${FILES:-.}" || true; fi
now=()
[ -n "${NOW:-}" ] && now=(--now "$NOW")
status=0
"${headway[@]}" check "${now[@]}" "${files[@]}" || status=$?
[ "$status" = 2 ] && exit 2
if [ -n "${SARIF:-}" ]; then
  "${headway[@]}" check --format sarif "${now[@]}" "${files[@]}" >"$SARIF" || true
fi
if [ "${FORMAT_CHECK:-false}" = true ]; then
  "${headway[@]}" format --check "${files[@]}" || status=$?
fi
exit "$status"
