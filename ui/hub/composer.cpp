// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/composer.h"

#include "event/rules.h"
#include "json/utf8.h"
#include "ui/hub/answerline.h"
#include "ui/hub/channelnamesmodel.h"
#include "ui/inspector/datacheck.h"
#include "ui/look/appearance.h"
#include "ui/look/fieldrows.h"
#include "ui/look/format.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace helio {

namespace {

void setColor(QWidget *widget, const QColor &color)
{
    QPalette palette = widget->palette();
    palette.setColor(QPalette::WindowText, color);
    widget->setPalette(palette);
}

} // namespace

Composer::Composer(HubState &hub, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , hub_(hub)
    , actions_(actions)
    , channelLabel_(new QLabel)
    , typeLabel_(new QLabel)
    , idLabel_(new QLabel)
    , retryLabel_(new QLabel)
    , names_(new ChannelNamesModel(this))
    , channel_(new QComboBox)
    , type_(new QLineEdit)
    , id_(new QLineEdit)
    , retry_(new QLineEdit)
    , data_(new QPlainTextEdit)
    , note_(new QLabel)
    , publish_(new QPushButton)
    , answer_(new AnswerLine(hub))
{
    setObjectName(QStringLiteral("composer"));
    channel_->setObjectName(QStringLiteral("composerChannel"));
    type_->setObjectName(QStringLiteral("composerType"));
    id_->setObjectName(QStringLiteral("composerId"));
    retry_->setObjectName(QStringLiteral("composerRetry"));
    data_->setObjectName(QStringLiteral("composerData"));
    note_->setObjectName(QStringLiteral("composerNote"));
    publish_->setObjectName(QStringLiteral("composerPublish"));

    // A list that changes may choose another entry, or write the one chosen anew: not under one's hands. So the first
    // and the last to hear of a change are here.
    connect(names_, &QAbstractItemModel::rowsAboutToBeInserted, this, &Composer::holdChannel);
    connect(names_, &QAbstractItemModel::rowsAboutToBeRemoved, this, &Composer::holdChannel);
    names_->sort(0);
    channel_->setModel(names_);
    channel_->setEditable(true);
    connect(names_, &QAbstractItemModel::rowsInserted, this, &Composer::releaseChannel);
    connect(names_, &QAbstractItemModel::rowsRemoved, this, &Composer::releaseChannel);
    channel_->setInsertPolicy(QComboBox::NoInsert);
    channel_->completer()->setCompletionMode(QCompleter::PopupCompletion);
    channel_->setMinimumContentsLength(12);
    channel_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    data_->setFont(dataFont());
    data_->setTabChangesFocus(true);
    data_->setMinimumHeight(rowHeight(dataFont()) * 2);
    data_->installEventFilter(this);
    channel_->installEventFilter(this);
    const auto digits = [this](int count) { return fontMetrics().horizontalAdvance(u'0') * count + 12; };
    type_->setMinimumWidth(digits(10));
    id_->setMinimumWidth(digits(12));
    retry_->setMinimumWidth(digits(7));
    publish_->setIcon(glyphIcon(Glyph::Send));

    auto *head = new FieldRows;
    head->setObjectName(QStringLiteral("composerFields"));
    head->add(channelLabel_, channel_, 3);
    head->add(typeLabel_, type_, 2);
    head->add(idLabel_, id_, 2);
    head->add(retryLabel_, retry_, 1);
    auto *foot = new QHBoxLayout;
    foot->addWidget(note_);
    foot->addSpacing(16);
    foot->addWidget(answer_, 1);
    foot->addWidget(publish_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(6);
    layout->addWidget(head);
    layout->addWidget(data_, 1);
    layout->addLayout(foot);
    // Not in the order they stand: after the data comes what publishes it.
    QWidget *before = channel_;
    for (QWidget *next :
         {static_cast<QWidget *>(type_), static_cast<QWidget *>(id_), static_cast<QWidget *>(retry_),
          static_cast<QWidget *>(data_), static_cast<QWidget *>(publish_), static_cast<QWidget *>(&answer_->offer())}) {
        setTabOrder(before, next);
        before = next;
    }

    QAction *action = actions[ActionId::Publish];
    addAction(action); // its keys act in here alone
    connect(action, &QAction::triggered, this, &Composer::publish);
    connect(publish_, &QPushButton::clicked, action, &QAction::trigger);
    connect(answer_, &AnswerLine::channelChosen, this, [this](const QByteArray &channel) {
        channelChosen_ = true;
        channel_->setEditText(decodeUtf8(channel));
        publish();
    });
    // What became of an event on one channel says nothing about the next.
    connect(channel_, &QComboBox::editTextChanged, answer_, &AnswerLine::clear);
    connect(channel_->lineEdit(), &QLineEdit::textEdited, this, [this] { channelChosen_ = true; });
    connect(channel_, &QComboBox::activated, this, [this] { channelChosen_ = true; });
    connect(data_, &QPlainTextEdit::textChanged, this, &Composer::noteData);
    connect(hub.control().publisher(), &Publisher::finished, this, &Composer::onReceipt);
    connect(&hub.control(), &HubControl::stateChanged, this, &Composer::showHub);
    connect(&hub, &HubState::latestChannelChanged, this, &Composer::suggestChannel);
    connect(&hub, &HubState::changed, this, &Composer::listChannels);
    suggestChannel(hub.latestChannel());
    retranslate();
    showHub();
}

void Composer::suggestChannel(const QByteArray &channel)
{
    if (isUntouched())
        channel_->setEditText(decodeUtf8(channel));
}

bool Composer::isUntouched() const
{
    // Never under what one writes: the next Ctrl+Enter would publish it elsewhere.
    return !channelChosen_ && !channel_->hasFocus() && !composing_ && data_->document()->isEmpty() &&
           type_->text().isEmpty() && id_->text().isEmpty() && retry_->text().isEmpty();
}

void Composer::listChannels()
{
    // Not while the list is open: it would move under the pointer.
    if (channel_->view()->isVisible())
        return;
    QByteArrayList names;
    names.reserve(hub_.channels().size());
    for (const ChannelInfo &channel : hub_.channels())
        names.append(channel.name);
    names_->assign(names);
}

void Composer::holdChannel()
{
    heldChannel_ = channel_->currentText();
    heldCursor_ = channel_->lineEdit()->cursorPosition();
    channel_->blockSignals(true);
}

void Composer::releaseChannel()
{
    if (channel_->currentText() != heldChannel_) {
        channel_->setEditText(heldChannel_);
        channel_->lineEdit()->setCursorPosition(heldCursor_);
    }
    channel_->blockSignals(false);
}

void Composer::writeTo(const QByteArray &channel)
{
    if (!channel.isEmpty()) {
        channelChosen_ = true;
        channel_->setEditText(decodeUtf8(channel));
    }
    data_->setFocus();
}

void Composer::setPublication(const Publication &publication)
{
    writeTo(publication.channel);
    type_->setText(decodeUtf8(publication.type));
    id_->setText(decodeUtf8(publication.id));
    retry_->setText(publication.retry ? QString::number(publication.retry->count()) : QString());
    // As if it were typed: setPlainText() would forget what stood there.
    QTextCursor cursor(data_->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(decodeUtf8(publication.data));
    answer_->clear();
}

QString Composer::answer() const
{
    return answer_->text();
}

Publication Composer::publication(QString *problem) const
{
    Publication publication;
    if (const QString channel = channel_->currentText(); !channel.isEmpty())
        publication.channel = channel.toUtf8(); // else the default, which stands there in grey
    publication.type = type_->text().toUtf8();
    publication.id = id_->text().toUtf8();
    publication.data = data_->toPlainText().toUtf8();
    if (const QString retry = retry_->text().trimmed(); !retry.isEmpty()) {
        bool isNumber = false;
        const qlonglong milliseconds = retry.toLongLong(&isNumber);
        if (!isNumber) {
            *problem = tr("The reconnection time must be a whole number of milliseconds, or empty.");
            return publication;
        }
        publication.retry = std::chrono::milliseconds(milliseconds);
    }
    *problem = publicationProblem(publication);
    return publication;
}

void Composer::publish()
{
    if (composing_)
        return;
    QString problem;
    const Publication wanted = publication(&problem);
    if (!problem.isEmpty()) {
        answer_->setRefused(problem);
        return;
    }
    channelChosen_ = true;
    answer_->setSending(wanted.channel);
    ticket_ = hub_.control().publisher()->publish({wanted});
}

void Composer::onReceipt(const PublishReceipt &receipt)
{
    if (answer_->isSending() && receipt.ticket == ticket_)
        answer_->setReceipt(receipt);
}

void Composer::noteData()
{
    const QByteArray written = data_->toPlainText().toUtf8();
    const DataCheck check = DataCheck::of(written);
    note_->setText(check.note(written.size()));
    note_->setToolTip(check.mistake);
    setColor(note_,
             check.form == DataCheck::Form::BrokenJson ? toneColor(Tone::Waiting, palette()) : mutedColor(palette()));
}

void Composer::showHub()
{
    const bool isOpen = hub_.control().state() == HubControl::State::Open;
    publish_->setEnabled(isOpen);
    actions_[ActionId::Publish]->setEnabled(isOpen);
    publish_->setToolTip(isOpen ? actions_[ActionId::Publish]->toolTip() : tr("The hub must be running to publish."));
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    // Ctrl+Enter may end a composition in some input methods; the half-written text must not go out.
    if (watched == data_ && event->type() == QEvent::InputMethod)
        composing_ = !static_cast<QInputMethodEvent *>(event)->preeditString().isEmpty();
    else if (watched == data_ && event->type() == QEvent::FocusOut)
        composing_ = false;
    else if (watched == channel_ && event->type() == QEvent::FocusIn &&
             static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason)
        channelChosen_ = true; // a window that comes to the front may put the focus there; the user did not
    return QWidget::eventFilter(watched, event);
}

void Composer::retranslate()
{
    channelLabel_->setText(tr("Cha&nnel"));
    typeLabel_->setText(tr("&Type"));
    idLabel_->setText(tr("&ID"));
    retryLabel_->setText(tr("&Retry"));
    channel_->setAccessibleName(tr("Channel to publish to"));
    channel_->lineEdit()->setPlaceholderText(QString::fromLatin1(DefaultChannel));
    type_->setAccessibleName(tr("Event type"));
    type_->setPlaceholderText(QStringLiteral("message"));
    id_->setAccessibleName(tr("Event ID"));
    id_->setPlaceholderText(tr("auto"));
    retry_->setAccessibleName(tr("Reconnection time in milliseconds"));
    retry_->setPlaceholderText(tr("ms"));
    data_->setAccessibleName(tr("Data"));
    data_->setPlaceholderText(tr("Data of the event: text or JSON. Ctrl+Enter publishes."));
    note_->setAccessibleName(tr("What the data is"));
    publish_->setText(tr("Publish"));
    publish_->setAccessibleName(tr("Publish"));
    answer_->retranslate();
    if (answer_->isRefused()) {
        // From the fields as they are now: what was mended in the meantime is no problem any more.
        QString problem;
        publication(&problem);
        answer_->setRefused(problem);
    }
    noteData();
    showHub();
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        // Not ApplicationPaletteChange: the palette here is still the former then.
        noteData();
    }
}

} // namespace helio
