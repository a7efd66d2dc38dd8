// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settingsfile.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <memory>

namespace helio::test {

/// A hub, made as its file says, with the options of a command line over it, and all that keeps the file.
struct SettingsBench
{
    explicit SettingsBench(const QByteArray &content, const GivenOptions &given = {})
        : path(directory.filePath(QStringLiteral("hub.toml")))
    {
        write(content);
        if (!settings.readFile(path).isEmpty() || !settings.readOptions(given).isEmpty() ||
            !settings.joinRedis().isEmpty())
            qFatal("cannot read");
        hub = std::make_unique<LocalHub>(settings.hubConfig());
        access = std::make_unique<AccessFile>(*hub, path, settings.access);
        hub->setAccessControl(access.get());
        redis = std::make_unique<RedisFile>(*hub, settings, RedisFile::Options{path});
        control = std::make_unique<SettingsFile>(SettingsFile::Parts{*hub, *access, *redis}, settings,
                                                 SettingsFile::Options{path, given});
    }
    /// As an editor does.
    void write(const QByteArray &content) const
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
    }
    SettingInfo info(const char *key) const
    {
        QString problem;
        const QList<SettingInfo> all = control->settings(problem);
        const auto found = std::find_if(all.cbegin(), all.cend(), [key](const auto &info) { return info.key == key; });
        return found == all.cend() ? SettingInfo() : *found;
    }
    QByteArray content() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool isOpen() const { return hub->state() == HubControl::State::Open; }

    QTemporaryDir directory;
    QString path;
    Settings settings;
    std::unique_ptr<LocalHub> hub;
    std::unique_ptr<AccessFile> access;
    std::unique_ptr<RedisFile> redis;
    std::unique_ptr<SettingsFile> control;
};

} // namespace helio::test
