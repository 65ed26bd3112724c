#!/usr/bin/env bash
# What only root can try: a disk that is full in earnest, and files and folders that another user may not touch.
#
#     tests/faults.sh target/release/actag
#
# Without root the parts that need it are passed over, and it says so. Everything lies in a folder that is removed.
set -euo pipefail
actag=$(realpath "$1")
work=$(mktemp -d)
mounted= group=
trap '[ -z "$mounted" ] || umount "$mounted"; [ -z "$group" ] || rmdir "$group"; rm -rf "$work"' EXIT
cd "$work"
# Without that folder the gazetteers built into the program are used.
python3 - <<'PYTHON'
import json, random
random.seed(6)
words = "Iran Syria Tehran Iraqi troops near the border with Turkey and Russia said Hezbollah fighters in Baghdad".split()
with open("corpus.jsonl", "w") as lines:
    for number in range(60_000):
        text = " ".join(random.choice(words) for _ in range(40))
        lines.write(json.dumps({"id": number, "text": text, "date": "2017-06-01"}) + "\n")
PYTHON

fail() { echo "FAILED: $*" >&2; exit 1; }
# Runs it, and expects that exit code and those words on standard error.
expect() {
  local code=$1 words=$2 got=0
  shift 2
  "$@" 2> told || got=$?
  [ "$got" = "$code" ] || fail "exit code $got, not $code: $* ($(cat told))"
  grep -q -- "$words" told || fail "\`$words\` is not in: $(cat told)"
}

"$actag" tag corpus.jsonl --out whole --quiet

for number in 1 2 3 4; do
  "$actag" tag corpus.jsonl --out "part-$number" --shard "$number/4" --quiet
done
expect 2 "of 4 shards number 3 is not among" "$actag" merge part-1 part-2 part-4 --out merged
"$actag" merge part-3 part-1 part-4 part-2 --out merged --quiet
diff -r whole merged
echo "four shards: byte for byte one run"

# From less than the names alone need to more than enough: where the gazetteers have grown beyond that, it says so.
well=0 ill=0
for kibibytes in 40000 120000 200000 300000 400000 600000 800000 1000000 1200000 1600000; do
  rm -rf out
  # The braces keep the shell's own word on what was aborted to themselves.
  ended=0
  { (ulimit -c 0; ulimit -v "$kibibytes"; exec "$actag" tag corpus.jsonl --out out --quiet --save-every 0 2> told) || ended=$?; } 2> /dev/null
  if [ "$ended" = 0 ]; then
    well=$((well + 1))
  else
    ill=$((ill + 1))
    [ -s told ] || fail "nothing is told at $kibibytes KiB"
    [ ! -e out/datapackage.json ] || fail "half a run looks finished at $kibibytes KiB"
  fi
  "$actag" tag corpus.jsonl --out out --quiet --resume
  diff -r whole out
done
[ "$well" -ge 2 ] && [ "$ill" -ge 2 ] || fail "$well runs had enough memory, $ill had not: choose other limits"
echo "little memory: $ill times told of and resumed, $well times enough"

if [ "$(id -u)" != 0 ]; then
  echo "not root: passed over a full disk and what another user may not touch"
  exit 0
fi

# Memory as containers bound it: the kernel ends the program at once, without a word. Needs version 2 of control groups.
group=/sys/fs/cgroup/actag-faults-$$
mkdir "$group" 2> /dev/null || group=
if [ -n "$group" ] && [ -w "$group/memory.max" ]; then
  well=0 ill=0
  [ ! -w "$group/memory.swap.max" ] || echo 0 > "$group/memory.swap.max"
  for mebibytes in 16 32 48 64 96 128 256 512 1024; do
    rm -rf out
    echo "${mebibytes}M" > "$group/memory.max"
    ended=0
    { (echo "$BASHPID" > "$group/cgroup.procs"; exec "$actag" tag corpus.jsonl --out out --quiet --save-every 0) || ended=$?; } 2> /dev/null
    if [ "$ended" = 0 ]; then
      well=$((well + 1))
    else
      ill=$((ill + 1))
      [ ! -e out/datapackage.json ] || fail "half a run looks finished at $mebibytes MiB"
    fi
    "$actag" tag corpus.jsonl --out out --quiet --resume
    diff -r whole out
  done
  [ "$well" -ge 1 ] && [ "$ill" -ge 1 ] || fail "$well runs had enough memory, $ill had not: choose other limits"
  echo "a container's memory: $ill times ended and resumed, $well times enough"
else
  echo "no control groups with a bound on memory here: passed over a container's memory"
fi
[ -z "$group" ] || rmdir "$group"
group=

mkdir disk
if mount -t tmpfs -o size=3m tmpfs disk 2> /dev/null; then
  mounted=$work/disk
  expect 2 "No space left on device" "$actag" tag corpus.jsonl --out disk/out --save-every 0
  ls disk/out/*.csv disk/out/datapackage.json > /dev/null 2>&1 && fail "tables on a full disk"
  expect 2 "No space left on device" "$actag" tag corpus.jsonl --out disk/out --resume --save-every 0
  mount -o remount,size=600m disk
  "$actag" tag corpus.jsonl --out disk/out --resume --quiet
  diff -r whole disk/out
  umount disk
  mounted=
  echo "a full disk: told of twice, and resumed when there was room"
else
  echo "no mounts here: passed over a full disk"
fi

mkdir news closed
cp corpus.jsonl news/a.jsonl
cp corpus.jsonl news/b.jsonl
mkdir news/locked
chmod 755 "$work"
chmod 000 news/b.jsonl news/locked
chmod 555 closed
cp "$actag" actag
as() { setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"; }
expect 2 "Permission denied" as ./actag tag news --out closed/out
mkdir open && chmod 777 open
expect 0 "Skipped 2 inputs" as ./actag tag news --out open/out
grep -q "news/b.jsonl,,unreadable,cannot be read: Permission denied" open/out/skipped.csv || fail "b.jsonl is not in skipped.csv"
echo "what another user may not touch: told of"
