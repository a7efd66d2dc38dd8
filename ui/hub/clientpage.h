// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/hubstate.h"

#include <QWidget>

#include <optional>

class QFormLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QTableView;

namespace helio {

class ClientHistoryModel;
class ClientTableModel;
class WrappingLabel;

/// All that is known of one client, as a page of the inspector: who it is, how far it is, and, when asked, what became
/// of the last events that it was to get. What changes while it is connected is kept new. Before the first one was
/// shown it says how to get there.
class ClientPage : public QWidget
{
    Q_OBJECT
public:
    /// Both are borrowed.
    ClientPage(const ClientTableModel &clients, HubState &hub, QWidget *parent = nullptr);
    ~ClientPage() override;

    void showClient(const ClientInfo &client);
    void showDeparture(const DepartureInfo &departure);
    /// Asks what it got; the answer is shown when it comes.
    void askHistory();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum Row {
        Address,
        Program,
        Origin,
        Subject,
        Channels,
        Hub,
        Since,
        Left,
        Sent,
        Queued,
        Unsent,
        RoundTrip,
        LastEventId,
        Gaps,
        Id,
        RowCount
    };

    void setShown(bool shown);
    void onSnapshot();
    void onHistory(const ClientHistory &history);
    void setOther(const ClientInfo &client);
    void showDetails();
    void showHistory();
    void set(Row row, const QString &text);
    QString leftText() const;
    void retranslate();

    const ClientTableModel &clients_;
    HubState &hub_;
    ClientsWish wish_; ///< while a connected one is shown
    std::optional<ClientInfo> client_;
    std::optional<DepartureInfo> departure_; ///< of client_, when that is known
    bool isGone_ = false;                    ///< it is not among the connected ones any more
    qint64 goneAt_ = 0;                      ///< when that was seen, in milliseconds since 1970
    QString problem_;                        ///< why there is no history
    bool isAsked_ = false;
    bool isAnswered_ = false;
    ClientHistoryModel *history_;
    WrappingLabel *title_;
    QLabel *pace_;
    QScrollArea *details_;
    QFormLayout *form_;
    QLabel *names_[RowCount];
    WrappingLabel *values_[RowCount];
    QPushButton *ask_;
    QPushButton *copy_;
    QLabel *summary_;
    QTableView *table_;
};

} // namespace helio
