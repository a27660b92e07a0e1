#!/usr/bin/env bash
# In the JSON syntax of Terraform 1.11, what a key means depends on where it stands:
#  1. "//" is a comment in a block, and an ordinary key in the value of an argument, where it reaches the provider.
#  2. In the value of an argument a key is a template like a string: "${...}" in it is evaluated. In the default of a variable,
#     neither keys nor strings are templates.
# A generator of JSON that adds comments, or escapes "${" in values only, does something else than it looks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
terraform() { env -i PATH="$PATH" HOME="$folder" CHECKPOINT_DISABLE=1 terraform "$@"; }
version=$(terraform version | sed -n '1s/^Terraform v//p')
[[ $version = 1.11.* ]] || { echo "Needs Terraform 1.11 on PATH, not \"$version\"."; exit 1; }

cat > main.tf.json <<'JSON'
{
  "//": "a comment",
  "variable": { "default": { "//": "a comment", "default": { "//": "kept", "${1 + 1}": "${1 + 1}" } } },
  "resource": { "terraform_data": { "example": { "//": "a comment", "input": { "//": "kept", "${1 + 1}": "${1 + 1}" } } } },
  "output": {
    "argument": { "//": "a comment", "value": "${jsonencode(terraform_data.example.input)}" },
    "default": { "value": "${jsonencode(var.default)}" }
  }
}
JSON
terraform init > /dev/null
terraform apply -auto-approve > /dev/null

seen=$(for name in argument default; do echo "$name: $(terraform output -raw "$name")"; done)
expected='argument: {"//":"kept","2":2}
default: {"${1 + 1}":"${1 + 1}","//":"kept"}'
echo "Terraform $version"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
