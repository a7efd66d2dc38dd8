// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/jsonbody.h"

#include "json/utf8.h"
#include "server/exchange.h"

namespace helio {

namespace {
constexpr qsizetype MaximumBodyDepth = 8;
} // namespace

bool JsonBody::admit(const Exchange &exchange)
{
    const QByteArray type = exchange.field("content-type").split(';').constFirst().trimmed().toLower();
    const QByteArray coding = exchange.field("content-encoding").toLower();
    if (type == "application/json" && (coding.isEmpty() || coding == "identity"))
        return true;
    exchange.answer(HttpResponse::problem(415, QStringLiteral("Send this as application/json, not encoded.")));
    return false;
}

JsonBody::JsonBody(const Exchange &exchange, const QByteArrayList &names)
{
    JsonValue::Mistake mistake;
    const auto body = JsonValue::read(withoutByteOrderMark(exchange.body), &mistake, MaximumBodyDepth);
    const QString known = QString::fromLatin1(names.join(", "));
    if (!body) {
        fail(QStringLiteral("This cannot be read as JSON, at line %1, column %2: %3.")
                 .arg(mistake.line)
                 .arg(mistake.column)
                 .arg(mistake.english));
        return;
    }
    if (body->kind != JsonValue::Kind::Object) {
        fail(QStringLiteral("This takes one JSON object with %1.").arg(known));
        return;
    }
    for (JsonChildren members(*body); problem_.isEmpty() && members.next();) {
        const QByteArray name = members.keyText();
        if (!names.contains(name))
            fail(QStringLiteral("\"%1\" is not known here; the object may have %2.").arg(decodeUtf8(name), known));
        else if (members_.contains(name))
            fail(QStringLiteral("\"%1\" stands there twice; give it once.").arg(decodeUtf8(name)));
        members_.insert(name, members.value());
    }
}

QByteArray JsonBody::text(const char *name)
{
    const auto found = members_.constFind(name);
    if (found == members_.cend())
        return {};
    const auto text = found->string();
    if (!text)
        fail(QStringLiteral("\"%1\" must be a string.").arg(QLatin1String(name)));
    return text.value_or(QByteArray());
}

QByteArrayList JsonBody::texts(const char *name, qsizetype most)
{
    QByteArrayList texts;
    const auto found = members_.constFind(name);
    if (found == members_.cend() || !problem_.isEmpty())
        return texts;
    bool isGood = found->kind == JsonValue::Kind::Array;
    for (JsonChildren children(*found); isGood && children.next();) {
        if (texts.size() == most) {
            fail(QStringLiteral("\"%1\" may have at most %2 entries.").arg(QLatin1String(name)).arg(most));
            return texts;
        }
        const auto text = children.value().string();
        isGood = text.has_value();
        texts.append(text.value_or(QByteArray()));
    }
    if (!isGood)
        fail(QStringLiteral("\"%1\" must be an array of strings.").arg(QLatin1String(name)));
    return texts;
}

bool JsonBody::flag(const char *name)
{
    const auto found = members_.constFind(name);
    if (found == members_.cend())
        return false;
    if (found->kind != JsonValue::Kind::Boolean)
        fail(QStringLiteral("\"%1\" must be true or false.").arg(QLatin1String(name)));
    return found->text == "true";
}

qint64 JsonBody::number(const char *name, qint64 otherwise, qint64 least, qint64 most)
{
    const auto found = members_.constFind(name);
    if (found == members_.cend())
        return otherwise;
    bool isNumber = found->isInteger();
    const qint64 number = isNumber ? found->text.toByteArray().toLongLong(&isNumber) : 0;
    if (!isNumber || number < least || number > most)
        fail(QStringLiteral("\"%1\" must be a whole number from %2 to %3.")
                 .arg(QLatin1String(name))
                 .arg(least)
                 .arg(most));
    return number;
}

void JsonBody::fail(const QString &problem)
{
    if (problem_.isEmpty())
        problem_ = problem;
}

} // namespace helio
