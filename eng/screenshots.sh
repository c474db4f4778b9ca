#!/usr/bin/env bash
# Takes the pictures of docs/pictures anew, with a demo and a browser, and fails if what they show does not work.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
. eng/install.sh
. eng/build.sh
install_packages chromium fonts-liberation pidgin-sipe libpurple-dev libpurple0 libglib2.0-dev pkg-config gcc make libc6-dev
make -s -C tests/sipe-probe
build_all "$root"
GODWIT_ROOT=$root GODWIT_PICTURES=$root/docs/pictures "$(built "$root" tests/Godwit.Real.Tests)/Godwit.Real.Tests" -noColor -noLogo -class Godwit.Real.Tests.Console.Pictures
