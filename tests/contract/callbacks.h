// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QUrl>

#include <deque>

class QNetworkAccessManager;

namespace helio::contract {

/// Posts JSON messages to `/1`, `/2`, `/3`, … behind a URL, strictly in order: the next only when the one before was
/// answered.
class Callbacks : public QObject
{
    Q_OBJECT
public:
    /// `manager` is borrowed.
    Callbacks(const QUrl &base, QNetworkAccessManager &manager, QObject *parent);

    void post(const QByteArray &json);

private:
    void postNext();

    QUrl base_;
    QNetworkAccessManager &manager_;
    std::deque<QByteArray> waiting_;
    qint64 posted_ = 0;
    bool isPosting_ = false;
};

} // namespace helio::contract
