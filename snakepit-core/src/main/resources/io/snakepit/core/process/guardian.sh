# Ends the process groups of a JVM's workers when that JVM is gone: its stdin is a pipe that only
# the JVM holds open. Runs in any POSIX shell. One order a line:
#   + GROUP   watch this process group
#   k GROUP   kill it now and forget it, if it is watched
#   q GROUP   send SIGQUIT to its leader, if it is watched
#   d FOLDER  remove this folder at the end
#   f FOLDER  leave it alone after all
trap '' HUP INT QUIT TERM
PATH=${PATH:+$PATH:}/usr/bin:/bin # rm is needed, whatever the application finds there

groups=' '

while read -r order subject; do
  case $order in
    +)
      case $groups in
        *" $subject "*) ;;
        *) groups="$groups$subject " ;;
      esac
      ;;
    k)
      case $groups in
        *" $subject "*)
          kill -KILL "-$subject"
          groups="${groups%% "$subject" *} ${groups#* "$subject" }"
          ;;
      esac
      ;;
    q)
      case $groups in
        *" $subject "*) kill -QUIT "$subject" ;;
      esac
      ;;
    d) set -- "$@" "$subject" ;;
    f)
      for folder; do
        shift
        [ "$folder" = "$subject" ] || set -- "$@" "$folder"
      done
      ;;
  esac
done

# A group that doesn't exist has a leader that is about to make it.
for group in $groups; do
  kill -KILL "-$group" || kill -KILL "$group"
done
[ $# -eq 0 ] || rm -rf -- "$@"
