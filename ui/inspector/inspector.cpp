// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector.h"

#include "feed/localurl.h"
#include "json/utf8.h"
#include "ui/events/eventtablemodel.h"
#include "ui/inspector/copyforms.h"
#include "ui/inspector/datacheck.h"
#include "ui/inspector/deliveryline.h"
#include "ui/inspector/diffpage.h"
#include "ui/inspector/eventhead.h"
#include "ui/inspector/jsontreeview.h"
#include "ui/inspector/rawpage.h"
#include "ui/inspector/textpage.h"
#include "ui/look/appearance.h"
#include "ui/look/format.h"
#include "ui/look/wrappinglabel.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamlist.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

namespace helio {

namespace {

bool isFind(const QKeyEvent *event)
{
    return event->matches(QKeySequence::Find);
}

/// Where the hub can be published to, or will be when it serves.
QString hubUrl(const HubControl &hub)
{
    return localUrl(hub.baseUrl());
}

} // namespace

Inspector::Inspector(const EventTableModel &events, const StreamList &streams, HubControl &hub, Actions &actions,
                     QWidget *parent)
    : QWidget(parent)
    , events_(events)
    , streams_(streams)
    , hub_(hub)
    , actions_(actions)
    , head_(new EventHead)
    , mark_(new WrappingLabel)
    , views_(new QTabWidget)
    , tree_(new JsonTreeView)
    , text_(new TextPage)
    , raw_(new RawPage)
    , diff_(new DiffPage)
    , empty_(new QLabel)
    , note_(new QLabel)
    , delivery_(new DeliveryLine(hub))
    , follow_(new QToolButton)
    , followAction_(new QAction(this))
    , copy_(new QToolButton)
    , again_(new QPushButton)
{
    setObjectName(QStringLiteral("inspector"));
    tree_->setObjectName(QStringLiteral("inspectorTree"));
    text_->setObjectName(QStringLiteral("inspectorText"));
    raw_->setObjectName(QStringLiteral("inspectorRawPage"));
    diff_->setObjectName(QStringLiteral("inspectorDiffPage"));
    views_->setObjectName(QStringLiteral("inspectorViews"));
    views_->setDocumentMode(true);
    views_->setUsesScrollButtons(false); // four short words; rather cut than out of sight
    for (QWidget *page : {static_cast<QWidget *>(tree_), static_cast<QWidget *>(text_), static_cast<QWidget *>(raw_),
                          static_cast<QWidget *>(diff_)})
        views_->addTab(page, QString());
    empty_->setObjectName(QStringLiteral("inspectorEmpty"));
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setForegroundRole(QPalette::PlaceholderText);
    mark_->setObjectName(QStringLiteral("inspectorMark"));
    note_->setObjectName(QStringLiteral("inspectorNote"));
    note_->setWordWrap(true);
    note_->setTextFormat(Qt::PlainText);
    follow_->setObjectName(QStringLiteral("inspectorFollow"));
    follow_->setCheckable(true);
    followAction_->setObjectName(QStringLiteral("followNewest"));
    followAction_->setCheckable(true);
    actions_.insert(followAction_, MenuId::View, ActionId::CommandPalette);
    connect(follow_, &QToolButton::toggled, followAction_, &QAction::setChecked);
    connect(followAction_, &QAction::toggled, follow_, &QToolButton::setChecked);
    copy_->setObjectName(QStringLiteral("inspectorCopy"));
    copy_->setIcon(glyphIcon(Glyph::Copy));
    copy_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy_->setPopupMode(QToolButton::MenuButtonPopup);
    auto *forms = new QMenu(this);
    forms->setObjectName(QStringLiteral("inspectorCopyForms"));
    for (const ActionId id : {ActionId::CopyEvent, ActionId::CopyJson, ActionId::CopyEventStream, ActionId::CopyCurl,
                              ActionId::CopyHelioPublish})
        forms->addAction(actions[id]);
    copy_->setMenu(forms);
    again_->setObjectName(QStringLiteral("inspectorPublishAgain"));
    again_->setIcon(glyphIcon(Glyph::Send));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(follow_);
    buttons->addStretch();
    buttons->addWidget(copy_);
    buttons->addWidget(again_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(head_);
    layout->addWidget(mark_);
    layout->addWidget(empty_, 1);
    layout->addWidget(views_, 1);
    layout->addWidget(note_);
    layout->addWidget(delivery_);
    layout->addLayout(buttons);

    connect(&events_, &EventTableModel::marksChanged, this, &Inspector::showMark);
    connect(views_, &QTabWidget::currentChanged, this, [this](int page) {
        if (!switchingByUs_)
            chosen_ = View(page);
        fillPage();
    });
    connect(tree_, &JsonTreeView::chartRequested, this, [this](const JsonPath &path) {
        if (item_)
            Q_EMIT chartRequested(item_->source, item_->received.event.channel, item_->received.event.type, path);
    });
    const QList<QAction *> onValue = tree_->actions();
    for (QAction *action : onValue)
        actions_.insert(action, MenuId::Edit, ActionId::ClearEvents, SubmenuId::InspectorValue);
    connect(tree_, &JsonTreeView::filterRequested, this, &Inspector::filterRequested);
    connect(tree_, &JsonTreeView::columnRequested, this, &Inspector::columnRequested);
    connect(follow_, &QToolButton::toggled, this, &Inspector::followingChanged);
    connect(copy_, &QToolButton::clicked, actions[ActionId::CopyEvent], &QAction::trigger);
    connect(again_, &QPushButton::clicked, actions[ActionId::PublishAgain], &QAction::trigger);
    connect(actions[ActionId::PublishAgain], &QAction::triggered, this, &Inspector::publishAgain);
    const auto copies = [this, &actions](ActionId id, auto form) {
        connect(actions[id], &QAction::triggered, this, [this, form] {
            if (item_)
                QGuiApplication::clipboard()->setText(form(item_->received.event));
        });
    };
    copies(ActionId::CopyEvent, [](const Event &event) { return decodeUtf8(event.data); });
    copies(ActionId::CopyJson, [](const Event &event) { return jsonForm(event); });
    copies(ActionId::CopyEventStream, [](const Event &event) { return decodeUtf8(eventStreamForm(event)); });
    copies(ActionId::CopyCurl, [this](const Event &event) {
        if (item_->source == HubSource)
            return curlPublish(event, hubUrl(hub_));
        return curlSubscribe(streams_.request(item_->source));
    });
    copies(ActionId::CopyHelioPublish, [this](const Event &event) { return helioPublish(event, hubUrl(hub_)); });
    retranslate();
}

void Inspector::showItem(const FeedQueue::Item &item, quint64 sequence)
{
    item_ = item;
    sequence_ = sequence;
    fill();
}

void Inspector::clear()
{
    item_.reset();
    fill();
}

void Inspector::fill()
{
    for (bool &stale : stale_)
        stale = true;
    head_->setVisible(item_.has_value());
    views_->setVisible(item_.has_value());
    note_->setVisible(item_.has_value());
    empty_->setVisible(!item_);
    showMark();
    enableActions();
    if (!item_) {
        head_->clear();
        tree_->clear();
        text_->clear();
        raw_->clear();
        diff_->clear();
        delivery_->follow({});
        return;
    }
    head_->showItem(*item_, events_.sourceName(item_->source));
    // Even when the tree is not shown: whether there is one decides what is.
    mistake_ = {};
    isJson_ = tree_->setDocument(item_->received.event.data, &mistake_);
    stale_[Tree] = false;
    delivery_->follow(item_->source == HubSource ? item_->received.event.id : QByteArray());
    enableActions();
    showNote();
    showChosen();
    fillPage();
}

void Inspector::showChosen()
{
    switchingByUs_ = true;
    views_->setTabEnabled(Tree, isJson_);
    views_->setTabToolTip(Tree, isJson_ ? QString() : tr("The data is no JSON, so it has no tree."));
    views_->setCurrentIndex(chosen_ == Tree && !isJson_ ? Text : chosen_);
    switchingByUs_ = false;
}

void Inspector::setView(View view)
{
    chosen_ = view;
    showChosen();
}

bool Inspector::followsNewest() const
{
    return follow_->isChecked();
}

QByteArray Inspector::saveState() const
{
    return QByteArray::number(int(chosen_)) + (raw_->isHex() ? " hex" : "") + (followsNewest() ? " follow" : "");
}

void Inspector::restoreState(const QByteArray &state)
{
    const QByteArrayList parts = state.split(' ');
    bool ok = false;
    const int view = parts.constFirst().toInt(&ok);
    if (!ok || view < 0 || view >= ViewCount)
        return;
    raw_->setHex(parts.contains("hex"));
    follow_->setChecked(parts.contains("follow"));
    setView(View(view));
}

void Inspector::fillPage()
{
    const auto page = View(views_->currentIndex());
    if (!item_ || !std::exchange(stale_[page], false))
        return;
    const Event &event = item_->received.event;
    switch (page) {
    case Tree: // fill() has it
    case ViewCount:
        return;
    case Text:
        text_->setText(event.data, isJson_);
        return;
    case Raw:
        if (!item_->received.raw.isEmpty())
            raw_->setBlock(item_->received.raw, RawPage::Origin::Wire);
        else
            raw_->setBlock(eventStreamForm(event),
                           item_->source == HubSource ? RawPage::Origin::Hub : RawPage::Origin::Fields);
        return;
    case Diff:
        diff_->compare(events_.ring(), sequence_, event.data);
        return;
    }
}

void Inspector::showNote()
{
    if (!item_)
        return;
    const QByteArray &sent = item_->received.event.data;
    const DataCheck check = isJson_ ? DataCheck::ofJson() : DataCheck::ofNoJson(sent, mistake_);
    QString text = check.note(sent.size());
    if (const auto invalid = firstInvalidUtf8(sent))
        text += QStringLiteral("; ") + tr("invalid UTF-8 at byte %1").arg(format::count(quint64(*invalid)));
    note_->setText(text);
    note_->setToolTip(check.mistake);
}

void Inspector::showMark()
{
    const EventMark mark = item_ ? events_.markOf(sequence_) : EventMark();
    mark_->setVisible(!mark.text.isEmpty());
    mark_->setWholeText(mark.text);
    setTextTone(mark_, mark.tone, palette());
}

void Inspector::enableActions()
{
    const bool has = item_.has_value();
    for (const ActionId id : {ActionId::CopyEvent, ActionId::CopyEventStream, ActionId::CopyHelioPublish})
        actions_[id]->setEnabled(has);
    actions_[ActionId::CopyJson]->setEnabled(has && isJson_);
    const bool hasUrl = has && (item_->source == HubSource || streams_.contains(item_->source));
    actions_[ActionId::CopyCurl]->setEnabled(hasUrl);
    const bool fits = has && item_->received.event.data.size() <= MaximumComposedBytes;
    actions_[ActionId::PublishAgain]->setEnabled(fits);
    copy_->setEnabled(has);
    again_->setEnabled(fits);
    again_->setToolTip(!has || fits
                           ? actions_[ActionId::PublishAgain]->toolTip()
                           : tr("Data of more than %1 cannot be edited here; copy it as a command and run that.")
                                 .arg(format::bytes(double(MaximumComposedBytes))));
}

void Inspector::publishAgain()
{
    if (!item_)
        return;
    const Event &event = item_->received.event;
    Q_EMIT publishAgainRequested({event.channel, event.type, event.data, {}, {}});
}

bool Inspector::event(QEvent *event)
{
    // Before any shortcut of the window: with the focus in here, Ctrl+F finds in here.
    if (event->type() == QEvent::ShortcutOverride && item_ && isFind(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void Inspector::keyPressEvent(QKeyEvent *event)
{
    if (!item_ || !isFind(event)) {
        QWidget::keyPressEvent(event);
        return;
    }
    views_->setCurrentWidget(text_);
    text_->openFind();
}

void Inspector::retranslate()
{
    views_->setAccessibleName(tr("Views of the event"));
    const QString tabs[] = {tr("Tree"), tr("Text"), tr("Raw"), tr("Diff")};
    for (int i = 0; i < ViewCount; ++i)
        views_->setTabText(i, tabs[i]);
    empty_->setText(tr("Select an event to see it whole."));
    empty_->setAccessibleName(empty_->text());
    note_->setAccessibleName(tr("What the data is"));
    mark_->setAccessibleName(tr("What is wrong with the event"));
    follow_->setText(QStringLiteral("▼")); // as the way back to live has it; a word has no room here
    follow_->setAccessibleName(tr("Follow the newest event"));
    follow_->setToolTip(tr("Show the newest event here, until one is selected in the table"));
    Actions::setTexts(*followAction_, tr("Follo&w the newest event"),
                      tr("Show the newest event in the inspector, until one is selected in the table"));
    copy_->setText(tr("Copy"));
    copy_->setAccessibleName(tr("Copy the data; its menu has other forms"));
    copy_->setToolTip(tr("Copy the data; other forms are in the menu"));
    again_->setText(tr("Publish again"));
    again_->setAccessibleName(tr("Publish again"));
    head_->retranslate();
    tree_->retranslate();
    text_->retranslate();
    raw_->retranslate();
    diff_->retranslate();
    delivery_->retranslate();
    showNote();
    if (item_)
        showChosen();
    enableActions();
    head_->setVisible(item_.has_value());
    views_->setVisible(item_.has_value());
    note_->setVisible(item_.has_value());
    showMark();
}

void Inspector::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        showMark();
}

} // namespace helio
