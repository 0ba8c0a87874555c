#!/usr/bin/env bash
# Looking something up over SSH: tests/sshd.sh [PROGRAM]
#
# An sshd of its own on loopback, with a host key, a port and a directory of its own, runs `crisistafel ssh` as its forced
# command, as README.md says. Nothing else on the machine is touched. Where there is no sshd it says so and exits 77.
set -euo pipefail
cd "$(dirname "$0")/.."

cannot() {
    echo "sshd: not run: $1"
    exit 77
}

sshd="$(PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v sshd)" || cannot "there is no sshd on this machine (openssh-server)"
for tool in ssh ssh-keygen; do
    command -v "$tool" >/dev/null || cannot "there is no $tool on this machine (openssh-client)"
done

program="${1:-}"
if [ -z "$program" ]; then
    cargo build --locked --release --quiet
    program="${CARGO_TARGET_DIR:-target}/release/crisistafel"
fi
program="$(realpath "$program")"

# short, because the path of a socket may be 107 bytes
base="$(mktemp -d /tmp/ssh.XXXXXX)"
running=()
made=""
clear_away() {
    local pid
    for pid in "${running[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    [ -z "$made" ] || rmdir "$made" 2>/dev/null || true
    rm -rf "$base"
}
trap clear_away EXIT

# as root sshd wants this directory, which its own service makes when it starts
if [ "$(id -u)" -eq 0 ] && [ ! -d /run/sshd ]; then
    mkdir -m 755 /run/sshd
    made=/run/sshd
fi

ssh-keygen -q -t ed25519 -N '' -f "$base/host"
ssh-keygen -q -t ed25519 -N '' -f "$base/key"
cp "$base/key.pub" "$base/authorized_keys"
chmod 600 "$base/authorized_keys"

# An exercise, in a place that sshd's own settings name: what a client sends along does not count.
export CRISISTAFEL_DIR="$base/plaats"
mkdir -m 700 "$CRISISTAFEL_DIR"
mkfifo "$base/said"
"$program" dienst --oefening --nieuw >"$base/said" &
running+=($!)
read -r _ <"$base/said" || { echo "the service does not listen"; exit 1; }

# Starts sshd on a port; back when it listens, or false when somebody else has the port.
listen_on() {
    cat >"$base/config" <<END
Port $1
ListenAddress 127.0.0.1
HostKey $base/host
PidFile $base/pid
AuthorizedKeysFile $base/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
PermitUserEnvironment no
AcceptEnv CRISISTAFEL_DIR
DisableForwarding yes
SetEnv CRISISTAFEL_DIR=$CRISISTAFEL_DIR
ForceCommand $program ssh
END
    rm -f "$base/log"
    mkfifo "$base/log"
    "$sshd" -D -e -f "$base/config" 2>"$base/log" &
    local line pid=$!
    exec 9<"$base/log"
    while read -r line <&9; do
        echo "$line" >>"$base/sshd.log"
        if [[ "$line" == "Server listening"* ]]; then
            cat <&9 >>"$base/sshd.log" &
            running+=("$pid")
            return 0
        fi
    done
    wait "$pid" || true
    return 1
}

port=""
for try in 1 2 3 4 5 6 7 8; do
    port=$((20000 + RANDOM))
    listen_on "$port" && break
    [ "$try" -lt 8 ] || { cat "$base/sshd.log"; exit 1; }
done

echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$base/host.pub")" >"$base/known"

# Runs this over ssh, with what is on standard input; the exit code is that of the program.
over_ssh() {
    CRISISTAFEL_DIR=/nergens ssh -F none -T -p "$port" -i "$base/key" -o IdentitiesOnly=yes -o IdentityAgent=none -o BatchMode=yes \
        -o UserKnownHostsFile="$base/known" -o GlobalKnownHostsFile=none -o SendEnv=CRISISTAFEL_DIR -o LogLevel=ERROR \
        "$(id -un)@127.0.0.1" "$@"
}

bad=0
wrong() {
    echo "WRONG: $1"
    sed 's/^/    /' "$base/out" "$base/err"
    bad=1
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
