// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace helio {

/// Which program a client is, in a word or two: `Chrome 140`, `Firefox 128`, `curl 8`, `okhttp 4`, `Node`,
/// `Python requests`. Of one that is not known, the first product it names, with the first number of its version.
/// Empty where it names none. The text is the client's own: what it cannot show stands as marks.
QString programOf(QByteArrayView userAgent);

} // namespace helio
