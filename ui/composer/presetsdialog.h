// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/draft.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace helio {

class DraftStore;
class KeptModel;

/// The user's presets: to save what the composer holds as one, to use, rename and delete them.
class PresetsDialog : public QDialog
{
    Q_OBJECT
public:
    /// `store` is borrowed. `present`: what is saved.
    PresetsDialog(DraftStore &store, const Draft &present, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const helio::Draft &draft);

private:
    void fill();
    void save();
    void use();
    void remove();
    void undo();
    void report(const QString &text, bool isBad);

    DraftStore &store_;
    Draft present_;
    KeptModel *model_;
    QLineEdit *name_;
    QPushButton *save_;
    QTableView *table_;
    QLabel *text_;
    QPushButton *use_;
    QPushButton *rename_;
    QPushButton *delete_;
    QPushButton *undo_;
};

} // namespace helio
