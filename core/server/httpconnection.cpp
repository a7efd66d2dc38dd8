// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httpconnection.h"

#include "server/httpconnections.h"

#include <QFile>

#include <algorithm>
#include <new>

namespace helio {

using namespace std::chrono_literals;

namespace {
/// How long a connection may take to read its last answer, and what a client sends meanwhile is thrown away: closing at
/// once would reset the connection and destroy the answer that explains it.
constexpr std::chrono::milliseconds LingerDeadline = 5s;
constexpr char RetryAfter[] = "5"; // seconds
/// How much of a file is in memory at a time, for each connection.
constexpr qint64 FileChunkBytes = 256 * 1024;
/// A body from this size on is handled only where there is memory for some times its size: it is parsed, copied and
/// kept, and what fails on the way through the hub is harder to take back than what was never begun.
constexpr qsizetype LargeBodyBytes = 64 * 1024;
constexpr qsizetype NeededForLarge = 4;

double inSeconds(std::chrono::milliseconds time)
{
    return double(time.count()) / 1000;
}

/// Throws where `bytes` are not to be had.
void probeMemory(qsizetype bytes)
{
    QByteArray probe;
    probe.reserve(bytes);
}
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

/// Out of memory is an answer to one request, and not the end of the program.
template <typename Work>
void HttpConnection::guarded(Work work)
{
    const auto self = shared_from_this(); // whatever is done may end the connection
    try {
        work();
    } catch (const std::bad_alloc &) {
        onOutOfMemory();
    }
    connections_.account(*this);
}

void HttpConnection::onOutOfMemory()
{
    scanner_.abandon();
    connections_.shed();
    if (state_ == State::Given)
        return;
    try {
        refuse(503, QStringLiteral("The hub is out of memory; try again later."));
    } catch (const std::bad_alloc &) {
        state_ = State::Closing;
        connections_.forgetLater(*this);
    }
}

HttpConnection::Activity HttpConnection::activity() const
{
    switch (state_) {
    case State::Reading:
        if (scanner_.phase() == RequestScanner::Phase::Idle && hadRequest_ && !paused_)
            return Activity::Idle;
        return Activity::Unfinished;
    case State::Handling:
        return file_ ? Activity::Unfinished : Activity::Busy;
    case State::Closing:
    case State::Given:
        break;
    }
    return Activity::Closing;
}

qsizetype HttpConnection::heldBytes() const
{
    if (!transport_)
        return 0;
    return scanner_.heldBytes() + handledBytes_ + (transport_->queuedFrames() > 0 ? transport_->queued().bytes : 0);
}

bool HttpConnection::isHeard() const
{
    return paused_ || !transport_ || !transport_->hasUnreadInput();
}

void HttpConnection::giveWay(const QString &detail)
{
    const auto phase = scanner_.phase();
    const bool isRequest = phase == RequestScanner::Phase::Head || phase == RequestScanner::Phase::Body;
    if (state_ == State::Reading && !paused_ && isRequest)
        guarded([this, &detail] { refuse(503, detail); });
    state_ = State::Closing;
    connections_.forgetLater(*this);
}

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
    if (file_ && transport_->queuedFrames() == 0) // else drained() goes on
        guarded([this] { sendNextChunk(); });
}

void HttpConnection::sendNextChunk()
{
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
    handledBytes_ = 0;
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
            self->guarded([&] { self->answer(response); });
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
    if (state_ == State::Reading && !paused_)
        guarded([&] { checkPhaseTime(now, times); });
}

void HttpConnection::checkPhaseTime(TimePoint now, const Times &times)
{
    switch (scanner_.phase()) {
    case RequestScanner::Phase::Idle:
        if (now - phaseSince_ >= (hadRequest_ ? times.idle : times.head) && isHeard())
            closeSilently();
        return;
    case RequestScanner::Phase::Head:
        if (now - phaseSince_ >= times.head && isHeard())
            refuse(408, QStringLiteral("The head of the request took longer than %1 s.").arg(inSeconds(times.head)));
        return;
    case RequestScanner::Phase::Body:
        checkBodyTime(now, times);
        return;
    case RequestScanner::Phase::Ready:
    case RequestScanner::Phase::Refused:
        return;
    }
}

void HttpConnection::checkBodyTime(TimePoint now, const Times &times)
{
    const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(now - phaseSince_);
    QString problem;
    if (now - lastInputAt_ >= times.body)
        problem = QStringLiteral("Nothing of the request's body came for %1 s.").arg(inSeconds(times.body));
    else if (age >= times.wholeBody)
        problem = QStringLiteral("The body of the request took longer than %1 s.").arg(inSeconds(times.wholeBody));
    else if (age >= times.rateFrom && scanner_.bodyBytes() * 1000 < times.leastRate * age.count())
        problem = QStringLiteral("The body of the request came at less than %1 bytes a second.").arg(times.leastRate);
    if (!problem.isEmpty() && (age >= times.wholeBody || isHeard()))
        refuse(408, problem);
}

void HttpConnection::bytesReceived(QByteArrayView bytes)
{
    if (state_ == State::Closing)
        return;
    guarded([this, bytes] {
        lastInputAt_ = std::chrono::steady_clock::now();
        if (scanner_.phase() == RequestScanner::Phase::Idle && hadRequest_)
            phaseSince_ = lastInputAt_;
        scanner_.feed(bytes);
        advance();
    });
}

void HttpConnection::advance()
{
    // Whoever does not read its answers gets no more of them: they would wait here.
    while (state_ == State::Reading && transport_->queuedFrames() == 0) {
        switch (scanner_.phase()) {
        case RequestScanner::Phase::Ready: {
            state_ = State::Handling;
            hadRequest_ = true;
            admitted_ = false;
            const ScannedRequest request = scanner_.take();
            handledBytes_ = request.body.capacity();
            if (request.body.size() >= LargeBodyBytes)
                probeMemory(NeededForLarge * request.body.size());
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
            if (admitBody() && scanner_.takeExpectsContinue())
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

/// Judges the head of a request whose body does not come at once: who may not send it is answered before it is read.
bool HttpConnection::admitBody()
{
    if (std::exchange(admitted_, true))
        return true;
    phaseSince_ = lastInputAt_;
    state_ = State::Handling;
    keepAlive_ = false; // behind a refusal the rest of the body would be taken for a request
    headOnly_ = scanner_.unfinished().method == "HEAD";
    moreFields_.clear();
    if (handler_.admit(*this, scanner_.unfinished())) {
        state_ = State::Reading;
        return true;
    }
    scanner_.abandon();
    return false;
}

void HttpConnection::refuse(int status, const QString &detail)
{
    state_ = State::Handling;
    keepAlive_ = false;
    headOnly_ = scanner_.unfinished().method == "HEAD";
    moreFields_ = handler_.fieldsForAll(scanner_.unfinished());
    scanner_.abandon();
    HttpResponse response = HttpResponse::problem(status, detail);
    if (status == 503)
        response.fields.emplaceBack("Retry-After", RetryAfter);
    answer(response);
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
    guarded([this] {
        if (state_ == State::Reading)
            resume();
        else if (file_)
            connections_.sendChunkLater(*this);
    });
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
    phaseSince_ = std::chrono::steady_clock::now();
    scanner_.abandon();
    handledBytes_ = 0;
    transport_->finish(LingerDeadline);
}

} // namespace helio
