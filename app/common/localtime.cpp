// SPDX-License-Identifier: GPL-3.0-or-later
#include "localtime.h"

#include <QDateTime>

namespace helio {

QByteArrayView LocalTime::text(qint64 milliseconds)
{
    constexpr qint64 PerSecond = 1000;
    const qint64 rest = (milliseconds % PerSecond + PerSecond) % PerSecond;
    const qint64 second = (milliseconds - rest) / PerSecond;
    if (second != second_) {
        second_ = second;
        text_ = QDateTime::fromSecsSinceEpoch(second).toString(QStringLiteral("HH:mm:ss.000")).toLatin1();
    }
    char *const digits = text_.data() + text_.size() - 3;
    digits[0] = char('0' + rest / 100);
    digits[1] = char('0' + rest / 10 % 10);
    digits[2] = char('0' + rest % 10);
    return text_;
}

} // namespace helio
