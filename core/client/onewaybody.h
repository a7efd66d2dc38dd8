// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

namespace helio {

/// The body of a request that is sent at most once. QNetworkAccessManager quietly sends a request again when the
/// connection closes before the answer: that would publish twice what a hub had taken, and ask for a stream without
/// waiting. It cannot with a body that it cannot rewind; the reply ends with QNetworkReply::ContentReSendError then.
///
/// The request needs DoNotBufferUploadDataAttribute and its ContentLengthHeader.
class OneWayBody : public QIODevice
{
public:
    explicit OneWayBody(QByteArray bytes, QObject *parent = nullptr);

    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; }
    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maximum) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray bytes_;
    qint64 at_ = 0;
};

} // namespace helio
