// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alerts/alertrule.h"

#include <QByteArray>

namespace helio {

struct Alert;

/// What people read of alerts, translated.

/// What a rule watches for: `no event of “channel:orders” for 1 min`.
QString conditionText(const AlertRule &rule);
/// What it does then: `notification, mark, POST to example.org`; never with what is secret in a URL.
QString actionsText(const AlertRule &rule);
/// What is so, when it is; `rate`: per second, where the rule is about one.
QString alertWords(const AlertRule &rule, double rate = 0);
/// A code as lists name it; nothing: any error or warning.
QString codeText(const std::optional<FindingCode> &code);

/// What is posted: `{"rule","when","words","stream","event"}`. `when`: milliseconds since 1970. `event` is null, or
/// `{"channel","type","id","data"}`, whose data is cut after MaximumPostedData bytes (`"cut":true` then).
QByteArray alertJson(const QString &rule, const Alert &alert, qint64 when);
inline constexpr qsizetype MaximumPostedData = qsizetype(64) * 1024;

} // namespace helio
