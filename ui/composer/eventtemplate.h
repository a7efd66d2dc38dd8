// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "ui/composer/draft.h"
#include "ui/composer/placeholders.h"

namespace helio {

/// A draft as it is published: type, ID and data with their placeholders, of which publications are made. A value, made
/// by parse().
class EventTemplate
{
    Q_DECLARE_TR_FUNCTIONS(helio::EventTemplate)
public:
    /// Nothing where a placeholder is none, or the reconnection time is no number; `problem`, if given, then says why,
    /// for people, translated.
    static std::optional<EventTemplate> parse(const Draft &draft, QString *problem = nullptr);

    /// All that it makes are the same.
    bool isConstant() const;
    /// What comes of it as event number `number`, from 1. The same `seed` gives the same random values.
    Publication publication(qint64 number, qint64 time, quint32 seed) const;

private:
    QByteArray channel_;
    std::optional<std::chrono::milliseconds> retry_;
    Placeholders type_;
    Placeholders id_;
    Placeholders data_;
};

} // namespace helio
