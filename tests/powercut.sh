#!/usr/bin/env bash
# Power cuts under the real service: tests/powercut.sh [PROGRAM]
#
# Each round gives an exercise a file system of its own on a loop device. The service runs on it while two scripts record
# lines through `crisistafel doe`; what that says is on disk is written down outside the file system. At a random moment
# all of them are stopped, and the image is copied: what had really reached the device, without the page cache. On the
# copy `controleer` has to find every journal whole, or with a last record that was not finished; everything that was said
# to be on disk has to be there, no fewer records than were named, and readable in the minutes.
#
# ROUNDS (5) says how often, SEED (11) which moments. Needs root, loop devices and mkfs.ext4; where these lack it says so
# and exits 77. A cache inside the drive is not imitated.
set -euo pipefail
cd "$(dirname "$0")/.."

cannot() {
    echo "powercut: not run: $1"
    exit 77
}

[ "$(id -u)" -eq 0 ] || cannot "this needs root, to mount a file system"
for tool in mkfs.ext4 losetup mount umount truncate cmp jq; do
    command -v "$tool" >/dev/null || cannot "this needs $tool"
done
losetup --find >/dev/null 2>&1 || cannot "this machine has no free loop device"

program="${1:-}"
if [ -z "$program" ]; then
    cargo build --locked --release --quiet
    program="${CARGO_TARGET_DIR:-target}/release/crisistafel"
fi
program="$(realpath "$program")"
rounds="${ROUNDS:-5}"
RANDOM="${SEED:-11}"

# short, because the path of a socket may be 107 bytes
base="$(mktemp -d /tmp/stroom.XXXXXX)"
mkdir "$base/live" "$base/after"
running=()
mounted=""

# Ends what runs, and lets go of the file system.
clear_away() {
    local pid
    for pid in "${running[@]}"; do
        kill -KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    running=()
    [ -z "$mounted" ] || umount "$mounted"
    mounted=""
}
trap 'clear_away; rm -rf "$base"' EXIT

# Mounts an image, for the program to work on.
on() {
    mount -o loop "$1" "$2"
    mounted="$2"
    export CRISISTAFEL_DIR="$2"
}

# The service; back when it listens.
serve() {
    rm -f "$base/said"
    mkfifo "$base/said"
    "$program" dienst --oefening "$@" >"$base/said" 2>"$base/service.err" &
    running+=($!)
    read -r _ <"$base/said" || { cat "$base/service.err"; return 1; }
}

# Script $1 opens a dossier, with a meeting that goes on.
opening() {
    printf '{"verzoek":"%016x%016x","opdrachten":[{"opdracht":"open_dossier","werktitel":"Stroomuitval %d"},' "$1" 1 "$1"
    printf '{"opdracht":"roep_overleg_bijeen","door":{"naam":"Ooms","organisatie":"politie"},"reden":"proef",'
    printf '"vorm":"fysiek","einde":"2030-01-01T12:00:00Z"},{"opdracht":"start_overleg","overleg":1}]}\n'
}

# And then lines in it ($2), each under a request id of its own. Now and then it opens another dossier, and stops and
# resumes the meeting: both write in the organisation's journal as well.
lines() {
    awk -v script="$1" -v dossier="$2" 'BEGIN {
        for (n = 2; n <= 20000; n++) {
            about = sprintf("\"dossier\":\"%s\",", dossier)
            if (n % 40 == 7) {
                about = ""
                what = sprintf("{\"opdracht\":\"open_dossier\",\"werktitel\":\"Nog een %d-%d\"}", script, n)
            } else if (n % 40 == 20) {
                what = "{\"opdracht\":\"schors\",\"overleg\":1,\"reden\":\"proef\"},{\"opdracht\":\"hervat\",\"overleg\":1}"
            } else {
                what = sprintf("{\"opdracht\":\"leg_regel_vast\",\"overleg\":1,\"punt\":\"aanleiding\"," \
                    "\"regel\":{\"soort\":\"feit\",\"tekst\":\"regel %d van script %d.\"}}", n, script)
            }
            printf "{%s\"verzoek\":\"%016x%016x\",\"opdrachten\":[%s]}\n", about, script, n, what
        }
    }'
}

# Whether every process that runs stands still, also one that was waiting for the disk.
all_stopped() {
    local pid
    for pid in "${running[@]}"; do
        # the state stands behind the name, which is in brackets
        [[ "$(cat "/proc/$pid/stat" 2>/dev/null)" == *") "[TZ]" "* ]] || return 1
    done
}

# Records until a random moment, and stops everything there.
record_until_the_cut() {
    local script
    for script in 1 2; do
        opening "$script" >"$base/in.$script"
        "$program" doe --oefening <"$base/in.$script" >"$base/first.$script"
        lines "$script" "$(jq -r .dossier "$base/first.$script")" >"$base/more.$script"
        cat "$base/more.$script" >>"$base/in.$script"
    done
    for script in 1 2; do
        "$program" doe --oefening <"$base/more.$script" >"$base/then.$script" &
        running+=($!)
    done
    sleep "$(awk -v r="$RANDOM" 'BEGIN { printf "%.3f", 0.05 + 1.5 * r / 32768 }')"
    kill -STOP "${running[@]}"
    until all_stopped; do :; done
    for script in 1 2; do
        # the lines are numbered from 1 in each run; a line that was not written to its end says nothing
        { cat "$base/first.$script"; grep '}$' "$base/then.$script" | jq -c '.regel += 1' || true; } >"$base/acked.$script"
    done
}

# The image as it is on the device, without what only the page cache of the file system on it knows.
copy_image() {
    local try
    for try in $(seq 30); do
        cp --sparse=always "$base/disk.img" "$base/copy.img"
        # what the kernel was writing just then may have come in between
        if cmp -s "$base/disk.img" "$base/copy.img"; then return 0; fi
    done
    echo "the image did not come to rest in $try copies"
    return 1
}

# Every journal is whole but for a last record that was not finished, and a dossier that was being opened.
whole_or_cut() {
    "$program" controleer --oefening >"$base/checked" 2>&1 && return 0
    if grep -q '^Niet alles is heel' "$base/checked" && ! grep '^    ' "$base/checked" |
        grep -v 'aan het einde is niet afgemaakt\|het journaal van de organisatie kent dit dossier niet'; then
        cut=$((cut + 1))
        return 0
    fi
    cat "$base/checked"
    return 1
}

# No journal is shorter than what was said of it.
every_record_is_there() {
    cat "$base"/acked.* | jq -r '"\(.dossier) \(.stand)"' | sort -u | awk '
        NR == FNR { said[$1]++; next }
        # "dossier 26-T4TC: heel, 27 records", or "...: NIET heel; heel tot en met record 27"
        $1 == "dossier" { whole = $0; gsub(/.*(heel, |record )|[^0-9]*$/, "", whole); sub(":", "", $2); has[$2] = whole + 0 }
        END { for (d in said) if (has[d] < said[d]) { print d " has " has[d] + 0 " of " said[d] " records"; bad = 1 }
              exit bad }' - "$base/checked"
}

# Every line that was said to be on disk stands in the minutes.
every_line_can_be_read() {
    local script
    for script in 1 2; do
        "$program" verslag "$(jq -r .dossier "$base/first.$script")" --oefening >"$base/minutes.$script" || return 1
        jq -r .regel "$base/acked.$script" | awk -v script="$script" '
            NR == FNR { said[$0 + 0] = 1; next }
            { while (match($0, "regel [0-9]+ van script " script "\\.")) {
                  delete said[substr($0, RSTART + 6) + 0]; $0 = substr($0, RSTART + RLENGTH) } }
            END { for (n in said) if (n > 1 && n % 40 != 7 && n % 40 != 20) { print "not in the minutes: line " n; bad = 1 }
                  exit bad }' - "$base/minutes.$script" || return 1
    done
}

# What was acknowledged is answered with the same place when it is sent again.
a_resend_finds_all() {
    local script
    for script in 1 2; do
        head -n "$(wc -l <"$base/acked.$script")" "$base/in.$script" | "$program" doe --oefening >"$base/again.$script" || return 1
        cmp "$base/acked.$script" "$base/again.$script" || return 1
    done
}

# One power cut; what is wrong stands in the output.
round() {
    rm -f "$base/disk.img" "$base/copy.img"
    truncate -s 200M "$base/disk.img"
    mkfs.ext4 -q -F -E lazy_itable_init=0,lazy_journal_init=0 "$base/disk.img"
    on "$base/disk.img" "$base/live"
    serve --nieuw
    record_until_the_cut
    copy_image || return 1
    clear_away
    on "$base/copy.img" "$base/after"
    whole_or_cut || return 1
    every_record_is_there || return 1
    serve || return 1
    every_line_can_be_read || return 1
    a_resend_finds_all || return 1
    kill -TERM "${running[@]}"
    wait "${running[@]}" || { echo "the service did not end well"; return 1; }
    running=()
    "$program" controleer --oefening >"$base/checked" 2>&1 || { cat "$base/checked"; return 1; }
}

bad=0
cut=0
total=0
for nr in $(seq "$rounds"); do
    status=0
    round >"$base/round" 2>&1 || status=$?
    acked="$(cat "$base"/acked.* 2>/dev/null | wc -l)"
    total=$((total + acked))
    if [ "$status" -ne 0 ]; then
        bad=$((bad + 1))
        echo "round $nr, $acked acknowledged:"
        tail -n 12 "$base/round"
    fi
    clear_away
    rm -f "$base"/acked.*
done
echo "$rounds power cuts: $((rounds - bad)) clean ($cut with a last record that was cut off), $total records acknowledged"
[ "$bad" -eq 0 ] && [ "$total" -gt 0 ]
