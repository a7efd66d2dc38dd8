// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsourceoptions.h"

#include <QByteArrayView>
#include <QString>

namespace helio {

/// The headers of the user's own among EventSourceOptions. They go out as they are, or it is said why not; what is
/// no header at all is left out.

/// Why the headers of `options` cannot all go out as they are with such a request, in one sentence for people that says
/// what to do; empty when they can. What is no header, by isHeaderName() and isHeaderValue(), is not judged.
QString headersProblem(const EventSourceOptions &options);
/// Whether a header of this name, in small letters, may go to any origin that a redirect leads to, as it holds no
/// secret by its nature. Of all others nobody knows.
bool crossesOrigins(QByteArrayView lowerName);
/// Whether a header of this name, in small letters, is about the body, so that it does not outlive it at a redirect
/// (Fetch, "request-body-header name").
bool describesBody(QByteArrayView lowerName);

} // namespace helio
