# Counts what ran, from the reports that Surefire and Failsafe write.

# report MARK: one line for each module with reports newer than the file MARK; sets passed, failed and skipped.
report() {
  local module line tests bad ignored
  passed=0 failed=0 skipped=0
  for module in */; do
    module=${module%/}
    line=$(find "$module/target" -path '*-reports/TEST-*.xml' -newer "$1" -exec sed -n '/<testsuite /,/>/p' {} + 2>/dev/null | tr '\n' ' ' |
      awk 'BEGIN { RS = "<testsuite " }
        function number(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
        { $0 = " " $0; tests += number("tests"); bad += number("failures") + number("errors"); ignored += number("skipped") }
        END { print tests + 0, bad + 0, ignored + 0 }') || continue
    read -r tests bad ignored <<<"$line"
    ((tests)) || continue
    say "$(printf '%-24s %4d tests, %d failed, %d skipped' "$module" "$tests" "$bad" "$ignored")"
    passed=$((passed + tests - bad - ignored))
    failed=$((failed + bad))
    skipped=$((skipped + ignored))
  done
}
