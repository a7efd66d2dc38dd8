// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/streamtestview.h"

#include "ui/look/appearance.h"
#include "ui/look/tone.h"

#include <QHeaderView>
#include <QLocale>

namespace helio {

namespace {

enum Column { Mark, Name, Time, Text, ColumnCount };

Tone toneOf(StreamTestStep::State state)
{
    switch (state) {
    case StreamTestStep::State::Running:
        return Tone::Waiting;
    case StreamTestStep::State::Good:
        return Tone::Open;
    case StreamTestStep::State::Doubtful:
        return Tone::Idle;
    case StreamTestStep::State::Failed:
        return Tone::Failed;
    }
    return Tone::None;
}

} // namespace

StreamTestView::StreamTestView(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("streamTestSteps"));
    setAccessibleName(tr("Steps of the test"));
    setColumnCount(ColumnCount);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setSelectionMode(SingleSelection);
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    header()->setStretchLastSection(true);
    header()->setMinimumSectionSize(16);
    for (const int column : {Mark, Name, Time})
        header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    setMinimumHeight(fontMetrics().height() * 9);
}

StreamTestView::~StreamTestView() = default;

void StreamTestView::run(std::unique_ptr<StreamTest> test)
{
    cancel();
    clear();
    test_ = std::move(test);
    if (!test_)
        return;
    connect(test_.get(), &StreamTest::stepChanged, this, &StreamTestView::showStep);
    connect(test_.get(), &StreamTest::finished, this, [this] {
        end(std::move(test_));
        Q_EMIT runningChanged();
    });
    test_->start();
    Q_EMIT runningChanged();
}

void StreamTestView::cancel()
{
    if (!test_)
        return;
    end(std::move(test_));
    if (topLevelItemCount() > 0) {
        QTreeWidgetItem *last = topLevelItem(topLevelItemCount() - 1);
        last->setText(Mark, toneShape(Tone::Idle));
        last->setText(Text, tr("cancelled"));
    }
    Q_EMIT runningChanged();
}

void StreamTestView::end(std::unique_ptr<StreamTest> test)
{
    // It may be what is speaking just now.
    test->disconnect(this);
    test.release()->deleteLater();
}

QString StreamTestView::nameOf(StreamTestStep::Kind kind)
{
    switch (kind) {
    case StreamTestStep::Kind::Name:
        return tr("name");
    case StreamTestStep::Kind::Connection:
        return tr("connection");
    case StreamTestStep::Kind::Tls:
        return tr("TLS");
    case StreamTestStep::Kind::Request:
        return tr("request");
    case StreamTestStep::Kind::Redirect:
        return tr("redirect");
    case StreamTestStep::Kind::Status:
        return tr("status");
    case StreamTestStep::Kind::ContentType:
        return tr("content type");
    case StreamTestStep::Kind::FirstByte:
        return tr("first byte");
    case StreamTestStep::Kind::FirstEvent:
        return tr("first event");
    }
    return {};
}

void StreamTestView::showStep(int index, const StreamTestStep &step)
{
    QTreeWidgetItem *item = topLevelItem(index);
    if (!item) {
        item = new QTreeWidgetItem(this);
        item->setTextAlignment(Time, Qt::AlignRight | Qt::AlignTop);
        for (const int column : {Mark, Name, Text})
            item->setTextAlignment(column, Qt::AlignLeft | Qt::AlignTop);
    }
    const auto tone = toneOf(step.state);
    item->setText(Mark, toneShape(tone));
    item->setForeground(Mark, toneColor(tone, palette()));
    item->setText(Name, nameOf(step.kind));
    const bool isRunning = step.state == StreamTestStep::State::Running;
    item->setText(Time, isRunning ? QString() : tr("%1 ms").arg(QLocale().toString(step.milliseconds)));
    item->setText(Text, step.text);
    if (step.state == StreamTestStep::State::Failed)
        item->setForeground(Text, toneColor(tone, palette()));
    scrollToItem(item);
}

} // namespace helio
