// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httpconnection.h"

#include "server/httpconnections.h"

#include <QFile>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {
/// How long a connection may take to read its last answer, and what a client sends meanwhile is thrown away: closing at
/// once would reset the connection and destroy the answer that explains it.
constexpr std::chrono::milliseconds LingerDeadline = 5s;
/// How much of a file is in memory at a time, for each connection.
constexpr qint64 FileChunkBytes = 256 * 1024;
} // namespace

HttpConnection::HttpConnection(HttpConnections &connections, HttpRequestHandler &handler,
                               std::unique_ptr<Transport> transport, qsizetype maximumBodyBytes)
    : connections_(connections)
    , handler_(handler)
    , transport_(std::move(transport))
    , scanner_(maximumBodyBytes)
    , phaseSince_(std::chrono::steady_clock::now())
    , lastInputAt_(phaseSince_)
{
    transport_->setListener(this);
}

HttpConnection::~HttpConnection() = default;

void HttpConnection::answer(const HttpResponse &response)
{
    if (state_ != State::Handling)
        return;
    const bool goesOn = keepAlive_ && !response.closeAfter;
    sendRaw(response.serialized(moreFields_, goesOn, !headOnly_));
    answered(goesOn);
}

void HttpConnection::answerFile(HttpResponse head, std::unique_ptr<QFile> file, qint64 size)
{
    if (state_ != State::Handling)
        return;
    head.separateBody = size;
    if (headOnly_ || size == 0) {
        answer(head);
        return;
    }
    sendRaw(head.serialized(moreFields_, keepAlive_, true));
    file_ = std::move(file);
    fileLeft_ = size;
    connections_.sendChunkLater(*this);
}

void HttpConnection::sendChunk()
{
    if (!file_ || transport_->queuedFrames() > 0)
        return; // drained() goes on
    QByteArray chunk = file_->read(std::min<qint64>(fileLeft_, FileChunkBytes));
    if (chunk.isEmpty()) { // the file became shorter: what the head promised cannot be kept
        file_.reset();
        finish();
        return;
    }
    fileLeft_ -= chunk.size();
    sendRaw(std::move(chunk));
    if (fileLeft_ > 0) {
        connections_.sendChunkLater(*this);
        return;
    }
    file_.reset();
    answered(keepAlive_);
}

void HttpConnection::answered(bool goesOn)
{
    state_ = State::Reading;
    phaseSince_ = std::chrono::steady_clock::now();
    if (goesOn)
        resume();
    else
        finish();
}

void HttpConnection::answerAndClose(const QByteArray &bytes)
{
    sendRaw(bytes);
    finish();
}

std::function<void(const HttpResponse &)> HttpConnection::answerer()
{
    return [weak = weak_from_this()](const HttpResponse &response) {
        if (const auto self = weak.lock())
            self->answer(response);
    };
}

std::unique_ptr<Transport> HttpConnection::takeTransport()
{
    state_ = State::Given;
    connections_.forgetLater(*this);
    return std::move(transport_);
}

void HttpConnection::closeSilently()
{
    state_ = State::Closing;
    transport_->finish(0ms);
}

void HttpConnection::checkTime(TimePoint now, const Times &times)
{
    if (state_ != State::Reading || paused_)
        return;
    switch (scanner_.phase()) {
    case RequestScanner::Phase::Idle:
        if (now - phaseSince_ >= (hadRequest_ ? times.idle : times.head))
            closeSilently();
        return;
    case RequestScanner::Phase::Head:
        if (now - phaseSince_ >= times.head) {
            refuse(408, QStringLiteral("The head of the request took longer than %1 s.")
                            .arg(double(times.head.count()) / 1000));
        }
        return;
    case RequestScanner::Phase::Body:
        if (now - lastInputAt_ >= times.body) {
            refuse(
                408,
                QStringLiteral("Nothing of the request's body came for %1 s.").arg(double(times.body.count()) / 1000));
        }
        return;
    case RequestScanner::Phase::Ready:
    case RequestScanner::Phase::Refused:
        return;
    }
}

void HttpConnection::bytesReceived(QByteArrayView bytes)
{
    if (state_ == State::Closing)
        return;
    lastInputAt_ = std::chrono::steady_clock::now();
    if (scanner_.phase() == RequestScanner::Phase::Idle && hadRequest_)
        phaseSince_ = lastInputAt_;
    scanner_.feed(bytes);
    advance();
}

void HttpConnection::advance()
{
    const auto self = shared_from_this(); // handling a request may end the connection
    // Whoever does not read its answers gets no more of them: they would wait here.
    while (state_ == State::Reading && transport_->queuedFrames() == 0) {
        switch (scanner_.phase()) {
        case RequestScanner::Phase::Ready: {
            state_ = State::Handling;
            hadRequest_ = true;
            const ScannedRequest request = scanner_.take();
            keepAlive_ = request.keepAlive;
            headOnly_ = request.method == "HEAD";
            moreFields_.clear();
            handler_.handle(*this, request);
            break;
        }
        case RequestScanner::Phase::Refused:
            refuse(scanner_.refusal().status, scanner_.refusal().detail);
            return;
        case RequestScanner::Phase::Body:
            if (scanner_.takeExpectsContinue())
                sendRaw("HTTP/1.1 100 Continue\r\n\r\n");
            return;
        case RequestScanner::Phase::Idle:
        case RequestScanner::Phase::Head:
            return;
        }
    }
    const bool waits = state_ == State::Handling || (state_ == State::Reading && transport_->queuedFrames() > 0);
    if (waits && !paused_) {
        paused_ = true; // what comes behind must wait in the kernel, not here
        transport_->setReading(false);
    }
}

void HttpConnection::refuse(int status, const QString &detail)
{
    state_ = State::Handling;
    keepAlive_ = false;
    headOnly_ = scanner_.unfinished().method == "HEAD";
    moreFields_ = handler_.fieldsForAll(scanner_.unfinished());
    answer(HttpResponse::problem(status, detail));
}

void HttpConnection::resume()
{
    if (!std::exchange(paused_, false))
        return;
    phaseSince_ = lastInputAt_ = std::chrono::steady_clock::now();
    transport_->setReading(true);
    advance(); // a pipelined request may wait already
}

void HttpConnection::drained()
{
    if (state_ == State::Reading)
        resume();
    else if (file_)
        connections_.sendChunkLater(*this);
}

void HttpConnection::peerFinished()
{
    keepAlive_ = false;
    if (state_ == State::Reading)
        finish(); // with an answer of before perhaps still on its way
}

void HttpConnection::ended(EndReason)
{
    file_.reset();
    connections_.forgetLater(*this);
}

void HttpConnection::sendRaw(QByteArray bytes)
{
    transport_->send(controlFrame(std::move(bytes)));
}

void HttpConnection::finish()
{
    state_ = State::Closing;
    transport_->finish(LingerDeadline);
}

} // namespace helio
