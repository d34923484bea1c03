#!/usr/bin/env bash
# Runs a command as a container would; it must be started in a mount namespace of its own (unshare --mount). The root is
# read-only and has this machine's programs and the mounts that FOLDER lists; the command has no privileges.
# usage: container.sh FOLDER USER WORKING_FOLDER COMMAND...
#   FOLDER/hosts     becomes /etc/hosts
#   FOLDER/mounts    one per line: SOURCE TARGET ro|rw; the SOURCE tmpfs makes an empty folder that USER may write to
set -euo pipefail
folder=$1 user=$2 working=$3
shift 3
root=$folder/root
mount --make-rprivate /
mkdir "$root"
mount -t tmpfs -o mode=755 none "$root"
for name in bin dev etc lib lib64 proc sbin usr; do
  if [ -L "/$name" ]; then
    cp -P "/$name" "$root/"
  elif [ -d "/$name" ]; then
    mkdir "$root/$name"
    mount --rbind "/$name" "$root/$name"
  fi
done
mount --bind "$folder/hosts" "$root/etc/hosts"
while read -r source target mode; do
  if [ "$source" = tmpfs ]; then
    mkdir -p "$root$target"
    mount -t tmpfs -o "uid=$user,gid=$user,mode=700" none "$root$target"
  else
    if [ -d "$source" ]; then mkdir -p "$root$target"; else install -D -m 644 /dev/null "$root$target"; fi
    mount --bind "$source" "$root$target"
    mount -o "remount,bind,$mode" "$root$target"
  fi
done <"$folder/mounts"
mount -o remount,ro "$root"
mount -o remount,bind,ro "$root/usr"
exec chroot "$root" setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \
  env --chdir="$working" -- "$@"
