// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/findbar.h"

#include "ui/events/eventsview.h"
#include "ui/look/appearance.h"
#include "ui/look/format.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QToolButton>

namespace helio {

FindBar::FindBar(EventTableModel &events, EventsView &view, QWidget *parent)
    : QWidget(parent)
    , events_(events)
    , view_(view)
    , finder_(new EventFinder(events, this))
    , field_(new QLineEdit)
    , state_(new QLabel)
    , previous_(new QToolButton)
    , next_(new QToolButton)
    , close_(new QToolButton)
{
    setObjectName(QStringLiteral("findBar"));
    field_->setObjectName(QStringLiteral("findField"));
    field_->setClearButtonEnabled(true);
    field_->installEventFilter(this);
    state_->setObjectName(QStringLiteral("findState"));
    const std::tuple<QToolButton *, const char *, QString> buttons[] = {
        {previous_, "findPreviousButton", QStringLiteral("▲")},
        {next_, "findNextButton", QStringLiteral("▼")},
        {close_, "findClose", QStringLiteral("✕")}};
    for (const auto &[button, name, text] : buttons) {
        button->setObjectName(QLatin1String(name));
        button->setText(text);
        button->setAutoRaise(true);
    }
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(4);
    layout->addWidget(field_, 1);
    layout->addWidget(state_);
    layout->addWidget(previous_);
    layout->addWidget(next_);
    layout->addWidget(close_);

    connect(field_, &QLineEdit::textChanged, this, &FindBar::applyText);
    connect(previous_, &QToolButton::clicked, this, &FindBar::findPrevious);
    connect(next_, &QToolButton::clicked, this, &FindBar::findNext);
    connect(close_, &QToolButton::clicked, this, &FindBar::closeBar);
    connect(finder_, &EventFinder::changed, this, &FindBar::go);
    connect(&view_, &EventsView::currentRowChanged, this, &FindBar::showState);
    hide();
    retranslate();
}

void FindBar::open()
{
    const bool wasHidden = isHidden();
    show();
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
    if (wasHidden)
        applyText();
}

void FindBar::closeBar()
{
    hide();
    wanted_ = Step::None;
    finder_->setText({});
    view_.setMarked({});
    view_.setFocus();
}

std::optional<quint64> FindBar::currentSequence() const
{
    const int row = view_.currentIndex().row();
    return row < 0 ? std::nullopt : std::optional(events_.sequenceAt(row));
}

void FindBar::applyText()
{
    // More letters narrow down what was found; they do not go on from there.
    if (finder_->text().isEmpty()) {
        const int top = view_.verticalScrollBar()->value();
        startedAt_ = currentSequence();
        if (!startedAt_ && !view_.isLive() && top < events_.rowCount())
            startedAt_ = events_.sequenceAt(top);
    }
    const QString text = isHidden() ? QString() : field_->text();
    view_.setMarked(text);
    wanted_ = text.isEmpty() ? Step::None : Step::Here;
    finder_->setText(text);
    go();
}

void FindBar::step(Step step)
{
    if (isHidden() || field_->text().isEmpty()) {
        open();
        return;
    }
    wanted_ = step;
    go();
}

void FindBar::go()
{
    if (wanted_ != Step::None && finder_->isDone()) {
        const Step step = std::exchange(wanted_, Step::None);
        std::optional<quint64> found;
        switch (step) {
        case Step::Here:
            found = startedAt_ && finder_->placeOf(*startedAt_) > 0 ? startedAt_ : finder_->after(startedAt_);
            break;
        case Step::Next:
            found = finder_->after(currentSequence());
            break;
        case Step::Previous:
            found = finder_->before(currentSequence());
            break;
        case Step::None:
            break;
        }
        if (found)
            view_.showRow(events_.rowOf(*found));
    }
    showState();
}

void FindBar::showState()
{
    if (isHidden())
        return;
    const auto current = currentSequence();
    const qsizetype place = current ? finder_->placeOf(*current) : 0;
    const QString count = format::count(quint64(finder_->count()));
    QString text;
    if (finder_->text().isEmpty())
        text.clear();
    else if (!finder_->isDone())
        text = tr("searching, %1 so far").arg(count);
    else if (finder_->count() == 0)
        text = tr("not found");
    else if (place > 0)
        text = tr("%1 of %2").arg(format::count(quint64(place)), count);
    else
        text = tr("%Ln row(s)", nullptr, int(finder_->count()));
    state_->setText(text);
    const bool isMissing = !finder_->text().isEmpty() && finder_->isDone() && finder_->count() == 0;
    setTextTone(state_, isMissing ? Tone::Failed : Tone::None, palette());
    previous_->setEnabled(finder_->count() > 0);
    next_->setEnabled(finder_->count() > 0);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            closeBar();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            step(key->modifiers().testFlag(Qt::ShiftModifier) ? Step::Previous : Step::Next);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FindBar::retranslate()
{
    field_->setAccessibleName(tr("Find"));
    field_->setPlaceholderText(tr("Find in the rows shown"));
    state_->setAccessibleName(tr("What was found"));
    previous_->setAccessibleName(tr("Previous place"));
    previous_->setToolTip(tr("Previous place (Shift+F3)"));
    next_->setAccessibleName(tr("Next place"));
    next_->setToolTip(tr("Next place (F3)"));
    close_->setAccessibleName(tr("Close find"));
    close_->setToolTip(tr("Close find (Esc)"));
    showState();
}

void FindBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        showState();
}

} // namespace helio
