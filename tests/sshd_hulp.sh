# What tests/sshd.sh and tests/luik.sh have in common; read by them with `source`, from the folder of the repository.
#
# An sshd of its own on loopback, with a host key, a port and a directory of its own. Nothing else on the machine is
# touched. Where something is lacking it is said, and the script exits 77.

me="$(basename "$0" .sh)"

cannot() {
    echo "$me: not run: $1"
    exit 77
}

sshd="$(PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v sshd)" || cannot "there is no sshd on this machine (openssh-server)"
for tool in ssh ssh-keygen; do
    command -v "$tool" >/dev/null || cannot "there is no $tool on this machine (openssh-client)"
done

# The program that is named, or a release of this tree.
find_program() {
    program="$1"
    if [ -z "$program" ]; then
        cargo build --locked --release --quiet
        program="${CARGO_TARGET_DIR:-target}/release/crisistafel"
    fi
    program="$(realpath "$program")"
}

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

# A directory of its own; short, because the path of a socket may be 107 bytes.
make_base() {
    base="$(mktemp -d /tmp/ssh.XXXXXX)"
    trap clear_away EXIT
    # as root sshd wants this directory, which its own service makes when it starts
    if [ "$(id -u)" -eq 0 ] && [ ! -d /run/sshd ]; then
        mkdir -m 755 /run/sshd
        made=/run/sshd
    fi
    ssh-keygen -q -t ed25519 -N '' -f "$base/host"
}

# Starts a service with these words, back when it listens.
serve() {
    mkfifo "$base/said"
    "$@" >"$base/said" &
    running+=($!)
    read -r _ <"$base/said" || { echo "the service does not listen"; exit 1; }
}

# Starts sshd on a port, with these lines in its settings; back when it listens, or false when somebody else has the port.
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
SetEnv CRISISTAFEL_DIR=$CRISISTAFEL_DIR
$2
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

# Starts sshd with these lines in its settings, on a port that nobody has.
start_sshd() {
    local try
    for try in 1 2 3 4 5 6 7 8; do
        port=$((20000 + RANDOM))
        listen_on "$port" "$1" && break
        [ "$try" -lt 8 ] || { cat "$base/sshd.log"; exit 1; }
    done
    echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$base/host.pub")" >"$base/known"
}

# A client's program, with this key, and nothing of the settings of who runs this.
client() {
    local what="$1" key="$2"
    shift 2
    CRISISTAFEL_DIR=/nergens "$what" -F none -i "$key" -o Port="$port" -o IdentitiesOnly=yes -o BatchMode=yes \
        -o UserKnownHostsFile="$base/known" -o GlobalKnownHostsFile=none "$@"
}

there="$(id -un)@127.0.0.1"
bad=0
wrong() {
    echo "WRONG: $1"
    sed 's/^/    /' "$base/out" "$base/err"
    bad=1
}
