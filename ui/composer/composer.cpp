// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composer.h"

#include "event/rules.h"
#include "json/utf8.h"
#include "ui/composer/answerline.h"
#include "ui/composer/channelfield.h"
#include "ui/composer/composertools.h"
#include "ui/composer/composition.h"
#include "ui/composer/dataedit.h"
#include "ui/composer/draftstore.h"
#include "ui/composer/historydialog.h"
#include "ui/composer/presetsdialog.h"
#include "ui/composer/templatejson.h"
#include "ui/composer/whynot.h"
#include "ui/composer/wirepreview.h"
#include "ui/look/appearance.h"
#include "ui/look/fittinglabel.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRandomGenerator>
#include <QShortcut>
#include <QSplitter>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// Longer data is checked when one pauses, not at each key.
constexpr qsizetype CheckedAtOnce = 64 * 1024;
constexpr auto CheckPause = 250ms;

} // namespace

Composer::Composer(HubState &hub, Actions &actions, DraftStore &store, const ComposerFields::TypesSeen &typesSeen,
                   QWidget *parent)
    : QWidget(parent)
    , hub_(hub)
    , actions_(actions)
    , store_(store)
    , fields_(new ComposerFields(hub, typesSeen))
    , data_(new DataEdit)
    , wire_(new WirePreview)
    , tools_(new ComposerTools(store, actions))
    , run_(
          new RunBar(hub.control(), [this](RunBar::What what, QString *problem) { return eventForRun(what, problem); }))
    , note_(new FittingLabel)
    , answer_(new AnswerLine(hub))
    , publish_(new QPushButton)
    , whyNot_(new QShortcut(this))
    , composition_(new Composition(this))
    , seed_(QRandomGenerator::global()->generate())
{
    setObjectName(QStringLiteral("composer"));
    data_->setObjectName(QStringLiteral("composerData"));
    wire_->setObjectName(QStringLiteral("composerWire"));
    note_->setObjectName(QStringLiteral("composerNote"));
    publish_->setObjectName(QStringLiteral("composerPublish"));
    note_->setTextFormat(Qt::PlainText);
    publish_->setIcon(glyphIcon(Glyph::Send));
    wire_->hide();
    run_->hide();
    layOut();
    fields_->watch(*composition_);
    composition_->watch(data_);
    refresh_.setSingleShot(true);
    refresh_.setInterval(CheckPause);
    connect(&refresh_, &QTimer::timeout, this, &Composer::refresh);

    connect(answer_, &AnswerLine::channelChosen, this, [this](const QByteArray &channel) {
        fields_->channel().setChannel(decodeUtf8(channel));
        publish();
    });
    // What became of an event on one channel says nothing about the next.
    connect(&fields_->channel(), &QComboBox::editTextChanged, answer_, &AnswerLine::clear);
    connect(&fields_->channel(), &ChannelField::followed, answer_, &AnswerLine::setFollowed);
    connect(fields_, &ComposerFields::edited, this, &Composer::onEdited);
    connect(data_, &QPlainTextEdit::textChanged, this, &Composer::onEdited);
    connect(data_, &DataEdit::olderWanted, this, [this] { walkHistory(true); });
    connect(data_, &DataEdit::newerWanted, this, [this] { walkHistory(false); });
    connect(tools_, &ComposerTools::presetChosen, this, &Composer::setDraft);
    connect(run_, &RunBar::repeated, this, [this] {
        if (!store_.remember(draft()))
            answer_->setNote(tr("Not kept in the history: it is too large."));
    });
    connect(run_, &RunBar::activeChanged, this, &Composer::showHub);
    connect(hub.control().publisher(), &Publisher::finished, this, &Composer::onReceipt);
    connect(&hub.control(), &HubControl::stateChanged, this, &Composer::showHub);
    connect(&store, &DraftStore::problemOccurred, answer_, &AnswerLine::setNote);
    connectActions();

    const Draft kept = store.draft();
    isFilling_ = true;
    if (!kept.channel.isEmpty() || kept.isChannelSet)
        fields_->channel().restore(kept.channel, kept.isChannelSet);
    fields_->write(kept);
    data_->setPlainText(kept.data);
    data_->moveCursor(QTextCursor::End);
    isFilling_ = false;
    fields_->channel().setFollowing(kept.isBlank());
    if (!store.problems().isEmpty())
        answer_->setNote(store.problems().join(u'\n'));
    retranslate();
}

void Composer::layOut()
{
    auto *texts = new QSplitter;
    texts->setChildrenCollapsible(false);
    texts->addWidget(data_);
    texts->addWidget(wire_);
    auto *middle = new QHBoxLayout;
    middle->addWidget(texts, 1);
    middle->addWidget(tools_);
    auto *foot = new QHBoxLayout;
    foot->addWidget(note_);
    foot->addSpacing(16);
    foot->addWidget(answer_, 1);
    foot->addWidget(publish_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(6);
    layout->addWidget(fields_);
    layout->addLayout(middle, 1);
    layout->addWidget(run_);
    layout->addLayout(foot);
    // Not in the order they stand: after the data comes what publishes it.
    QWidget *before = fields_->last();
    for (QWidget *next : {static_cast<QWidget *>(data_), static_cast<QWidget *>(publish_),
                          static_cast<QWidget *>(&answer_->offer()), static_cast<QWidget *>(tools_)}) {
        setTabOrder(before, next);
        before = next;
    }
}

void Composer::connectActions()
{
    QAction *publishing = actions_[ActionId::Publish];
    addAction(publishing); // its keys act in here alone
    connect(publishing, &QAction::triggered, this, &Composer::publish);
    connect(publish_, &QPushButton::clicked, publishing, &QAction::trigger);
    // Its keys say nothing where it is disabled.
    whyNot_->setKeys(publishing->shortcuts());
    whyNot_->setContext(Qt::WidgetWithChildrenShortcut);
    connect(whyNot_, &QShortcut::activated, this, &Composer::sayWhyNot);
    const auto onTriggered = [this](ActionId id, auto work) {
        connect(actions_[id], &QAction::triggered, this, [this, work] {
            Q_EMIT showRequested();
            work();
        });
    };
    onTriggered(ActionId::FormatData, [this] { format(); });
    onTriggered(ActionId::EventHistory, [this] { showHistory(); });
    onTriggered(ActionId::EditPresets, [this] { editPresets(); });
    onTriggered(ActionId::ShowWire, [this] {
        wire_->setVisible(actions_[ActionId::ShowWire]->isChecked());
        refresh();
    });
    onTriggered(ActionId::ShowRun, [this] { run_->setVisible(actions_[ActionId::ShowRun]->isChecked()); });
    onTriggered(ActionId::StopRun, [this] { run_->stop(); });
}

Draft Composer::draft() const
{
    Draft draft = fields_->draft();
    draft.data = data_->toPlainText();
    return draft;
}

void Composer::setDraft(const Draft &draft)
{
    if (draft.isChannelSet)
        fields_->channel().setChannel(draft.channel);
    fields_->write(draft);
    data_->write(draft.data);
    answer_->clear();
    data_->setFocus();
}

void Composer::onEdited()
{
    if (isFilling_)
        return;
    if (answer_->isRefused())
        answer_->clear(); // of what was written before
    const Draft now = draft();
    keep(now);
    fields_->channel().setFollowing(now.isBlank());
    if (now.data.size() > CheckedAtOnce)
        refresh_.start();
    else
        refresh();
}

/// What is to come back at the next start: while one only looks through history, what one wrote before.
void Composer::keep(const Draft &present)
{
    Draft kept = present;
    if (const Draft *written = walk_.written(present)) {
        kept = *written;
        kept.channel = present.channel;
        kept.isChannelSet = present.isChannelSet;
    }
    store_.setDraft(kept);
}

void Composer::walkHistory(bool older)
{
    const Draft present = draft();
    const Draft *found = older ? walk_.older(store_.history(), present) : walk_.newer(present);
    if (!found)
        return;
    const Draft draft = *found;
    isFilling_ = true;
    fields_->write(draft);
    data_->recall(draft.data, older);
    isFilling_ = false;
    onEdited();
}

void Composer::writeTo(const QByteArray &channel)
{
    if (!channel.isEmpty())
        fields_->channel().setChannel(decodeUtf8(channel));
    data_->setFocus();
}

void Composer::setPublication(const Publication &publication)
{
    Draft draft;
    draft.channel = decodeUtf8(publication.channel);
    draft.isChannelSet = !draft.channel.isEmpty();
    draft.type = Placeholders::escaped(decodeUtf8(publication.type));
    draft.id = Placeholders::escaped(decodeUtf8(publication.id));
    draft.retry = publication.retry ? QString::number(publication.retry->count()) : QString();
    draft.data = Placeholders::escaped(decodeUtf8(publication.data));
    setDraft(draft);
}

QString Composer::answer() const
{
    return answer_->text();
}

/// Nothing, and a problem, where the rules refuse what comes of it.
std::optional<EventTemplate> Composer::eventTemplate(const Draft &draft, QString *problem) const
{
    auto event = EventTemplate::parse(draft, problem);
    if (!event)
        return std::nullopt;
    *problem =
        composition_->isOpen() ? tr("Finish the text first.") : publicationProblem(publication(*event)).translated();
    if (!problem->isEmpty())
        event.reset();
    return event;
}

std::optional<EventTemplate> Composer::eventForRun(RunBar::What what, QString *problem) const
{
    Draft draft = this->draft();
    if (what == RunBar::File) {
        draft.data.clear();
        draft.id.clear(); // it would be the same for all
    }
    return eventTemplate(draft, problem);
}

Publication Composer::publication(const EventTemplate &event) const
{
    return event.publication(1, QDateTime::currentMSecsSinceEpoch(), seed_);
}

void Composer::publish()
{
    if (composition_->isOpen())
        return;
    QString problem;
    const auto event = eventTemplate(draft(), &problem);
    if (!event) {
        answer_->setRefused(problem);
        return;
    }
    fields_->channel().hold();
    const Publication wanted = publication(*event);
    keep(draft());
    answer_->setSending(wanted.channel, store_.remember(draft()));
    ticket_ = hub_.control().publisher()->publish({wanted});
    seed_ = QRandomGenerator::global()->generate();
    refresh();
}

void Composer::sayWhyNot()
{
    saidWhyNot_ = whyNotPublished(hub_.control());
    answer_->setRefused(saidWhyNot_);
}

void Composer::onReceipt(const PublishReceipt &receipt)
{
    if (answer_->isSending() && receipt.ticket == ticket_)
        answer_->setReceipt(receipt);
}

void Composer::showHistory()
{
    auto *dialog = new HistoryDialog(store_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &HistoryDialog::chosen, this, &Composer::setDraft);
    dialog->open();
}

void Composer::editPresets()
{
    auto *dialog = new PresetsDialog(store_, draft(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PresetsDialog::chosen, this, &Composer::setDraft);
    dialog->open();
}

void Composer::format()
{
    const QString written = data_->toPlainText();
    const auto formatted = formattedTemplate(written);
    if (!formatted)
        answer_->setRefused(tr("Only JSON can be formatted: %1").arg(TemplateCheck::of(written).note()));
    else if (*formatted != written)
        data_->write(*formatted);
}

void Composer::refresh()
{
    refresh_.stop();
    const TemplateCheck check = TemplateCheck::of(data_->toPlainText());
    const bool isBad = !check.mistake.isEmpty() || check.check.form == DataCheck::Form::BrokenJson;
    // A long one must not make the window wide.
    note_->setTexts({check.note()});
    note_->setToolTip(check.check.mistake);
    setTextColor(note_, isBad ? toneTextColor(Tone::Waiting, palette()) : mutedColor(palette()));
    if (!wire_->isVisible())
        return;
    QString problem;
    if (const auto event = EventTemplate::parse(draft(), &problem))
        wire_->setPublication(publication(*event));
    else
        wire_->setProblem(problem);
}

void Composer::showHub()
{
    const QString whyNot = whyNotPublished(hub_.control());
    const bool isOpen = whyNot.isEmpty();
    publish_->setEnabled(isOpen);
    actions_[ActionId::Publish]->setEnabled(isOpen);
    whyNot_->setEnabled(!isOpen);
    publish_->setToolTip(isOpen ? actions_[ActionId::Publish]->toolTip() : tr("The hub must be running to publish."));
    if (answer_->isRefused() && !saidWhyNot_.isEmpty() && answer_->text() == saidWhyNot_) {
        if (isOpen)
            answer_->clear();
        else
            sayWhyNot();
    }
    // What runs can be seen, and stopped, as long as it does.
    actions_[ActionId::StopRun]->setEnabled(run_->isActive());
    actions_[ActionId::ShowRun]->setEnabled(!run_->isActive());
}

void Composer::retranslate()
{
    fields_->retranslate();
    fields_->channel().retranslate();
    tools_->retranslate();
    wire_->retranslate();
    run_->retranslate();
    data_->setAccessibleName(tr("Data"));
    data_->setPlaceholderText(tr("Data of the event: text or JSON. Ctrl+Enter publishes."));
    note_->setAccessibleName(tr("What the data is"));
    publish_->setText(tr("Publish"));
    publish_->setAccessibleName(tr("Publish"));
    answer_->retranslate();
    if (answer_->isRefused()) {
        // From the fields as they are now: what was mended in the meantime is no problem any more.
        if (answer_->text() == saidWhyNot_) {
            sayWhyNot();
        } else {
            QString problem;
            eventTemplate(draft(), &problem);
            answer_->setRefused(problem);
        }
    }
    refresh();
    showHub();
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        // Not ApplicationPaletteChange: the palette here is still the former then.
        refresh();
    }
}

void Composer::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace helio
