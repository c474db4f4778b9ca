# build_once ROOT PROJECT NAME: publishes PROJECT into artifacts/NAME unless nothing it is made of is newer.
build_once() {
  local root=$1 project=$2 name=$3
  local out=$root/artifacts/$name stamp=$root/artifacts/$name.stamp
  if [ -e "$stamp" ] && [ -z "$(find "$root/src" "$root/$project" "$root"/Directory.*.props "$root/global.json" \
      -newer "$stamp" -type f -not -path '*/obj/*' -not -path '*/bin/*' -print -quit)" ]; then
    return 0
  fi
  if ! command -v dotnet >/dev/null; then
    echo "Godwit needs the .NET 10 SDK: install it, then run this again." >&2
    return 1
  fi
  mkdir -p "$root/artifacts"
  echo "Building $name ..." >&2
  local now=$root/artifacts/$name.now log=$root/artifacts/$name.build.log
  touch "$now"
  # Not "dotnet build": each time it leaves two empty folders with random names in the temporary folder.
  if ! (cd "$root" && dotnet msbuild "$project" -restore -p:Configuration=Release -p:OutputPath="$out/" -p:_CommandLineDefinedOutputPath=true \
      -v:q -nologo >"$log" 2>&1); then
    grep -E 'error' "$log" | sort -u | head -n 20 >&2
    echo "The build failed; all of it is in $log" >&2
    return 1
  fi
  mv "$now" "$stamp"
}
