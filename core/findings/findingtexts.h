// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/message.h"

#include <QByteArrayView>

#include <chrono>

/// What stands in the words of findings.
namespace helio {

/// A text of the context `helio::Findings`, which stands in QT_TRANSLATE_NOOP where it is written.
Message findingText(const char *source, const QList<Message> &arguments = {});
/// One behind the other; one that says nothing leaves no space.
Message joined(const Message &first, const Message &second);
/// The same in every language: `40 ms`, `1.3 s`, `25 s`, `12 min`, `3.5 h`, `2 d`.
Message timeText(std::chrono::nanoseconds time);
Message numberText(quint64 number);
/// `once`, `2 times`.
Message timesText(quint64 times);
/// `1 byte`, `212 bytes`.
Message bytesText(quint64 bytes);
/// What somebody else said, on one line and with nothing in it that is not seen; of more than 200 bytes, or
/// `maximumBytes`, the first.
Message foreignText(QByteArrayView utf8);
Message foreignText(QByteArrayView utf8, qsizetype maximumBytes);
/// A media type or a name that may be missing: `-` then.
Message nameText(QByteArrayView name);

} // namespace helio
