// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/lens.h"

namespace helio {

namespace {

constexpr qsizetype MaximumFirstUnknown = 64;

} // namespace

Lens::Lens(DialectLibrary library, LensBounds bounds)
    : detector_(std::in_place, std::move(library))
    , messages_({}, bounds)
{}

Lens::Lens(Dialect dialect, LensBounds bounds)
    : messages_({}, bounds)
{
    setDialect(dialect);
}

void Lens::setDialect(const Dialect &dialect)
{
    dialect_ = dialect;
    messages_.setDialect(dialect.name());
    if (dialect.origin() == Dialect::Origin::Mcp)
        reader_.emplace<McpLens>().setHead(head_);
    else
        reader_.emplace<RuleRunner>(dialect).setHead(head_);
}

void Lens::onRequestBody(QByteArrayView body, qint64 time)
{
    send({body.toByteArray(), time, false});
}

void Lens::onBesideBody(QByteArrayView body, qint64 time)
{
    send({body.toByteArray(), time, true});
}

void Lens::send(const Sent &sent)
{
    messages_.startChanges();
    messages_.startEvent({sent.time, 0, sent.time, false});
    auto *const mcp = std::get_if<McpLens>(&reader_);
    if (mcp && sent.isBeside)
        mcp->readBesideBody(sent.body, messages_);
    else if (mcp)
        mcp->readBody(sent.body, McpSide::Client, messages_);
    else if (detector_ && sent.body.size() <= MaximumDetectionBytes)
        sent_.append(sent);
}

void Lens::onNoAnswer(QByteArrayView body, const Message &why, qint64 time)
{
    messages_.startChanges();
    messages_.startEvent({time, 0, requestTime_, false});
    if (auto *const mcp = std::get_if<McpLens>(&reader_))
        mcp->endUnanswered(body, why, messages_);
    for (Sent &sent : sent_) {
        if (sent.body == body && !sent.noAnswer)
            sent.noAnswer = why;
    }
}

void Lens::onHead(const LensHead &head)
{
    head_ = head;
    if (detector_)
        detector_->setHead(head);
    else if (auto *const mcp = std::get_if<McpLens>(&reader_))
        mcp->setHead(head);
    else if (auto *const rules = std::get_if<RuleRunner>(&reader_))
        rules->setHead(head);
}

LensVerdict Lens::feed(const Event &event, qint64 time, quint64 number)
{
    messages_.startChanges();
    verdicts_.clear();
    if (!detector_)
        return read(event, time, number);
    kept_.append({event, time, number});
    keptBytes_ += event.data.size() + event.type.size();
    detector_->feed(event.type, event.data);
    if (!detector_->isDecided() && keptBytes_ < MaximumDetectionBytes)
        return LensVerdict::Undecided;
    decide();
    return verdicts_.isEmpty() ? LensVerdict::Unknown : verdicts_.last().second;
}

void Lens::decide()
{
    const auto found = detector_->dialect();
    detector_.reset();
    if (found)
        setDialect(*found);
    auto *const mcp = std::get_if<McpLens>(&reader_);
    const QList<Sent> sent = std::exchange(sent_, {});
    for (const Sent &each : sent) {
        messages_.startEvent({each.time, 0, each.time, false});
        if (mcp && each.isBeside)
            mcp->readBesideBody(each.body, messages_);
        else if (mcp)
            mcp->readBody(each.body, McpSide::Client, messages_);
    }
    for (const Kept &kept : std::exchange(kept_, {}))
        read(kept.event, kept.time, kept.number);
    keptBytes_ = 0;
    for (const Sent &each : sent) {
        if (mcp && each.noAnswer)
            mcp->endUnanswered(each.body, *each.noAnswer, messages_);
    }
}

LensVerdict Lens::read(const Event &event, qint64 time, quint64 number)
{
    messages_.startEvent({time, number, requestTime_});
    LensVerdict verdict = LensVerdict::Unknown;
    if (auto *const rules = std::get_if<RuleRunner>(&reader_))
        verdict = rules->run(event, messages_);
    else if (auto *const mcp = std::get_if<McpLens>(&reader_))
        verdict = mcp->run(event, messages_);
    verdicts_.append({number, verdict});
    if (verdict == LensVerdict::Unknown || verdict == LensVerdict::NoJson) {
        ++unknownCount_;
        if (firstUnknown_.size() < MaximumFirstUnknown)
            firstUnknown_.append(number);
    }
    return verdict;
}

void Lens::onMissed()
{
    messages_.startChanges();
    messages_.addMissed();
}

void Lens::onEnd(qint64 time)
{
    endAll(time, false);
}

void Lens::onStopped(qint64 time)
{
    endAll(time, true);
}

void Lens::endAll(qint64 time, bool isStopped)
{
    messages_.startChanges();
    verdicts_.clear();
    // Of a stream that said nothing, none can be known: the next connection may say it.
    if (detector_ && kept_.isEmpty()) {
        sent_.removeIf([](const Sent &sent) { return !sent.isBeside; });
    } else if (detector_) {
        detector_->finish();
        decide();
    }
    messages_.startEvent({time, 0, requestTime_, false});
    if (auto *const mcp = std::get_if<McpLens>(&reader_))
        isStopped ? mcp->stop(messages_) : mcp->finish(messages_);
    else if (isStopped)
        messages_.stopAll();
    else if (auto *const rules = std::get_if<RuleRunner>(&reader_))
        rules->finish(messages_);
}

} // namespace helio
