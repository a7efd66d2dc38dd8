// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonpath.h"

#include "json/utf8.h"

#include <QCoreApplication>

namespace helio {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("helio::JsonPath", text);
}

/// What a name may be made of to stand behind a dot: all but what a path, a filter or white space needs.
bool isPlain(QChar c)
{
    return c.isLetterOrNumber() || c.isSurrogate() || c == u'_' || c == u'-' || c == u'$' || c == u'@';
}

bool isPlain(const QString &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) { return isPlain(c); });
}

/// The document as a value. Of a container only both its ends are read: find() passes over the rest as it goes.
std::optional<JsonValue> valueOf(QByteArrayView document)
{
    const QByteArrayView text = document.trimmed();
    if (text.startsWith('{') && text.endsWith('}'))
        return JsonValue{JsonValue::Kind::Object, text};
    if (text.startsWith('[') && text.endsWith(']'))
        return JsonValue{JsonValue::Kind::Array, text};
    return JsonValue::read(text);
}

} // namespace

std::optional<JsonPath> JsonPath::parse(QStringView text, QString *mistake)
{
    const auto fail = [mistake](const QString &why) {
        if (mistake)
            *mistake = why;
        return std::nullopt;
    };
    JsonPath path;
    qsizetype at = 0;
    if (text.startsWith(u'$'))
        at = 1;
    else if (!text.startsWith(u'.') && !text.startsWith(u'['))
        return fail(tr("a path begins with $, as in $.price"));
    while (at < text.size()) {
        if (text[at] == u'.') {
            const qsizetype begin = ++at;
            while (at < text.size() && isPlain(text[at]))
                ++at;
            if (at == begin)
                return fail(tr("a name is missing behind a dot; names with spaces or signs go into brackets, as in "
                               "$['a name']"));
            path = path.member(text.sliced(begin, at - begin).toUtf8());
            continue;
        }
        if (text[at] != u'[')
            return fail(tr("“%1” belongs to no path; the next step begins with a dot or a bracket").arg(text[at]));
        ++at;
        if (at < text.size() && (text[at] == u'\'' || text[at] == u'"')) {
            const QChar quote = text[at++];
            QString name;
            for (; at < text.size() && text[at] != quote; ++at) {
                if (text[at] == u'\\' && at + 1 < text.size())
                    ++at;
                name += text[at];
            }
            if (at >= text.size())
                return fail(tr("a name in quotes has no end"));
            ++at;
            path = path.member(name.toUtf8());
        } else {
            const qsizetype begin = at;
            while (at < text.size() && text[at] != u']')
                ++at;
            bool ok = false;
            const qlonglong index = text.sliced(begin, at - begin).toLongLong(&ok);
            if (!ok || index < 0)
                return fail(tr("between brackets stands a number from 0 on, or a name in quotes"));
            path = path.element(qsizetype(index));
        }
        if (at >= text.size() || text[at] != u']')
            return fail(tr("a bracket is not closed"));
        ++at;
    }
    return path;
}

JsonPath JsonPath::member(const QByteArray &name) const
{
    JsonPath longer = *this;
    longer.steps_.append({name, -1});
    return longer;
}

JsonPath JsonPath::element(qsizetype index) const
{
    JsonPath longer = *this;
    longer.steps_.append({{}, index});
    return longer;
}

QString JsonPath::toString() const
{
    QString text = QStringLiteral("$");
    for (const Step &step : steps_) {
        if (step.index >= 0) {
            text += QStringLiteral("[%1]").arg(step.index);
            continue;
        }
        const QString name = decodeUtf8(step.name);
        if (isPlain(name)) {
            text += u'.' + name;
            continue;
        }
        QString quoted = name;
        quoted.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
        text += QStringLiteral("['") + quoted + QStringLiteral("']");
    }
    return text;
}

std::optional<JsonValue> JsonPath::find(QByteArrayView document) const
{
    auto value = valueOf(document);
    for (const Step &step : steps_) {
        if (!value || value->kind != (step.index >= 0 ? JsonValue::Kind::Array : JsonValue::Kind::Object))
            return std::nullopt;
        std::optional<JsonValue> found;
        for (JsonChildren children(*value); !found && children.next();) {
            if (step.index >= 0 ? children.index() == step.index : children.hasKey(step.name))
                found = children.value();
        }
        value = found;
    }
    return value;
}

std::optional<double> JsonPath::number(QByteArrayView document) const
{
    const auto value = find(document);
    return value ? value->number() : std::nullopt;
}

} // namespace helio
