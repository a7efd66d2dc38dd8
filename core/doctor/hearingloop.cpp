// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/hearingloop.h"

#include "doctor/steadynow.h"

#include <algorithm>

namespace helio {

HearingLoop::HearingLoop()
    : multi_(curl_multi_init())
    , now_(steadyNow())
{
    if (!multi_)
        qFatal("libcurl cannot be used");
}

HearingLoop::~HearingLoop()
{
    for (Hearing *hearing : hearings_)
        hearing->hangUp();
    if (probe_)
        curl_multi_remove_handle(multi_, probe_->handle());
    probe_.reset();
    curl_multi_cleanup(multi_);
}

void HearingLoop::start(Hearing &hearing)
{
    now_ = steadyNow();
    hearings_.push_back(&hearing);
    hearing.start(multi_, now_);
}

void HearingLoop::askForOffers(const HearingRequest &request)
{
    probe_ = std::make_unique<CurlEasy>();
    probe_->setHop(request, {request.url});
    probe_->set(CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_2TLS));
    probe_->set(CURLOPT_CONNECT_ONLY, 1L);
    probeTls_.watch(probe_->handle());
    curl_multi_add_handle(multi_, probe_->handle());
}

JudgedDial::Protocol HearingLoop::takeOffers()
{
    return std::exchange(offers_, JudgedDial::Protocol::Unknown);
}

void HearingLoop::turn()
{
    const Moment idle = steadyNow();
    const Moment busy = idle - now_;
    curl_multi_poll(multi_, nullptr, 0, int(TurnTime.count()), nullptr);
    now_ = steadyNow();
    const Moment late = now_ - idle - TurnTime;
    if (std::max(busy, late) > LatestTurn)
        ++lateTurns_;
    for (Hearing *hearing : hearings_)
        hearing->setLateness(busy, late);
    for (Hearing *hearing : hearings_)
        hearing->goOn(now_);
    int running = 0;
    curl_multi_perform(multi_, &running);
    handleDone();
    // What came in this turn may have decided more.
    for (Hearing *hearing : hearings_)
        hearing->onTurn(now_);
    hearings_.erase(std::remove_if(hearings_.begin(), hearings_.end(), [](Hearing *each) { return each->hasEnded(); }),
                    hearings_.end());
}

void HearingLoop::handleDone()
{
    int left = 0;
    while (const CURLMsg *const message = curl_multi_info_read(multi_, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        // The message goes with the handle that is removed.
        CURL *const handle = message->easy_handle;
        const CURLcode result = message->data.result;
        if (probe_ && probe_->handle() == handle) {
            onProbeDone(result);
            continue;
        }
        const auto hearing = std::find_if(hearings_.begin(), hearings_.end(),
                                          [handle](const Hearing *each) { return each->handle() == handle; });
        if (hearing != hearings_.end())
            (*hearing)->onDone(result, now_);
    }
}

void HearingLoop::onProbeDone(CURLcode result)
{
    if (result == CURLE_OK)
        offers_ = probeTls_.offers();
    curl_multi_remove_handle(multi_, probe_->handle());
    probe_.reset();
}

} // namespace helio
