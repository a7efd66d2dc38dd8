// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/filter/filterparser.h"

#include <QString>

#include <memory>

namespace helio {

/// Which events the table shows. A value: made from a text, copied at no cost, asked from any thread. Its terms stand
/// one behind the other, and an event passes when each of them is met:
///
///     ship          text in data, type, id or channel; capital and small letters are the same
///     "two words"   the same; in quotes \" \\ \n \r \t
///     /re(gex)?/i   a regular expression on the same parts; `i`: capital and small letters are the same
///     channel:a.*   a channel, exactly or by a glob as Pattern reads it; in quotes always exactly
///     type:  id:  source:   in the same way; events that name no type are of type `message`
///     $.path        the data is JSON and has it
///     $.price>100   also >= < <= = !=; = and != also with text, "text", true, false or null
///     -term         excludes what the term finds
class EventFilter
{
public:
    using Field = FieldTerm::Field;

    using Mistake = FilterMistake;

    /// What its text may hold.
    static const FilterSyntax &syntax();

    /// Lets everything pass.
    EventFilter() = default;

    /// Nothing when `text` is no filter; `mistake`, if given, then says why. An empty text lets everything pass.
    static std::optional<EventFilter> parse(const QString &text, Mistake *mistake = nullptr);

    /// `sourceName` is what the table shows as the event's source.
    Verdict judge(const EventView &event, const QString &sourceName) const;
    bool matches(const EventView &event, const QString &sourceName) const
    {
        return judge(event, sourceName) == Verdict::Yes;
    }

    bool isEmpty() const { return !terms_; }
    /// As it was given to parse().
    const QString &text() const { return text_; }
    /// Whether one event may take milliseconds.
    bool isDear() const;
    bool asksForSource() const;

    /// A text as parse() takes it literally: in quotes, with what is special in them escaped.
    static QString quoted(QStringView text);
    /// The term that finds exactly the events with that name, `channel:orders`, quoted only where it must be.
    static QString term(Field field, QStringView value);
    /// `channel:` and so on.
    static QString prefix(Field field);
    /// `text` without the terms that ask for `field`, and with `term` behind it. Where `text` cannot be read, it is
    /// replaced.
    static QString withOnly(const QString &text, Field field, const QString &term);
    /// `text` with `term` behind it; unchanged when it is there already.
    static QString joined(const QString &text, const QString &term);

    /// Two filters are equal when their texts are.
    friend bool operator==(const EventFilter &a, const EventFilter &b) { return a.text_ == b.text_; }

private:
    QString text_;
    std::shared_ptr<const std::vector<FilterTerm>> terms_; ///< the cheap ones first; null when there are none
};

} // namespace helio
