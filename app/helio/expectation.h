// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QRegularExpression>

namespace helio {

/// What `--expect TYPE[=REGEX]` waits for: an event of that type whose data the regular expression matches anywhere.
class Expectation
{
public:
    /// Nothing where `text` is no expectation; `problem` then says to people why.
    static std::optional<Expectation> parse(const QString &text, QString &problem);

    bool isMetBy(const Event &event) const;
    /// As it was typed.
    const QString &text() const { return text_; }

private:
    QString text_;
    QByteArray type_; ///< `message` for the default type
    std::optional<QRegularExpression> data_;
};

} // namespace helio
