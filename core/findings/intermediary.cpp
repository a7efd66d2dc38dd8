// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/intermediary.h"

#include "findings/findingtexts.h"
#include "findings/intermediarytable.h"

#include <QCoreApplication>

namespace helio {

namespace {

constexpr const char *NamingFields[] = {"Server", "Via", "X-Cache", "X-Powered-By", "X-Served-By"};

bool shows(const JudgedHead &head, const IntermediaryRow &row)
{
    for (const auto &[field, token] : row.signs) {
        if (!field || !head.hasField(field))
            continue;
        if (!*token || head.field(field).toLower().contains(token))
            return true;
    }
    return false;
}

const char *textOf(const IntermediaryRow &row, IntermediaryTopic topic)
{
    switch (topic) {
    case IntermediaryTopic::Buffering:
        return row.buffering;
    case IntermediaryTopic::Idle:
        return row.idle;
    case IntermediaryTopic::Caching:
        return row.caching;
    }
    return "";
}

} // namespace

Message intermediariesNamed(const JudgedHead &head)
{
    QByteArray names;
    for (const char *field : NamingFields) {
        if (const QByteArray value = head.field(field); !value.isEmpty())
            names += (names.isEmpty() ? "" : ", ") + QByteArray(field) + ": " + value;
    }
    if (names.isEmpty())
        return {};
    return findingText(QT_TRANSLATE_NOOP("helio::Findings", "The head names %1."), {foreignText(names)});
}

QByteArrayList knownIntermediaries(const JudgedHead &head)
{
    QByteArrayList names;
    for (const IntermediaryRow &row : intermediaryRows()) {
        if (shows(head, row))
            names.append(row.name);
    }
    return names;
}

Message intermediaryRemedy(const JudgedHead &head, IntermediaryTopic topic)
{
    Message remedies;
    for (const IntermediaryRow &row : intermediaryRows()) {
        if (const char *text = textOf(row, topic); *text && shows(head, row))
            remedies = joined(remedies, findingText(text));
    }
    return remedies;
}

} // namespace helio
