// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSettings>

namespace helio {

/// Settings of the window that are compared and kept again and again, since nothing tells of their changes. Each change
/// is written to the disk, and another window may have its own way meanwhile: only what changed here since the last
/// time is written.
class KeptSettings
{
public:
    /// Borrowed.
    explicit KeptSettings(QSettings &settings)
        : settings_(settings)
    {}

    QSettings &settings() { return settings_; }
    QVariant value(const QString &key, const QVariant &fallback = {}) const { return settings_.value(key, fallback); }
    /// What this window kept there last; invalid when it kept nothing.
    QVariant own(const QString &key) const { return own_.value(key); }
    void keep(const QString &key, const QVariant &value);
    /// As keep(), but `merged`, which holds the values of others too, is what is written.
    void keepMerged(const QString &key, const QVariant &own, const QVariant &merged);
    /// Takes the key and all below it out.
    void remove(const QString &key);

private:
    QSettings &settings_;
    QHash<QString, QVariant> own_;
};

} // namespace helio
