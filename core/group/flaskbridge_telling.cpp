// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/pluralform.h"
#include "group/flaskbridge.h"

namespace helio {

namespace {

constexpr std::chrono::milliseconds NoteInterval{60'000};

} // namespace

void FlaskBridge::onSaid(qsizetype count, const Message &problem)
{
    bridge_.said += quint64(count);
    setProblem(problem);
}

void FlaskBridge::onUnsaid(std::optional<qsizetype> count)
{
    if (!count) {
        Q_EMIT noted(tr("bridge to Flask-SSE: the log has let go something that perhaps did not go out there yet"));
        return;
    }
    unsaid_ += quint64(*count);
    bridge_.dropped += quint64(*count);
    if (unsaidNoted_.isValid() && !unsaidNoted_.hasExpired(NoteInterval.count()))
        return;
    unsaidNoted_.start();
    Q_EMIT noted(tr("bridge to Flask-SSE: %n event(s) did not go out there so far: the log let them go before", nullptr,
                    pluralCount(unsaid_)));
}

void FlaskBridge::countDropped(qsizetype count, const QString &why)
{
    bridge_.dropped += quint64(count);
    if (droppedNoted_.isValid() && !droppedNoted_.hasExpired(NoteInterval.count()))
        return;
    droppedNoted_.start();
    Q_EMIT noted(tr("bridge to Flask-SSE: %n message(s) could not be taken so far; the last: %1", nullptr,
                    pluralCount(bridge_.dropped - unsaid_))
                     .arg(why));
}

void FlaskBridge::setLeader(const QByteArray &term)
{
    const QByteArray leader = term.left(std::max<qsizetype>(0, term.indexOf(' ')));
    const bool isOurs = state_ == State::Leading;
    if (bridge_.leader != leader || bridge_.isOurs != isOurs) {
        bridge_.leader = leader;
        bridge_.isOurs = isOurs;
        report();
    }
    const bool wasOurs = std::exchange(wasOurs_, bridge_.isOurs);
    if (bridge_.isOurs && !wasOurs)
        Q_EMIT noted(tr("this hub is the bridge to Flask-SSE's channels now"));
    else if (wasOurs && !bridge_.isOurs)
        Q_EMIT noted(tr("this hub is the bridge to Flask-SSE's channels no more"));
}

void FlaskBridge::setProblem(const Message &problem)
{
    const QString text = problem.translated();
    if (std::exchange(bridge_.problem, text) == text)
        return;
    if (!text.isEmpty())
        Q_EMIT noted(tr("bridge to Flask-SSE: %1").arg(text));
    report();
}

void FlaskBridge::report()
{
    if (std::exchange(reported_, bridge_) != bridge_)
        Q_EMIT changed(bridge_);
}

} // namespace helio
