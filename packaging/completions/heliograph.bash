# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of heliograph for bash.

_heliograph()
{
    local cur prev words cword
    _init_completion -n : || return
    case $prev in
        --config | --stall-report)
            _filedir
            return
            ;;
        --static)
            _filedir -d
            return
            ;;
        --store)
            COMPREPLY=($(compgen -W 'memory sqlite sqlite:' -- "$cur"))
            return
            ;;
        --redis-mode)
            COMPREPLY=($(compgen -W 'pubsub streams' -- "$cur"))
            return
            ;;
        --allowed-hosts | --allowed-origins | --heartbeat | --hub | --listen | --max-age \
            | --max-body | --max-bytes | --max-channels | --max-clients | --max-clients-per-address | --max-events \
            | --memory | --open | --queue | --reconnection-time | --redis | --redis-bridge \
            | --redis-channels | --redis-replicas | --redis-stream \
            | --stall | --token | --total | --trusted-proxies)
            return
            ;;
    esac
    COMPREPLY=($(compgen -W '--open --hub --token --no-hub --new-instance --paused --stall-report --config --help --version
        --listen --heartbeat --reconnection-time --max-clients --max-clients-per-address --max-channels
        --max-body --allowed-origins --allowed-hosts --trusted-proxies --static --store --memory --max-events
        --max-bytes --max-age --queue --stall --total --redis --redis-mode --redis-channels
        --redis-stream --redis-replicas --redis-bridge' -- "$cur"))
} &&
    complete -F _heliograph heliograph
