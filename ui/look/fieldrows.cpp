// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/fieldrows.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace helio {

FieldRows::FieldRows(QWidget *parent)
    : QWidget(parent)
    , grid_(new QGridLayout(this))
{
    grid_->setContentsMargins({});
    grid_->setSpacing(6);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void FieldRows::add(QLabel *label, QWidget *field, int stretch)
{
    label->setBuddy(field);
    fields_.append({label, field, stretch});
    place(rows_);
}

int FieldRows::widthNeeded(int rows) const
{
    const qsizetype perRow = (fields_.size() + rows - 1) / rows;
    int width = int(perRow * 2 - 1) * grid_->horizontalSpacing();
    for (qsizetype column = 0; column < perRow; ++column) {
        int label = 0;
        int field = 0;
        for (qsizetype at = column; at < fields_.size(); at += perRow) {
            label = std::max(label, fields_[at].label->sizeHint().width());
            field =
                std::max({field, fields_[at].widget->minimumSizeHint().width(), fields_[at].widget->minimumWidth()});
        }
        width += label + field;
    }
    return width;
}

QSize FieldRows::minimumSizeHint() const
{
    return {widthNeeded(2), grid_->minimumSize().height()};
}

void FieldRows::arrange()
{
    const int rows = width() < widthNeeded(1) ? 2 : 1;
    if (rows != rows_)
        place(rows);
}

void FieldRows::place(int rows)
{
    rows_ = rows;
    const int perRow = int(fields_.size() + rows - 1) / rows;
    for (const Field &field : std::as_const(fields_)) {
        grid_->removeWidget(field.label);
        grid_->removeWidget(field.widget);
    }
    for (int column = 0; column < grid_->columnCount(); ++column)
        grid_->setColumnStretch(column, 0);
    for (int i = 0; i < int(fields_.size()); ++i) {
        const int column = i % perRow * 2;
        grid_->addWidget(fields_[i].label, i / perRow, column);
        grid_->addWidget(fields_[i].widget, i / perRow, column + 1);
        grid_->setColumnStretch(column + 1, std::max(grid_->columnStretch(column + 1), fields_[i].stretch));
    }
    updateGeometry();
}

bool FieldRows::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    // A label in another language, another font.
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return done;
}

void FieldRows::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace helio
