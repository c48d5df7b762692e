# shellcheck shell=bash
# Helpers that the scripts share. Source it; it changes to the project's folder.
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export NODE_PATH=/usr/share/nodejs # Debian's Emscripten looks for its acorn there
logs=build/logs

# fail "One plain sentence: what went wrong and what to do."
fail() {
  echo "Roadshow: $*" >&2
  exit 1
}

# step "Building the web client": says what comes next, numbered when steps_total is set.
step_number=0
step() {
  step_number=$((step_number + 1))
  echo "[$step_number/$steps_total] $1 ..."
}

# logged NAME "What went wrong and what to do." COMMAND...: output goes to build/logs/NAME.log; its end is shown on failure.
logged() {
  local log=$logs/$1.log sentence=$2
  shift 2
  mkdir -p "$logs"
  "$@" >"$log" 2>&1 && return
  tail -n 30 "$log" >&2
  echo "Roadshow: $sentence The whole output is in $log." >&2
  return 1
}

# need_space 3000 /folder: refuses to start when fewer megabytes are free where the folder will be.
need_space() {
  local needed=$1 folder=$2 free
  while [[ ! -d $folder ]]; do folder=$(dirname "$folder"); done
  free=$(df --output=avail -BM "$folder" | tail -1 | tr -dc 0-9)
  ((free >= needed)) || fail "about $needed MB of free disk space is needed for $2, and $free MB is free. Free some space and run this again."
}

# build PRESET TARGET...: configures when the presets changed, then builds what changed.
build() {
  local preset=$1
  shift
  if [[ ! build/$preset/build.ninja -nt CMakePresets.json ]]; then
    logged "configure-$preset" "CMake could not configure the $preset build." cmake --preset "$preset" || return 1
  fi
  logged "build-$preset" "The $preset build failed: see the first error above." cmake --build --preset "$preset" ${@:+--target "$@"}
}

# What the site is made of: the browser programs, the roadshow program, the web client and the fonts. Three steps.
build_parts() {
  step "Building the browser programs"
  build wasm || return 1
  step "Building the roadshow program"
  build native roadshow || return 1
  step "Building the web client"
  logged web "The web client could not be built: see the error above." node web/build.mjs --out build/web || return 1
  logged fonts "The fonts could not be made." scripts/fonts
}
