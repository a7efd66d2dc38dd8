// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/eventtemplate.h"

#include <QRandomGenerator>

namespace helio {

std::optional<EventTemplate> EventTemplate::parse(const Draft &draft, QString *problem)
{
    const auto fail = [problem](const QString &text) {
        if (problem)
            *problem = text;
        return std::nullopt;
    };
    EventTemplate result;
    result.channel_ = draft.channel.isEmpty() ? QByteArray(DefaultChannel) : draft.channel.toUtf8();
    if (const QString retry = draft.retry.trimmed(); !retry.isEmpty()) {
        bool isNumber = false;
        result.retry_ = std::chrono::milliseconds(retry.toLongLong(&isNumber));
        if (!isNumber)
            return fail(tr("The reconnection time must be a whole number of milliseconds, or empty."));
    }
    Placeholders::Mistake mistake;
    const auto type = Placeholders::parse(draft.type, &mistake);
    if (!type)
        return fail(tr("Type, column %1: %2.").arg(mistake.column).arg(mistake.what));
    const auto id = Placeholders::parse(draft.id, &mistake);
    if (!id)
        return fail(tr("ID, column %1: %2.").arg(mistake.column).arg(mistake.what));
    const auto data = Placeholders::parse(draft.data, &mistake);
    if (!data)
        return fail(tr("Data, line %1, column %2: %3.").arg(mistake.line).arg(mistake.column).arg(mistake.what));
    result.type_ = *type;
    result.id_ = *id;
    result.data_ = *data;
    return result;
}

bool EventTemplate::isConstant() const
{
    return type_.isConstant() && id_.isConstant() && data_.isConstant();
}

Publication EventTemplate::publication(qint64 number, qint64 time, quint32 seed) const
{
    QRandomGenerator chance(seed);
    const Placeholders::Source source{number, time, &chance};
    Publication publication;
    publication.channel = channel_;
    publication.retry = retry_;
    publication.type = type_.expand(source).toUtf8();
    publication.id = id_.expand(source).toUtf8();
    publication.data = data_.expand(source).toUtf8();
    return publication;
}

} // namespace helio
