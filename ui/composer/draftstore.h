// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/keptfile.h"

#include <QObject>
#include <QStringList>
#include <QThread>
#include <QTimer>

#include <array>
#include <memory>

namespace helio {

class ProcessLock;

/// Keeps what the composer must not lose: what stands in it, what was published, and presets. All of it is in memory,
/// and in files of the user's data folder soon after each change, so that it survives whatever ends the program.
/// Several windows share the files, each with a draft of its own.
class DraftStore : public QObject
{
    Q_OBJECT
public:
    static constexpr KeptItems::Bounds HistoryBounds{500, 8 * 1024 * 1024};
    static constexpr KeptItems::Bounds PresetBounds{500, 8 * 1024 * 1024};
    /// One for each window.
    static constexpr KeptItems::Bounds DraftBounds{8, 32 * 1024 * 1024};
    /// A larger one is kept nowhere.
    static constexpr qsizetype MaximumDraftBytes = 4 * 1024 * 1024;

    /// Reads what is in `folder`, which need not be there yet.
    explicit DraftStore(const QString &folder, QObject *parent = nullptr);
    /// Writes what is not written yet.
    ~DraftStore() override;

    /// This window's: that of the last one that was closed, or ended otherwise, and is open nowhere.
    const Draft &draft() const { return draft_; }
    void setDraft(const Draft &draft);

    /// What was published, the newest first; each once.
    QList<KeptItem> history() const { return shelves_[History].items.newestFirst(); }
    /// Whether it is kept: not where it is larger than MaximumDraftBytes, at the price of all others.
    bool remember(const Draft &published);
    void clearHistory();
    bool canUndoClear() const { return !cleared_.isEmpty(); }
    void undoClear();

    /// The user's own, by name.
    QList<KeptItem> presets() const;
    /// The one of that name; null when there is none.
    const KeptItem *presetNamed(const QString &name) const;
    /// Takes the place of the one of that name. Answers why it cannot be kept, for people, translated; empty: it is.
    QString savePreset(const QString &name, const Draft &draft);
    /// The same: empty names and those that are taken are refused.
    QString renamePreset(const QByteArray &key, const QString &name);
    void removePreset(const QByteArray &key);
    /// Whether the last rename, removal or replacement can be undone.
    bool canUndoPreset() const { return !formerPresets_.isEmpty(); }
    void undoPreset();

    /// What could not be read at the start, for people, translated.
    const QStringList &problems() const { return problems_; }

Q_SIGNALS:
    void historyChanged();
    void presetsChanged();
    /// It cannot be written now, and is tried again; or a file was found broken. `problem` is for people, translated.
    void problemOccurred(const QString &problem);

private:
    enum ShelfId { Drafts, History, Presets, ShelfCount };
    struct Shelf
    {
        KeptFile file;
        KeptItems items;
        bool isChanged = false; ///< since it was last handed to be written
        bool isWriting = false;
        bool isRead = false; ///< else it cannot be yet, and what it holds is not known
    };

    qint64 now();
    /// `wantsFree`: one that holds no draft, where there is one.
    void takeSlot(bool wantsFree);
    void put(ShelfId id, const KeptItem &item);
    KeptItem removed(const QByteArray &key);
    void write();
    void onWritten(ShelfId id, const KeptFile::Outcome &outcome);
    void keepDraftBeside();
    void notify(ShelfId id);

    QString folder_;
    std::array<Shelf, ShelfCount> shelves_;
    std::unique_ptr<ProcessLock> slotLock_;
    QByteArray slot_; ///< the key of this window's draft; empty when too many windows are open
    Draft draft_;
    QList<KeptItem> cleared_;
    QList<KeptItem> formerPresets_; ///< as they were before each change that can be undone, the latest last
    QStringList problems_;
    QString reported_; ///< the problem last reported, until all is well again
    qint64 lastTime_ = 0;
    QTimer soon_;
    QThread writer_;
    QObject *atWriter_; ///< lives in that thread, and is called there
};

} // namespace helio
