// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/wirewatch.h"
#include "event/event.h"

#include <QByteArrayList>
#include <QNetworkRequest>
#include <QObject>
#include <QUrl>

class QNetworkReply;

namespace helio {

class NetworkManager;

/// `publication` as one line for publishLines(), with its line feed. Invalid UTF-8 becomes U+FFFD.
QByteArray envelopeOf(const Publication &publication);

/// Publishes to a hub over HTTP, one request at a time. A request is sent at most once: when the connection breaks
/// before the answer, that is reported, not hidden by sending it again.
class HubClient : public QObject
{
    Q_OBJECT
public:
    /// `hub`: where it serves; `/channels/…` and `/publish` are asked below its path. `token` empty: none is sent.
    HubClient(const QUrl &hub, const QByteArray &token, QObject *parent = nullptr);

    /// One event, by POST /channels/{channel}.
    void publish(const Publication &publication);
    /// Many events, by POST /publish: one envelope per line.
    void publishLines(const QByteArray &ndjson);

Q_SIGNALS:
    /// The hub accepted all of the request.
    void accepted(const QByteArrayList &ids);
    /// It accepted nothing of it, or cannot be reached. `why` is for people, translated.
    void refused(const QString &why);

private:
    void post(const QByteArray &pathAndQuery, const QByteArray &contentType, const QByteArray &body);
    void onAnswer(QNetworkReply &reply);
    QString headText(const QNetworkReply &reply) const;
    QString answerProblem(const QNetworkReply &reply, const QByteArray &body) const;

    QUrl hub_;
    QByteArray token_;
    NetworkManager *manager_;
    WireWatch wire_;
};

} // namespace helio
