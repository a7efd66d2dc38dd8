// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingvalue.h"

#include "event/units.h"
#include "settingstext.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace helio {

using namespace std::chrono_literals;

namespace {

QString readNumber(std::optional<qint64> given, const QString &text, const QString &form, qint64 least, qint64 &value)
{
    if (!given || *given < least)
        return SettingsText::tr("\"%1\" is not %2 of at least %3").arg(text, form).arg(least);
    value = *given;
    return {};
}

} // namespace

QString readDuration(const QString &text, std::chrono::milliseconds least, std::chrono::milliseconds &value)
{
    const auto duration = parseDuration(text);
    if (!duration || *duration < least)
        return SettingsText::tr("\"%1\" is not a duration such as 500ms, 15s, 10m or 24h of at least %2 ms")
            .arg(text)
            .arg(least.count());
    value = *duration;
    return {};
}

QString readSize(const QString &text, qint64 least, qint64 &value)
{
    return readNumber(parseSize(text), text, SettingsText::tr("a size such as 64KiB or 1MiB"), least, value);
}

QString readCount(const QString &text, qint64 least, qint64 &value)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return readNumber(isNumber ? std::optional(number) : std::nullopt, text, SettingsText::tr("a whole number"), least,
                      value);
}

QString readFolder(const QString &text, const QDir &folder, QString &value)
{
    const QString path = text.isEmpty() ? text : folder.absoluteFilePath(text);
    if (!path.isEmpty() && !QFileInfo(path).isDir())
        return SettingsText::tr("there is no folder \"%1\"").arg(path);
    value = path;
    return {};
}

QString readNetworks(const QStringList &texts, Networks &value)
{
    value.clear();
    for (const QString &network : texts) {
        const auto subnet = QHostAddress::parseSubnet(network);
        if (subnet.first.isNull())
            return SettingsText::tr("\"%1\" is no address such as 10.0.0.1, and no network such as 10.0.0.0/8")
                .arg(network);
        value.append(subnet);
    }
    return {};
}

QString durationText(std::chrono::milliseconds value)
{
    const std::pair<std::chrono::milliseconds, const char *> units[] = {{1h, "h"}, {1min, "m"}, {1s, "s"}};
    for (const auto &[unit, name] : units) {
        if (value >= unit && value % unit == 0ms)
            return QString::number(value / unit) + QLatin1String(name);
    }
    return QString::number(value.count()) + QLatin1String("ms");
}

QString sizeText(qint64 value)
{
    const std::pair<qint64, const char *> units[] = {{1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}};
    for (const auto &[unit, name] : units) {
        if (value >= unit && value % unit == 0)
            return QString::number(value / unit) + QLatin1String(name);
    }
    return QString::number(value);
}

QString networksText(const Networks &value)
{
    QStringList texts;
    for (const auto &[address, bits] : value)
        texts.append(address.toString() + u'/' + QString::number(bits));
    return texts.join(QLatin1String(", "));
}

} // namespace helio
