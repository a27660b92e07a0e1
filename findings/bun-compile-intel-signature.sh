#!/usr/bin/env bash
# `bun build --compile` of Bun 1.4.5, cross-compiling on Linux, signs the executable ad hoc when the target is macOS on arm64, but
# for macOS on x86-64 it leaves the signature of the run-time's makers in place, whose hashes are not those of the executable with
# the program added. So the two need different treatment before a release.
set -euo pipefail
case "$(uname -s)-$(uname -m)" in Linux-x86_64) ;; *) echo 'Needs Linux on x86-64.'; exit 1 ;; esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
for name in linux-x64 darwin-x64 darwin-aarch64; do
  mkdir "$name"
  npm pack --silent --pack-destination "$name" "@oven/bun-$name@1.4.5" > /dev/null
  tar -xzf "$name"/*.tgz -C "$name"
done
echo 'console.log("hello")' > hello.js

cat > signature.cjs <<'JS'
const { createHash } = require('node:crypto')
const { readFileSync } = require('node:fs')
const program = readFileSync(process.argv[2])
let at = 32
let start = 0
for (let left = program.readUInt32LE(16); left > 0; left -= 1) {
  if (program.readUInt32LE(at) === 0x1d) start = program.readUInt32LE(at + 8)
  at += program.readUInt32LE(at + 4)
}
const directory = start + program.readUInt32BE(start + 16)
const isAdHoc = (program.readUInt32BE(directory + 12) & 2) !== 0
const hashes = directory + program.readUInt32BE(directory + 16)
const limit = program.readUInt32BE(directory + 32)
const pageBytes = 2 ** program.readUInt8(directory + 39)
let wrong = 0
for (let page = 0; page * pageBytes < limit; page += 1) {
  const content = program.subarray(page * pageBytes, Math.min((page + 1) * pageBytes, limit))
  const expected = program.subarray(hashes + page * 32, hashes + page * 32 + 32)
  if (!createHash('sha256').update(content).digest().equals(expected)) wrong += 1
}
const isWhole = wrong === 0 && limit === start
console.log(`${process.argv[3]}: ${isAdHoc ? 'ad hoc' : 'not ad hoc'}, ${isWhole ? 'matches' : 'does not match'} the program`)
JS

expected='arm64: ad hoc, matches the program
x64: not ad hoc, does not match the program'
seen=$(for pair in arm64:darwin-aarch64 x64:darwin-x64; do
  bun=$PWD/${pair#*:}/package/bin/bun
  linux-x64/package/bin/bun build --compile hello.js "--target=bun-darwin-${pair%:*}" \
    "--compile-executable-path=$bun" "--outfile=hello-${pair%:*}" > /dev/null 2>&1
  node signature.cjs "hello-${pair%:*}" "${pair%:*}"
done)
echo "bun $(linux-x64/package/bin/bun --version)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
