// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpath.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace helio {

/// Asks for the JSON path whose values become a column of the events table; says as one types what is wrong with it.
class ColumnDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ColumnDialog(QWidget *parent = nullptr);

    /// What was written; `$` as long as that is no path.
    JsonPath path() const;

private:
    void check();

    QLineEdit *field_;
    QLabel *note_;
    QPushButton *add_;
};

} // namespace helio
