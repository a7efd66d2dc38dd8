# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of helio for bash.

# What may stand behind the option $prev; fails where it takes nothing.
_helio_value()
{
    case $prev in
        --config | --cacert | --cert | --key | --output)
            _filedir
            ;;
        --static)
            _filedir -d
            ;;
        --store)
            COMPREPLY=($(compgen -W 'memory sqlite sqlite:' -- "$cur"))
            ;;
        --redis-mode)
            COMPREPLY=($(compgen -W 'pubsub streams' -- "$cur"))
            ;;
        --redis)
            COMPREPLY=($(compgen -W 'env redis://localhost' -- "$cur"))
            ;;
        --source)
            COMPREPLY=($(compgen -W 'system demo' -- "$cur"))
            ;;
        --format)
            COMPREPLY=($(compgen -W 'sse ndjson json-array' -- "$cur"))
            ;;
        -X | --request)
            COMPREPLY=($(compgen -W 'GET POST PUT' -- "$cur"))
            ;;
        --lens)
            COMPREPLY=($(compgen -W 'auto openai-chat openai-responses anthropic ollama gemini vercel-ui ag-ui' -- "$cur"))
            ;;
        -H | --after | --against | --allowed-hosts | --allowed-origins | --channel \
            | --count | -d | --data | --event | --expect | --for \
            | --header | --heartbeat | --id | --last-event-id | --listen \
            | --max-age | --max-body | --max-bytes | --max-channels | --max-clients | --max-clients-per-address \
            | --max-event | --max-events | --max-reconnects | --memory | --name \
            | --origin | --proxy | --publish | --queue | --reconnection-time | --redis-bridge \
            | --redis-channels | --redis-replicas | --redis-stream | --retry | --stall | --subscribe | --timeout | --token | --total \
            | --trusted-proxies | -u | --url | --user | -x)
            ;;
        *)
            return 1
            ;;
    esac
}

_helio()
{
    local cur prev words cword
    _init_completion -n : || return
    if ((cword == 1)); then
        COMPREPLY=($(compgen -W 'serve publish listen check token history --help --version' -- "$cur"))
        return
    fi
    _helio_value && return
    local options
    case ${words[1]} in
        serve)
            options='--listen --heartbeat --reconnection-time --max-clients --max-clients-per-address
                --max-channels --max-body --allowed-origins --allowed-hosts --trusted-proxies --static --store
                --memory --max-events --max-bytes --max-age --queue --stall --total --redis --redis-mode
                --redis-channels --redis-stream --redis-replicas --redis-bridge --config --source --open-access
                -h --help'
            ;;
        publish)
            options='--url --channel --event --id --retry --token --ndjson -h --help'
            ;;
        listen)
            options='--channel --last-event-id -H --header --token -u --user -X --request -d --data --cacert --cert
                --key -x --proxy --retry-errors --max-event --any-type --format --lens --json --raw --output
                --count --expect --max-reconnects --timeout -h --help'
            ;;
        check)
            options='--for --against --origin --once --json --format --channel --last-event-id -H --header --token
                -u --user -X --request -d --data --cacert --cert --key -x --proxy -h --help'
            ;;
        token)
            options='--name --publish --subscribe --admin -h --help'
            ;;
        history)
            if [[ $cword == 2 && $cur != -* ]]; then
                COMPREPLY=($(compgen -W 'check export compact' -- "$cur"))
                return
            fi
            options='--channel --after -h --help'
            ;;
        *)
            return
            ;;
    esac
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
    elif [[ ${words[1]} == history ]]; then
        _filedir
    fi
} &&
    complete -F _helio helio
