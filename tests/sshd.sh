#!/usr/bin/env bash
# Looking something up over SSH: tests/sshd.sh [PROGRAM]
#
# An sshd of its own on loopback, with a host key, a port and a directory of its own, runs `crisistafel ssh` as its forced
# command, as README.md says. Nothing else on the machine is touched. Where there is no sshd it says so and exits 77.
set -euo pipefail
cd "$(dirname "$0")/.."

source tests/sshd_hulp.sh
find_program "${1:-}"
make_base

ssh-keygen -q -t ed25519 -N '' -f "$base/key"
cp "$base/key.pub" "$base/authorized_keys"
chmod 600 "$base/authorized_keys"

# An exercise, in a place that sshd's own settings name: what a client sends along does not count.
export CRISISTAFEL_DIR="$base/plaats"
mkdir -m 700 "$CRISISTAFEL_DIR"
serve "$program" dienst --oefening --nieuw
start_sshd "AcceptEnv CRISISTAFEL_DIR
DisableForwarding yes
ForceCommand $program ssh"

# Runs this over ssh, with what is on standard input; the exit code is that of the program.
over_ssh() {
    client ssh "$base/key" -T -o IdentityAgent=none -o SendEnv=CRISISTAFEL_DIR -o LogLevel=ERROR "$there" "$@"
}

# expect CODE TEXT COMMAND: how it ends, and what it has to say on standard output or error.
expect() {
    local code=0
    over_ssh "$3" >"$base/out" 2>"$base/err" || code=$?
    [ "$code" -eq "$1" ] || wrong "'$3' ends with $code, not $1"
    grep -q -- "$2" "$base/out" "$base/err" || wrong "'$3' does not say '$2'"
    if [ "$(wc -L <"$base/out")" -gt 60 ] && [[ "$3" != *--json* ]]; then wrong "'$3' is wider than 60 columns"; fi
}

expect 0 '26-K7M4' 'dossiers --oefening' </dev/null
expect 0 'OEFENING' 'dossiers --oefening' </dev/null
expect 0 'Bel: Terpstra' 'toon 26-K7M4 --oefening' </dev/null
expect 0 '"26-K7M4"' 'toon 26-K7M4 --oefening --json' </dev/null
expect 0 'A3' 'crisistafel acties --te-laat --oefening' </dev/null
echo 'camera' | expect 0 'camera' 'zoek --oefening'
echo 'zeppelin' | expect 0 'OEFENING' 'zoek --oefening'

# what is not there, not understood, or not for ssh
expect 1 '26-KKKK' 'toon 26-KKKK --oefening' </dev/null
expect 2 'standaardinvoer' 'zoek geheimwoord --oefening' </dev/null
! grep -q geheimwoord "$base/out" "$base/err" || wrong "the word that was searched for is repeated"
for verb in 'doe --oefening' 'dienst --oefening' 'controleer --oefening' 'ssh' 'schema'; do
    expect 1 'kan niet over ssh' "$verb" </dev/null
done
expect 2 'gedwongen opdracht' 'dossiers --oefening --namens duin' </dev/null

# it is no shell
for try in "sh -c 'touch $base/in'" "dossiers --oefening; touch $base/in" "dossiers --oefening \$(touch $base/in)" \
    "dossiers --oefening | tee $base/in" "dossiers --oefening > $base/in" "/bin/sh" "'"; do
    expect 2 '' "$try" </dev/null
    [ ! -e "$base/in" ] || wrong "'$try' was carried out by a shell"
done

[ "$bad" -eq 0 ] || exit 1
echo "sshd: the lookups work over SSH, and nothing else does"
