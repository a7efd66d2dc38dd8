// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/sourcejudge.h"

#include "client/streamfetch.h"
#include "doctor/steadynow.h"
#include "findings/intermediary.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

using EndCause = ConnectionEnd::Cause;
using Step = JudgedDial::Step;

JudgedEnd judgedEnd(EndCause cause)
{
    switch (cause) {
    case EndCause::Complete:
        return JudgedEnd::Complete;
    case EndCause::CloseDelimited:
        return JudgedEnd::CloseDelimited;
    case EndCause::CutOff:
        return JudgedEnd::CutOff;
    case EndCause::CodingBroken:
        return JudgedEnd::CodingBroken;
    case EndCause::TimedOut:
        return JudgedEnd::TimedOut;
    case EndCause::TooLarge:
        return JudgedEnd::TooLarge;
    case EndCause::Refused:
    case EndCause::Slept:
    case EndCause::NotAsked:
        return JudgedEnd::ByUs;
    case EndCause::NameNotFound:
    case EndCause::ConnectionRefused:
    case EndCause::ConnectionTimedOut:
    case EndCause::ConnectionFailed:
    case EndCause::ProxyFailed:
    case EndCause::TlsFailed:
    case EndCause::CertificateUntrusted:
    case EndCause::CertificateSelfSigned:
    case EndCause::CertificateOfOtherName:
    case EndCause::CertificateExpired:
    case EndCause::CertificateNotYetValid:
    case EndCause::CertificateRevoked:
    case EndCause::NoAnswer:
    case EndCause::NotHttp:
        return JudgedEnd::Unknown;
    }
    return JudgedEnd::Unknown;
}

/// At which step an attempt failed; nothing where it came to an answer, or was given up by us.
std::optional<JudgedDial::Failure> failureOf(const ConnectionEnd &end)
{
    using Failure = JudgedDial::Failure;
    using Reason = JudgedDial::Cause;
    switch (end.cause) {
    case EndCause::Complete:
    case EndCause::CloseDelimited:
    case EndCause::CutOff:
    case EndCause::CodingBroken:
    case EndCause::Refused:
    case EndCause::TimedOut:
    case EndCause::TooLarge:
    case EndCause::Slept:
    case EndCause::NotAsked:
        return {};
    case EndCause::NameNotFound:
        return Failure{Step::Name, Reason::NotFound, end.detail};
    case EndCause::ConnectionRefused:
        return Failure{Step::Tcp, Reason::Refused, end.detail};
    case EndCause::ConnectionTimedOut:
        return Failure{Step::Tcp, Reason::TimedOut, end.detail};
    case EndCause::ConnectionFailed:
        return Failure{Step::Tcp, Reason::NoRoute, end.detail};
    case EndCause::ProxyFailed:
        return Failure{Step::Proxy, Reason::Other, end.detail};
    case EndCause::TlsFailed:
        return Failure{Step::Tls, Reason::Handshake, end.detail};
    case EndCause::CertificateUntrusted:
        return Failure{Step::Tls, Reason::Untrusted, end.detail};
    case EndCause::CertificateSelfSigned:
        return Failure{Step::Tls, Reason::SelfSigned, end.detail};
    case EndCause::CertificateOfOtherName:
        return Failure{Step::Tls, Reason::OtherName, {}}; // Qt does not say which names it has
    case EndCause::CertificateExpired:
        return Failure{Step::Tls, Reason::Expired, end.detail};
    case EndCause::CertificateNotYetValid:
        return Failure{Step::Tls, Reason::NotYetValid, end.detail};
    case EndCause::CertificateRevoked:
        return Failure{Step::Tls, Reason::Revoked, end.detail};
    case EndCause::NoAnswer:
        return Failure{Step::Answer, Reason::Reset, end.detail};
    case EndCause::NotHttp:
        return Failure{Step::Answer, Reason::Other, end.detail};
    }
    return {};
}

QString originOf(const QUrl &url)
{
    const int port = url.port(url.scheme() == QLatin1StringView("https") ? 443 : 80);
    return url.scheme() + u':' + url.host() + u':' + QString::number(port);
}

StreamJudgeOptions judgeOptions(const EventSourceOptions &options)
{
    StreamJudgeOptions judged;
    judged.maximumEventBytes = options.maximumEventBytes;
    return judged;
}

bool isSame(const SourceReport &one, const SourceReport &other)
{
    const auto isSameFinding = [](const Finding &a, const Finding &b) {
        return a.isSameAs(b) && a.revision == b.revision;
    };
    return one.dialect == other.dialect && one.bytesWithoutEvent == other.bytesWithoutEvent &&
           one.intermediaries == other.intermediaries && one.refusal == other.refusal &&
           std::equal(one.findings.begin(), one.findings.end(), other.findings.begin(), other.findings.end(),
                      isSameFinding);
}

} // namespace

SourceJudge::SourceJudge(EventSource &source, const EventSourceOptions &options, LoopLateness *lateness)
    : QObject(&source)
    , request_{source.url(), options, "identity", {}}
    , lateness_(lateness)
    , judge_(judgeOptions(options))
    , timer_(this)
{
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &SourceJudge::report);
    connect(&source, &EventSource::requestSent, this, &SourceJudge::onRequest);
    connect(&source, &EventSource::answerArrived, this, &SourceJudge::onAnswer);
    connect(&source, &EventSource::redirected, this, &SourceJudge::onRedirect);
    connect(&source, &EventFeed::readyStateChanged, this, &SourceJudge::onState);
    connect(&source, &EventSource::chunkRead, this, &SourceJudge::onChunk);
    connect(&source, &EventSource::refusalArrived, this, &SourceJudge::onRefusal);
    connect(&source, &EventSource::connectionEnded, this, &SourceJudge::onEnd);
}

SourceJudge::~SourceJudge()
{
    if (isUnderWay_ && lateness_)
        lateness_->unwatch();
}

SourceReport SourceJudge::takeReport()
{
    const std::lock_guard lock(mutex_);
    isTaken_ = true;
    return report_;
}

void SourceJudge::onRequest(const SentRequest &request)
{
    hop_ = request.url;
    // A redirect's, or the same once more, as the connection it went out on was just being closed.
    if (isUnderWay_)
        return;
    isUnderWay_ = true;
    if (lateness_)
        lateness_->watch();
    redirects_ = 0;
    droppedCredentials_ = false;
    refusal_.clear();
    JudgedRequest judged = request_.judged();
    judged.lastEventId.clear();
    for (const auto &[name, value] : request.headers) {
        if (name.compare("Last-Event-ID", Qt::CaseInsensitive) == 0)
            judged.lastEventId = value;
    }
    judge_.onRequest(judged, steadyNow());
    touch();
}

void SourceJudge::onAnswer(const ReceivedAnswer &answer)
{
    const Moment now = steadyNow();
    waitingHead_ = WaitingHead{{answer.status, answer.reason.toUtf8(), answer.headers}, now};
    if (!Redirects::isRedirect(answer.status))
        judgeHead();
}

void SourceJudge::judgeHead()
{
    if (!waitingHead_)
        return;
    const WaitingHead waiting = *std::exchange(waitingHead_, {});
    judge_.onHead(waiting.head, waiting.at, trust(waiting.at));
    touch();
}

void SourceJudge::onRedirect(int status, const QUrl &to)
{
    waitingHead_.reset();
    ++redirects_;
    const bool leaves = originOf(hop_) != originOf(to);
    JudgedRedirect redirect{status, shownUrl(hop_), shownUrl(to), false, false};
    if (leaves && !std::exchange(droppedCredentials_, true)) // they stay behind for good
        redirect.dropsCredentials = request_.sendsCredentials();
    judge_.onRedirect(redirect);
    touch();
}

void SourceJudge::onState(ReadyState state)
{
    switch (state) {
    case ReadyState::Connecting:
    case ReadyState::Open:
        break;
    case ReadyState::Closed:
        endAttempt(JudgedEnd::ByUs); // unless connectionEnded() came before
        break;
    }
    touch();
}

void SourceJudge::onChunk(const QByteArray &bytes, Moment now)
{
    // A buffer that is full held the server back.
    const bool wasFull = bytes.size() >= StreamFetch::ReadBufferBytes;
    judge_.onBytes(bytes, now, wasFull ? Trust::Late : trust(now));
    touch();
}

void SourceJudge::onRefusal(const QByteArray &body)
{
    judgeHead();
    refusal_ = body;
    const Moment now = steadyNow();
    judge_.onBytes(body, now, trust(now));
    touch();
}

void SourceJudge::onEnd(const ConnectionEnd &end)
{
    if (!isUnderWay_)
        return;
    if (waitingHead_ && redirects_ >= Redirects::MaximumInARow) {
        const QUrl to = hop_.resolved(QUrl::fromEncoded(waitingHead_->head.field("location")));
        judge_.onRedirect({waitingHead_->head.status, shownUrl(hop_), shownUrl(to), false, true});
        waitingHead_.reset();
    }
    judgeHead();
    if (const auto failure = failureOf(end)) {
        JudgedDial dial;
        dial.failure = failure;
        judge_.onDial(dial);
    }
    endAttempt(judgedEnd(end.cause));
    touch();
}

void SourceJudge::endAttempt(JudgedEnd end)
{
    if (!std::exchange(isUnderWay_, false))
        return;
    waitingHead_.reset();
    judge_.onEnd(end, steadyNow());
    if (lateness_)
        lateness_->unwatch();
}

/// There will be another report soon.
void SourceJudge::touch()
{
    if (!std::exchange(isSoon_, true))
        timer_.start(Soon);
}

void SourceJudge::report()
{
    isSoon_ = false;
    const Moment now = steadyNow();
    SourceReport next{judge_.findings(now, trust(now)),
                      judge_.figures(now),
                      judge_.dialect(),
                      judge_.bytesWithoutEvent(),
                      knownIntermediaries(judge_.head()),
                      refusal_};
    bool isNews = false;
    {
        const std::lock_guard lock(mutex_);
        isNews = !isSame(next, report_) && std::exchange(isTaken_, false);
        report_ = std::move(next);
    }
    if (isNews)
        Q_EMIT reported();
    // Silence is a finding too.
    if (isUnderWay_)
        timer_.start(WhenQuiet);
}

Trust SourceJudge::trust(Moment now) const
{
    return lateness_ && lateness_->isLate(now) ? Trust::Late : Trust::Timely;
}

} // namespace helio
