// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

namespace helio {

/// One key of a hub's configuration.
struct SettingInfo
{
    QByteArray section; ///< of the file, e.g. `server`
    QByteArray key;     ///< e.g. `heartbeat`
    QByteArray form;    ///< of its value, or of each in a list, e.g. `DURATION`
    QString help;       ///< for people, translated
    QString text;       ///< as the file has it, a list with commas; the default where it has none
    QString defaultText;
    QString overriddenBy; ///< the option of the command line that wins over the file, as it was given; empty: none does
    bool isInForce = true; ///< the hub runs with it, or is stopped; else it takes a restart
};

/// The configuration of a hub, kept in a file: to inspect and to change. All of it takes effect when the hub is started
/// the next time.
class SettingsControl : public QObject
{
    Q_OBJECT
public:
    struct Change
    {
        QByteArray section;
        QByteArray key;
        QString text; ///< a list with commas
    };

    using QObject::QObject;

    /// In the order of the file's documentation. `problem` says why the file cannot be read, for people, translated;
    /// the list is empty then.
    virtual QList<SettingInfo> settings(QString &problem) const = 0;
    /// The file, for people.
    virtual QString keptIn() const = 0;
    /// What is wrong with one value, for people, translated; empty when all is well.
    virtual QString problemOf(const Change &change) const = 0;
    /// Writes them to the file, all or none. Answers why they were not written, for people, translated; empty when they
    /// were.
    virtual QString write(const QList<Change> &changes) = 0;
    /// Ends the hub and starts it with what the file says now. Answers why not, for people, translated, when the hub
    /// goes on as it was; empty when it restarts.
    virtual QString restart() = 0;

Q_SIGNALS:
    /// The file was written, or what is in force has changed.
    void changed();
};

} // namespace helio
