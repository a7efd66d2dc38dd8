// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

namespace helio::test {

struct RawResponse
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case, in order
    QByteArray body;

    /// The first value of `name` (in lower case); empty when there is none.
    QByteArray header(const QByteArray &name) const;
    bool hasHeader(const QByteArray &name) const;
};

/// An HTTP client for tests that sends what no library would: bytes of the test's own choice on a plain socket. Every
/// wait has a deadline and runs the event loop, so that a server in the test's own thread goes on. What fails returns
/// false or nothing, and error() says what.
class RawClient
{
public:
    explicit RawClient(std::chrono::milliseconds deadline = std::chrono::seconds(10));
    ~RawClient();
    Q_DISABLE_COPY_MOVE(RawClient)

    /// The bytes of an HTTP/1.1 request with `Host: 127.0.0.1`, and with `Content-Length` when there is a body.
    static QByteArray request(const QByteArray &method, const QByteArray &target,
                              const QByteArrayList &headerLines = {}, const QByteArray &body = {});

    /// SO_RCVBUF of the next connection: how much the kernel takes while the test does not read.
    void setReceiveBuffer(int bytes);
    /// Connects to 127.0.0.1.
    bool connectTo(quint16 port);
    bool isConnected() const;

    bool send(const QByteArray &bytes);
    /// One send for each chunk of `size` bytes, each flushed on its own.
    bool sendInChunks(const QByteArray &bytes, qsizetype size);
    /// Says that nothing more comes from here; reading goes on.
    void halfClose();

    /// Until what was received and not yet taken contains `bytes`, or `enough` is content with it.
    bool readUntil(const QByteArray &bytes);
    bool readUntil(const std::function<bool(const QByteArray &received)> &enough);
    /// Until the server has closed its side. False, too, when the connection was reset.
    bool readToEnd();
    /// Whether the connection ends in time, in whatever way.
    bool waitForEnd();
    /// What was received and not yet taken.
    const QByteArray &received() const;
    /// All of it, or its first `bytes`.
    QByteArray take(qsizetype bytes = -1);

    /// Takes status line and headers; the body stays in received().
    std::optional<RawResponse> readHead();
    /// Takes a whole answer: by its Content-Length, or up to the end of the connection. `bodiless` for answers to HEAD.
    std::optional<RawResponse> readResponse(bool bodiless = false);
    /// Sends a request on a connection of its own and reads the answer.
    std::optional<RawResponse> ask(quint16 port, const QByteArray &request);

    void close();
    /// Closes with a reset (RST) instead of an end.
    void reset();

    /// What went wrong last, with what was received until then.
    QString error() const;

private:
    enum class Direction {
        Read,
        Write,
    };
    enum class Input {
        Bytes,
        End,
        Reset,
        TimedOut,
    };

    bool waitFor(Direction direction, std::chrono::steady_clock::time_point until);
    Input readSome(std::chrono::steady_clock::time_point until);
    std::chrono::steady_clock::time_point fromNow() const;
    bool fail(const QString &message);

    std::chrono::milliseconds deadline_;
    int socket_ = -1;
    int receiveBuffer_ = 0;
    bool ended_ = false;
    QByteArray received_;
    QString error_;
};

} // namespace helio::test
