// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accessdesk.h"

#include <utility>

namespace helio {

AccessDesk::AccessDesk(AccessControl &control, QObject *parent)
    : QObject(parent)
    , control_(&control)
{
    connect(&control, &AccessControl::changed, this, [this] {
        if (!calls_.empty() && !calls_.front().makesToken)
            finish({}, {});
    });
    connect(&control, &AccessControl::tokenMade, this, [this](const QString &, const QByteArray &token) {
        if (!calls_.empty() && calls_.front().makesToken)
            finish({}, token);
    });
    connect(&control, &AccessControl::failed, this, [this](const QString &problem) {
        if (!calls_.empty())
            finish(problem, {});
    });
}

quint64 AccessDesk::requestOverview()
{
    return post({}, false);
}

quint64 AccessDesk::makeToken(const AccessToken &wanted)
{
    return post([wanted](AccessControl &control) { control.makeToken(wanted); }, true);
}

quint64 AccessDesk::revokeToken(const QString &name)
{
    return post([name](AccessControl &control) { control.revokeToken(name); }, false);
}

quint64 AccessDesk::setAnonymous(const AnonymousAccess &anonymous)
{
    return post([anonymous](AccessControl &control) { control.setAnonymous(anonymous); }, false);
}

quint64 AccessDesk::post(std::function<void(AccessControl &)> run, bool makesToken)
{
    const quint64 ticket = ++lastTicket_;
    // Queued in any case: whoever calls must know the ticket before the answer comes.
    QMetaObject::invokeMethod(
        this,
        [this, call = Call{ticket, std::move(run), makesToken}] {
            calls_.push_back(call);
            if (calls_.size() == 1)
                runNext();
        },
        Qt::QueuedConnection);
    return ticket;
}

void AccessDesk::runNext()
{
    if (!control_)
        finish(tr("The access rules are not kept any more; the hub is about to end."), {});
    else if (calls_.front().run)
        std::exchange(calls_.front().run, {})(*control_); // finish() comes from one of its signals
    else
        finish({}, {});
}

void AccessDesk::finish(const QString &problem, const QByteArray &token)
{
    const quint64 ticket = calls_.front().ticket;
    calls_.pop_front();
    Q_EMIT answered(ticket, {control_ ? control_->overview() : AccessOverview(), problem, token});
    // Queued: this may be within a signal of the control's.
    if (!calls_.empty())
        QMetaObject::invokeMethod(
            this, [this] { runNext(); }, Qt::QueuedConnection);
}

} // namespace helio
