// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/keptitems.h"

#include "json/jsonvalue.h"
#include "json/jsonwriter.h"
#include "json/utf8.h"

#include <algorithm>

namespace helio {

namespace {

constexpr qint64 FormatVersion = 1;

bool isLater(const KeptItem &a, const KeptItem &b)
{
    if (a.changedAt != b.changedAt)
        return a.changedAt > b.changedAt;
    // So that all windows come to the same.
    return a.isRemoved && !b.isRemoved;
}

bool isNewer(const KeptItem &a, const KeptItem &b)
{
    return a.madeAt != b.madeAt ? a.madeAt > b.madeAt : a.key < b.key;
}

void write(JsonWriter &json, const KeptItem &item)
{
    json.beginObject();
    json.key("key").string(item.key);
    json.key("changedAt").number(item.changedAt);
    if (item.isRemoved) {
        json.key("removed").boolean(true);
    } else {
        json.key("madeAt").number(item.madeAt);
        json.key("name").text(item.name);
        json.key("channel").text(item.draft.channel);
        json.key("channelSet").boolean(item.draft.isChannelSet);
        json.key("type").text(item.draft.type);
        json.key("id").text(item.draft.id);
        json.key("retry").text(item.draft.retry);
        json.key("data").text(item.draft.data);
    }
    json.endObject();
}

bool isTrue(const JsonValue &value)
{
    return value.kind == JsonValue::Kind::Boolean && value.text == "true";
}

std::optional<KeptItem> itemOf(const JsonValue &object)
{
    KeptItem item;
    for (JsonChildren members(object); members.next();) {
        const QByteArray name = members.keyText();
        const JsonValue &value = members.value();
        const auto text = [&value] { return decodeUtf8(value.unescaped()); };
        if (name == "key")
            item.key = value.unescaped();
        else if (name == "changedAt")
            item.changedAt = value.text.toLongLong();
        else if (name == "madeAt")
            item.madeAt = value.text.toLongLong();
        else if (name == "removed")
            item.isRemoved = isTrue(value);
        else if (name == "name")
            item.name = text();
        else if (name == "channel")
            item.draft.channel = text();
        else if (name == "channelSet")
            item.draft.isChannelSet = isTrue(value);
        else if (name == "type")
            item.draft.type = text();
        else if (name == "id")
            item.draft.id = text();
        else if (name == "retry")
            item.draft.retry = text();
        else if (name == "data")
            item.draft.data = text();
    }
    if (item.key.isEmpty())
        return std::nullopt;
    return item;
}

} // namespace

const KeptItem *KeptItems::find(const QByteArray &key) const
{
    const auto found = items_.constFind(key);
    return found == items_.cend() || found->isRemoved ? nullptr : &*found;
}

QList<KeptItem> KeptItems::newestFirst() const
{
    QList<KeptItem> items;
    for (const KeptItem &item : items_) {
        if (!item.isRemoved)
            items.append(item);
    }
    std::sort(items.begin(), items.end(), isNewer);
    return items;
}

void KeptItems::put(const KeptItem &item)
{
    const auto found = items_.find(item.key);
    if (found == items_.end())
        items_.insert(item.key, item);
    else if (isLater(item, *found))
        *found = item;
}

void KeptItems::merge(const KeptItems &other)
{
    for (const KeptItem &item : other.items_)
        put(item);
}

void KeptItems::trim(const Bounds &bounds)
{
    qsizetype kept = 0;
    qsizetype bytes = 0;
    for (const KeptItem &item : newestFirst()) {
        const qsizetype more = item.draft.bytes();
        if (kept == bounds.count || bytes + more > bounds.bytes) {
            items_.remove(item.key);
            continue;
        }
        ++kept;
        bytes += more;
    }

    QList<std::pair<qint64, QByteArray>> removed;
    for (const KeptItem &item : std::as_const(items_)) {
        if (item.isRemoved)
            removed.append({item.changedAt, item.key});
    }
    std::sort(removed.begin(), removed.end(), std::greater());
    for (qsizetype i = MaximumRemoved; i < removed.size(); ++i)
        items_.remove(removed[i].second);
}

QByteArray KeptItems::toJson() const
{
    JsonWriter json;
    json.beginObject();
    json.key("version").number(FormatVersion);
    json.key("items").beginArray();
    for (const KeptItem &item : items_)
        write(json.breakLine(), item);
    return json.breakLine().endArray().endObject().endLine().take();
}

std::optional<KeptItems> KeptItems::fromJson(QByteArrayView json)
{
    const auto document = JsonValue::read(json);
    if (!document)
        return std::nullopt;
    const auto version = document->member("version");
    const auto items = document->member("items");
    if (!version || version->text.toLongLong() != FormatVersion || !items || items->kind != JsonValue::Kind::Array)
        return std::nullopt;
    KeptItems result;
    for (JsonChildren children(*items); children.next();) {
        const auto item = itemOf(children.value());
        if (!item)
            return std::nullopt;
        result.put(*item);
    }
    return result;
}

} // namespace helio
