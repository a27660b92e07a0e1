#!/usr/bin/env bash
# When a variable is declared sensitive, Terraform 1.11 plans an in-place update of each resource that uses it, although no value
# changes: the state records which values are sensitive, and a difference in that record alone is a change. `plan -detailed-exitcode`
# then exits with 2, so that a scheduled check for drift reports every such resource. When the declaration is removed, it does so
# again. The update of the record is shown as an update of the object.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
terraform() { env -i PATH="$PATH" HOME="$folder" CHECKPOINT_DISABLE=1 terraform "$@" -no-color; }
version=$(terraform version | sed -n '1s/^Terraform v//p')
[[ $version = 1.11.* ]] || { echo "Needs Terraform 1.11 on PATH, not \"$version\"."; exit 1; }

cat > main.tf <<'TF'
resource "terraform_data" "example" {
  input = var.text
}
TF
declare_variable() { printf 'variable "text" {\n  default   = "same"\n  sensitive = %s\n}\n' "$1" > variable.tf; }
plan() {
  local code=0
  terraform plan -detailed-exitcode > plan.txt || code=$?
  echo "$1: exit code $code, $(grep -E '^(Plan:|No changes)' plan.txt)"
}

declare_variable false
terraform init > /dev/null
terraform apply -auto-approve > /dev/null
seen=$(
  plan 'unchanged'
  declare_variable true
  plan 'declared sensitive'
  terraform apply -auto-approve > /dev/null
  declare_variable false
  plan 'no longer declared sensitive'
)
expected='unchanged: exit code 0, No changes. Your infrastructure matches the configuration.
declared sensitive: exit code 2, Plan: 0 to add, 1 to change, 0 to destroy.
no longer declared sensitive: exit code 2, Plan: 0 to add, 1 to change, 0 to destroy.'
echo "Terraform $version"
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'This has changed. Expected:'; echo "$expected"; exit 1; }
