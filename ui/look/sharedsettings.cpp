// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/sharedsettings.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

#include <chrono>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr auto Patience = 1s;

} // namespace

SharedSettings::SharedSettings(QSettings &settings)
    : settings_(settings)
    // Not the name that QSettings itself locks while it writes.
    , lock_(settings.fileName() + QStringLiteral(".shared.lock"), ProcessLock::Holding::Briefly)
{
    QDir().mkpath(QFileInfo(settings.fileName()).absolutePath());
    lock_.tryLock(Patience);
    settings_.sync();
}

SharedSettings::~SharedSettings()
{
    settings_.sync();
}

void SharedKeys::read(const QStringList &there)
{
    for (const QString &key : std::as_const(there_)) {
        if (!there.contains(key))
            gone_.insert(key);
    }
    there_ = there;
}

void SharedKeys::adopt(const QStringList &own)
{
    known_.unite(QSet<QString>(own.cbegin(), own.cend()));
}

QStringList SharedKeys::merge(const QStringList &own)
{
    QStringList merged;
    for (const QString &key : own) {
        if (!hasGone(key))
            merged.append(key);
    }
    for (const QString &key : std::as_const(there_)) {
        if (!known_.contains(key) && !own.contains(key))
            merged.append(key);
    }
    adopt(own);
    there_ = merged;
    return merged;
}

} // namespace helio
