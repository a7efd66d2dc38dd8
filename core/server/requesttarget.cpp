// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requesttarget.h"

#include "json/utf8.h"
#include "server/httpsyntax.h"

#include <algorithm>

namespace helio {

namespace {

/// Shorter than any token.
constexpr qsizetype LongestShownName = 32;

/// `what`: the part that it is, for people. Its bytes are not repeated to them: a token may be among them.
std::optional<QByteArray> decodedText(QByteArrayView bytes, bool plusIsSpace, const char *what, QString &problem)
{
    auto decoded = percentDecoded(bytes, plusIsSpace);
    if (!decoded) {
        problem = QStringLiteral("%1 has a % that no two hexadecimal digits follow; write % itself as %25.")
                      .arg(QLatin1String(what));
    } else if (firstInvalidUtf8(*decoded)) {
        problem = QStringLiteral("%1 is not valid UTF-8.").arg(QLatin1String(what));
        decoded.reset();
    }
    return decoded;
}

} // namespace

std::optional<QByteArray> percentDecoded(QByteArrayView bytes, bool plusIsSpace)
{
    QByteArray decoded;
    decoded.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (c == '%') {
            const auto byte = i + 2 < bytes.size() ? numberOf(bytes.sliced(i + 1, 2), 16) : std::nullopt;
            if (!byte)
                return {};
            decoded.append(char(*byte));
            i += 2;
        } else {
            decoded.append(c == '+' && plusIsSpace ? ' ' : c);
        }
    }
    return decoded;
}

QString shownName(const QByteArray &name)
{
    const bool isWord = name.size() <= LongestShownName && std::all_of(name.cbegin(), name.cend(), [](char c) {
                            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                   QByteArrayView("-._[]").contains(c);
                        });
    return isWord ? u'"' + QString::fromLatin1(name) + u'"' : QStringLiteral("A name in the query that is no word");
}

std::optional<RequestTarget> RequestTarget::parse(const QByteArray &target, QString &problem)
{
    RequestTarget result;
    const qsizetype question = target.indexOf('?');
    const QByteArray path = question < 0 ? target : target.first(question);
    if (path.size() > 1) {
        for (const QByteArray &segment : path.mid(1).split('/')) {
            const auto decoded = decodedText(segment, false, "The target's path", problem);
            if (!decoded)
                return {};
            result.path.append(*decoded);
        }
    }
    if (question < 0)
        return result;
    for (const QByteArray &pair : target.sliced(question + 1).split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const auto name =
            decodedText(equals < 0 ? pair : pair.first(equals), true, "A name in the target's query", problem);
        const auto value = decodedText(equals < 0 ? QByteArray() : pair.mid(equals + 1), true,
                                       "A value in the target's query", problem);
        if (!name || !value)
            return {};
        result.query.emplaceBack(*name, *value);
    }
    return result;
}

std::optional<QByteArray> RequestTarget::value(QByteArrayView name) const
{
    for (auto pair = query.crbegin(); pair != query.crend(); ++pair) {
        if (pair->first == name)
            return pair->second;
    }
    return {};
}

qsizetype RequestTarget::count(QByteArrayView name) const
{
    return std::count_if(query.cbegin(), query.cend(), [name](const auto &pair) { return pair.first == name; });
}

QString RequestTarget::repetitionProblem(const QByteArray &name) const
{
    return count(name) > 1 ? QStringLiteral("%1 stands in the query more than once.").arg(shownName(name)) : QString();
}

QByteArrayList RequestTarget::values(QByteArrayView name) const
{
    QByteArrayList found;
    for (const auto &[key, value] : query) {
        if (key == name && !value.isEmpty())
            found.append(value);
    }
    return found;
}

} // namespace helio
