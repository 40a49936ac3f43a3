#!/bin/sh
# The timed commands where nothing else keeps time: mail every ten minutes, cleaning up once a day.
# A failure is said by the command itself, and the next round tries again.
set -u
manage=".venv/bin/python manage.py"
trap 'exit 0' TERM INT
cleaned=""
while true; do
  today=$(date +%F)
  if [ "$today" != "$cleaned" ]; then
    $manage purge_deleted && $manage clearsessions && cleaned=$today
  fi
  [ -z "${EMAIL_URL:-}" ] || $manage send_due_mail
  sleep 600 & wait $!
done
