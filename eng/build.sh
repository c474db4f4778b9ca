# build_once ROOT PROJECT [FOLDER ...]: builds PROJECT to where the SDK puts it, unless neither src nor the folders it takes files from have anything newer.
build_once() {
  local root=$1 project=$2
  shift 2
  is_built "$root" "${project##*/}" "$root/src" "$root/$project" "$@" || build "$root" "${project##*/}" "$project"
}

# build_all ROOT: every project, several at a time.
build_all() {
  local root=$1
  is_built "$root" all "$root/src" "$root/tests" "$root/benchmarks" || build "$root" all Godwit.slnx -m
}

# built ROOT PROJECT: the folder with what was built.
built() { echo "$1/$2/bin/Release/net10.0"; }

# is_built ROOT NAME FOLDER ...: nothing in the folders is newer than NAME, or all, was built.
is_built() {
  local root=$1 name=$2 stamp
  shift 2
  for stamp in "$root/artifacts/$name.stamp" "$root/artifacts/all.stamp"; do
    if [ -e "$stamp" ] && [ -z "$(find "$@" "$root"/Directory.*.props "$root/global.json" -newer "$stamp" -type f -not -path '*/obj/*' -not -path '*/bin/*' -print -quit)" ]; then return 0; fi
  done
  return 1
}

# build ROOT NAME WHAT OPTION ...: its stamp is artifacts/NAME.stamp, what the compiler says is in artifacts/NAME.build.log.
build() {
  local root=$1 name=$2 what=$3
  shift 3
  if ! command -v dotnet >/dev/null; then
    echo "Godwit needs the .NET 10 SDK: install it, then run this again." >&2
    return 1
  fi
  mkdir -p "$root/artifacts"
  echo "Building $name ..." >&2
  local now=$root/artifacts/$name.now log=$root/artifacts/$name.build.log
  touch "$now"
  # Not "dotnet build": each time it leaves two empty folders with random names in the temporary folder.
  if ! (cd "$root" && dotnet msbuild "$what" -restore -p:Configuration=Release "$@" -v:q -nologo >"$log" 2>&1); then
    grep -E 'error' "$log" | sort -u | head -n 20 >&2
    echo "The build failed; all of it is in $log" >&2
    return 1
  fi
  mv "$now" "$root/artifacts/$name.stamp"
}
