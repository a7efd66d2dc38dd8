// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/inspector.h"

#include "event/text.h"
#include "ui/models/datacheck.h"
#include "ui/models/format.h"
#include "ui/window/appearance.h"
#include "ui/window/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace helio {

Inspector::Inspector(QWidget *parent)
    : QWidget(parent)
    , text_(new QPlainTextEdit)
    , note_(new QLabel)
    , copy_(new QPushButton)
{
    setObjectName(QStringLiteral("inspector"));
    static constexpr const char *Names[] = {"Type", "Channel", "Id", "Time", "Source", "Size"};
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(1, 1);
    for (int field = 0; field < FieldCount; ++field) {
        names_[field] = new QLabel;
        values_[field] = new QLabel;
        values_[field]->setObjectName(QStringLiteral("inspector") + QLatin1String(Names[field]));
        values_[field]->setTextFormat(Qt::PlainText);
        values_[field]->setTextInteractionFlags(Qt::TextSelectableByMouse);
        // Long ids and names must not make the panel wide.
        values_[field]->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        if (field == Time) // its end tells events apart
            values_[field]->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0000-00-00 00:00:00.000")) +
                                            4);
        names_[field]->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(names_[field], field, 0);
        grid->addWidget(values_[field], field, 1);
    }
    text_->setObjectName(QStringLiteral("inspectorData"));
    text_->setReadOnly(true);
    text_->setFont(dataFont());
    text_->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    note_->setObjectName(QStringLiteral("inspectorNote"));
    note_->setWordWrap(true);
    copy_->setObjectName(QStringLiteral("inspectorCopy"));
    copy_->setIcon(glyphIcon(Glyph::Copy));
    connect(copy_, &QPushButton::clicked, this, &Inspector::copyData);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->addLayout(grid);
    layout->addWidget(text_, 1);
    // Each on a line of its own: side by side the note wraps in a narrow panel.
    layout->addWidget(note_);
    layout->addWidget(copy_, 0, Qt::AlignRight);
    retranslate();
}

void Inspector::show(const FeedQueue::Item &item, const QString &source)
{
    item_ = item;
    source_ = source;
    fill();
}

void Inspector::clear()
{
    item_.reset();
    fill();
}

void Inspector::copyData()
{
    if (item_)
        QApplication::clipboard()->setText(decodeUtf8(item_->received.event.data));
}

void Inspector::fill()
{
    copy_->setEnabled(item_.has_value());
    if (!item_) {
        for (QLabel *value : values_)
            value->clear();
        text_->clear();
        note_->clear();
        return;
    }
    const Event &event = item_->received.event;
    const QString texts[FieldCount] = {
        event.type.isEmpty() ? QStringLiteral("message") : format::oneLine(event.type, 1024),
        event.channel.isEmpty() ? QStringLiteral("–") : format::oneLine(event.channel, 1024),
        event.id.isEmpty() ? QStringLiteral("–") : format::oneLine(event.id, 1024),
        format::dateAndTime(item_->received.receivedAt / 1'000'000) +
            QStringLiteral(".%1").arg(item_->received.receivedAt / 1'000'000 % 1000, 3, 10, QLatin1Char('0')),
        source_,
        format::bytes(double(event.data.size())),
    };
    for (int field = 0; field < FieldCount; ++field) {
        values_[field]->setText(texts[field]);
        values_[field]->setToolTip(texts[field]);
    }
    const bool isCut = event.data.size() > MaximumShownBytes;
    const QByteArray shown = isCut ? event.data.first(MaximumShownBytes) : event.data;
    text_->setPlainText(decodeUtf8(isCut ? shown : prettyJson(shown)));
    const DataCheck check = DataCheck::of(shown);
    note_->setText(
        isCut ? tr("the first %1 of %2").arg(format::bytes(MaximumShownBytes), format::bytes(double(event.data.size())))
              : check.note(event.data.size()));
}

void Inspector::retranslate()
{
    const QString names[FieldCount] = {tr("Type"), tr("Channel"), tr("ID"), tr("Time"), tr("Source"), tr("Data")};
    for (int field = 0; field < FieldCount; ++field) {
        names_[field]->setText(names[field]);
        values_[field]->setAccessibleName(names[field]);
    }
    text_->setAccessibleName(tr("Data of the selected event"));
    text_->setPlaceholderText(tr("Select an event to see it whole."));
    copy_->setText(tr("Copy data"));
    copy_->setAccessibleName(tr("Copy data"));
    fill();
}

void Inspector::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
