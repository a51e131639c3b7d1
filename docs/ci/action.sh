#!/usr/bin/env bash
# What the GitHub Action runs. It is told everything through its environment, so that no input is ever read as a command:
#   ARTICLES  files or dossier folders, one a line (patterns with * are expanded); the rest may be empty:
#   CONFIG BASELINE BASE CHECK_LINKS FAIL_ON MAX_UNKNOWN INDEX MAILTO ONLINE OUT
# It prints annotations, adds the reports to the job summary, writes OUT/audit.sarif, and ends as the audit ended.
set -u

out="${OUT:-deskcheck-reports}"
articles=()
while IFS= read -r line; do
  line="${line#"${line%%[![:space:]]*}"}"
  line="${line%"${line##*[![:space:]]}"}"
  [ -n "$line" ] || continue
  matches=()
  while IFS= read -r match; do matches+=("$match"); done < <(compgen -G "$line")
  if [ "${#matches[@]}" -gt 0 ]; then articles+=("${matches[@]}"); else articles+=("$line"); fi
done <<<"${ARTICLES:-}"
if [ "${#articles[@]}" -eq 0 ]; then
  echo "::error title=deskcheck::The input 'articles' names nothing."
  exit 2
fi

options=(--out "$out" --format annotations)
[ -z "${CONFIG:-}" ] || options+=("--config=$CONFIG")
[ -z "${BASELINE:-}" ] || options+=("--baseline=$BASELINE")
[ -z "${BASE:-}" ] || options+=("--base=$BASE")
[ -z "${FAIL_ON:-}" ] || options+=("--fail-on=$FAIL_ON")
[ -z "${MAX_UNKNOWN:-}" ] || options+=("--max-unknown=$MAX_UNKNOWN")
[ -z "${INDEX:-}" ] || options+=("--index=$INDEX")
[ -z "${MAILTO:-}" ] || options+=("--mailto=$MAILTO")
[ "${ONLINE:-false}" != "true" ] || options+=(--online)
[ "${CHECK_LINKS:-false}" != "true" ] || options+=(--check-links)

deskcheck audit "${options[@]}" -- "${articles[@]}"
code=$?

audits=()
while IFS= read -r -d '' file; do audits+=("$file"); done < <(find "$out" -name audit.json -print0 2>/dev/null | sort -z)
if [ "${#audits[@]}" -gt 0 ]; then
  deskcheck report --format sarif --out "$out/audit.sarif" -- "${audits[@]}" || exit 3
  if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    # GitHub refuses a summary of more than 1 MiB.
    for file in "${audits[@]}"; do cat "${file%.json}.md"; echo; done | head -c 1000000 >>"$GITHUB_STEP_SUMMARY"
  fi
fi
exit "$code"
