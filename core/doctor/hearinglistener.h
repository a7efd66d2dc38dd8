// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/judged.h"

namespace helio {

/// Hears what happens to one request, in its order, each with the moment at which it was noticed: what was read in one
/// turn of the loop has one moment. Whoever listens does not end the hearing from here.
class HearingListener
{
public:
    virtual ~HearingListener() = default;

    virtual void onRequest(const JudgedRequest &request, Moment now) = 0;
    /// The connection stands, or could not be made; again when more is known of it.
    virtual void onDial(const JudgedDial &dial) = 0;
    virtual void onRedirect(const JudgedRedirect &redirect) = 0;
    /// The answer's own, no interim one, behind the redirects that were followed.
    virtual void onHead(const JudgedHead &head, Moment now, Trust trust) = 0;
    /// Of the body, without chunks, its content coding undone.
    virtual void onBytes(QByteArrayView bytes, Moment now, Trust trust) = 0;
    /// Bytes of a body whose coding is not known here.
    virtual void onCodedBytes(Moment now) = 0;
    /// Nothing comes behind it.
    virtual void onEnd(JudgedEnd end, Moment now) = 0;
};

} // namespace helio
