#!/usr/bin/env bash
# An attribute of any type, such as the input of terraform_data, has its type in the state beside its value. In Terraform 1.11, an
# object that becomes a map of the same keys and values, as it does when a literal moves into a variable of type map(string), is
# therefore an update in place. The plan does not say why: it lists the attribute among the unchanged ones.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
terraform() { env -i PATH="$PATH" HOME="$folder" CHECKPOINT_DISABLE=1 terraform "$@" -no-color; }
version=$(terraform version | sed -n '1s/^Terraform v//p')
[[ $version = 1.11.* ]] || { echo "Needs Terraform 1.11 on PATH, not \"$version\"."; exit 1; }

cat > variable.tf <<'TF'
variable "tags" {
  type    = map(string)
  default = { team = "login" }
}
TF
input() { printf 'resource "terraform_data" "example" {\n  input = %s\n}\n' "$1" > main.tf; }
input '{ team = "login" }'
terraform init > /dev/null
terraform apply -auto-approve > /dev/null
input 'var.tags'
terraform plan -out=saved > plan.txt
grep -v '^ *id ' plan.txt | sed -n '/resource "terraform_data"/,/^Plan/p' > shown.txt
terraform show -json saved > saved.json
values=$(node -p 'const { before, after } = require("./saved.json").resource_changes[0].change; JSON.stringify([before.input, after.input])')

seen="$(cat shown.txt)
input before and after: $values"
expected='  ~ resource "terraform_data" "example" {
      ~ output = {
          - team = "login"
        } -> (known after apply)
        # (1 unchanged attribute hidden)
    }

Plan: 0 to add, 1 to change, 0 to destroy.
input before and after: [{"team":"login"},{"team":"login"}]'
echo "Terraform $version"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
