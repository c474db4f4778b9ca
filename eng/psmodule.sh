#!/usr/bin/env bash
# Puts the PowerShell module together: artifacts/powershell/Godwit, a folder that can be imported and copied.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/eng/build.sh"
build_once "$root" src/Godwit.PowerShell

from=$(built "$root" src/Godwit.PowerShell) module=$root/artifacts/powershell/Godwit
rm -rf "$module"
mkdir -p "$module/en-US"
cp "$from"/Godwit.PowerShell.dll "$from"/Godwit.Admin.dll "$from"/Godwit.psd1 "$from"/Godwit.Format.ps1xml "$root/LICENSE" "$module"
cp "$from"/Godwit.PowerShell.dll-Help.xml "$module/en-US"
echo "$module"
