// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/look/tablepanel.h"

namespace helio {

class ClientJournal;
class HubState;

/// The table of who left the hub, and why. The journal is wanted while this is shown.
class DeparturesPanel : public TablePanel
{
    Q_OBJECT
public:
    /// Both are borrowed.
    DeparturesPanel(ClientJournal &journal, HubState &hub, QWidget *parent = nullptr);

    /// In the order of the rows.
    QList<DepartureInfo> selectedDepartures() const;

protected:
    void retranslate() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void teach();

    ClientJournal &journal_;
    HubState &hub_;
    bool isInGroup_ = false; ///< when teach() was called last
};

} // namespace helio
