// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/inflater.h"
#include "client/redirects.h"
#include "doctor/curleasy.h"
#include "doctor/hearinglistener.h"
#include "doctor/tlswatch.h"

namespace helio {

/// One request, heard from the dial to the end, through redirects, by libcurl: it tells how a connection ended, which
/// step took how long, and hands out bytes as they came. Lives in a HearingLoop and is moved by that alone. Bounded in
/// memory, and it waits for nothing: who has waited enough calls stop().
class Hearing
{
public:
    static constexpr qsizetype MaximumHeadBytes = 256 * 1024; ///< of all heads of a hop, interim ones too
    static constexpr qsizetype MaximumRefusalBytes = 64 * 1024;
    static constexpr std::chrono::seconds RefusalPatience{1}; ///< for the body of an answer that refuses
    /// Less than this, or than an eighth of a silence, up to the latter, takes nothing from what a silence says.
    static constexpr std::chrono::milliseconds SmallLateness{50};
    static constexpr std::chrono::milliseconds LargestLateness{100};
    static constexpr std::chrono::milliseconds LongestTurn{100}; ///< so long one turn reads at most

    /// `listener` is borrowed. It must outlive the loop in which it is started.
    Hearing(HearingRequest request, HearingListener &listener);
    ~Hearing();
    Hearing(const Hearing &) = delete;
    Hearing &operator=(const Hearing &) = delete;

    const HearingRequest &request() const { return request_; }
    /// The answer's head, once it is there; status 0 before.
    const JudgedHead &head() const { return head_; }
    bool hasHead() const { return head_.status != 0; }
    bool hasEnded() const { return hasEnded_; }
    /// When the request was made.
    Moment asked() const { return asked_; }
    /// When the head came; only with one.
    Moment headTime() const { return headTime_; }

    /// Of the time from the latest bytes to `now`.
    Trust trust(Moment now) const;

    /// Gives up: ByUs, TimedOut or TooLarge. Nothing when it has ended.
    void stop(JudgedEnd why, Moment now);
    /// The same server by ALPN: told to the listener with what is known of the connection.
    void setOffers(JudgedDial::Protocol offers);
    /// Of the turn that begins, by the loop. `busy`: for so long something else was done since the latest turn, so that
    /// what that one read may have come so much later than it seems. `late`: so much later than it should this turn
    /// begins, so that what it reads came earlier; where it reads nothing, nothing came.
    void setLateness(Moment busy, Moment late);

private:
    friend class HearingLoop;

    enum class Next { Nothing, Redirect, Stop };

    void start(CURLM *multi, Moment now);
    /// Before a turn reads: what was too much for the one before.
    void goOn(Moment now);
    void onTurn(Moment now);
    void onDone(CURLcode result, Moment now);
    CURL *handle() const { return transfer_.handle(); }

    static size_t onHeadLine(char *bytes, size_t size, size_t count, void *self);
    static size_t onBody(char *bytes, size_t size, size_t count, void *self);

    void sendHop();
    void hangUp();
    bool addHeadLine(QByteArrayView line);
    void finishHead();
    bool hasReadEnough();
    bool mayFollow() const;
    void follow();
    void deliver(const QByteArray &bytes);
    JudgedEnd endOf(CURLcode result) const;
    JudgedEnd endWithCoding(JudgedEnd end) const;
    void end(JudgedEnd end, Moment now);
    void tellDial(JudgedDial dial);
    Trust trustOf(Moment lateness, Moment now) const;
    Trust takeTrust();

    HearingRequest request_;
    HearingListener &listener_;
    CURLM *multi_ = nullptr;
    TlsWatch tls_;
    CurlEasy transfer_; ///< of all hops, as it holds the cookies
    bool isDialled_ = false;
    Redirects redirects_;
    RequestHop hop_;
    int redirectCount_ = 0;
    JudgedHead reading_; ///< a head whose end has not come
    JudgedHead head_;
    JudgedDial dial_;
    std::unique_ptr<Inflater> inflater_; ///< null: nothing has to be undone
    bool hasUnknownCoding_ = false;
    qsizetype headBytes_ = 0;
    qsizetype bodyBytes_ = 0;
    Moment asked_{0};
    Moment headTime_{0};
    Moment now_{0};
    Next next_ = Next::Nothing;
    JudgedEnd stopping_ = JudgedEnd::ByUs;
    Moment latest_{0};   ///< when head or bytes came
    Moment lateness_{0}; ///< until bytes come
    Moment turnLateness_{0};
    bool isPaused_ = false;
    bool hasEnded_ = false;
};

} // namespace helio
