// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QSettings;

namespace helio {

class ChartList;

/// Which charts were chosen for the wall, by their object names; kept in the settings, beside what other windows chose.
/// The user's own have other ids at the next start, and are kept by their keys.
class WallChoice : public QObject
{
    Q_OBJECT
public:
    /// Both are borrowed.
    WallChoice(const ChartList &list, QSettings &settings, QObject *parent = nullptr);

    /// The object name of the chart of the user's own with this id.
    static QString ownName(int id);
    bool isEmpty() const { return names_.isEmpty(); }
    bool contains(const QString &name) const { return names_.contains(name); }
    void set(const QString &name, bool chosen);

Q_SIGNALS:
    void changed();

private:
    void restore();
    void save();

    const ChartList &list_;
    QSettings &settings_;
    QStringList names_;
    QStringList kept_; ///< as this window last read or wrote them
};

} // namespace helio
