// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/judgedhearing.h"

#include "client/answer.h"

namespace helio {

namespace {

StreamJudgeOptions judgeOptions(const HearingRequest &request)
{
    StreamJudgeOptions options;
    options.maximumEventBytes = request.asked.maximumEventBytes;
    return options;
}

} // namespace

JudgedHearing::JudgedHearing(HearingRequest request)
    : judge_(judgeOptions(request))
    , hearing_(std::move(request), *this)
{}

bool JudgedHearing::isStream() const
{
    const JudgedHead &head = hearing_.head();
    const bool isFormat = hearing_.request().asked.format != StreamFormat::EventStream;
    return head.status == 200 && (isFormat || isEventStreamType(head.field("content-type")));
}

bool JudgedHearing::isMcp() const
{
    return hearing_.request().isMcp() || judge_.dialect() == "mcp";
}

} // namespace helio
