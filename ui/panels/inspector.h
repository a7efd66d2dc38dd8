// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace helio {

/// Shows one event whole; JSON with line breaks and indents.
class Inspector : public QWidget
{
    Q_OBJECT
public:
    /// No event may be laid out longer than this: the text view would hold the window up.
    static constexpr qsizetype MaximumShownBytes = 256 * 1024;

    explicit Inspector(QWidget *parent = nullptr);

    void show(const FeedQueue::Item &item, const QString &source);
    void clear();
    void copyData();
    bool hasEvent() const { return item_.has_value(); }

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Field { Type, Channel, Id, Time, Source, Size, FieldCount };

    void fill();
    void retranslate();

    std::optional<FeedQueue::Item> item_;
    QString source_;
    QLabel *names_[FieldCount];
    QLabel *values_[FieldCount];
    QPlainTextEdit *text_;
    QLabel *note_;
    QPushButton *copy_;
};

} // namespace helio
