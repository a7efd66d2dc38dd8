// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace helio {

/// What an option of curl means to us.
enum class CurlOption {
    Unknown,
    Ignored,          ///< takes no value, and changes nothing for a stream
    IgnoredValue,     ///< the same, with a value
    Unsupported,      ///< takes no value, and cannot be done here
    UnsupportedValue, ///< the same, with a value
    Header,
    Method,
    Data,
    DataRaw,
    DataUrlEncoded,
    Json,
    DataToQuery,
    GlobOff,
    Head,
    User,
    Bearer,
    Cookie,
    UserAgent,
    Referer,
    Insecure,
    Authority,
    Certificate,
    Key,
    Passphrase,
    Proxy,
    ProxyUser,
    Socks5,
    NoProxy,
    Http2,
    Url,
    Next,
};

/// `name` with its dashes: `-H`, `--header`.
CurlOption curlOption(QStringView name);
bool takesValue(CurlOption option);

} // namespace helio
