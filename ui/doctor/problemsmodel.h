// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/doctor/ignoredkinds.h"
#include "ui/doctor/problem.h"
#include "ui/doctor/problemfilter.h"
#include "ui/look/rowsmodel.h"

#include <QTimer>

#include <functional>
#include <map>
#include <optional>

namespace helio {

class StreamList;

/// What is wrong with the streams of the window and with its hub. A finding is one row for as long as it is found, and
/// has new figures there when it grows. Bounded: of very many the worst are kept.
class ProblemsModel : public RowsModel<Problem>
{
    Q_OBJECT
public:
    enum Column { SeverityColumn, Subject, Code, Words, Remedy, Since, Last, ColumnCount };
    enum Role { ToneRole = Qt::UserRole }; ///< Tone of the row

    /// Of one stream, and of all together.
    static constexpr qsizetype MaximumOfOne = 100;
    static constexpr qsizetype MaximumProblems = MostAtOnce;

    /// Milliseconds since 1970.
    using Clock = std::function<qint64()>;

    /// `streams` is borrowed; their reports are taken from it.
    explicit ProblemsModel(StreamList &streams, QObject *parent = nullptr);
    /// The machine's own if none was set.
    void setClock(const Clock &clock) { clock_ = clock; }

    /// All that is so of the hub now; empty: nothing is.
    void setHubFindings(const QList<Finding> &findings);
    /// Brings rows and counts up to date now, as is done soon after a report: once for many.
    void updateRows();

    /// Of a stream or of the hub (HubSource), worst first, without what is ignored.
    QList<Problem> of(int source) const;
    /// How many errors and warnings there are, without what is ignored; notes do not count. As the rows are.
    int count() const { return count_; }
    QByteArray keyOf(const Problem &problem) const override;

    void ignore(const Problem &problem);
    IgnoredKinds &ignored() { return ignored_; }
    /// What a kind is ignored of, for people: the name of the stream where there is one now, else its address.
    QString titleOf(const IgnoredKinds::Kind &kind) const;

    void setFilter(const ProblemFilter &filter);
    const ProblemFilter &filter() const { return filter_; }
    /// Shows only those of one stream, as it was chosen elsewhere, beside the filter; nothing: of all.
    void setSelection(std::optional<int> source);
    std::optional<int> selection() const { return selection_; }
    QString selectionTitle() const;
    /// What there is in all, whatever the filter; without what is ignored. As the rows are.
    int unfilteredCount() const { return unfiltered_; }
    /// Of all streams there are, and of the hub.
    QStringList subjects() const;
    void retranslate();

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// of(`source`) may be another; its rows follow.
    void problemsChanged(int source);
    void rowsUpdated();
    void countChanged();
    void filterChanged();
    void selectionChanged();
    /// A finding came that was not there before, and is not ignored; once, however it grows. `source`: of a stream, or
    /// HubSource.
    void problemFound(int source, const helio::Finding &finding);

protected:
    bool lessThan(const Problem &a, const Problem &b, int column) const override;
    bool isWanted(const Problem &problem) const override;
    bool looksSame(const Problem &a, const Problem &b) const override;

private:
    void setFindings(int source, const QList<Finding> &findings);
    void remove(int source);
    void updateRowsSoon();
    bool isIgnored(const Problem &problem) const;
    QString subjectOf(int source) const;
    QString ignoredSubjectOf(int source) const;
    QString cell(const Problem &problem, Column column) const;

    StreamList &streams_;
    Clock clock_;
    std::map<int, QList<Problem>> known_; ///< by source, worst first, with what is ignored
    IgnoredKinds ignored_;
    ProblemFilter filter_;
    std::optional<int> selection_;
    int count_ = 0;
    int unfiltered_ = 0;
    QTimer soon_;
};

} // namespace helio
