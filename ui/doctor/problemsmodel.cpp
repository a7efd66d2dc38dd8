// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/problemsmodel.h"

#include "findings/findingtable.h"
#include "json/unseen.h"
#include "ui/look/format.h"
#include "ui/streams/requestsecrets.h"
#include "ui/streams/severitylook.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamlist.h"

#include <QDateTime>

#include <algorithm>
#include <tuple>

namespace helio {

namespace {

const QString IgnoredHub = QStringLiteral("hub");

} // namespace

ProblemsModel::ProblemsModel(StreamList &streams, QObject *parent)
    : RowsModel(parent)
    , streams_(streams)
    , clock_([] { return QDateTime::currentMSecsSinceEpoch(); })
{
    RowsModel::sort(SeverityColumn);
    // Many streams may report at once, and each often.
    soon_.setSingleShot(true);
    soon_.setInterval(100);
    connect(&soon_, &QTimer::timeout, this, &ProblemsModel::updateRows);
    connect(&streams_, &StreamList::reported, this, [this](int id) { setFindings(id, streams_.report(id).findings); });
    connect(&streams_, &StreamList::removed, this, &ProblemsModel::remove);
    // What is ignored goes by the address.
    connect(&streams_, &StreamList::edited, this, [this](int id) {
        updateRowsSoon();
        Q_EMIT problemsChanged(id);
    });
    connect(&streams_, &StreamList::renamed, this, &ProblemsModel::updateRowsSoon);
    connect(&ignored_, &IgnoredKinds::changed, this, [this] {
        updateRows();
        QList<int> sources;
        for (const auto &[source, problems] : known_)
            sources.append(source);
        for (const int source : std::as_const(sources))
            Q_EMIT problemsChanged(source);
    });
    const QList<int> ids = streams_.ids();
    for (const int id : ids)
        setFindings(id, streams_.report(id).findings);
    updateRows();
}

void ProblemsModel::setHubFindings(const QList<Finding> &findings)
{
    setFindings(HubSource, findings);
    if (soon_.isActive())
        updateRows();
}

void ProblemsModel::setFindings(int source, const QList<Finding> &findings)
{
    const qint64 now = clock_();
    const QList<Problem> before = known_[source];
    QList<Problem> problems;
    QList<Finding> found;
    for (const Finding &finding : findings.first(std::min(findings.size(), MaximumOfOne))) {
        Problem problem{source, subjectOf(source), finding, now, now};
        const auto same = std::find_if(before.begin(), before.end(),
                                       [&finding](const Problem &known) { return known.finding.isSameAs(finding); });
        if (same != before.end()) {
            problem.since = same->since;
            problem.last = same->finding.revision == finding.revision ? same->last : now;
        } else if (!isIgnored(problem)) {
            found.append(finding);
        }
        problems.append(problem);
    }
    if (problems.isEmpty())
        known_.erase(source);
    else
        known_[source] = problems;
    if (before.isEmpty() && problems.isEmpty())
        return;
    updateRowsSoon();
    Q_EMIT problemsChanged(source);
    for (const Finding &finding : std::as_const(found))
        Q_EMIT problemFound(source, finding);
}

void ProblemsModel::remove(int source)
{
    if (selection_ == source)
        setSelection({});
    if (known_.erase(source) == 0)
        return;
    updateRows();
    Q_EMIT problemsChanged(source);
}

void ProblemsModel::updateRowsSoon()
{
    if (!soon_.isActive())
        soon_.start();
}

void ProblemsModel::updateRows()
{
    soon_.stop();
    QList<Problem> all;
    int counted = 0;
    int unfiltered = 0;
    for (const auto &[source, problems] : known_) {
        for (const Problem &known : problems) {
            Problem &problem = all.emplace_back(known);
            problem.subject = subjectOf(source);
            if (isIgnored(problem))
                continue;
            ++unfiltered;
            counted += problem.finding.severity == Severity::Note ? 0 : 1;
        }
    }
    if (all.size() > MaximumProblems) {
        std::stable_sort(all.begin(), all.end(),
                         [this](const Problem &a, const Problem &b) { return lessThan(a, b, SeverityColumn); });
        all.resize(MaximumProblems);
    }
    unfiltered_ = unfiltered;
    assign(all);
    if (counted != std::exchange(count_, counted))
        Q_EMIT countChanged();
    Q_EMIT rowsUpdated();
}

QList<Problem> ProblemsModel::of(int source) const
{
    QList<Problem> problems;
    const auto found = known_.find(source);
    if (found == known_.end())
        return problems;
    for (const Problem &problem : found->second) {
        if (!isIgnored(problem))
            problems.append(problem);
    }
    return problems;
}

QByteArray ProblemsModel::keyOf(const Problem &problem) const
{
    // So that the order of keys is that of streams and codes.
    return QByteArray::number(problem.source).rightJustified(10, '0') + ' ' +
           QByteArray::number(int(problem.finding.code)).rightJustified(3, '0') + ' ' + problem.finding.subject;
}

QString ProblemsModel::subjectOf(int source) const
{
    return source == HubSource ? tr("Hub") : visibleLine(streams_.name(source));
}

QString ProblemsModel::ignoredSubjectOf(int source) const
{
    return source == HubSource ? IgnoredHub : withoutSecrets(streams_.url(source)).toString();
}

bool ProblemsModel::isIgnored(const Problem &problem) const
{
    // The address is made only where it matters.
    const QList<IgnoredKinds::Kind> kinds = ignored_.all();
    return std::any_of(kinds.begin(), kinds.end(), [&](const IgnoredKinds::Kind &kind) {
        return kind.code == problem.finding.code && kind.subject == ignoredSubjectOf(problem.source);
    });
}

void ProblemsModel::ignore(const Problem &problem)
{
    ignored_.setIgnored(ignoredSubjectOf(problem.source), problem.finding.code, true);
}

QString ProblemsModel::titleOf(const IgnoredKinds::Kind &kind) const
{
    if (kind.subject == IgnoredHub)
        return subjectOf(HubSource);
    const QList<int> ids = streams_.ids();
    for (const int id : ids) {
        if (ignoredSubjectOf(id) == kind.subject)
            return subjectOf(id);
    }
    return visibleLine(kind.subject);
}

void ProblemsModel::setFilter(const ProblemFilter &filter)
{
    if (filter_ == filter)
        return;
    filter_ = filter;
    refilter();
    Q_EMIT filterChanged();
}

void ProblemsModel::setSelection(std::optional<int> source)
{
    if (selection_ == source)
        return;
    selection_ = source;
    refilter();
    Q_EMIT selectionChanged();
}

QString ProblemsModel::selectionTitle() const
{
    return selection_ ? subjectOf(*selection_) : QString();
}

QStringList ProblemsModel::subjects() const
{
    QStringList subjects{subjectOf(HubSource)};
    const QList<int> ids = streams_.ids();
    for (const int id : ids)
        subjects.append(subjectOf(id));
    return subjects;
}

bool ProblemsModel::isWanted(const Problem &problem) const
{
    return (!selection_ || *selection_ == problem.source) && !isIgnored(problem) && filter_.matches(problem);
}

bool ProblemsModel::looksSame(const Problem &a, const Problem &b) const
{
    return a.finding.revision == b.finding.revision && a.finding.severity == b.finding.severity &&
           a.subject == b.subject && a.since == b.since && a.last == b.last;
}

void ProblemsModel::retranslate()
{
    updateRows();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT selectionChanged();
    for (const auto &[source, problems] : known_)
        Q_EMIT problemsChanged(source);
}

int ProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool ProblemsModel::lessThan(const Problem &a, const Problem &b, int column) const
{
    switch (Column(column)) {
    case SeverityColumn:
        return std::tie(a.finding.severity, a.finding.code) < std::tie(b.finding.severity, b.finding.code);
    case Subject:
        return a.subject < b.subject;
    case Code:
        return qstrcmp(codeName(a.finding.code), codeName(b.finding.code)) < 0;
    case Words:
        return a.finding.words.translated() < b.finding.words.translated();
    case Remedy:
        return a.finding.remedy.translated() < b.finding.remedy.translated();
    case Since:
        return a.since < b.since;
    case Last:
        return a.last < b.last;
    case ColumnCount:
        break;
    }
    return false;
}

QString ProblemsModel::cell(const Problem &problem, Column column) const
{
    switch (column) {
    case SeverityColumn:
        return severityText(problem.finding.severity);
    case Subject:
        return problem.subject;
    case Code:
        return QString::fromLatin1(codeName(problem.finding.code));
    case Words:
        return problem.finding.words.translated();
    case Remedy:
        return problem.finding.remedy.translated();
    case Since:
        return format::moment(problem.since);
    case Last:
        return format::moment(problem.last);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    const Problem *problem = rowAt(index.row());
    if (!index.isValid() || !problem)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cell(*problem, Column(index.column()));
    case Qt::ToolTipRole:
        if (index.column() == Since)
            return format::dateAndTime(problem->since);
        if (index.column() == Last)
            return format::dateAndTime(problem->last);
        if (index.column() == Code)
            return findingTitle(problem->finding.code).translated();
        return {};
    case ToneRole:
        return QVariant::fromValue(severityTone(problem->finding.severity));
    default:
        return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case SeverityColumn:
        return tr("Severity");
    case Subject:
        return tr("Stream");
    case Code:
        return tr("Code");
    case Words:
        return tr("What is so");
    case Remedy:
        return tr("What to do");
    case Since:
        return tr("Since");
    case Last:
        return tr("Last");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace helio
