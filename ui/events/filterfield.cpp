// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/filterfield.h"

#include "json/unseen.h"
#include "ui/look/appearance.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStringListModel>
#include <QToolButton>

#include <algorithm>

namespace helio {

namespace {

/// Names as they are written into the field, and as they may be shown.
class Candidates : public QStringListModel
{
public:
    using QStringListModel::QStringListModel;

    QVariant data(const QModelIndex &index, int role) const override
    {
        const QVariant value = QStringListModel::data(index, role);
        return role == Qt::DisplayRole ? QVariant(visibleLine(value.toString())) : value;
    }
};

} // namespace

FilterField::FilterField(const QString &name, QWidget *parent)
    : QWidget(parent)
    , field_(new QLineEdit)
    , historyButton_(new QToolButton)
    , state_(new QLabel)
    , reason_(new QLabel(parent))
    , line_(new QHBoxLayout)
    , historyMenu_(new QMenu(this))
    , candidates_(new Candidates(this))
    , completer_(new QCompleter(candidates_, this))
{
    setObjectName(name + QStringLiteral("Bar"));
    field_->setObjectName(name + QStringLiteral("Field"));
    field_->setClearButtonEnabled(true);
    field_->installEventFilter(this);
    historyButton_->setObjectName(name + QStringLiteral("History"));
    historyButton_->setArrowType(Qt::DownArrow);
    historyButton_->setAutoRaise(true);
    historyMenu_->setObjectName(name + QStringLiteral("HistoryMenu"));
    state_->setObjectName(name + QStringLiteral("State"));
    reason_->setObjectName(name + QStringLiteral("Reason"));
    reason_->setWordWrap(true);
    reason_->setAutoFillBackground(true);
    reason_->setBackgroundRole(QPalette::ToolTipBase);
    reason_->setFrameShape(QFrame::StyledPanel);
    reason_->setMargin(6);
    reason_->hide();

    completer_->setWidget(field_);
    completer_->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer_->popup()->setObjectName(name + QStringLiteral("Candidates"));
    connect(completer_, qOverload<const QString &>(&QCompleter::activated), this, &FilterField::complete);

    line_->setSpacing(4);
    line_->addWidget(field_, 1);
    line_->addWidget(historyButton_);
    line_->addWidget(state_);

    connect(field_, &QLineEdit::textChanged, this, &FilterField::applyText);
    connect(field_, &QLineEdit::textEdited, this, &FilterField::offer);
    connect(field_, &QLineEdit::textEdited, this, [this] { inHistory_ = -1; });
    connect(field_, &QLineEdit::returnPressed, this, [this] {
        remember();
        Q_EMIT left();
    });
    opens(*historyButton_, *historyMenu_);
    connect(historyMenu_, &QMenu::aboutToShow, this, &FilterField::fillHistoryMenu);
}

void FilterField::opens(QToolButton &button, QMenu &menu)
{
    // Not as the button's own menu, which would draw a second arrow.
    connect(&button, &QToolButton::clicked, &menu,
            [from = &button, to = &menu] { to->popup(from->mapToGlobal(QPoint(0, from->height()))); });
}

QString FilterField::text() const
{
    return field_->text();
}

void FilterField::setText(const QString &text)
{
    field_->setText(text);
    remember();
}

void FilterField::focusField()
{
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
}

void FilterField::setHistory(const QStringList &history)
{
    history_ = history.mid(0, MaximumHistory);
}

void FilterField::applyText()
{
    FilterMistake mistake;
    const QString text = field_->text();
    const qsizetype leading =
        std::find_if_not(text.begin(), text.end(), [](QChar c) { return c.isSpace(); }) - text.begin();
    const bool isFilter = apply(text.trimmed(), mistake);
    mistake_ = isFilter ? QString() : tr("Character %1: %2").arg(mistake.at + leading + 1).arg(mistake.what);
    showState();
}

void FilterField::showState()
{
    const State shown = mistake_.isEmpty() ? state() : State{Tone::Failed, tr("✕ not valid")};
    state_->setText(shown.text);
    state_->setVisible(!shown.text.isEmpty());

    QString reason;
    if (!mistake_.isEmpty()) {
        const QString inForce = textInForce();
        reason = mistake_ + u' ' +
                 (inForce.isEmpty() ? tr("Meanwhile everything is shown.")
                                    : tr("Meanwhile this filter stays: %1").arg(inForce));
    } else {
        reason = remark();
    }
    if (reason_->text() != reason) {
        reason_->setText(reason);
        state_->setToolTip(reason);
        field_->setToolTip(reason);
        placeReason();
    }
    reason_->setVisible(!reason.isEmpty() && field_->hasFocus());

    const auto paint = [this](QWidget *widget, QPalette::ColorRole role, Tone tone) {
        QPalette colored = palette();
        if (tone != Tone::None)
            colored.setColor(role, role == QPalette::WindowText ? toneTextColor(tone, palette())
                                                                : toneColor(tone, palette()));
        if (widget->palette() != colored)
            widget->setPalette(colored);
    };
    paint(state_, QPalette::WindowText, shown.tone);
    const bool isPlain = mistake_.isEmpty() && !field_->text().trimmed().isEmpty();
    paint(field_, QPalette::Text, isPlain ? Tone::None : shown.tone);
}

void FilterField::placeReason()
{
    const QPoint below = field_->mapTo(parentWidget(), QPoint(0, field_->height() + 2));
    const int width = std::min(parentWidget()->width() - below.x() - 6, std::max(field_->width(), 360));
    reason_->setGeometry(QRect(below, QSize(width, reason_->heightForWidth(width))));
    reason_->raise();
}

void FilterField::remember()
{
    const QString text = field_->text().trimmed();
    inHistory_ = -1;
    if (text.isEmpty() || !mistake_.isEmpty())
        return;
    history_.removeAll(text);
    history_.prepend(text);
    if (history_.size() > MaximumHistory)
        history_.resize(MaximumHistory);
}

void FilterField::walkHistory(int steps)
{
    const qsizetype wanted = std::clamp<qsizetype>(inHistory_ + steps, -1, history_.size() - 1);
    if (wanted == inHistory_)
        return;
    if (inHistory_ < 0)
        beforeHistory_ = field_->text();
    inHistory_ = wanted;
    field_->setText(wanted < 0 ? beforeHistory_ : history_.at(wanted));
}

void FilterField::offer()
{
    completions_ = completionsAt(field_->text(), field_->cursorPosition());
    if (completions_.candidates.isEmpty()) {
        completer_->popup()->hide();
        return;
    }
    candidates_->setStringList(completions_.candidates);
    completer_->setCompletionPrefix(field_->text().mid(completions_.at, completions_.length));
    QRect under = field_->rect();
    under.setWidth(std::min(under.width(), 360));
    completer_->complete(under);
    // Nothing is chosen before one chooses: Enter takes what is written, not the first that might be meant.
    completer_->popup()->setCurrentIndex({});
}

void FilterField::complete(const QString &candidate)
{
    QString text = field_->text();
    text.replace(completions_.at, completions_.length, candidate);
    // A name is complete; a field waits for its name.
    const bool isComplete = !candidate.endsWith(u':');
    const bool isAtEnd = completions_.at + candidate.size() == text.size();
    if (isComplete && isAtEnd)
        text += u' ';
    field_->setText(text);
    field_->setCursorPosition(int(completions_.at + candidate.size() + (isComplete ? 1 : 0)));
    if (!isComplete)
        offer();
}

bool FilterField::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress: {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            walkHistory(key == Qt::Key_Up ? 1 : -1);
            return true;
        }
        if (key == Qt::Key_Escape) {
            if (field_->text().isEmpty()) {
                Q_EMIT left();
            } else {
                remember();
                field_->clear();
            }
            return true;
        }
        break;
    }
    case QEvent::FocusIn:
    case QEvent::Resize:
        placeReason();
        showState();
        break;
    case QEvent::FocusOut:
        reason_->hide();
        remember();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FilterField::fillHistoryMenu()
{
    historyMenu_->clear();
    for (const QString &text : std::as_const(history_)) {
        QString shown = historyMenu_->fontMetrics().elidedText(visibleLine(text), Qt::ElideRight, 480);
        const QAction *action = historyMenu_->addAction(shown.replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, text] { setText(text); });
    }
    if (history_.isEmpty())
        historyMenu_->addAction(tr("No filter was used yet"))->setEnabled(false);
}

void FilterField::retranslate()
{
    field_->setAccessibleName(tr("Filter"));
    field_->setPlaceholderText(placeholder());
    historyButton_->setAccessibleName(tr("Filters used before"));
    historyButton_->setToolTip(tr("Filters used before"));
    state_->setAccessibleName(tr("State of the filter"));
    reason_->setAccessibleName(tr("What is wrong with the filter"));
    applyText();
}

void FilterField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        showState();
}

} // namespace helio
