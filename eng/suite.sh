# run_suite NAME: runs the tests of tests/NAME; their log is artifacts/NAME.log. Sets p, f, s (passed, failed, skipped) and a (of those passed: at the second try).
# Up to three tests that fail are run once more by themselves: on a machine that others share, real clients and browsers now and then meet a deadline
# that has nothing to do with them. What passes then is counted, and named, as such; it is a fault to look for all the same.
run_suite() {
  local suite=$1 log=artifacts/$1.log code
  echo "== $suite"
  run_tests "$suite" "$log"
  code=$?
  local t e
  t=$(count "$suite" "$log" 1) e=$(count "$suite" "$log" 2) f=$(count "$suite" "$log" 3) s=$(count "$suite" "$log" 4) a=0
  f=$(( ${f:-0} + ${e:-0} )) p=$(( ${t:-0} - ${f:-0} - ${s:-0} )) s=${s:-0}
  # A run that died before its summary is a failure, not a silence.
  if [ "$code" -ne 0 ] && [ "$f" -eq 0 ]; then f=1; return; fi
  [ "$p" -gt 0 ] || { echo "$suite ran no test"; f=$((f + 1)); return; }
  if [ "${e:-0}" -eq 0 ] && [ "$f" -gt 0 ] && [ "$f" -le 3 ]; then second_try "$suite" "$log"; fi
}

run_tests() {
  local suite=$1 log=$2
  shift 2
  GODWIT_ROOT=$root "$(built "$root" "tests/$suite")/$suite" -noColor -noLogo "$@" 2>&1 | tee "$log"
  return "${PIPESTATUS[0]}"
}

count() { sed -nE "s/^ *$1 .*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\\$3/p" "$2" | tail -n 1; }

# A test with cases is run again with all of them. Whatever was not found, or not run again, is as it was: failed.
second_try() {
  local suite=$1 log=$2 again=artifacts/$1.again.log name
  local -a failed=() names=()
  mapfile -t failed < <(sed -nE 's/^ +(Godwit[A-Za-z0-9_.+]+)(\(.*\))? \[FAIL\].*/\1/p' "$log")
  [ "${#failed[@]}" -eq "$f" ] || return
  mapfile -t names < <(printf '%s\n' "${failed[@]}" | sort -u)
  echo "== $suite, second try: ${names[*]}"
  local -a chosen=()
  for name in "${names[@]}"; do chosen+=(-method "$name"); done
  if run_tests "$suite" "$again" "${chosen[@]}" && [ "$(count "$suite" "$again" 1)" -ge "$f" ]; then
    p=$((p + f)) a=$f f=0
  fi
}
