// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/judged.h"

#include <curl/curl.h>

namespace helio {

/// What OpenSSL does for a transfer, and libcurl does not tell: that the handshake has begun, which certificate is no
/// good and why, which protocol the server chose.
class TlsWatch
{
public:
    /// Forgets what it knows and watches the transfer's handshake. Must live until that has ended.
    void watch(CURL *handle);

    bool hasBegun() const { return hasBegun_; }
    /// What the server chose by ALPN; Unknown before the handshake's end.
    JudgedDial::Protocol offers() const { return offers_; }
    /// Why libcurl did not trust the server; only to be asked after it did not.
    JudgedDial::Failure failure(CURL *handle) const;

private:
    friend struct TlsCallbacks;

    bool hasBegun_ = false;
    JudgedDial::Protocol offers_ = JudgedDial::Protocol::Unknown;
    int error_ = 0;  ///< X509_V_ERR_…, the first; 0: none
    QString detail_; ///< the day that it is about
};

} // namespace helio
