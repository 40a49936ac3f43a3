#!/bin/sh
# The timed commands where nothing else keeps time: mail every ten minutes, once a day a backup and
# cleaning up. A failure is said by the command itself, and the next round tries again.
set -u
manage=".venv/bin/python manage.py"
trap 'exit 0' TERM INT
cleaned="" kept=""
while true; do
  today=$(date +%F)
  if [ "$today" != "$kept" ]; then
    $manage backup /var/lib/pmcareer-backups --keep "${BACKUPS_KEPT:-14}" && kept=$today
  fi
  if [ "$today" != "$cleaned" ]; then
    $manage purge_deleted && $manage purge_accounts && $manage clearsessions && cleaned=$today
  fi
  [ -z "${EMAIL_URL:-}" ] || $manage send_due_mail
  sleep 600 & wait $!
done
