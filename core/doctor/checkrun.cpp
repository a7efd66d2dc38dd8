// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/checkrun.h"

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// As browsers have it: proxies that compress for them alone stay unseen else.
constexpr char CodingsOfBrowsers[] = "gzip, deflate, br";
/// The second ear opens when the first has been open so long, and only where so much of the watch is left.
constexpr Moment SecondEarAfter = 1s;
constexpr Moment SecondEarNeeds = 2s;
/// A stream that ends by itself so soon is asked for again after a pause, as an event source would.
constexpr Moment AtOnce = 5s;
constexpr Moment PauseBeforeRepeating = 1s;
/// A stream that resumes has sent so many events at once.
constexpr quint64 EnoughResumed = 3;
constexpr Moment ReportInterval = 200ms;

std::chrono::milliseconds milliseconds(Moment time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time);
}

/// Findings of the way to the application itself, to which the other way is compared: without it there is nothing to
/// compare.
QList<Finding> wayFindings(QList<Finding> findings)
{
    findings.removeIf([](const Finding &finding) {
        return finding.code != FindingCode::Unreachable && finding.code != FindingCode::TlsUntrusted &&
               finding.code != FindingCode::NoAnswer && finding.code != FindingCode::RefusedStatus;
    });
    for (Finding &finding : findings)
        finding.subject = "against";
    return findings;
}

} // namespace

CheckRun::CheckRun(CheckPlan plan, const std::atomic<bool> &isCancelled, Report report)
    : plan_(std::move(plan))
    , isCancelled_(isCancelled)
    , report_(std::move(report))
    , first_(plan_.request)
{
    if (plan_.against)
        against_.emplace(*plan_.against);
}

CheckReport CheckRun::run()
{
    loop_.start(first_.hearing());
    if (against_)
        loop_.start(against_->hearing());
    start_ = first_.hearing().asked();
    watch();
    endWatch();
    collect();
    if (!isCancelled_ && mayRepeat())
        askAgain();
    sortFindings(result_.findings);
    result_.lateTurns = loop_.lateTurns();
    result_.wasCancelled = isCancelled_;
    return std::move(result_);
}

bool CheckRun::mayRepeat() const
{
    return !plan_.once && plan_.request.mayBeRepeated() && !first_.isMcp();
}

void CheckRun::watch()
{
    while (turn(CheckProgress::Step::Watching) && !hasWatchedEnough()) {
        askWithASecondEar();
        askForOffers();
    }
}

bool CheckRun::hasWatchedEnough()
{
    if (first_.hearing().hasEnded() && (!against_ || against_->hearing().hasEnded()) && !loop_.isAsking())
        return true;
    const Moment elapsed = loop_.now() - start_;
    if (plan_.watch)
        return elapsed >= *plan_.watch;
    return elapsed >= LongestWatch || (elapsed >= UsualWatch && !first_.judge().wantsLonger());
}

/// How long it watches, as it seems now.
Moment CheckRun::shownWatch() const
{
    if (plan_.watch)
        return *plan_.watch;
    return loop_.now() - start_ >= UsualWatch ? LongestWatch : UsualWatch;
}

void CheckRun::askWithASecondEar()
{
    if (second_ || !mayRepeat() || !first_.isStream() || first_.hearing().hasEnded() ||
        loop_.now() - first_.hearing().headTime() < SecondEarAfter ||
        start_ + shownWatch() - loop_.now() < SecondEarNeeds)
        return;
    HearingRequest request = plan_.request;
    request.acceptEncoding = CodingsOfBrowsers;
    request.asked.lastEventId.clear();
    second_.emplace(std::move(request));
    loop_.start(second_->hearing());
}

/// Where a page would read it: without TLS no browser speaks HTTP/2.
void CheckRun::askForOffers()
{
    if (plan_.request.origin.isEmpty() || !first_.hearing().hasHead())
        return;
    if (!hasAskedForOffers_) {
        hasAskedForOffers_ = true;
        if (plan_.request.url.scheme() == QLatin1StringView("http"))
            first_.hearing().setOffers(JudgedDial::Protocol::Http1Alone);
        else if (!plan_.once)
            loop_.askForOffers(plan_.request);
    }
    if (const JudgedDial::Protocol offers = loop_.takeOffers(); offers != JudgedDial::Protocol::Unknown)
        first_.hearing().setOffers(offers);
}

void CheckRun::endWatch()
{
    for (JudgedHearing *const each : {&first_, against_ ? &*against_ : nullptr, second_ ? &*second_ : nullptr}) {
        if (each)
            each->hearing().stop(each->hearing().hasHead() ? JudgedEnd::ByUs : JudgedEnd::TimedOut, loop_.now());
    }
}

void CheckRun::collect()
{
    const Moment now = loop_.now();
    result_.findings = first_.findings(now);
    result_.figures = first_.judge().figures(now);
    result_.dialect = first_.judge().dialect();
    judgeSecondEar();
    judgeRoutes();
}

void CheckRun::judgeSecondEar()
{
    if (!second_)
        return;
    addFindings(result_.findings, compareEars(first_.heard(), second_->heard(), second_->judge().head()));
    addFindings(result_.findings,
                compareCodings(first_.heard(), second_->heard(), second_->judge().head(), loop_.now()));
}

void CheckRun::judgeRoutes()
{
    if (!against_)
        return;
    const Moment now = loop_.now();
    addFindings(result_.findings, wayFindings(against_->findings(now)));
    result_.againstFigures = against_->judge().figures(now);
    result_.routes = compareRoutes(against_->heard(), first_.heard(), first_.judge().head());
    addFindings(result_.findings, result_.routes->findings);
}

void CheckRun::askAgain()
{
    if (hasEndedAtOnce())
        repeat();
    else
        resume();
}

bool CheckRun::hasEndedAtOnce()
{
    const Heard &heard = first_.heard();
    return first_.isStream() && plan_.request.asked.method == "GET" && heard.ended && heard.head &&
           isTheirs(heard.end) && !heard.hasEndMark && *heard.ended - *heard.head <= AtOnce;
}

/// As an event source does, so that it shows whether that is the stream's way.
void CheckRun::repeat()
{
    const Moment end = start_ + shownWatch() + ExtraTime;
    const Moment pauseEnd = loop_.now() + PauseBeforeRepeating;
    while (loop_.now() < std::min(pauseEnd, end)) {
        if (!turn(CheckProgress::Step::Repeating))
            return;
    }
    const auto isEnough = [this] {
        return again_->hearing().hasHead() && loop_.now() - again_->hearing().headTime() > AtOnce;
    };
    HearingRequest request = plan_.request;
    if (const QByteArray id = first_.judge().lastEventId(); !id.isEmpty())
        request.asked.lastEventId = id;
    again_.emplace(std::move(request));
    if (hearAgain(end, CheckProgress::Step::Repeating, isEnough))
        addFindings(result_.findings, compareEnds(first_.heard(), again_->heard()));
}

void CheckRun::resume()
{
    HearingRequest request = plan_.request;
    request.asked.lastEventId = first_.judge().resumeId();
    if (request.asked.lastEventId.isEmpty() || !first_.isStream())
        return;
    again_.emplace(std::move(request));
    const auto isEnough = [this] { return again_->heard().count >= EnoughResumed; };
    if (hearAgain(loop_.now() + ExtraTime, CheckProgress::Step::Resuming, isEnough))
        addFindings(result_.findings, compareResumed(first_.heard(), again_->heard()));
}

/// False when it was cancelled.
bool CheckRun::hearAgain(Moment until, CheckProgress::Step step, const std::function<bool()> &isEnough)
{
    loop_.start(again_->hearing());
    while (turn(step)) {
        if (again_->hearing().hasEnded() || loop_.now() >= until || isEnough()) {
            again_->hearing().stop(JudgedEnd::ByUs, loop_.now());
            return true;
        }
    }
    return false;
}

/// False when it was cancelled.
bool CheckRun::turn(CheckProgress::Step step)
{
    loop_.turn();
    if (report_ && loop_.now() - reported_ >= ReportInterval) {
        reported_ = loop_.now();
        const StreamFigures figures = first_.judge().figures(loop_.now());
        report_({step, milliseconds(loop_.now() - start_), milliseconds(shownWatch()), figures.events, figures.bytes});
    }
    return !isCancelled_;
}

} // namespace helio
