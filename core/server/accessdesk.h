// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/accesscontrol.h"

#include <QObject>
#include <QPointer>

#include <atomic>
#include <functional>

namespace helio {

/// What became of one call of an AccessDesk.
struct AccessReport
{
    AccessOverview overview; ///< the rules as they are now
    AccessOutcome outcome;
};

/// An AccessControl for other threads: the server changes a hub's rules from the hub's thread, while the control that
/// keeps them lives in another. Calls may come from any thread, and return at once with a ticket; answered() carries
/// it. A connection to a receiver in the hub's thread brings the answer there, behind what the change had the hub do.
/// Lives in the control's thread, and must outlive who calls.
class AccessDesk : public QObject
{
    Q_OBJECT
public:
    /// `control` may go before this: calls are answered as refused then.
    explicit AccessDesk(AccessControl &control, QObject *parent = nullptr);

    quint64 requestOverview();
    quint64 makeToken(const AccessToken &wanted);
    quint64 revokeToken(const QString &name);
    quint64 setAnonymous(const AnonymousAccess &anonymous);

Q_SIGNALS:
    void answered(quint64 ticket, const helio::AccessReport &report);

private:
    using Call = std::function<void(AccessControl &, const AccessControl::Done &)>;

    quint64 post(const Call &call);
    void answer(quint64 ticket, const AccessOutcome &outcome);

    QPointer<AccessControl> control_;
    std::atomic<quint64> lastTicket_ = 0;
};

} // namespace helio

Q_DECLARE_METATYPE(helio::AccessReport)
