// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/lensjudge.h"

#include "findings/findingtable.h"
#include "findings/findingtexts.h"

namespace helio {

/// Messages are judged as they end, so few are kept.
LensBounds LensJudge::bounds()
{
    LensBounds bounds;
    bounds.openMessages = 64;
    bounds.endedMessages = 2;
    bounds.messageBytes = 16 * 1024 * 1024;
    bounds.allBytes = 32 * 1024 * 1024;
    return bounds;
}

LensJudge::LensJudge(DialectLibrary dialects)
    : dialects_(std::move(dialects))
{}

void LensJudge::onRequest(const JudgedRequest &request, Moment now)
{
    asked_ = now;
    firstByte_.reset();
    wasLate_ = hasEnd_ = isTheirEnd_ = false;
    // The requests of MCP are answered on any connection of their session.
    if (!lens_ || !isMcp()) {
        if (request.isMcp)
            dialect_ = Dialect::mcp();
        lens_ = dialect_ ? std::make_unique<Lens>(*dialect_, bounds()) : std::make_unique<Lens>(dialects_, bounds());
    }
    lens_->onRequest(now.count());
}

void LensJudge::onHead(const JudgedHead &head)
{
    if (lens_)
        lens_->onHead(head.fields);
}

void LensJudge::onBytes(Moment now, Trust trust)
{
    if (!firstByte_)
        firstByte_ = now;
    wasLate_ = wasLate_ || trust == Trust::Late;
}

void LensJudge::onEvent(const Event &event, quint64 number, Moment now)
{
    if (!lens_)
        return;
    lens_->feed(event, now.count(), number);
    readChanges();
}

void LensJudge::onEnd(JudgedEnd end, Moment now)
{
    isTheirEnd_ = isTheirs(end);
    if (!lens_ || isMcp())
        return;
    if (isTheirEnd_)
        lens_->onEnd(now.count());
    else
        lens_->onStopped(now.count());
    readChanges();
    if (!lens_)
        return;
    for (const LensMessage &message : lens_->messages()) {
        if (isTheirEnd_ && message.lacksLastMark && message.state != LensMessage::State::Failed)
            keep(noLastMark_, makeFinding(FindingCase::NoLastMark, {foreignText(message.dialect)}), message);
        judgeTimes(message);
    }
}

void LensJudge::readChanges()
{
    if (!lens_->isDetecting()) {
        dialect_ = lens_->dialect();
        if (!dialect_) {
            lens_.reset();
            return;
        }
    }
    for (const LensChange &change : lens_->changes()) {
        const LensMessage *message = lens_->message(change.message);
        if (!message)
            continue;
        if (message->mismatchCount > 0)
            judgeMismatches(*message);
        if (change.kind == LensChange::Kind::Ended)
            judge(*message);
    }
}

void LensJudge::judge(const LensMessage &message)
{
    switch (message.state) {
    case LensMessage::State::Growing:
        return;
    case LensMessage::State::Complete:
        hasEnd_ = true;
        break;
    case LensMessage::State::Stopped:
        hasEnd_ = true;
        keep(stopped_,
             makeFinding(FindingCase::StoppedEarly,
                         {nameText(message.isRefusal() ? QByteArrayLiteral("refusal") : message.finishReason)}),
             message);
        break;
    case LensMessage::State::Failed:
        hasEnd_ = true;
        // That a tool failed is for who called it: nothing is wrong with the stream.
        if (!isMcp() || message.finishReason != McpLens::ToolFailed)
            keep(error_, makeFinding(FindingCase::StreamError, {nameText(message.error)}), message);
        break;
    case LensMessage::State::Cut:
        if (isTheirEnd_ && !isMcp())
            keep(noEnd_, makeFinding(FindingCase::NoEndMark, {foreignText(message.dialect), message.cut}), message);
        break;
    }
    judgeTimes(message);
}

void LensJudge::judgeMismatches(const LensMessage &message)
{
    if (mismatch_)
        return;
    const LensMismatch &first = message.mismatches.first();
    mismatch_ = makeFinding(FindingCase::DeltaMismatch, {numberText(first.event), bytesText(quint64(first.saidBytes)),
                                                         bytesText(quint64(first.grownBytes))});
    for (const LensMismatch &mismatch : message.mismatches)
        mismatch_->evidence.addEvent(mismatch.event);
}

/// Nothing came between head and text: a model that reasons, or a server that pings meanwhile, is at work.
void LensJudge::judgeTimes(const LensMessage &message)
{
    if (wasLate_ || message.textDeltas < LeastDeltas || !message.firstTextTime || !firstByte_)
        return;
    const Moment first(*message.firstTextTime);
    const Moment wait = first - asked_;
    const Moment most = wait / WaitPart;
    const Moment span = Moment(message.lastTextTime) - first;
    if (wait < LeastWait || span > most || first - *firstByte_ > most)
        return;
    keep(allAtOnce_,
         makeFinding(FindingCase::AllAtOnce, {numberText(message.textDeltas), timeText(span), timeText(wait)}),
         message);
}

void LensJudge::keep(std::optional<Finding> &place, Finding finding, const LensMessage &message)
{
    if (place)
        return;
    if (!message.events.isEmpty()) {
        finding.evidence.addEvent(message.events.first());
        if (message.events.last() != message.events.first())
            finding.evidence.addEvent(message.events.last());
    }
    place = std::move(finding);
}

void LensJudge::addFindings(QList<Finding> &findings) const
{
    for (const auto *finding : {&noEnd_, &noLastMark_, &error_, &stopped_, &mismatch_, &allAtOnce_}) {
        if (*finding)
            findings.append(**finding);
    }
}

} // namespace helio
