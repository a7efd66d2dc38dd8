// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/hearing.h"

#include "client/answer.h"
#include "doctor/dialreport.h"

#include <algorithm>

namespace helio {

namespace {

/// Whether the end of the answer's body can be seen from the body itself.
bool hasOwnEnd(const JudgedHead &head, const QByteArray &method)
{
    return method == "HEAD" || head.status == 204 || head.status == 304 || head.hasField("content-length") ||
           head.field("transfer-encoding").toLower().contains("chunked");
}

JudgedHead::Field fieldOf(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        return {line.trimmed().toByteArray(), {}};
    return {line.first(colon).trimmed().toByteArray(), line.sliced(colon + 1).trimmed().toByteArray()};
}

} // namespace

Hearing::Hearing(HearingRequest request, HearingListener &listener)
    : request_(std::move(request))
    , listener_(listener)
    , redirects_(request_.url)
    , hop_{request_.url}
{}

Hearing::~Hearing()
{
    hangUp();
}

void Hearing::start(CURLM *multi, Moment now)
{
    multi_ = multi;
    now_ = now;
    asked_ = latest_ = now;
    listener_.onRequest(request_.judged(), now);
    sendHop();
}

void Hearing::sendHop()
{
    hangUp();
    reading_ = {};
    headBytes_ = 0;
    dial_ = {};
    transfer_.setHop(request_, hop_);
    tls_.watch(transfer_.handle());
    transfer_.set(CURLOPT_HEADERFUNCTION, onHeadLine);
    transfer_.set(CURLOPT_HEADERDATA, static_cast<void *>(this));
    transfer_.set(CURLOPT_WRITEFUNCTION, onBody);
    transfer_.set(CURLOPT_WRITEDATA, static_cast<void *>(this));
    isDialled_ = curl_multi_add_handle(multi_, transfer_.handle()) == CURLM_OK;
}

void Hearing::hangUp()
{
    if (std::exchange(isDialled_, false))
        curl_multi_remove_handle(multi_, transfer_.handle());
}

void Hearing::stop(JudgedEnd why, Moment now)
{
    if (hasEnded_)
        return;
    if (!hasHead())
        tellDial(overdueDial(transfer_, tls_));
    end(why, now);
}

void Hearing::setOffers(JudgedDial::Protocol offers)
{
    dial_.offers = offers;
    listener_.onDial(dial_);
}

void Hearing::tellDial(JudgedDial dial)
{
    dial.offers = dial_.offers;
    dial_ = std::move(dial);
    listener_.onDial(dial_);
}

size_t Hearing::onHeadLine(char *bytes, size_t size, size_t count, void *self)
{
    // Of another size than was given: libcurl ends the transfer.
    return static_cast<Hearing *>(self)->addHeadLine({bytes, qsizetype(size * count)}) ? size * count : 0;
}

bool Hearing::addHeadLine(QByteArrayView line)
{
    if (hasHead() || next_ != Next::Nothing)
        return next_ != Next::Stop; // fields behind the last chunk
    headBytes_ += line.size();
    if (headBytes_ > MaximumHeadBytes) {
        next_ = Next::Stop;
        stopping_ = JudgedEnd::TooLarge;
        return false;
    }
    const QByteArrayView text = line.trimmed();
    if (text.startsWith("HTTP/")) {
        const QByteArray status = text.toByteArray().simplified();
        const qsizetype first = status.indexOf(' ');
        const qsizetype second = status.indexOf(' ', first + 1);
        reading_ = {};
        reading_.status =
            first < 0 ? 0 : status.sliced(first + 1, (second < 0 ? status.size() : second) - first - 1).toInt();
        reading_.reason = second < 0 ? QByteArray() : status.sliced(second + 1);
    } else if (!text.isEmpty()) {
        reading_.fields.append(fieldOf(text));
    } else if (reading_.status >= 200) {
        finishHead();
    }
    return true;
}

void Hearing::finishHead()
{
    tellDial(dialOf(transfer_));
    if (Redirects::isRedirect(reading_.status) && reading_.hasField("location") && mayFollow()) {
        next_ = Next::Redirect;
        return;
    }
    head_ = reading_;
    headTime_ = now_;
    if (const QByteArray coding = head_.coding(); !coding.isEmpty()) {
        if (const auto known = Inflater::codingOf(coding))
            inflater_ = std::make_unique<Inflater>(*known);
        else
            hasUnknownCoding_ = true;
    }
    listener_.onHead(head_, now_, takeTrust());
}

/// Not one that would have a body sent a second time.
bool Hearing::mayFollow() const
{
    const bool becomesGet = reading_.status == 303 ||
                            ((reading_.status == 301 || reading_.status == 302) && hopMethod(request_, hop_) == "POST");
    return !sendsBody(request_, hop_) || becomesGet;
}

void Hearing::follow()
{
    const int status = reading_.status;
    const QUrl from = hop_.url;
    const bool hadCredentials = hop_.withCredentials;
    const QString problem = redirects_.follow(status, reading_.field("location"));
    const QUrl to =
        problem.isEmpty() ? redirects_.target() : from.resolved(QUrl::fromEncoded(reading_.field("location")));
    JudgedRedirect redirect{status, shownUrl(from), shownUrl(to), false, false};
    // That it comes back to where it was is none yet: a cookie may have been set on the way.
    redirect.isLoop = ++redirectCount_ > Redirects::MaximumInARow;
    if (!problem.isEmpty() && !redirect.isLoop) {
        // Where it leads nobody goes: the redirect is the answer.
        next_ = Next::Nothing;
        head_ = reading_;
        headTime_ = now_;
        listener_.onHead(head_, now_, takeTrust());
        end(JudgedEnd::ByUs, now_);
        return;
    }
    redirect.dropsCredentials = hadCredentials && !redirects_.mayCarryCredentials() && request_.sendsCredentials();
    listener_.onRedirect(redirect);
    if (redirect.isLoop) {
        end(JudgedEnd::Complete, now_); // nobody waits for more
        return;
    }
    hop_.url = to;
    hop_.withCredentials = redirects_.mayCarryCredentials();
    const QByteArray method = hopMethod(request_, hop_);
    if ((status == 303 && method != "HEAD") || ((status == 301 || status == 302) && method == "POST"))
        hop_.lostItsBody = method != "GET" || !request_.asked.body.isEmpty();
    next_ = Next::Nothing;
    sendHop();
}

size_t Hearing::onBody(char *bytes, size_t size, size_t count, void *self)
{
    auto &hearing = *static_cast<Hearing *>(self);
    if (hearing.hasReadEnough())
        return CURL_WRITEFUNC_PAUSE;
    if (!hearing.hasHead() || hearing.next_ != Next::Nothing)
        return hearing.next_ == Next::Stop ? 0 : size * count; // of a redirect
    hearing.deliver({bytes, qsizetype(size * count)});
    return hearing.next_ == Next::Stop ? 0 : size * count;
}

/// In one turn: whoever sends without a pause does not keep the loop from its end. What waits has come already.
bool Hearing::hasReadEnough()
{
    if (Moment(std::chrono::steady_clock::now().time_since_epoch()) - now_ < LongestTurn)
        return false;
    isPaused_ = true;
    lateness_ = Moment::max();
    return true;
}

void Hearing::goOn(Moment now)
{
    now_ = now;
    if (!hasEnded_ && std::exchange(isPaused_, false))
        curl_easy_pause(handle(), CURLPAUSE_CONT);
}

void Hearing::deliver(const QByteArray &bytes)
{
    bodyBytes_ += bytes.size();
    if (hasUnknownCoding_) {
        listener_.onCodedBytes(now_);
        return;
    }
    if (!inflater_) {
        listener_.onBytes(bytes, now_, takeTrust());
        return;
    }
    inflater_->feed(bytes);
    for (QByteArray inflated = inflater_->next(); !inflated.isEmpty(); inflated = inflater_->next())
        listener_.onBytes(inflated, now_, takeTrust());
    if (inflater_->hasFailed()) {
        next_ = Next::Stop;
        stopping_ = JudgedEnd::CodingBroken;
    }
}

/// Whatever libcurl does with what its callbacks answered, here it is done.
void Hearing::onTurn(Moment now)
{
    now_ = now;
    if (hasEnded_)
        return;
    switch (next_) {
    case Next::Nothing:
        break;
    case Next::Redirect:
        follow();
        return;
    case Next::Stop:
        if (!hasHead()) {
            JudgedDial dial = dialOf(transfer_);
            dial.failure =
                JudgedDial::Failure{JudgedDial::Step::Answer, JudgedDial::Cause::Other,
                                    QStringLiteral("Its head has more than %1 bytes.").arg(MaximumHeadBytes)};
            tellDial(std::move(dial));
        }
        end(stopping_, now);
        return;
    }
    const bool isRefusal = hasHead() && head_.status != 200;
    if (isRefusal && (now - headTime_ > RefusalPatience || bodyBytes_ >= MaximumRefusalBytes))
        end(JudgedEnd::ByUs, now);
}

void Hearing::onDone(CURLcode result, Moment now)
{
    now_ = now;
    if (hasEnded_ || next_ != Next::Nothing)
        return; // onTurn() has the rest
    if (!hasHead())
        tellDial(failedDial(transfer_, result, tls_));
    end(endOf(result), now);
}

JudgedEnd Hearing::endOf(CURLcode result) const
{
    const bool endsItself = hasHead() && hasOwnEnd(head_, hopMethod(request_, hop_));
    if (result == CURLE_OK)
        return endWithCoding(endsItself ? JudgedEnd::Complete : JudgedEnd::CloseDelimited);
    // Many servers close TLS without a word. Only where the body has no end of its own that tells nothing.
    const bool isPlainClose = transfer_.errorText().contains(QLatin1StringView("unexpected eof"));
    return endWithCoding(hasHead() && !endsItself && isPlainClose ? JudgedEnd::CloseDelimited : JudgedEnd::CutOff);
}

JudgedEnd Hearing::endWithCoding(JudgedEnd end) const
{
    const bool isWhole = end == JudgedEnd::Complete || end == JudgedEnd::CloseDelimited;
    return isWhole && inflater_ && !inflater_->isComplete() ? JudgedEnd::CodingBroken : end;
}

void Hearing::end(JudgedEnd end, Moment now)
{
    hasEnded_ = true;
    hangUp();
    listener_.onEnd(end, now);
}

void Hearing::setLateness(Moment busy, Moment late)
{
    lateness_ = std::max(lateness_, busy);
    turnLateness_ = late;
}

Trust Hearing::trust(Moment now) const
{
    return trustOf(lateness_, now);
}

Trust Hearing::trustOf(Moment lateness, Moment now) const
{
    const Moment bearable = std::clamp<Moment>((now - latest_) / 8, SmallLateness, LargestLateness);
    return lateness > bearable ? Trust::Late : Trust::Timely;
}

Trust Hearing::takeTrust()
{
    if (latest_ == now_)
        return Trust::Timely; // what comes in one turn has no time between
    const Moment lateness = std::max(std::exchange(lateness_, Moment(0)), turnLateness_);
    const Trust trust = trustOf(lateness, now_);
    latest_ = now_;
    return trust;
}

} // namespace helio
