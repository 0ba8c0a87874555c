#!/usr/bin/env bash
# One gateway account with a forced command per key, and somebody who wants more of it: tests/luik.sh [PROGRAM]
#
# The store is of another account, the gateway is root's own, its keys have `restrict,pty` and a name as README.md says, and
# sshd allows everything that these keys take away. (Tunnels they do not: there sshd's own default counts.) Each attempt has to end with the code that is named here, with nothing on standard
# output and no word of a dossier anywhere; what was looked up is in the trace with the name of the key. Needs root, to be
# two accounts; where that or a tool lacks it says so and exits 77.
set -euo pipefail
cd "$(dirname "$0")/.."

source tests/sshd_hulp.sh
[ "$(id -u)" -eq 0 ] || cannot "this needs root, to be two accounts"
for tool in setpriv jq script timeout sftp scp; do
    command -v "$tool" >/dev/null || cannot "this needs $tool"
done
owner=daemon
id "$owner" >/dev/null 2>&1 || cannot "there is no account $owner"
find_program "${1:-}"
make_base

# the owner has to reach the program and its place, and nothing else
chmod 755 "$base"
cp "$program" "$base/crisistafel"
program="$base/crisistafel"
export CRISISTAFEL_DIR="$base/plaats"
mkdir -m 755 "$CRISISTAFEL_DIR"
chown "$owner" "$CRISISTAFEL_DIR"
as_owner() {
    setpriv --reuid "$owner" --regid "$owner" --clear-groups "$@"
}
serve as_owner "$program" dienst --oefening --nieuw
store="$CRISISTAFEL_DIR/oefening/$(cat "$CRISISTAFEL_DIR/oefening/huidig")"

# read from the store before others come: the number that not everybody may see
own="26-K7M4"
other="$(as_owner env CRISISTAFEL_DIR="$CRISISTAFEL_DIR" "$program" dossiers --oefening --json | grep -o '"2[0-9]-[0-9A-Z]\{4\}"' |
    tr -d '"' | sort -u | grep -v "$own" | head -n 1)"
[ -n "$other" ] || { echo "there is no second dossier"; exit 1; }
nobody="26-KKKK"
cat >"$base/rollen.toml" <<END
[[toegang]]
gebruiker = "piket"
naam = "P. Iket"
rollen = ["raadpleger"]
dossiers = ["$own"]

[[toegang]]
gebruiker = "regie"
naam = "R. Egie"
rollen = ["procesregisseur"]

[[doorgeefluik]]
gebruiker = "$(id -un)"
END
install -m 600 -o "$owner" "$base/rollen.toml" "$store/rollen.toml"

: >"$base/authorized_keys"
chmod 600 "$base/authorized_keys"
for name in piket regie vreemd; do
    ssh-keygen -q -t ed25519 -N '' -f "$base/$name"
    echo "command=\"$program ssh --namens $name\",restrict,pty $(cat "$base/$name.pub")" >>"$base/authorized_keys"
done
all="AllowTcpForwarding yes
AllowStreamLocalForwarding yes
AllowAgentForwarding yes
X11Forwarding yes
GatewayPorts yes
PermitUserRC yes
AcceptEnv CRISISTAFEL_* XDG_* HOME LANG LC_*
Subsystem sftp internal-sftp"
start_sshd "$all"

# Words of the dossiers, their title among them; which numbers there are is held against a number that nobody has.
words="Trapportaal|Terpstra|Bakhuis"

# ends CODE WHAT [COMMAND...]: how it ends. CODE is an extended regular expression.
ends() {
    local wanted="$1" what="$2" code=0
    shift 2
    timeout 60 "$@" >"$base/out" 2>"$base/err" </dev/null || code=$?
    [[ "$code" =~ ^($wanted)$ ]] || wrong "$what: ends with $code, not $wanted"
}

# nothing CODE WHAT COMMAND...: the same, and nothing came of it.
nothing() {
    ends "$@"
    [ ! -s "$base/out" ] || wrong "$2: something on standard output"
    ! grep -aEq "$words" "$base/out" "$base/err" || wrong "$2: a word of a dossier"
}

# What ssh does with this key, as a command that timeout can run.
cat >"$base/als" <<END
#!/usr/bin/env bash
key="\$1"
shift
exec ssh -F none -i "$base/\$key" -o Port=$port -o IdentitiesOnly=yes -o BatchMode=yes -o UserKnownHostsFile="$base/known" \\
    -o GlobalKnownHostsFile=none -o LogLevel=ERROR "\$@"
END
chmod 755 "$base/als"
piket="$base/als piket -T $there"

# who is in the table reads what is theirs, and nothing else is there
ends 0 "the own dossier" $piket "toon $own --oefening"
grep -q 'Bel: Terpstra' "$base/out" || wrong "the own dossier does not say whom to call"
for verb in "toon N" "toon N --json" "verslag N" "verslag N --voorlegger" "inzage N"; do
    nothing 1 "another's dossier: $verb" $piket "${verb/N/$other} --oefening"
    sed "s/$other/N/g" "$base/err" >"$base/was"
    nothing 1 "nobody's dossier: $verb" $piket "${verb/N/$nobody} --oefening"
    sed "s/$nobody/N/g" "$base/err" | cmp -s - "$base/was" || wrong "$verb tells the two numbers apart"
done
ends 0 "the own list" $piket "dossiers --oefening"
! grep -q "$other" "$base/out" || wrong "another's dossier is in the list"
nothing 3 "who is not in the table" "$base/als" vreemd -T "$there" "dossiers --oefening"

# other verbs, and another name than that of the key
for verb in 'doe --oefening' 'dienst --oefening' 'controleer --oefening' 'ssh' 'schema' 'kopie /tmp/x --oefening' 'sluit --oefening' \
    'herstel /tmp/x' 'sleutel toon --oefening' 'sleutel maak /tmp/x' 'kader controleer /etc' 'oefening --nieuw' \
    'tafel --sleutel /etc/shadow'; do
    nothing 1 "$verb" $piket "$verb"
done
nothing 2 "another name" $piket "dossiers --oefening --namens regie"
nothing 3 "another role" $piket "dossiers --oefening --als voorzitter"
nothing 1 "the table for real dossiers, which is not there" $piket "dossiers"

# a shell, and what a shell or a terminal would make of a command
for try in 'sh' '/bin/bash -i' 'sh -c id' "dossiers --oefening; id" 'dossiers --oefening && id' 'dossiers --oefening $(id)' \
    'dossiers --oefening `id`' 'dossiers --oefening | tee /tmp/x' "dossiers --oefening > $base/in" "'" '"' "dossiers --oefening '" \
    '\' '#' "dossiers --oefening # en verder niets" "toon $own --oefening #$other" "toon $own; toon $other" '-' '--' \
    $'dossiers --oefening\nid' $'dossiers\n--oefening' $'toon 26-K7M4 --oefening\r' $'dossiers --oefening\t\x07' \
    $'\x1b]0;gekaapt\x07' $'dossiers --oefening \x1b[2J' $'dossiers \xe2\x80\xae--oefening' $'dossiers \xe2\x81\xa6--oefening' \
    $'\xc2\x9b31m' $'dossiers --oefening \xff' $'\xff' $'\xc3\x28' "$(printf 'x%.0s' {1..5000})" "dossiers $(printf ' %.0s' {1..3000})" \
    'scp -t /tmp' 'scp -f /etc/passwd' '/usr/lib/openssh/sftp-server' 'internal-sftp' 'rsync --server .' 'git-upload-pack x'; do
    nothing 2 "the command $(printf %q "${try:0:60}")" $piket "$try"
    ! LC_ALL=C grep -aq $'[\x01-\x08\x0b-\x1f\x7f]' "$base/err" || wrong "$(printf %q "${try:0:60}"): what a terminal obeys comes back"
    [ "$(wc -c <"$base/err")" -lt 1500 ] || wrong "${#try} bytes come back as $(wc -c <"$base/err")"
    [ ! -e "$base/in" ] || wrong "$try: was carried out by a shell"
done

# files, as a subsystem and by their own commands
opties=(-F none -i "$base/piket" -o "Port=$port" -o IdentitiesOnly=yes -o BatchMode=yes -o "UserKnownHostsFile=$base/known"
    -o GlobalKnownHostsFile=none)
echo 'get /etc/passwd '"$base/in" >"$base/batch"
nothing '[1-9][0-9]*' "sftp" sftp "${opties[@]}" -b "$base/batch" "$there"
nothing '[1-9][0-9]*' "scp" scp "${opties[@]}" "$there:/etc/passwd" "$base/in"
nothing '[1-9][0-9]*' "the old scp" scp -O "${opties[@]}" "$there:/etc/passwd" "$base/in"
nothing '[1-9][0-9]*' "a subsystem that is none of sshd's" $piket -s toon
[ ! -e "$base/in" ] || wrong "a file came over"

# ways through: 124 would be that it stands
nothing '255' "a port here" "$base/als" piket -W "127.0.0.1:$port" "$there"
nothing '255' "a port there" "$base/als" piket -N -o ExitOnForwardFailure=yes -R "127.0.0.1:0:127.0.0.1:$port" "$there"
nothing '255' "a socket there" "$base/als" piket -N -o ExitOnForwardFailure=yes -R "$base/r.sock:$base/x" "$there"
# with the socket of the service at the other end somebody would be root at it, and could name anybody
mkdir -p "$base/elders/weg/oefening"
echo "aansluiting = \"$base/elders/weg\"" >"$base/elders/tafel.toml"
"$base/als" piket -N -L "$base/elders/weg/oefening/tafel:$CRISISTAFEL_DIR/aansluiting/oefening/tafel" "$there" 2>"$base/weg.err" &
running+=($!)
until [ -S "$base/elders/weg/oefening/tafel" ]; do kill -0 "${running[-1]}"; done
nothing '[1-9][0-9]*' "the socket of the service" env CRISISTAFEL_DIR="$base/elders" "$program" dossiers --oefening --namens regie

# what a client says of the environment
nothing 1 "a clock of one's own" $piket -o "SetEnv=CRISISTAFEL_KLOK=+86400" "dossiers --oefening"
for set in CRISISTAFEL_DIR=/nergens CRISISTAFEL_STOP_BIJ=after-sync:1 HOME=/nergens XDG_CONFIG_HOME=/nergens XDG_RUNTIME_DIR=/nergens; do
    ends 0 "$set" $piket -o "SetEnv=$set" "dossiers --oefening"
    grep -q "$own" "$base/out" || wrong "$set changes what is there"
done
for set in LD_DEBUG=all LD_PRELOAD=/nergens.so BASH_ENV=/nergens ENV=/nergens SSH_ORIGINAL_COMMAND=schema \
    SSH_CONNECTION= CREDENTIALS_DIRECTORY=/nergens; do
    ends 0 "$set" $piket -o "SetEnv=$set" "dossiers --oefening"
    [ ! -s "$base/err" ] || wrong "$set is heeded"
done

# a window of any size: the overview opens, and is left
for size in '0 0' '1 1' '3 10' '24 80' '500 1000' '65535 65535'; do
    code=0
    echo 'q' | timeout 60 script -qefc "stty rows ${size% *} cols ${size#* }; exec $base/als piket -tt $there 'tafel --oefening'" /dev/null \
        >"$base/out" 2>"$base/err" || code=$?
    [ "$code" -eq 0 ] || wrong "a window of $size: ends with $code"
    ! grep -aq "$other" "$base/out" || wrong "a window of $size: another's dossier"
done
# nothing is made and no passphrase asked over SSH, with a terminal and without a word behind it either
code=0
timeout 60 script -qefc "exec $base/als piket -tt $there" /dev/null >"$base/out" 2>"$base/err" </dev/null || code=$?
[ "$code" -eq 1 ] || wrong "without a table for real dossiers: ends with $code"
! grep -aEq "Typ 'ja'|achtwoord" "$base/out" || wrong "something is asked over SSH"

# agent, X11 and a tunnel: what is asked for beside a session is refused, as this sshd says
eval "$(ssh-agent -s)" >/dev/null
running+=("$SSH_AGENT_PID")
start_sshd "$all
LogLevel DEBUG1"
sed -i "s/Port=[0-9]*/Port=$port/" "$base/als"
ends 0 "agent, X11 and a tunnel" env DISPLAY=:99 "$base/als" piket -v -T -A -Y -w any:any "$there" "dossiers --oefening"
for said in 'agent forwarding disabled' 'X11 forwarding disabled' 'tunnel.*(disabled|failed|prohibited)'; do
    cat "$base/err" "$base/sshd.log" | grep -aEiq "$said" || wrong "not refused: $said"
done

# each reading with the name of its key, over SSH, passed on by the gateway; and what was refused
ends 0 "the trace" "$base/als" regie -T "$there" "inzage --oefening --json"
deze='[.regels[] | select(.oorsprong.ssh and .oorsprong.doorgeefluik == "'"$(id -un)"'")]'
jq -e "$deze"' | any(.wie.gebruiker == "piket" and .daad == "tonen" and .dossier == "'"$own"'" and .resultaat == "gegeven")
    and any(.wie.gebruiker == "piket" and .daad == "tonen" and .dossier == "'"$other"'" and .resultaat == "geweigerd")
    and any(.wie.gebruiker == "piket" and .daad == "opsommen")' "$base/out" >/dev/null || wrong "the trace does not name the key"
jq -e '.regels | any(.wie.gebruiker == "vreemd" and .daad == "binnenkomen" and .resultaat == "geweigerd")' "$base/out" >/dev/null ||
    wrong "who was not let in is not in the trace"
ends 0 "the trace as text" "$base/als" regie -T "$there" "inzage $own --oefening"
grep -q 'P. Iket (piket)' "$base/out" || wrong "the trace does not say who looked"
tr '\n' ' ' <"$base/out" | tr -s ' ' | grep -q "over SSH, doorgegeven door $(id -un)" || wrong "the trace does not say how they came"

[ "$bad" -eq 0 ] || exit 1
echo "luik: a key gives its name's lookups over SSH, and nothing else"
