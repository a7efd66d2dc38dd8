// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/selectiontext.h"

#include "json/jsonwriter.h"

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

Selection selectionOf(QByteArrayView text)
{
    const auto whole = JsonValue::read(text);
    const auto channels = whole ? whole->member("channels") : std::nullopt;
    const auto patterns = whole ? whole->member("patterns") : std::nullopt;
    if (!channels || !patterns)
        return everyChannel();
    Selection selection;
    for (JsonChildren names(*channels); names.next();)
        selection.addChannel(names.value().unescaped());
    for (JsonChildren globs(*patterns); globs.next();)
        selection.addPattern(globs.value().unescaped());
    return selection;
}

Selection everyChannel()
{
    Selection all;
    all.addPattern("*");
    return all;
}

} // namespace helio
