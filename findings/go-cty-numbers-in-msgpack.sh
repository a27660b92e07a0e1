#!/usr/bin/env bash
# go-cty 1.16.0, the value library of Terraform 1.11, encodes the one type number in three forms of MessagePack: an integer, a float
# where that is exact, and otherwise decimal text. So 0.5 reaches a provider as a float, and 0.1 and 2^63 as strings. A decoder such as
# @msgpack/msgpack 3.1.3, which a provider in JavaScript would use, gives a string for 0.1, and rounds 2^53 + 1, which comes as an
# integer, without an error unless `useBigInt64` is set.
set -euo pipefail
command -v go > /dev/null || { echo 'Needs Go.'; exit 1; }
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @msgpack/msgpack@3.1.3
go mod init example.test/numbers 2> /dev/null
go get github.com/zclconf/go-cty@v1.16.0 2> /dev/null

cat > main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/msgpack"
)

func main() {
	for _, text := range os.Args[1:] {
		encoded, err := msgpack.Marshal(cty.MustParseNumberVal(text), cty.Number)
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s %x\n", text, encoded)
	}
}
GO
cat > decode.cjs <<'JS'
const { decode } = require('@msgpack/msgpack')

const lines = require('node:fs').readFileSync(0, 'utf8').trim().split('\n')
for (const [text, hex] of lines.map((line) => line.split(' '))) {
  const value = decode(Buffer.from(hex, 'hex'))
  console.log(`${text}: encoded as ${hex.slice(0, 2)}…, decoded as the ${typeof value} ${value}`)
}
JS

expected='1: encoded as 01…, decoded as the number 1
0.5: encoded as cb…, decoded as the number 0.5
0.1: encoded as a3…, decoded as the string 0.1
9007199254740993: encoded as cf…, decoded as the number 9007199254740992
9223372036854775808: encoded as b3…, decoded as the string 9223372036854775808'
GOFLAGS=-mod=mod go run . 1 0.5 0.1 9007199254740993 9223372036854775808 > encoded
seen=$(node decode.cjs < encoded)
echo "go-cty $(go list -m -f '{{.Version}}' github.com/zclconf/go-cty)"
echo "@msgpack/msgpack $(node -p 'require("./node_modules/@msgpack/msgpack/package.json").version')"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
