// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/judged.h"

namespace helio {

namespace {

bool isName(const QByteArray &one, QByteArrayView other)
{
    return one.size() == other.size() && qstrnicmp(one.data(), one.size(), other.data(), other.size()) == 0;
}

} // namespace

QByteArray JudgedHead::field(QByteArrayView name) const
{
    QByteArray values;
    bool isFirst = true;
    for (const auto &[fieldName, value] : fields) {
        if (!isName(fieldName, name))
            continue;
        if (!isFirst)
            values.append(", ");
        isFirst = false;
        values.append(value.trimmed());
    }
    return values;
}

bool JudgedHead::hasField(QByteArrayView name) const
{
    for (const auto &[fieldName, value] : fields) {
        if (isName(fieldName, name))
            return true;
    }
    return false;
}

QByteArray JudgedHead::type() const
{
    const QByteArray value = field("content-type");
    const qsizetype end = value.indexOf(';');
    return value.first(end < 0 ? value.size() : end).trimmed().toLower();
}

QByteArray JudgedHead::charset() const
{
    const QByteArray value = field("content-type").toLower();
    const QList<QByteArray> parts = value.split(';');
    for (const QByteArray &part : parts.mid(1)) {
        const QByteArray parameter = part.trimmed();
        if (!parameter.startsWith("charset="))
            continue;
        QByteArray charset = parameter.sliced(8).trimmed();
        if (charset.size() >= 2 && charset.startsWith('"') && charset.endsWith('"'))
            charset = charset.sliced(1, charset.size() - 2);
        return charset;
    }
    return {};
}

QByteArray JudgedHead::coding() const
{
    const QByteArray coding = field("content-encoding").toLower();
    return coding == "identity" ? QByteArray() : coding;
}

bool isTheirs(JudgedEnd end)
{
    switch (end) {
    case JudgedEnd::Complete:
    case JudgedEnd::CutOff:
    case JudgedEnd::CloseDelimited:
    case JudgedEnd::CodingBroken:
    case JudgedEnd::Unknown:
        return true;
    case JudgedEnd::ByUs:
    case JudgedEnd::TimedOut:
    case JudgedEnd::TooLarge:
        return false;
    }
    return false;
}

} // namespace helio
