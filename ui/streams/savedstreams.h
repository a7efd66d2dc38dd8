// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/sharedsettings.h"
#include "ui/streams/secretstore.h"
#include "ui/streams/streamlist.h"

#include <QHash>

class QSettings;

namespace helio {

/// Keeps the streams of a list over the end of the program: what was open comes back open; what was closed, ended or
/// was refused stays so, and says which. What is secret in them goes to a SecretStore and never to the settings;
/// without such a store it is kept nowhere. Several windows may keep theirs in the same settings: each writes its own
/// changes alone, and what one took out the others do not write again, unless it is edited there.
class SavedStreams : public QObject
{
    Q_OBJECT
public:
    /// All are borrowed.
    SavedStreams(StreamList &streams, SecretStore &secrets, QSettings &settings, QObject *parent = nullptr);

    enum class Opening {
        AsLeft, ///< those that were open are opened
        Paused, ///< they wait for StreamList::openPaused()
    };
    /// Brings the saved streams back, once, and follows the list from then on. Those with secrets open when their
    /// secrets have come; where these do not come, the stream stays closed and says what to do.
    void restore(Opening opening = Opening::AsLeft);
    /// Opens `url`: the saved stream of that address if there is one, else one that is not kept. Answers its number.
    int open(const QUrl &url);

Q_SIGNALS:
    /// The store could not take the secrets of the stream `name`; `problem` is for people.
    void secretsNotKept(const QString &name, const QString &problem);
    /// The store still has the secrets of the stream `name`, which are no longer wanted; `problem` is for people.
    void secretsNotRemoved(const QString &name, const QString &problem);

private:
    struct Kept
    {
        QString key;
        QString name;        ///< as the list had it last
        QByteArray settings; ///< as last written
        QByteArray secrets;  ///< as last handed to the store; empty: none are there
        QUrl broughtUrl;     ///< replaces the URL when the secrets have come, by open()
        bool awaitsSecrets = false;
        bool lacksSecrets = false; ///< they are in the settings' word, and nowhere else that we could read
    };

    void restoreOne(const QString &key, Opening opening);
    void onSecretsRead(const QString &key, SecretStore::Outcome outcome, const QByteArray &secret,
                       const QString &problem);
    void lackSecrets(int id, const QString &problem);
    void keep(int id);
    void forget(int id);
    void removeSecrets(const Kept &kept);
    /// Those of this window, in their order.
    QStringList ownKeys() const;
    /// Writes what a stream is now; false, and it is kept no more, when another window has removed it.
    bool write(int id, Kept &kept, bool isNew, const QByteArray &settings);
    int idOf(const QString &secretKey) const; ///< 0: of none

    StreamList &streams_;
    SecretStore &secrets_;
    QSettings &settings_;
    QHash<int, Kept> kept_;
    SharedKeys shared_;
    QSet<int> removedElsewhere_; ///< streams of the list that another window has removed
    QHash<QString, QString>
        removed_; ///< names of the streams whose secrets the store is to remove, by their keys there
};

} // namespace helio
