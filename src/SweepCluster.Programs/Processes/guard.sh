# Guards the programs of one process. Reads lines from a pipe that only that process writes: "+ ID" begins to guard a process
# group, "? ID" says that it has been asked to stop, "- ID" that it has ended. Once the pipe closes, whatever is left is asked
# to stop and, after a grace, killed: the groups, and processes that have left them but still bear the mark in their
# environment.
#   $1  the mark, NAME=VALUE
#   $2  the grace, in seconds
trap '' HUP INT TERM
mark=$1 grace=$2 live= asked=
while read -r what id; do
  case $what in
    +) live="$live $id" ;;
    -) rest=; for one in $live; do [ "$one" = "$id" ] || rest="$rest $one"; done; live=$rest ;;
    '?') asked="$asked $id" ;;
  esac
done
among() { for each in $2; do [ "$each" = "$1" ] && return 0; done; return 1; }
marked() { grep -lsF "$mark" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3; }
group() { { read -r line < "/proc/$1/stat"; } 2>/dev/null && set -- ${line##*) } && echo "$3"; }
strays() { for one in $(marked); do among "$(group "$one")" "$live" || echo "$one"; done; }
all() { for one in $live; do echo "-$one"; done; strays; }
alive() {
  kill -s 0 -- "-$1" 2>/dev/null || return 1
  [ -d /proc/self ] || return 0
  sought=$1
  for stat in /proc/[0-9]*/stat; do
    { read -r line < "$stat"; } 2>/dev/null || continue
    set -- ${line##*) }
    [ "$3" = "$sought" ] && [ "$1" != Z ] && return 0
  done
  return 1
}
any() { for one in $live; do alive "$one" && return 0; done; [ -n "$(strays)" ]; }
for one in $live; do among "$one" "$asked" || kill -s TERM -- "-$one" 2>/dev/null; done
for one in $(strays); do kill -s TERM "$one" 2>/dev/null; done
while any && [ "$grace" -gt 0 ]; do sleep 1; grace=$((grace - 1)); done
for one in $(all); do kill -s KILL -- "$one" 2>/dev/null; done
