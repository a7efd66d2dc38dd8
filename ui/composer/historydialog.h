// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/draft.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace helio {

class DraftStore;
class KeptModel;

/// What was published, to search in and to take one from.
class HistoryDialog : public QDialog
{
    Q_OBJECT
public:
    /// `store` is borrowed.
    explicit HistoryDialog(DraftStore &store, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const helio::Draft &draft);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void choose();
    void clearOrUndo();

    DraftStore &store_;
    KeptModel *model_;
    QLineEdit *search_;
    QTableView *table_;
    QLabel *none_;
    QPushButton *use_;
    QPushButton *clear_;
    QTimer soon_;
};

} // namespace helio
