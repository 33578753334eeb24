#!/bin/sh
# find-reference.sh REFERENCE [OPTIONS OF redis-cli]
# Prints what the audit trail has under the reference of an error page: who sent what, from where, and why it was refused.
# Ends with 1 if there is nothing under it, and with 2 if Redis refuses or the reference is malformed.
# Reads the refusals a thousand at a time, latest first, so that Redis is not held up.
set -eu
[ $# -gt 0 ] || { echo "usage: find-reference.sh REFERENCE [OPTIONS OF redis-cli]" >&2; exit 2; }
reference=$1; shift
echo "$reference" | grep -Eqx '[2-9A-HJ-NP-Z]{8}' || { echo "A reference is eight letters and digits, such as 7K3M9Q2X" >&2; exit 2; }
# The second stream has pages that an earlier release recorded, until they are trimmed.
for stream in hfy:audit:pages hfy:audit:refused; do
    end=+
    while :; do
        page=$(redis-cli --raw "$@" XREVRANGE "$stream" "$end" - COUNT 1000)
        [ -n "$page" ] || break
        last=$(printf '%s\n' "$page" | grep -Ex '[0-9]+-[0-9]+' | tail -n 1)
        # Redis refuses in words, such as NOAUTH, and redis-cli takes that for an answer.
        [ -n "$last" ] || { printf 'Redis refused the query: %s\n' "$page" >&2; exit 2; }
        # Releases before chains wrote each detail as a field; since then one field has the record.
        found=$(printf '%s\n' "$page" | awk -v reference="$reference" '
            name == "record" {
                if (index($0, "\"reference\":\"" reference "\"")) {
                    text = substr($0, index($0, "\"at\":\"") + 1)
                    sub(/,"details":\{"/, ",\"", text); sub(/"\}\}$/, "", text)
                    count = split(text, details, /","/)
                    for (i = 1; i <= count; i++) {
                        sub(/":"/, ": ", details[i]); gsub(/\\"/, "\"", details[i]); gsub(/\\\\/, "\\", details[i])
                        print details[i]
                    }
                }
                name = ""; next
            }
            /^[0-9]+-[0-9]+$/ { if (hit) print entry; entry = ""; hit = 0; name = ""; next }
            name == "" { name = $0; next }
            { entry = entry name ": " $0 "\n"; if (name == "reference" && $0 == reference) hit = 1; name = "" }
            END { if (hit) print entry }')
        if [ -n "$found" ]; then printf '%s\n' "$found"; exit 0; fi
        end="($last"
    done
done
echo "No refusal has the reference $reference: error pages show references, and only the latest refusals are kept" \
    "(hubify.identity.audit.stream-length, 100,000 by default)." >&2
exit 1
