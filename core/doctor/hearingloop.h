// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/hearing.h"

#include <vector>

namespace helio {

/// Moves all hearings of a check in the thread that calls turn(), and measures whether it does so in time: what was
/// read late says nothing of when it arrived.
class HearingLoop
{
public:
    static constexpr std::chrono::milliseconds TurnTime{10};
    static constexpr std::chrono::milliseconds LatestTurn{50}; ///< later than that, and the turn is late

    HearingLoop();
    ~HearingLoop();
    HearingLoop(const HearingLoop &) = delete;
    HearingLoop &operator=(const HearingLoop &) = delete;

    /// Sends its request. It is borrowed for the loop's life.
    void start(Hearing &hearing);
    /// Asks for what the server of `request` offers by ALPN; see takeOffers().
    void askForOffers(const HearingRequest &request);
    /// Nothing while it is not known.
    JudgedDial::Protocol takeOffers();
    bool isAsking() const { return probe_ != nullptr; }

    /// Waits until something happens, TurnTime at most, and handles it.
    void turn();
    /// Of the latest turn.
    Moment now() const { return now_; }
    /// How often a turn came late.
    int lateTurns() const { return lateTurns_; }

private:
    void handleDone();
    void onProbeDone(CURLcode result);

    CURLM *multi_;
    std::vector<Hearing *> hearings_;
    TlsWatch probeTls_;
    std::unique_ptr<CurlEasy> probe_;
    JudgedDial::Protocol offers_ = JudgedDial::Protocol::Unknown;
    Moment now_;
    int lateTurns_ = 0;
};

} // namespace helio
