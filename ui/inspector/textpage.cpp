// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/textpage.h"

#include "ui/look/appearance.h"
#include "ui/look/format.h"
#include "ui/look/icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>

namespace helio {

TextPage::TextPage(QWidget *parent)
    : QWidget(parent)
    , text_(new QPlainTextEdit)
    , note_(new QLabel)
    , showAll_(new QPushButton)
    , findBar_(new QWidget)
    , find_(new QLineEdit)
    , found_(new QLabel)
    , previous_(new QToolButton)
    , next_(new QToolButton)
    , close_(new QToolButton)
{
    text_->setObjectName(QStringLiteral("inspectorData"));
    text_->setReadOnly(true);
    text_->setUndoRedoEnabled(false);
    text_->setFont(dataFont());
    text_->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    note_->setObjectName(QStringLiteral("inspectorTextNote"));
    note_->setWordWrap(true);
    showAll_->setObjectName(QStringLiteral("inspectorShowAll"));
    findBar_->setObjectName(QStringLiteral("inspectorFindBar"));
    find_->setObjectName(QStringLiteral("inspectorFind"));
    find_->setClearButtonEnabled(true);
    find_->installEventFilter(this);
    found_->setObjectName(QStringLiteral("inspectorFound"));
    previous_->setObjectName(QStringLiteral("inspectorFindPrevious"));
    previous_->setArrowType(Qt::UpArrow);
    next_->setObjectName(QStringLiteral("inspectorFindNext"));
    next_->setArrowType(Qt::DownArrow);
    close_->setObjectName(QStringLiteral("inspectorFindClose"));
    close_->setIcon(glyphIcon(Glyph::Close));
    for (QToolButton *button : {previous_, next_, close_})
        button->setAutoRaise(true);

    auto *bar = new QHBoxLayout(findBar_);
    bar->setContentsMargins({});
    bar->setSpacing(2);
    bar->addWidget(find_, 1);
    bar->addWidget(found_);
    bar->addWidget(previous_);
    bar->addWidget(next_);
    bar->addWidget(close_);
    findBar_->hide();
    auto *foot = new QHBoxLayout;
    foot->addWidget(note_, 1);
    foot->addWidget(showAll_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(findBar_);
    layout->addWidget(text_, 1);
    layout->addLayout(foot);

    slices_.setInterval(0);
    connect(&slices_, &QTimer::timeout, this, &TextPage::addSlice);
    connect(showAll_, &QPushButton::clicked, this, &TextPage::showAll);
    connect(find_, &QLineEdit::textChanged, this, [this] {
        // From where the last was found, so that it stays while it still matches.
        QTextCursor cursor = text_->textCursor();
        cursor.setPosition(cursor.selectionStart());
        text_->setTextCursor(cursor);
        search(false);
    });
    connect(previous_, &QToolButton::clicked, this, [this] { search(true); });
    connect(next_, &QToolButton::clicked, this, [this] { search(false); });
    connect(close_, &QToolButton::clicked, this, &TextPage::closeFind);
    retranslate();
}

void TextPage::setText(const QByteArray &utf8, bool isJson)
{
    clear();
    size_ = utf8.size();
    wanted_ = std::min(FirstBytes, MaximumBytes);
    rest_.emplace(utf8, isJson);
    addSlice();
}

void TextPage::clear()
{
    slices_.stop();
    rest_.reset();
    size_ = 0;
    shown_ = 0;
    notFound_ = false;
    text_->clear();
    showNote();
}

void TextPage::addSlice()
{
    if (!rest_)
        return;
    const QString slice = rest_->take(std::min(SliceBytes, wanted_ - shown_));
    shown_ += SliceBytes;
    if (text_->document()->isEmpty()) {
        text_->setPlainText(slice);
    } else {
        // Not by the view's own cursor, which stays where the reader put it.
        QTextCursor end(text_->document());
        end.movePosition(QTextCursor::End);
        end.insertText(slice);
    }
    if (rest_->atEnd() || shown_ >= wanted_)
        slices_.stop();
    else if (!slices_.isActive())
        slices_.start();
    showNote();
}

void TextPage::showAll()
{
    wanted_ = MaximumBytes;
    if (rest_ && !rest_->atEnd())
        slices_.start();
    showNote();
}

void TextPage::showNote()
{
    const bool isPart = rest_ && !rest_->atEnd();
    QStringList notes;
    if (isPart && slices_.isActive())
        notes.append(tr("loading, %1 so far").arg(format::bytes(double(shown_))));
    else if (isPart)
        notes.append(tr("the first %1 of %2").arg(format::bytes(double(shown_)), format::bytes(double(size_))));
    if (rest_ && rest_->hasBrokenLines())
        notes.append(tr("lines of more than %1 characters are broken").arg(format::count(ShownText::MaximumLine)));
    note_->setText(notes.join(QStringLiteral("; ")));
    note_->setVisible(!notes.isEmpty());
    showAll_->setVisible(isPart && wanted_ < MaximumBytes);
    found_->setText(!notFound_ ? QString() : isPart ? tr("not in this part") : tr("not found"));
}

void TextPage::openFind()
{
    findBar_->show();
    if (const QString selected = text_->textCursor().selectedText();
        !selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
        find_->setText(selected);
    find_->setFocus();
    find_->selectAll();
}

void TextPage::closeFind()
{
    findBar_->hide();
    text_->setFocus();
}

void TextPage::search(bool backwards)
{
    const QString wanted = find_->text();
    notFound_ = false;
    if (!wanted.isEmpty()) {
        const auto flags = backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
        if (!text_->find(wanted, flags)) {
            // Once round.
            const QTextCursor before = text_->textCursor();
            text_->moveCursor(backwards ? QTextCursor::End : QTextCursor::Start);
            notFound_ = !text_->find(wanted, flags);
            if (notFound_)
                text_->setTextCursor(before);
        }
    }
    showNote();
}

bool TextPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == find_ && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            closeFind();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            search(key->modifiers() & Qt::ShiftModifier);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void TextPage::retranslate()
{
    text_->setAccessibleName(tr("Data of the selected event"));
    text_->setPlaceholderText(tr("Empty: the event has no data."));
    note_->setAccessibleName(tr("How much is shown"));
    showAll_->setText(tr("Show &all"));
    find_->setPlaceholderText(tr("Find in the text"));
    find_->setAccessibleName(tr("Find in the text"));
    found_->setAccessibleName(tr("What was found"));
    const std::pair<QToolButton *, QString> buttons[] = {{previous_, tr("Find the one before (Shift+Enter)")},
                                                         {next_, tr("Find the next (Enter)")},
                                                         {close_, tr("Close the find bar (Esc)")}};
    for (const auto &[button, text] : buttons) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    }
    showNote();
}

} // namespace helio
