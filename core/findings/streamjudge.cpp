// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/streamjudge.h"

namespace helio {

class StreamJudge::Private
{
public:
    StreamJudgeOptions options;
    JudgedHead head;
    Heard heard;
};

StreamJudge::StreamJudge(StreamJudgeOptions options)
    : d(std::make_unique<Private>())
{
    d->options = options;
}

StreamJudge::~StreamJudge() = default;
StreamJudge::StreamJudge(StreamJudge &&) noexcept = default;
StreamJudge &StreamJudge::operator=(StreamJudge &&) noexcept = default;

void StreamJudge::onRequest(const JudgedRequest &, Moment) {}
void StreamJudge::onDial(const JudgedDial &) {}
void StreamJudge::onRedirect(const JudgedRedirect &) {}
void StreamJudge::onHead(const JudgedHead &, Moment, Trust) {}
void StreamJudge::onBytes(QByteArrayView, Moment, Trust) {}
void StreamJudge::onCodedBytes(Moment) {}
void StreamJudge::onEnd(JudgedEnd, Moment) {}

QList<Finding> StreamJudge::findings(Moment, Trust)
{
    return {};
}

StreamFigures StreamJudge::figures(Moment) const
{
    return {};
}

const Heard &StreamJudge::heard() const
{
    return d->heard;
}

const JudgedHead &StreamJudge::head() const
{
    return d->head;
}

QByteArray StreamJudge::resumeId() const
{
    return {};
}

QByteArray StreamJudge::dialect() const
{
    return {};
}

bool StreamJudge::wantsLonger() const
{
    return false;
}

bool StreamJudge::hasBytesWithoutEvent() const
{
    return false;
}

} // namespace helio
