// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requesttarget.h"

#include "json/utf8.h"

namespace helio {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::optional<QByteArray> decodedText(QByteArrayView bytes, bool plusIsSpace, QString &problem)
{
    auto decoded = percentDecoded(bytes, plusIsSpace);
    if (!decoded)
        problem =
            QStringLiteral("The target has a % that no two hexadecimal digits follow in \"%1\"; write % itself as %25.")
                .arg(decodeUtf8(bytes));
    else if (firstInvalidUtf8(*decoded)) {
        problem = QStringLiteral("The target is not valid UTF-8 in \"%1\".").arg(decodeUtf8(bytes));
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
            const int high = i + 2 < bytes.size() ? hexValue(bytes[i + 1]) : -1;
            const int low = i + 2 < bytes.size() ? hexValue(bytes[i + 2]) : -1;
            if (high < 0 || low < 0)
                return {};
            decoded.append(char(high << 4 | low));
            i += 2;
        } else {
            decoded.append(c == '+' && plusIsSpace ? ' ' : c);
        }
    }
    return decoded;
}

std::optional<RequestTarget> RequestTarget::parse(const QByteArray &target, QString &problem)
{
    RequestTarget result;
    const QByteArrayView whole = QByteArrayView(target).first(
        target.indexOf('#') < 0 ? target.size() : target.indexOf('#')); // no fragment belongs here; browsers send none
    const qsizetype question = whole.indexOf('?');
    const QByteArray path = (question < 0 ? whole : whole.first(question)).toByteArray();
    if (path.size() > 1) {
        for (const QByteArray &segment : path.mid(1).split('/')) {
            const auto decoded = decodedText(segment, false, problem);
            if (!decoded)
                return {};
            result.path.append(*decoded);
        }
    }
    if (question < 0)
        return result;
    for (const QByteArray &pair : whole.sliced(question + 1).toByteArray().split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const auto name = decodedText(equals < 0 ? pair : pair.first(equals), true, problem);
        const auto value = decodedText(equals < 0 ? QByteArray() : pair.mid(equals + 1), true, problem);
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
