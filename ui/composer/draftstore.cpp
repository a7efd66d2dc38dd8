// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/draftstore.h"

#include "files/processlock.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// From a change to its writing; with the writing itself it stays within a second.
constexpr auto WriteDelay = 400ms;
/// When it could not be written.
constexpr auto RetryDelay = 5s;
constexpr qsizetype MaximumPresetUndo = 50;

/// The same for the same content, so that what is published again, here or in another window, is one entry.
QByteArray keyOf(const Draft &draft)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const QString &part : {draft.channel, draft.type, draft.id, draft.retry, draft.data}) {
        hash.addData(QByteArray::number(part.size()) + ':');
        hash.addData(part.toUtf8());
    }
    return hash.result().toHex();
}

} // namespace

DraftStore::DraftStore(const QString &folder, QObject *parent)
    : QObject(parent)
    , folder_(folder)
    , atWriter_(new QObject)
{
    const QDir dir(folder);
    shelves_[Drafts].file = KeptFile(dir.filePath(QStringLiteral("drafts.json")), DraftBounds);
    shelves_[History].file = KeptFile(dir.filePath(QStringLiteral("history.json")), HistoryBounds);
    shelves_[Presets].file = KeptFile(dir.filePath(QStringLiteral("presets.json")), PresetBounds);
    for (Shelf &shelf : shelves_) {
        const KeptFile::Outcome outcome = shelf.file.read();
        shelf.items = outcome.items;
        shelf.isRead = outcome.isDone;
        shelf.isChanged = !outcome.isDone; // it is read when it is written
        if (!outcome.problem.isEmpty())
            problems_.append(outcome.problem);
    }
    if (shelves_[Drafts].isRead)
        takeSlot(false);
    if (const KeptItem *item = shelves_[Drafts].items.find(slot_))
        draft_ = item->draft;
    soon_.setSingleShot(true);
    connect(&soon_, &QTimer::timeout, this, &DraftStore::write);
    writer_.setObjectName(QStringLiteral("drafts"));
    atWriter_->moveToThread(&writer_);
    connect(&writer_, &QThread::finished, atWriter_, &QObject::deleteLater);
    writer_.start();
    if (std::any_of(shelves_.cbegin(), shelves_.cend(), [](const Shelf &shelf) { return !shelf.isRead; }))
        soon_.start(RetryDelay);
}

DraftStore::~DraftStore()
{
    writer_.quit();
    writer_.wait();
    // What was to be written may have failed, or not begun; where it is done, this finds nothing to do.
    for (const Shelf &shelf : shelves_) {
        if (shelf.isChanged || shelf.isWriting)
            shelf.file.merge(shelf.items);
    }
}

/// Of the drafts that no living window has, the latest; else a place of its own.
void DraftStore::takeSlot(bool wantsFree)
{
    QDir().mkpath(folder_);
    qint64 best = 0;
    for (qsizetype i = 0; i < DraftBounds.count; ++i) {
        const QByteArray key = QByteArray::number(i);
        auto lock = std::make_unique<ProcessLock>(
            QDir(folder_).filePath(QStringLiteral("draft-%1.lock").arg(QLatin1String(key))),
            ProcessLock::Holding::Long);
        if (!lock->tryLock())
            continue;
        const KeptItem *item = shelves_[Drafts].items.find(key);
        const qint64 time = item ? item->changedAt : 0;
        if (slotLock_ && (wantsFree ? time >= best : time <= best))
            continue;
        best = time;
        slot_ = key;
        slotLock_ = std::move(lock);
    }
}

qint64 DraftStore::now()
{
    // Two changes within a millisecond have an order, too.
    lastTime_ = std::max(QDateTime::currentMSecsSinceEpoch(), lastTime_ + 1);
    return lastTime_;
}

void DraftStore::setDraft(const Draft &draft)
{
    if (draft == draft_)
        return;
    draft_ = draft;
    if (slot_.isEmpty() || draft.bytes() > MaximumDraftBytes)
        return;
    const qint64 time = now();
    put(Drafts, {slot_, time, time, false, {}, draft});
}

bool DraftStore::remember(const Draft &published)
{
    if (published.bytes() > MaximumDraftBytes)
        return false;
    const qint64 time = now();
    put(History, {keyOf(published), time, time, false, {}, published});
    shelves_[History].items.trim(HistoryBounds);
    Q_EMIT historyChanged();
    return true;
}

void DraftStore::clearHistory()
{
    const QList<KeptItem> all = history();
    if (all.isEmpty())
        return;
    cleared_ = all;
    for (const KeptItem &item : all)
        put(History, removed(item.key));
    Q_EMIT historyChanged();
}

void DraftStore::undoClear()
{
    for (KeptItem &item : cleared_) {
        item.changedAt = now();
        put(History, item);
    }
    cleared_.clear();
    Q_EMIT historyChanged();
}

QList<KeptItem> DraftStore::presets() const
{
    QList<KeptItem> items = shelves_[Presets].items.newestFirst();
    std::stable_sort(items.begin(), items.end(), [](const KeptItem &a, const KeptItem &b) {
        return QString::localeAwareCompare(a.name, b.name) < 0;
    });
    return items;
}

const KeptItem *DraftStore::presetNamed(const QString &name) const
{
    const QList<KeptItem> items = shelves_[Presets].items.newestFirst();
    const auto found =
        std::find_if(items.cbegin(), items.cend(), [&name](const KeptItem &item) { return item.name == name; });
    return found == items.cend() ? nullptr : shelves_[Presets].items.find(found->key);
}

QString DraftStore::savePreset(const QString &name, const Draft &draft)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty())
        return tr("A preset needs a name.");
    if (draft.bytes() > MaximumDraftBytes)
        return tr("This is too large for a preset.");
    const qint64 time = now();
    KeptItem item{QUuid::createUuid().toByteArray(QUuid::WithoutBraces), time, time, false, trimmed, draft};
    qsizetype count = 0;
    qsizetype bytes = draft.bytes();
    for (const KeptItem &other : shelves_[Presets].items.newestFirst()) {
        if (other.name == trimmed) {
            item.key = other.key;
            formerPresets_.append(other);
            continue;
        }
        ++count;
        bytes += other.draft.bytes();
    }
    // Never at the price of another one.
    if (count >= PresetBounds.count || bytes > PresetBounds.bytes) {
        if (!formerPresets_.isEmpty() && formerPresets_.constLast().key == item.key)
            formerPresets_.removeLast();
        return tr("There is no room for more presets: delete one first.");
    }
    put(Presets, item);
    Q_EMIT presetsChanged();
    return {};
}

QString DraftStore::renamePreset(const QByteArray &key, const QString &name)
{
    const QString trimmed = name.trimmed();
    const KeptItem *former = shelves_[Presets].items.find(key);
    if (!former || former->name == trimmed)
        return {};
    if (trimmed.isEmpty())
        return tr("A preset needs a name.");
    if (presetNamed(trimmed))
        return tr("There is a preset “%1” already.").arg(trimmed);
    formerPresets_.append(*former);
    KeptItem item = *former;
    item.name = trimmed;
    item.changedAt = now();
    put(Presets, item);
    Q_EMIT presetsChanged();
    return {};
}

void DraftStore::removePreset(const QByteArray &key)
{
    const KeptItem *former = shelves_[Presets].items.find(key);
    if (!former)
        return;
    formerPresets_.append(*former);
    put(Presets, removed(key));
    Q_EMIT presetsChanged();
}

void DraftStore::undoPreset()
{
    if (formerPresets_.isEmpty())
        return;
    KeptItem item = formerPresets_.takeLast();
    item.changedAt = now();
    put(Presets, item);
    Q_EMIT presetsChanged();
}

KeptItem DraftStore::removed(const QByteArray &key)
{
    KeptItem item;
    item.key = key;
    item.changedAt = now();
    item.isRemoved = true;
    return item;
}

void DraftStore::put(ShelfId id, const KeptItem &item)
{
    shelves_[id].items.put(item);
    shelves_[id].isChanged = true;
    if (formerPresets_.size() > MaximumPresetUndo)
        formerPresets_.removeFirst();
    // Not anew with each change: who writes without a pause is kept, too.
    if (!soon_.isActive() || soon_.remainingTimeAsDuration() > WriteDelay)
        soon_.start(WriteDelay);
}

void DraftStore::write()
{
    for (int i = 0; i < ShelfCount; ++i) {
        Shelf &shelf = shelves_[size_t(i)];
        if (!shelf.isChanged || shelf.isWriting)
            continue;
        shelf.isChanged = false;
        shelf.isWriting = true;
        // Elsewhere: a disk may take its time, and another window may have the file.
        QMetaObject::invokeMethod(atWriter_, [this, id = ShelfId(i), file = shelf.file, items = shelf.items] {
            const KeptFile::Outcome outcome = file.merge(items);
            QMetaObject::invokeMethod(
                this, [this, id, outcome] { onWritten(id, outcome); }, Qt::QueuedConnection);
        });
    }
}

void DraftStore::onWritten(ShelfId id, const KeptFile::Outcome &outcome)
{
    Shelf &shelf = shelves_[id];
    shelf.isWriting = false;
    const KeptItems before = shelf.items;
    shelf.items.merge(outcome.items);
    shelf.items.trim(shelf.file.bounds());
    if (shelf.items != before)
        notify(id);
    if (!outcome.isDone)
        shelf.isChanged = true;
    else if (!std::exchange(shelf.isRead, true) && id == Drafts)
        keepDraftBeside();
    if (!outcome.problem.isEmpty() && outcome.problem != reported_) {
        reported_ = outcome.problem;
        Q_EMIT problemOccurred(reported_);
    } else if (outcome.isDone) {
        reported_.clear();
    }
    if (shelf.isChanged && !soon_.isActive())
        soon_.start(outcome.isDone ? WriteDelay : RetryDelay);
}

/// What was written while the drafts could not be read takes the place of none of them.
void DraftStore::keepDraftBeside()
{
    takeSlot(true);
    setDraft(std::exchange(draft_, {}));
}

void DraftStore::notify(ShelfId id)
{
    if (id == History)
        Q_EMIT historyChanged();
    else if (id == Presets)
        Q_EMIT presetsChanged();
}

} // namespace helio
