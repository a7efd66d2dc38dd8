// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/curloptions.h"

#include <QList>

#include <algorithm>

namespace helio {

namespace {

struct Entry
{
    const char16_t *names; ///< separated by spaces
    CurlOption option;
};

// clang-format off
const Entry Entries[] = {
    {u"-H --header", CurlOption::Header},
    {u"-X --request", CurlOption::Method},
    {u"-d --data --data-ascii --data-binary", CurlOption::Data},
    {u"--data-raw", CurlOption::DataRaw},
    {u"--data-urlencode", CurlOption::DataUrlEncoded},
    {u"--json", CurlOption::Json},
    {u"-G --get", CurlOption::DataToQuery},
    {u"-I --head", CurlOption::Head},
    {u"-u --user", CurlOption::User},
    {u"--oauth2-bearer", CurlOption::Bearer},
    {u"-g --globoff", CurlOption::GlobOff},
    {u"-b --cookie", CurlOption::Cookie},
    {u"-A --user-agent", CurlOption::UserAgent},
    {u"-e --referer", CurlOption::Referer},
    {u"-k --insecure", CurlOption::Insecure},
    {u"--cacert", CurlOption::Authority},
    {u"-E --cert", CurlOption::Certificate},
    {u"--key", CurlOption::Key},
    {u"--pass", CurlOption::Passphrase},
    {u"-x --proxy", CurlOption::Proxy},
    {u"-U --proxy-user", CurlOption::ProxyUser},
    {u"--socks5 --socks5-hostname", CurlOption::Socks5},
    {u"--noproxy", CurlOption::NoProxy},
    {u"--http2", CurlOption::Http2},
    {u"--url", CurlOption::Url},
    {u"-: --next", CurlOption::Next},
    // What a stream does anyway, or what only concerns curl's own output and patience.
    {u"-N --no-buffer -s --silent -S --show-error --compressed --no-compressed -L --location -v --verbose -i "
     u"--include --show-headers -f --fail --fail-with-body --http1.1 -1 --tlsv1 -# --progress-bar --no-progress-meter "
     u"--basic --keepalive --no-keepalive --tcp-nodelay --tcp-fastopen --proto-default -j "
     u"--junk-session-cookies --raw --tr-encoding --styled-output --no-styled-output --ssl-reqd --no-sessionid -O "
     u"--remote-name -J --remote-header-name -R --remote-time --retry-connrefused --retry-all-errors --no-alpn "
     u"--path-as-is -q --disable", CurlOption::Ignored},
    {u"-o --output -w --write-out -m --max-time --connect-timeout --retry --retry-delay --retry-max-time --max-redirs "
     u"-y --speed-time -Y --speed-limit --limit-rate --keepalive-time -D --dump-header -c --cookie-jar --trace "
     u"--trace-ascii --stderr --expect100-timeout --happy-eyeballs-timeout-ms --output-dir --create-file-mode "
     u"-K --config", CurlOption::IgnoredValue},
    {u"-n --netrc --netrc-optional --digest --ntlm --negotiate --anyauth --location-trusted --proxy-insecure -4 --ipv4 -6 --ipv6 -0 --http1.0 "
     u"--http2-prior-knowledge --http3 --http3-only --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --haproxy-protocol --post301 "
     u"--post302 --post303 -p --proxytunnel --proxy-digest --proxy-ntlm --proxy-negotiate --ssl-no-revoke",
     CurlOption::Unsupported},
    {u"-F --form --form-string -T --upload-file --resolve --connect-to --interface --local-port --unix-socket "
     u"--abstract-unix-socket --capath --crlfile --ciphers --tls13-ciphers --curves --tls-max --cert-type --key-type "
     u"--pinnedpubkey --engine --socks4 --socks4a --preproxy --proxy-header --proxy-cacert --proxy-cert --proxy-key "
     u"--aws-sigv4 --dns-servers --doh-url --netrc-file -r --range -C --continue-at -z --time-cond --request-target "
     u"--proto --proto-redir --max-filesize --url-query --variable --expand-url --delegation -t --telnet-option",
     CurlOption::UnsupportedValue},
};
// clang-format on

bool names(QStringView list, QStringView name)
{
    const auto parts = list.split(u' ');
    return std::any_of(parts.begin(), parts.end(), [name](QStringView part) { return part == name; });
}

} // namespace

CurlOption curlOption(QStringView name)
{
    const auto *found = std::find_if(std::begin(Entries), std::end(Entries),
                                     [name](const Entry &entry) { return names(entry.names, name); });
    return found == std::end(Entries) ? CurlOption::Unknown : found->option;
}

bool takesValue(CurlOption option)
{
    switch (option) {
    case CurlOption::Unknown:
    case CurlOption::Ignored:
    case CurlOption::Unsupported:
    case CurlOption::DataToQuery:
    case CurlOption::GlobOff:
    case CurlOption::Head:
    case CurlOption::Insecure:
    case CurlOption::Http2:
    case CurlOption::Next:
        return false;
    case CurlOption::IgnoredValue:
    case CurlOption::UnsupportedValue:
    case CurlOption::Header:
    case CurlOption::Method:
    case CurlOption::Data:
    case CurlOption::DataRaw:
    case CurlOption::DataUrlEncoded:
    case CurlOption::Json:
    case CurlOption::User:
    case CurlOption::Bearer:
    case CurlOption::Cookie:
    case CurlOption::UserAgent:
    case CurlOption::Referer:
    case CurlOption::Authority:
    case CurlOption::Certificate:
    case CurlOption::Key:
    case CurlOption::Passphrase:
    case CurlOption::Proxy:
    case CurlOption::ProxyUser:
    case CurlOption::Socks5:
    case CurlOption::NoProxy:
    case CurlOption::Url:
        break;
    }
    return true;
}

} // namespace helio
