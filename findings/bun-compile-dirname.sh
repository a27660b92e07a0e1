#!/usr/bin/env bash
# In a CommonJS module, `bun build --compile` of Bun 1.4.5 writes the folder of the source at build time in place of __dirname. The
# executable, moved to another folder or machine, still names it: files that lie beside the executable are not found that way, and
# builds in different folders give different bytes.
set -euo pipefail
case "$(uname -s)-$(uname -m)" in Linux-x86_64) ;; *) echo 'Needs Linux on x86-64.'; exit 1 ;; esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm pack --silent @oven/bun-linux-x64@1.4.5 > /dev/null
tar -xzf ./*.tgz
mkdir source elsewhere
echo 'console.log(__dirname)' > source/main.cjs
package/bin/bun build --compile source/main.cjs --outfile=built > /dev/null 2>&1
mv built elsewhere/moved
rm -r source

echo "bun $(package/bin/bun --version)"
seen=$(elsewhere/moved)
echo "in elsewhere/moved, __dirname is ${seen/#"$(pwd -P)"/FOLDER}"
[ "$seen" = "$(pwd -P)/source" ] || { echo 'This has changed. Expected: the folder of the source'; exit 1; }
