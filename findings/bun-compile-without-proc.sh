#!/usr/bin/env bash
# An executable that `bun build --compile` of Bun 1.4.5 makes ends with a crash report of Bun where /proc is not mounted, before
# any of the program's code runs. It holds everything else that it needs, so that a root folder with glibc alone looks sufficient,
# and a program in Go or C runs there.
set -euo pipefail
case "$(uname -s)-$(uname -m)" in Linux-x86_64) ;; *) echo 'Needs Linux on x86-64.'; exit 1 ;; esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm pack --silent @oven/bun-linux-x64@1.4.5 > /dev/null
tar -xzf ./*.tgz
echo 'console.log("hello")' > main.js
mkdir -p root/proc
package/bin/bun build --compile main.js --outfile=root/hello > /dev/null 2>&1
for library in $(ldd root/hello | grep -o '/[^ ]*'); do install -D "$(readlink -f "$library")" "root$library"; done

in_root() { unshare --map-root-user --mount "$@"; }
in_root true || { echo 'Needs user namespaces, or root.'; exit 1; }
expected='with /proc: hello
without /proc: panic(main thread): abort() called'
with=$(in_root sh -c 'mount --rbind /proc root/proc && exec chroot root /hello')
without=$(in_root chroot root /hello 2>&1 || true)
seen="with /proc: $with
without /proc: $(grep -o 'panic.*\|^hello$' <<< "$without")"
echo "bun $(package/bin/bun --version)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
