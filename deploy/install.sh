#!/bin/sh
# Ставит пульт на узел: программу, служебную учётную запись, вход по SSH, службы. Повторный запуск ничего не портит
# и меняет только то, что отличается. Описание: docs/deploy.md.
#
#   deploy/install.sh                 поставить или обновить (от root)
#   deploy/install.sh --check         ничего не менять: сказать, что отличается (код 1)
#   deploy/install.sh --root ПАПКА    разложить файлы под ПАПКОЙ: для пакета и проверки; без учётной записи и служб
#   PYTHON=/usr/bin/python3.11        каким Python ставить (не из чьей-то домашней папки)
set -eu
umask 022
export LC_ALL=C

SOURCE=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
ACCOUNT=pult
ROOT=''
CHECK=no
DIFFERS=no

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0"; exit "$1"; }
say() { printf '%s\n' "$*"; }
fail() { printf 'Ошибка: %s\n' "$*" >&2; exit 1; }

while [ $# -gt 0 ]; do
    case $1 in
        --check) CHECK=yes ;;
        --root) [ $# -gt 1 ] || usage 2 >&2; ROOT=${2%/}; shift ;;
        --root=*) ROOT=${1#--root=}; ROOT=${ROOT%/} ;;
        -h|--help) usage 0 ;;
        *) usage 2 >&2 ;;
    esac
    shift
done
case $ROOT in ''|/*) ;; *) fail '--root: нужен полный путь' ;; esac
[ -n "$ROOT" ] || [ "$(id -u)" = 0 ] || fail 'нужны права root (или --root ПАПКА)'

# differs ЧТО: отметить различие; код 0, если его надо исправить сейчас.
differs() {
    DIFFERS=yes
    if [ "$CHECK" = yes ]; then say "▲ $*"; return 1; fi
    say "→ $*"
}

# Владельца меняем только там, где он есть и мы вправе: при --root учётной записи может не быть.
known_owner() {
    [ "$(id -u)" = 0 ] || return 1
    getent passwd "${1%:*}" >/dev/null && getent group "${1#*:}" >/dev/null
}

# rights ПУТЬ ПРАВА ВЛАДЕЛЕЦ:ГРУППА
rights() {
    if [ "$(stat -c %a "$1")" != "$2" ]; then
        differs "права $2: $1" && chmod "$2" "$1"
    fi
    if known_owner "$3" && [ "$(stat -c %U:%G "$1")" != "$3" ]; then
        differs "владелец $3: $1" && chown "$3" "$1"
    fi
    return 0
}

# folder ПУТЬ ПРАВА ВЛАДЕЛЕЦ:ГРУППА
folder() {
    if [ ! -d "$ROOT$1" ]; then
        differs "папка $1" || return 0
        mkdir -p "$ROOT$1"
    fi
    rights "$ROOT$1" "$2" "$3"
}

# put ИСТОЧНИК ПУТЬ ПРАВА ВЛАДЕЛЕЦ:ГРУППА: сменить файл целиком; прежний остаётся, пока новый не записан.
put() {
    if ! cmp -s "$SOURCE/$1" "$ROOT$2"; then
        differs "файл $2" || return 0
        cp "$SOURCE/$1" "$ROOT$2.new"
        mv -f "$ROOT$2.new" "$ROOT$2"
    fi
    rights "$ROOT$2" "$3" "$4"
}

# keep ИСТОЧНИК ПУТЬ ПРАВА ВЛАДЕЛЕЦ:ГРУППА: положить, только если такого файла нет: его правят под узел.
keep() {
    if [ ! -e "$ROOT$2" ]; then
        put "$@"
    else
        rights "$ROOT$2" "$3" "$4"
    fi
}

# --- учётная запись ---------------------------------------------------------------------------------------------------

account() {
    if ! getent passwd "$ACCOUNT" >/dev/null; then
        differs "учётная запись $ACCOUNT" || return 0
        useradd --system --user-group --home-dir /var/lib/pult/home --no-create-home --shell /bin/sh \
            --comment 'Pult service desk' "$ACCOUNT"
    fi
    if [ "$(getent passwd "$ACCOUNT" | cut -d: -f7)" != /bin/sh ]; then  # с nologin команда ключа не запустится
        differs "оболочка /bin/sh у $ACCOUNT" && usermod --shell /bin/sh "$ACCOUNT"
    fi
    case $(getent shadow "$ACCOUNT" | cut -d: -f2) in
        '!'*) differs "учётная запись $ACCOUNT не заперта (пароля нет)" && usermod --password '*' "$ACCOUNT" ;;
    esac
    return 0
}

# --- программа --------------------------------------------------------------------------------------------------------

find_python() {
    for each in ${PYTHON:-} /usr/bin/python3.13 /usr/bin/python3.12 /usr/bin/python3.11 /usr/bin/python3; do
        if [ -x "$each" ] && "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            readlink -f "$each"; return 0
        fi
    done
    fail 'нужен Python 3.11 или новее: укажите PYTHON=/путь'
}

# Что стоит: отпечаток исходного текста и версий библиотек.
state_of_source() {
    (cd "$SOURCE" && find config console core pult.py pyproject.toml requirements/run.txt -type f ! -name '*.pyc' \
        ! -path '*.egg-info/*' -print | sort | xargs sha256sum | sha256sum | cut -d' ' -f1)
}

# Каждая версия стоит в своей папке, /opt/pult/venv указывает на нынешнюю: открытые пульты доживают на той, с которой
# начали, а новая становится нынешней одним переименованием и только целиком.
program() {
    wanted=$(state_of_source)
    release=/opt/pult/releases/$(printf '%.12s' "$wanted")
    if [ "$(readlink /opt/pult/venv 2>/dev/null || :)" = "$release" ] && [ -f "$release/complete" ]; then
        return 0
    fi
    differs "программа в $release" || return 0
    [ -f "$release/complete" ] || build "$release"
    ln -sfn "$release" /opt/pult/venv.new
    mv -Tf /opt/pult/venv.new /opt/pult/venv
    # Три последние версии остаются: на них могут работать открытые пульты, и к ним можно вернуться.
    ls -1dt /opt/pult/releases/*/ | tail -n +4 | while read -r old; do
        [ "${old%/}" = "$release" ] || rm -rf "${old%/}"
    done
}

build() {
    python=$(find_python)
    case $python in /root/*|/home/*) fail "$python в домашней папке: учётная запись $ACCOUNT его не запустит" ;; esac
    "$python" -m pip --version >/dev/null 2>&1 || fail "у $python нет pip: установите python3-pip"
    rm -rf "$1"
    "$python" -m venv --without-pip "$1"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    (cd "$SOURCE" && cp -R config console core pult.py pyproject.toml README.md LICENSE requirements "$work")
    install="$python -m pip --python $1/bin/python --disable-pip-version-check install --no-input --quiet"
    export PIP_USER=0
    $install --require-hashes -r "$work/requirements/build.txt"
    $install --require-hashes --no-build-isolation --use-pep517 -r "$work/requirements/run.txt"
    $install --no-deps --no-index --no-build-isolation "$work"
    "$1/bin/python" -I -m compileall -q "$1/lib" || :
    "$1/bin/python" -I -m core.write_generated_code core console || :
    chown -R root:root "$1"
    chmod -R go-w "$1"
    : >"$1/complete"
}

# --- вход по SSH ------------------------------------------------------------------------------------------------------

includes_snippets() {
    grep -Eiq '^[[:space:]]*Include[[:space:]].*/etc/ssh/sshd_config\.d/' "$ROOT/etc/ssh/sshd_config" 2>/dev/null
}

door() {
    snippet=/etc/ssh/sshd_config.d/10-pult.conf
    before=$(cat "$ROOT$snippet" 2>/dev/null || :)
    put deploy/sshd/10-pult.conf $snippet 644 root:root
    [ -z "$ROOT" ] || return 0
    includes_snippets || say '▲ sshd не читает /etc/ssh/sshd_config.d: добавьте первой строкой /etc/ssh/sshd_config' \
        '«Include /etc/ssh/sshd_config.d/*.conf» и запустите ещё раз'
    [ "$CHECK" = no ] || return 0
    [ "$(cat $snippet)" != "$before" ] || return 0
    if ! sshd=$(command -v sshd || command -v /usr/sbin/sshd); then
        say '▲ sshd нет: установите openssh-server'; return 0
    fi
    mkdir -p /run/sshd
    if ! "$sshd" -t; then
        if [ -n "$before" ]; then printf '%s\n' "$before" >$snippet; else rm -f $snippet; fi
        fail 'sshd не принимает эти настройки: возвращены прежние'
    fi
    systemd && { systemctl reload ssh 2>/dev/null || systemctl reload sshd; }
    return 0
}

# --- службы -----------------------------------------------------------------------------------------------------------

systemd() { [ -z "$ROOT" ] && [ -d /run/systemd/system ]; }

units() {
    changed=$DIFFERS
    DIFFERS=no
    for unit in pult-sweep.service pult-sweep.timer pult-backup.service pult-backup.timer \
        pult-warm.service pult-warm.socket; do
        put deploy/systemd/$unit /etc/systemd/system/$unit 644 root:root
    done
    if [ "$DIFFERS" = yes ] && [ "$CHECK" = no ] && systemd; then systemctl daemon-reload; fi
    enabled timers.target таймер pult-sweep.timer
    enabled timers.target таймер pult-backup.timer
    enabled sockets.target сокет pult-warm.socket
    # Прежний сервер уходит, его пульты дорабатывают; нового запустит следующий вход.
    if [ "$DIFFERS$changed" != nono ] && [ "$CHECK" = no ] && systemd; then
        systemctl stop pult-warm.service
    fi
    [ "$changed" = no ] || DIFFERS=yes
}

# enabled ЦЕЛЬ СЛОВО СЛУЖБА
enabled() {
    link=/etc/systemd/system/$1.wants/$3
    [ ! -L "$ROOT$link" ] || return 0
    differs "$2 $3 включён" || return 0
    if systemd; then
        systemctl enable --now "$3"
    else
        ln -sf "../$3" "$ROOT$link"
    fi
}

# --- порядок ----------------------------------------------------------------------------------------------------------

[ -n "$ROOT" ] || account
# Каждая папка на пути команды, которую запускает sshd, принадлежит root и закрыта для записи другим.
folder /opt 755 root:root
folder /opt/pult 755 root:root
folder /opt/pult/share 755 root:root
folder /opt/pult/releases 755 root:root
folder /etc/pult 755 root:root
folder /etc/ssh/sshd_config.d 755 root:root
folder /etc/systemd/system/timers.target.wants 755 root:root
folder /etc/systemd/system/sockets.target.wants 755 root:root
folder /var/lib/pult 755 root:root
folder /var/lib/pult/home 755 root:root
folder /var/lib/pult/store 700 $ACCOUNT:$ACCOUNT
folder /var/lib/pult/state 700 $ACCOUNT:$ACCOUNT
folder /var/backups/pult 700 $ACCOUNT:$ACCOUNT
keep deploy/pult.env /etc/pult/pult.env 640 root:$ACCOUNT
put docs/deploy.md /opt/pult/share/deploy.md 644 root:root
[ -n "$ROOT" ] || program
door
units

if [ "$CHECK" = yes ]; then
    [ "$DIFFERS" = no ] && { say '✓ Всё на месте.'; exit 0; }
    exit 1
fi
[ "$DIFFERS" = yes ] || say '✓ Всё уже на месте: менять нечего.'
if [ -z "$ROOT" ] && [ ! -s /var/lib/pult/store/pult.db ]; then
    say 'Дальше — создать хранилище и первого администратора, выдать ему ключ, проверить:'
    say "  runuser -u $ACCOUNT -- env PULT_DB=/var/lib/pult/store/pult.db /opt/pult/venv/bin/pult init --admin ЛОГИН --name 'Фамилия И. О.'"
    say "  runuser -u $ACCOUNT -- env PULT_DB=/var/lib/pult/store/pult.db PULT_USER=ЛОГИН /opt/pult/venv/bin/pult user key add ЛОГИН - <id_ed25519.pub"
    say '  /opt/pult/venv/bin/pult doctor'
fi
