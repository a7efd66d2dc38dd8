// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/diffmodel.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace helio {

/// What an event has that the one before it, of the same source, channel and type, had not.
class DiffPage : public QWidget
{
    Q_OBJECT
public:
    explicit DiffPage(QWidget *parent = nullptr);

    /// `sequence`: the event's, in `ring`. `after`: its data, for when the ring holds it no more.
    void compare(const EventRing &ring, quint64 sequence, const QByteArray &after);
    void clear();
    void retranslate();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showSummary();
    void applyFont();

    DiffModel *model_;
    std::optional<Predecessor::Found> found_; ///< nothing: no event
    qint64 before_ = 0;                       ///< when the other one came
    QTableView *table_;
    QLabel *summary_;
};

} // namespace helio
