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
    messages_.startChanges();
    messages_.startEvent({time, 0, time, false});
    if (auto *const mcp = std::get_if<McpLens>(&reader_))
        mcp->readBody(body, McpSide::Client, messages_);
    else if (detector_ && body.size() <= MaximumDetectionBytes)
        requestBodies_.append({body.toByteArray(), time});
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
    for (const auto &[body, time] : std::exchange(requestBodies_, {})) {
        messages_.startEvent({time, 0, time, false});
        if (auto *const mcp = std::get_if<McpLens>(&reader_))
            mcp->readBody(body, McpSide::Client, messages_);
    }
    for (const Kept &kept : std::exchange(kept_, {}))
        read(kept.event, kept.time, kept.number);
    keptBytes_ = 0;
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
    if (detector_) {
        detector_->finish();
        decide();
    }
    messages_.startEvent({time, 0, requestTime_, false});
    if (isStopped)
        messages_.stopAll();
    else if (auto *const rules = std::get_if<RuleRunner>(&reader_))
        rules->finish(messages_);
    else if (auto *const mcp = std::get_if<McpLens>(&reader_))
        mcp->finish(messages_);
}

} // namespace helio
