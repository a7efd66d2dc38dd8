// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QHostAddress>
#include <QStringList>

#include <chrono>
#include <functional>

namespace helio {

struct Settings;

/// How the value of a key is written, and where it is kept. The functions below make them for each form; their `place`
/// answers the value within the settings: `[](auto &s) -> auto & { return s.redis.url; }`.
struct SettingValue
{
    bool isList = false;
    /// Sets the value from its text; a list gets all its items, anything else one. Paths begin in `folder`. Answers
    /// what is wrong, for people, translated; empty when all is well.
    std::function<QString(Settings &settings, const QStringList &texts, const QDir &folder)> assign;
    /// The value as it would be written, a list with commas; empty where there is nothing.
    std::function<QString(const Settings &settings)> text;
};

QString readDuration(const QString &text, std::chrono::milliseconds least, std::chrono::milliseconds &value);
QString readSize(const QString &text, qint64 least, qint64 &value);
QString readCount(const QString &text, qint64 least, qint64 &value);
QString readFolder(const QString &text, const QDir &folder, QString &value);
using Networks = QList<std::pair<QHostAddress, int>>;
QString readNetworks(const QStringList &texts, Networks &value);

/// `15s`, `64KiB`, `10.0.0.0/8`: as the readers above take them.
QString durationText(std::chrono::milliseconds value);
QString sizeText(qint64 value);
QString networksText(const Networks &value);

template <typename Place>
SettingValue duration(std::chrono::milliseconds least, Place place)
{
    return {false,
            [=](Settings &settings, const QStringList &texts, const QDir &) {
                return readDuration(texts.constFirst(), least, place(settings));
            },
            [=](const Settings &settings) { return durationText(place(settings)); }};
}

template <typename Place>
SettingValue size(qint64 least, Place place)
{
    return {false,
            [=](Settings &settings, const QStringList &texts, const QDir &) {
                return readSize(texts.constFirst(), least, place(settings));
            },
            [=](const Settings &settings) { return sizeText(place(settings)); }};
}

template <typename Place>
SettingValue count(qint64 least, Place place)
{
    return {false,
            [=](Settings &settings, const QStringList &texts, const QDir &) {
                return readCount(texts.constFirst(), least, place(settings));
            },
            [=](const Settings &settings) { return QString::number(place(settings)); }};
}

/// A folder that exists, or none.
template <typename Place>
SettingValue folder(Place place)
{
    return {false,
            [=](Settings &settings, const QStringList &texts, const QDir &from) {
                return readFolder(texts.constFirst(), from, place(settings));
            },
            [=](const Settings &settings) { return place(settings); }};
}

/// Any text that `problemOf` finds nothing wrong with.
template <typename Place>
SettingValue text(QString (*problemOf)(const QString &text), Place place)
{
    return {false,
            [=](Settings &settings, const QStringList &texts, const QDir &) {
                place(settings) = texts.constFirst();
                return problemOf(texts.constFirst());
            },
            [=](const Settings &settings) { return place(settings); }};
}

/// A list of texts that `problemOf` finds nothing wrong with.
template <typename Place>
SettingValue texts(QString (*problemOf)(const QStringList &texts), Place place)
{
    return {true,
            [=](Settings &settings, const QStringList &items, const QDir &) {
                place(settings) = items;
                return problemOf(items);
            },
            [=](const Settings &settings) { return place(settings).join(QLatin1String(", ")); }};
}

/// Addresses and networks.
template <typename Place>
SettingValue networks(Place place)
{
    return {true,
            [=](Settings &settings, const QStringList &texts, const QDir &) {
                return readNetworks(texts, place(settings));
            },
            [=](const Settings &settings) { return networksText(place(settings)); }};
}

/// One of some words, which name the values of an enumeration in their order. `problem` is what to say of another word,
/// marked for translation in the context helio::Settings.
template <typename Place>
SettingValue choice(const QStringList &words, const char *problem, Place place)
{
    return {false,
            [=](Settings &settings, const QStringList &texts, const QDir &) {
                const qsizetype index = words.indexOf(texts.constFirst());
                if (index < 0)
                    return QCoreApplication::translate("helio::Settings", problem).arg(texts.constFirst());
                auto &value = place(settings);
                value = std::remove_reference_t<decltype(value)>(index);
                return QString();
            },
            [=](const Settings &settings) { return words.at(qsizetype(place(settings))); }};
}

} // namespace helio
