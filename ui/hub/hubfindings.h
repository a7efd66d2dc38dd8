// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "findings/hubjudge.h"
#include "ui/hub/missinghubs.h"

#include <QElapsedTimer>
#include <QObject>

namespace helio {

class HubState;

/// What is wrong with the hub, inside or far away, by the figures that it reports each second. There is nothing while
/// it does not serve, and a hub that comes back is judged anew.
class HubFindings : public QObject
{
    Q_OBJECT
public:
    /// `hub` is borrowed.
    explicit HubFindings(const HubState &hub, QObject *parent = nullptr);

    /// Worst first.
    const QList<Finding> &findings() const { return findings_; }

Q_SIGNALS:
    void changed(); ///< at most once for each time that the hub reported

private:
    void judge();

    const HubState &hub_;
    HubJudge judge_;
    QElapsedTimer clock_;
    qint64 startedAt_ = 0; ///< of the hub that is judged
    QList<Finding> findings_;
};

/// A hub's figures as its judge wants them.
JudgedHub judgedHub(const HubTotals &totals, const std::optional<BackplaneInfo> &backplane,
                    const std::optional<GroupInfo> &group, const QList<MissingHubs::Hub> &missing);

} // namespace helio
