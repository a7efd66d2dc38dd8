// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/hearing.h"
#include "findings/streamjudge.h"

namespace helio {

/// A hearing and its judge.
class JudgedHearing : private HearingListener
{
public:
    explicit JudgedHearing(HearingRequest request);

    Hearing &hearing() { return hearing_; }
    StreamJudge &judge() { return judge_; }
    const Heard &heard() const { return judge_.heard(); }

    /// Whether its head is that of a stream: 200 and the type, or lines that are read as one.
    bool isStream() const;
    /// MCP by its request, or by what it speaks.
    bool isMcp() const;
    QList<Finding> findings(Moment now) { return judge_.findings(now, hearing_.trust(now)); }

private:
    void onRequest(const JudgedRequest &request, Moment now) override { judge_.onRequest(request, now); }
    void onDial(const JudgedDial &dial) override { judge_.onDial(dial); }
    void onRedirect(const JudgedRedirect &redirect) override { judge_.onRedirect(redirect); }
    void onHead(const JudgedHead &head, Moment now, Trust trust) override { judge_.onHead(head, now, trust); }
    void onBytes(QByteArrayView bytes, Moment now, Trust trust) override { judge_.onBytes(bytes, now, trust); }
    void onCodedBytes(Moment now) override { judge_.onCodedBytes(now); }
    void onEnd(JudgedEnd end, Moment now) override { judge_.onEnd(end, now); }

    StreamJudge judge_;
    Hearing hearing_;
};

} // namespace helio
