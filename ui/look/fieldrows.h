// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace helio {

/// Labelled fields side by side, and in two rows where one row would make them too narrow to read.
class FieldRows : public QWidget
{
public:
    explicit FieldRows(QWidget *parent = nullptr);

    /// The label becomes the field's; the field never gets narrower than its minimum width.
    void add(QLabel *label, QWidget *field, int stretch);

    int rows() const { return rows_; }
    /// As wide as two rows need, so that the window may make it narrower than one.
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Field
    {
        QLabel *label;
        QWidget *widget;
        int stretch;
    };

    int widthNeeded(int rows) const;
    void arrange();
    void place(int rows);

    QGridLayout *grid_;
    QList<Field> fields_;
    int rows_ = 1;
};

} // namespace helio
