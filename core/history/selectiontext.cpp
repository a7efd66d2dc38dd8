// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/selectiontext.h"

#include "event/rules.h"
#include "json/jsonwriter.h"

#include <utility>

namespace helio {

QByteArray textOf(const Selection &selection)
{
    JsonWriter out;
    out.beginObject().key("channels").beginArray();
    for (const QByteArray &name : selection.channels())
        out.string(name);
    out.endArray().key("patterns").beginArray();
    for (const Pattern &pattern : selection.patterns())
        out.string(pattern.glob());
    out.endArray().endObject();
    return out.take();
}

std::optional<Selection> selectionOf(QByteArrayView text)
{
    const auto whole = JsonValue::read(text);
    const auto channels = whole ? whole->member("channels") : std::nullopt;
    const auto patterns = whole ? whole->member("patterns") : std::nullopt;
    if (!channels || !patterns)
        return {};
    if (channels->kind != JsonValue::Kind::Array || patterns->kind != JsonValue::Kind::Array)
        return {};
    Selection selection;
    // Counted as they are written: to tell that two are the same takes comparing.
    qsizetype entries = 0;
    for (JsonChildren names(*channels); names.next();) {
        const auto name = names.value().string();
        if (!name || ++entries > Selection::MaximumEntries || !channelProblem(*name).isEmpty())
            return {};
        selection.addChannel(*name);
    }
    for (JsonChildren globs(*patterns); globs.next();) {
        const auto glob = globs.value().string();
        if (!glob || ++entries > Selection::MaximumEntries || !patternProblem(*glob).isEmpty())
            return {};
        selection.addPattern(*glob);
    }
    return selection;
}

Selection selectionOrEveryChannel(QByteArrayView text)
{
    return selectionOf(text).value_or(everyChannel());
}

Selection everyChannel()
{
    Selection all;
    all.addPattern("*");
    return all;
}

Selection boundedLoss(Selection lost)
{
    return lost.size() <= Selection::MaximumEntries ? lost : everyChannel();
}

Selection joinedLosses(Selection one, const Selection &other)
{
    for (const QByteArray &name : other.channels())
        one.addChannel(name);
    for (const Pattern &pattern : other.patterns())
        one.addPattern(pattern.glob());
    return boundedLoss(std::move(one));
}

} // namespace helio
