// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accessdesk.h"

namespace helio {

AccessDesk::AccessDesk(AccessControl &control, QObject *parent)
    : QObject(parent)
    , control_(&control)
{}

quint64 AccessDesk::requestOverview()
{
    return post([](AccessControl &, const AccessControl::Done &done) { done({}); });
}

quint64 AccessDesk::makeToken(const AccessToken &wanted)
{
    return post([wanted](AccessControl &control, const AccessControl::Done &done) { control.makeToken(wanted, done); });
}

quint64 AccessDesk::revokeToken(const QString &name)
{
    return post([name](AccessControl &control, const AccessControl::Done &done) { control.revokeToken(name, done); });
}

quint64 AccessDesk::setAnonymous(const AnonymousAccess &anonymous)
{
    return post([anonymous](AccessControl &control, const AccessControl::Done &done) {
        control.setAnonymous(anonymous, done);
    });
}

quint64 AccessDesk::post(const Call &call)
{
    const quint64 ticket = ++lastTicket_;
    // Queued in any case: whoever calls must know the ticket before the answer comes.
    QMetaObject::invokeMethod(
        this,
        [this, ticket, call] {
            if (!control_) {
                answer(ticket,
                       {QStringLiteral("The access rules are not kept any more; the hub is about to end."), {}});
                return;
            }
            call(*control_, [self = QPointer<AccessDesk>(this), ticket](const AccessOutcome &outcome) {
                if (self)
                    self->answer(ticket, outcome);
            });
        },
        Qt::QueuedConnection);
    return ticket;
}

void AccessDesk::answer(quint64 ticket, const AccessOutcome &outcome)
{
    Q_EMIT answered(ticket, {control_ ? control_->overview() : AccessOverview(), outcome});
}

} // namespace helio
