// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QByteArray>
#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QTimer>

#include <algorithm>
#include <numeric>
#include <vector>

namespace helio {

/// A table over a list of values that a snapshot replaces as a whole. Rows are known by their key: those that stay keep
/// their place, their selection and their persistent indexes; the model is never reset. Sorted by any column; equal
/// rows by key.
///
/// A list of more than MostAtOnce rows is taken over in slices, each a turn of the event loop, so that it holds nobody
/// up: until isSettled(), some rows are as they were, and new ones stand at the end.
template <typename Row>
class RowsModel : public QAbstractTableModel
{
public:
    static constexpr qsizetype MostAtOnce = 2000;
    static constexpr qint64 SliceMs = 8;

    explicit RowsModel(QObject *parent = nullptr)
        : QAbstractTableModel(parent)
    {
        nextSlice_.setSingleShot(true);
        connect(&nextSlice_, &QTimer::timeout, this, [this] { work(); });
    }

    const QList<Row> &rows() const { return rows_; }
    const Row *rowAt(int row) const { return row >= 0 && row < rows_.size() ? &rows_[row] : nullptr; }
    int rowOf(const QByteArray &key) const
    {
        const auto found =
            std::find_if(rows_.cbegin(), rows_.cend(), [&](const Row &row) { return keyOf(row) == key; });
        return found == rows_.cend() ? -1 : int(found - rows_.cbegin());
    }

    /// Where one is being taken over still, the newest that waits comes next; those between are left out.
    void assign(const QList<Row> &next)
    {
        all_ = next;
        takeOver();
    }
    /// What was assigned last, with the rows that isWanted() leaves out.
    const QList<Row> &all() const { return all_; }
    /// Whether all that was assigned is there, and sorted.
    bool isSettled() const { return step_ == Step::None; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(rows_.size()); }

    void sort(int column, Qt::SortOrder sortOrder = Qt::AscendingOrder) override
    {
        sortColumn_ = column;
        sortOrder_ = sortOrder;
        if (step_ != Step::None && step_ < Step::Order)
            return; // it is going to be sorted anyway
        go(Step::Order);
        work();
    }

protected:
    virtual QByteArray keyOf(const Row &row) const = 0;
    virtual bool lessThan(const Row &a, const Row &b, int column) const = 0;
    /// Whether a row is to be in the table; refilter() is to be called when that changes.
    virtual bool isWanted(const Row &) const { return true; }
    /// Takes over anew what was assigned last.
    void refilter() { takeOver(); }
    /// Whether a view shows the same for both, which have one key; by default it may always differ.
    virtual bool looksSame(const Row &, const Row &) const { return false; }

private:
    /// In this order.
    enum class Step { None, Index, Remove, Update, Insert, Order, Merge };

    /// How many rows may be looked at before the clock is.
    static constexpr qsizetype Stride = 64;
    /// Sorted at once; then these are merged.
    static constexpr qsizetype RunLength = 512;

    void takeOver()
    {
        if (step_ != Step::None) {
            isWaiting_ = true;
            return;
        }
        begin();
        work();
    }

    void begin()
    {
        isWaiting_ = false;
        next_ = all_;
        go(Step::Index);
    }

    void go(Step step)
    {
        step_ = step;
        at_ = 0;
    }

    void work()
    {
        const bool isSmall = std::max(rows_.size(), next_.size()) <= MostAtOnce;
        QElapsedTimer spent;
        spent.start();
        while (step_ != Step::None) {
            doStep(isSmall ? MostAtOnce : Stride);
            if (step_ == Step::None && isWaiting_)
                begin();
            if (!isSmall && spent.elapsed() >= SliceMs)
                break;
        }
        reportUpdated();
        if (step_ != Step::None)
            nextSlice_.start(1);
    }

    void doStep(qsizetype count)
    {
        switch (step_) {
        case Step::None:
            return;
        case Step::Index:
            for (const qsizetype end = std::min(next_.size(), at_ + count); at_ < end; ++at_) {
                if (isWanted(next_[at_]))
                    places_.insert(keyOf(next_[at_]), at_);
            }
            if (at_ == next_.size())
                go(Step::Remove);
            return;
        case Step::Remove:
            removeSome(count);
            return;
        case Step::Update:
            for (const qsizetype end = std::min(rows_.size(), at_ + count); at_ < end; ++at_) {
                const Row &row = next_[places_.take(keyOf(rows_[at_]))];
                if (!looksSame(rows_[at_], row))
                    noteUpdated(at_);
                rows_[at_] = row;
            }
            if (at_ == rows_.size()) {
                reportUpdated();
                go(Step::Insert);
            }
            return;
        case Step::Insert:
            insertSome(count);
            if (at_ == next_.size()) {
                next_.clear();
                places_.clear();
                go(Step::Order);
            }
            return;
        case Step::Order:
            sortSome(count);
            return;
        case Step::Merge:
            mergeSome();
            return;
        }
    }

    /// Those that go are brought to the end first, and go together: one by one, each would move all behind it.
    void removeSome(qsizetype count)
    {
        for (const qsizetype end = std::min(rows_.size(), at_ + count); at_ < end; ++at_)
            (places_.contains(keyOf(rows_[at_])) ? from_ : gone_).push_back(int(at_));
        if (at_ < rows_.size())
            return;
        if (!gone_.empty()) {
            const auto kept = qsizetype(from_.size());
            from_.insert(from_.end(), gone_.begin(), gone_.end());
            arrange();
            beginRemoveRows({}, int(kept), int(rows_.size()) - 1);
            rows_.remove(kept, rows_.size() - kept);
            endRemoveRows();
        }
        from_.clear();
        gone_.clear();
        go(Step::Update);
    }

    void insertSome(qsizetype count)
    {
        QList<Row> fresh;
        for (const qsizetype end = std::min(next_.size(), at_ + count * 8); at_ < end; ++at_) {
            // The last one counts where a key is there twice.
            if (const auto place = places_.constFind(keyOf(next_[at_])); place != places_.cend() && *place == at_)
                fresh.append(next_[at_]);
        }
        if (fresh.isEmpty())
            return;
        beginInsertRows({}, int(rows_.size()), int(rows_.size() + fresh.size()) - 1);
        rows_.append(fresh);
        endInsertRows();
    }

    void noteUpdated(qsizetype row)
    {
        if (updatedFirst_ < 0)
            updatedFirst_ = row;
        updatedLast_ = row;
    }

    void reportUpdated()
    {
        if (updatedFirst_ < 0)
            return;
        const auto first = int(std::exchange(updatedFirst_, -1));
        Q_EMIT dataChanged(index(first, 0), index(int(updatedLast_), columnCount() - 1));
    }

    bool isBefore(const Row &a, const Row &b) const
    {
        if (sortColumn_ >= 0) {
            const bool descending = sortOrder_ == Qt::DescendingOrder;
            if (lessThan(descending ? b : a, descending ? a : b, sortColumn_))
                return true;
            if (lessThan(descending ? a : b, descending ? b : a, sortColumn_))
                return false;
        }
        return keyOf(a) < keyOf(b);
    }
    auto placesBefore() const
    {
        return [this](int a, int b) { return isBefore(rows_[a], rows_[b]); };
    }

    void sortSome(qsizetype count)
    {
        if (at_ == 0) {
            from_.resize(size_t(rows_.size()));
            std::iota(from_.begin(), from_.end(), 0);
        }
        const qsizetype end = std::min(rows_.size(), at_ + std::max(count, RunLength) / RunLength * RunLength);
        for (; at_ < end; at_ = std::min(rows_.size(), at_ + RunLength))
            std::sort(from_.begin() + at_, from_.begin() + std::min(rows_.size(), at_ + RunLength), placesBefore());
        if (at_ >= rows_.size()) {
            run_ = RunLength;
            go(Step::Merge);
        }
    }

    void mergeSome()
    {
        const auto size = qsizetype(from_.size());
        if (run_ >= size) {
            arrange();
            from_.clear();
            go(Step::None);
            return;
        }
        const qsizetype middle = std::min(size, at_ + run_);
        const qsizetype end = std::min(size, middle + run_);
        // Mostly they are in order already.
        if (middle < end && placesBefore()(from_[size_t(middle)], from_[size_t(middle) - 1]))
            std::inplace_merge(from_.begin() + at_, from_.begin() + middle, from_.begin() + end, placesBefore());
        at_ = end;
        if (at_ == size) {
            run_ *= 2;
            at_ = 0;
        }
    }

    /// Puts the rows into the order that was found.
    void arrange()
    {
        if (std::is_sorted(from_.cbegin(), from_.cend()))
            return;
        Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
        QList<Row> ordered;
        ordered.reserve(rows_.size());
        std::vector<int> to(from_.size());
        for (size_t place = 0; place < from_.size(); ++place) {
            ordered.append(rows_[from_[place]]);
            to[size_t(from_[place])] = int(place);
        }
        rows_ = ordered;
        const QModelIndexList old = persistentIndexList();
        QModelIndexList moved;
        moved.reserve(old.size());
        for (const QModelIndex &oldIndex : old)
            moved.append(index(to[size_t(oldIndex.row())], oldIndex.column()));
        changePersistentIndexList(old, moved);
        Q_EMIT layoutChanged({}, VerticalSortHint);
    }

    QList<Row> rows_;
    QList<Row> all_;
    int sortColumn_ = -1;
    Qt::SortOrder sortOrder_ = Qt::AscendingOrder;

    // What is being taken over.
    Step step_ = Step::None;
    qsizetype at_ = 0;
    QList<Row> next_;
    QHash<QByteArray, qsizetype> places_; ///< of keys in next_ that no row has yet
    std::vector<int> from_;               ///< the rows in their order to be
    std::vector<int> gone_;               ///< those that are to be removed
    qsizetype run_ = 0;                   ///< so many in from_ are sorted together
    qsizetype updatedFirst_ = -1;         ///< rows that changed and were not reported: from here to updatedLast_
    qsizetype updatedLast_ = -1;
    bool isWaiting_ = false; ///< all_ is to be taken over next
    QTimer nextSlice_;
};

} // namespace helio
