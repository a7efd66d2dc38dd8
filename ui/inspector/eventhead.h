// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"

#include <QWidget>

class QLabel;

namespace helio {

/// The fields of an event but its data, in three or four rows. What is too long for its place is cut in the middle; the
/// tool tip has it whole.
class EventHead : public QWidget
{
    Q_OBJECT
public:
    explicit EventHead(QWidget *parent = nullptr);

    void showItem(const FeedQueue::Item &item, const QString &source);
    void clear();
    void retranslate();

private:
    enum Field { Type, Channel, Time, Id, Source, Size, FieldCount };

    void fill();

    std::optional<ReceivedEvent> received_; ///< without its data
    qsizetype size_ = 0;
    QString source_;
    QLabel *names_[FieldCount];
    QLabel *values_[FieldCount];
};

} // namespace helio
