// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventexport.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSettings;

namespace helio {

/// Asks which events go into which file. Remembers format and folder.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// `shown` and `selected`: how many events the table shows, and how many of them are selected. `settings` is
    /// borrowed.
    ExportDialog(quint64 shown, quint64 selected, QSettings &settings, QWidget *parent = nullptr);

    bool isSelectionWanted() const;
    /// Whether the table's columns are to be written, as they stand there, and not the whole events.
    bool areColumnsWanted() const;
    ExportFormat format() const;
    /// Absolute.
    QString path() const;

    void accept() override;

private:
    void followFormat();
    void check();
    void browse();

    QSettings &settings_;
    QRadioButton *shown_;
    QRadioButton *selected_;
    QCheckBox *columns_;
    QComboBox *format_;
    QLineEdit *path_;
    QLabel *note_;
    QPushButton *export_;
};

} // namespace helio
