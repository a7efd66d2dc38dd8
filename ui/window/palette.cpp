// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/palette.h"

#include "ui/look/actions.h"
#include "ui/look/appearance.h"
#include "ui/look/sharedlist.h"
#include "ui/window/monitor.h"
#include "ui/window/palettedelegate.h"
#include "ui/window/palettemodel.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

namespace helio {

namespace {

constexpr int MostVisibleRows = 14;
constexpr int WidestCharacters = 92;
const SharedList Recent{QStringLiteral("palette/recent"), PaletteModel::MostRecent};

} // namespace

Palette::Palette(Monitor &monitor, const Actions &actions, QSettings &settings, QWidget &window)
    : QFrame(&window)
    , monitor_(monitor)
    , actions_(actions)
    , settings_(settings)
    , model_(new PaletteModel(this))
    , field_(new QLineEdit)
    , list_(new QListView)
    , nothing_(new QLabel)
{
    setObjectName(QStringLiteral("palette"));
    setFrameShape(QFrame::StyledPanel);
    setFrameShadow(QFrame::Raised);
    setAutoFillBackground(true);
    field_->setObjectName(QStringLiteral("paletteField"));
    field_->setClearButtonEnabled(true);
    list_->setObjectName(QStringLiteral("paletteList"));
    model_->setObjectName(QStringLiteral("paletteModel"));
    list_->setModel(model_);
    list_->setItemDelegate(new PaletteDelegate(list_));
    list_->setUniformItemSizes(true);
    list_->setFrameShape(NoFrame);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(field_);
    layout->addWidget(list_, 1);
    nothing_->setObjectName(QStringLiteral("paletteNothing"));
    nothing_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    nothing_->setContentsMargins(8, 6, 8, 6);
    nothing_->setWordWrap(true);
    nothing_->setTextFormat(Qt::PlainText);
    nothing_->hide();
    layout->addWidget(nothing_, 1);
    QByteArrayList recent;
    for (const QString &key : Recent.read(settings))
        recent.append(key.toUtf8());
    model_->setRecent(recent);

    field_->installEventFilter(this);
    window.installEventFilter(this);
    connect(field_, &QLineEdit::textEdited, this, [this](const QString &text) {
        isChoosing_ = false;
        model_->setTyped(text);
        list_->setCurrentIndex(model_->index(0));
    });
    connect(model_, &QAbstractItemModel::rowsInserted, list_, [this] {
        if (!list_->currentIndex().isValid())
            list_->setCurrentIndex(model_->index(0));
    });
    connect(model_, &PaletteModel::settled, this, [this] {
        showWhatThereIs();
        if (isChoosing_)
            choose();
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model_, signal, this, &Palette::showWhatThereIs);
    connect(model_, &QAbstractItemModel::modelReset, this, &Palette::showWhatThereIs);
    connect(list_, &QListView::clicked, this, &Palette::choose);
    connect(&monitor.hubState().control(), &HubControl::snapshotArrived, this, &Palette::takeClients);
    retranslate();
    hide();
}

Palette::~Palette() = default;

void Palette::toggle()
{
    if (isVisible())
        leave();
    else
        open();
}

void Palette::open()
{
    before_ = window()->focusWidget();
    isChoosing_ = false;
    wantsClients_ = true;
    model_->setItems(items());
    model_->setChannels(monitor_.hubState().channels());
    model_->setClients({});
    model_->setTyped({});
    // Once: those that come and go while one types are not looked for.
    monitor_.hubState().control().requestSnapshot(true);
    field_->clear();
    place();
    show();
    raise();
    field_->setFocus(Qt::ShortcutFocusReason);
}

void Palette::leave()
{
    if (!isVisible())
        return;
    const bool hadFocus = field_->hasFocus();
    hide();
    wantsClients_ = false;
    model_->setChannels({});
    model_->setClients({});
    if (hadFocus && before_)
        before_->setFocus(Qt::ShortcutFocusReason);
}

void Palette::place()
{
    const QWidget *window = parentWidget();
    const int width = std::min(window->width() - 24, fontMetrics().averageCharWidth() * WidestCharacters);
    const int rows = rowHeight(font()) * MostVisibleRows;
    const int height = std::min(window->height() - 48, rows + field_->sizeHint().height() + 24);
    setGeometry((window->width() - width) / 2, 32, width, height);
}

/// While it is still being looked for, nothing is said.
void Palette::showWhatThereIs()
{
    const bool isNothing = model_->rowCount() == 0 && model_->isSettled();
    nothing_->setVisible(isNothing);
    list_->setVisible(!isNothing);
}

QList<PaletteItem> Palette::items() const
{
    QList<PaletteItem> items;
    const auto all = actions_.all();
    for (const auto &[menu, action] : all) {
        if (action == actions_[ActionId::CommandPalette])
            continue;
        PaletteItem item;
        const SubmenuId submenu = actions_.submenuOf(action);
        const bool isLayout = submenu == SubmenuId::Layout && action->isCheckable();
        item.kind = isLayout ? PaletteItem::Kind::Layout : PaletteItem::Kind::Action;
        item.id = action->objectName().toUtf8();
        item.text = action->iconText();
        item.detail = action->statusTip();
        item.keys = action->shortcut().toString(QKeySequence::NativeText);
        item.whyNot = actions_.whyDisabled(action);
        items.append(item);
    }
    StreamList &streams = monitor_.streams();
    const QList<int> ids = streams.ids();
    for (const int id : ids)
        items.append(
            {PaletteItem::Kind::Stream, QByteArray::number(id), streams.name(id), streams.stateText(id), {}, {}});
    return items;
}

void Palette::takeClients(const HubSnapshot &snapshot)
{
    if (wantsClients_ && snapshot.clients) {
        wantsClients_ = false;
        model_->setClients(*snapshot.clients);
    }
}

void Palette::choose()
{
    isChoosing_ = !model_->isSettled();
    if (isChoosing_)
        return;
    const PaletteItem *found = model_->itemAt(list_->currentIndex().row());
    // What cannot be done says why, and stays.
    if (!found || !found->whyNot.isEmpty())
        return;
    const PaletteItem item = *found;
    // Clients have other ids next time, and so may streams.
    if (item.kind != PaletteItem::Kind::Client && item.kind != PaletteItem::Kind::Stream) {
        model_->remember(item);
        QStringList recent;
        for (const QByteArray &key : model_->recent())
            recent.append(QString::fromUtf8(key));
        Recent.write(settings_, recent);
    }
    leave();
    run(item);
}

void Palette::run(const PaletteItem &item)
{
    switch (item.kind) {
    case PaletteItem::Kind::Action:
    case PaletteItem::Kind::Layout: {
        const auto all = actions_.all();
        for (const auto &[menu, action] : all) {
            if (action->objectName().toUtf8() == item.id)
                action->trigger();
        }
        return;
    }
    case PaletteItem::Kind::Channel:
        Q_EMIT channelChosen(item.id);
        return;
    case PaletteItem::Kind::Stream:
        Q_EMIT streamChosen(item.id.toInt());
        return;
    case PaletteItem::Kind::Client:
        Q_EMIT clientChosen(item.id);
        return;
    }
}

bool Palette::onKey(int key)
{
    const int row = list_->currentIndex().row();
    const int last = model_->rowCount() - 1;
    const auto go = [this, last](int to) {
        list_->setCurrentIndex(model_->index(std::clamp(to, 0, std::max(0, last))));
    };
    switch (key) {
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Up:
        go(row <= 0 ? last : row - 1);
        return true;
    case Qt::Key_Down:
        go(row >= last ? 0 : row + 1);
        return true;
    case Qt::Key_PageUp:
        go(row - MostVisibleRows + 1);
        return true;
    case Qt::Key_PageDown:
        go(row + MostVisibleRows - 1);
        return true;
    default:
        return false;
    }
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        // Escape leaves the wall, too; in here it closes what is on top.
        if (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
            event->accept();
        return false;
    case QEvent::KeyPress:
        return onKey(static_cast<QKeyEvent *>(event)->key());
    case QEvent::FocusOut:
        // Not for the field's own menu, nor when another window comes to the front for a while.
        if (const auto reason = static_cast<QFocusEvent *>(event)->reason();
            reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason)
            leave();
        return false;
    default:
        return false;
    }
}

void Palette::retranslate()
{
    setAccessibleName(tr("Commands"));
    field_->setAccessibleName(tr("What to find"));
    field_->setPlaceholderText(tr("Find actions, channels, streams, clients and layouts"));
    list_->setAccessibleName(tr("What was found"));
    nothing_->setText(tr("Nothing is called so: no action, channel, stream, client or layout."));
}

void Palette::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
